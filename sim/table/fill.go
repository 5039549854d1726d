package table

import (
	"slices"
	"unsafe"

	"github.com/parquet-go/parquet-go"
)

// A column gives the values of one column of a row group to rows, in order.
type column[Row any] interface {
	fill(rows []Row) error // with the next values
	close()
}

func newColumn[Row any](f field, pages parquet.Pages) column[Row] {
	switch f.kind {
	case kindInt32, kindDate:
		return &filler[Row, int32]{f.slot, newChunk(f, pages, decodeInt32s)}
	case kindInt64:
		return &filler[Row, int64]{f.slot, newChunk(f, pages, decodeInt64s)}
	case kindFloat64:
		return &filler[Row, float64]{f.slot, newChunk(f, pages, decodeFloat64s)}
	case kindBool:
		return &filler[Row, bool]{f.slot, newChunk(f, pages, decodeBools)}
	default:
		return &filler[Row, string]{f.slot, newChunk(f, pages, decodeStrings)}
	}
}

// A filler puts the values of a chunk where rows keep them.
type filler[Row, V any] struct {
	slot slot
	chunk[V]
}

func (f *filler[Row, V]) fill(rows []Row) error {
	for len(rows) > 0 {
		n, err := f.left()
		if err != nil {
			return err
		}
		n = min(n, len(rows))
		if f.optional {
			f.scatterOptional(rows[:n])
		} else {
			f.scatter(rows[:n])
		}
		rows = rows[n:]
	}
	return nil
}

func (f *filler[Row, V]) scatter(rows []Row) {
	for i, value := range f.values[:len(rows)] {
		*(*V)(unsafe.Add(unsafe.Pointer(&rows[i]), f.slot.offset)) = value
	}
	f.values = f.values[len(rows):]
}

func (f *filler[Row, V]) scatterOptional(rows []Row) {
	present := 0
	for _, level := range f.levels[:len(rows)] {
		present += int(level)
	}
	own := slices.Clone(f.values[:present]) // a kept copy of a row goes on pointing at it
	at := 0
	for i, level := range f.levels[:len(rows)] {
		if level != 0 {
			*(**V)(unsafe.Add(unsafe.Pointer(&rows[i]), f.slot.offset)) = &own[at]
			at++
		}
	}
	f.levels, f.values = f.levels[len(rows):], f.values[present:]
}
