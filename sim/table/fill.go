package table

import (
	"errors"
	"io"
	"slices"
	"unsafe"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
)

// A column gives the values of one column of a row group to rows, in order.
type column[Row any] interface {
	fill(rows []Row) error // with the next values
	close()
}

func newColumn[Row any](f field, pages parquet.Pages) column[Row] {
	switch f.kind {
	case kindInt32, kindDate:
		return &pageReader[Row, int32]{slot: f.slot, pages: pages, decode: decodeInt32s}
	case kindInt64:
		return &pageReader[Row, int64]{slot: f.slot, pages: pages, decode: decodeInt64s}
	case kindFloat64:
		return &pageReader[Row, float64]{slot: f.slot, pages: pages, decode: decodeFloat64s}
	case kindBool:
		return &pageReader[Row, bool]{slot: f.slot, pages: pages, decode: decodeBools}
	default:
		return &pageReader[Row, string]{slot: f.slot, pages: pages, decode: decodeStrings}
	}
}

func decodeInt32s(v *encoding.Values, n int) []int32     { return v.Int32()[:n] }
func decodeInt64s(v *encoding.Values, n int) []int64     { return v.Int64()[:n] }
func decodeFloat64s(v *encoding.Values, n int) []float64 { return v.Double()[:n] }

func decodeBools(v *encoding.Values, n int) []bool {
	bits := v.Boolean()
	values := make([]bool, n)
	for i := range values {
		values[i] = bits[i/8]>>(i%8)&1 != 0
	}
	return values
}

// decodeStrings copies: a page's memory is used again for the next page.
func decodeStrings(v *encoding.Values, n int) []string {
	data, ends := v.ByteArray()
	text := string(data)
	values := make([]string, n)
	for i := range values {
		values[i] = text[ends[i]:ends[i+1]]
	}
	return values
}

// A pageReader walks the pages of a column whose values are V in Go.
//
// Note: the library's own typed reader builds each row from boxed values, and is nine
// times slower on a row of twelve columns.
type pageReader[Row, V any] struct {
	slot   slot
	pages  parquet.Pages
	decode func(v *encoding.Values, n int) []V // may return memory of the page

	page       parquet.Page
	nulls      []byte // 0 where a row of the page still to be given is null; nil in a column without nulls
	values     []V    // of the page, still to be given
	dictionary parquet.Dictionary
	words      []V // the dictionary decoded
	looked     []V // room for values looked up in it
}

func (r *pageReader[Row, V]) fill(rows []Row) error {
	for len(rows) > 0 {
		left := len(r.values)
		if r.slot.optional {
			left = len(r.nulls)
		}
		if left == 0 {
			if err := r.next(); err != nil {
				return err
			}
			continue
		}
		n := min(left, len(rows))
		if r.slot.optional {
			r.scatterOptional(rows[:n])
		} else {
			r.scatter(rows[:n])
		}
		rows = rows[n:]
	}
	return nil
}

func (r *pageReader[Row, V]) scatter(rows []Row) {
	for i, value := range r.values[:len(rows)] {
		*(*V)(unsafe.Add(unsafe.Pointer(&rows[i]), r.slot.offset)) = value
	}
	r.values = r.values[len(rows):]
}

func (r *pageReader[Row, V]) scatterOptional(rows []Row) {
	present := 0
	for _, level := range r.nulls[:len(rows)] {
		present += int(level)
	}
	own := slices.Clone(r.values[:present]) // a kept copy of a row goes on pointing at it
	at := 0
	for i, level := range r.nulls[:len(rows)] {
		if level != 0 {
			*(**V)(unsafe.Add(unsafe.Pointer(&rows[i]), r.slot.offset)) = &own[at]
			at++
		}
	}
	r.nulls, r.values = r.nulls[len(rows):], r.values[present:]
}

// next decodes the next page.
func (r *pageReader[Row, V]) next() (err error) {
	defer recoverDamage(&err)
	parquet.Release(r.page)
	r.page = nil // released once, even if what follows panics
	r.page, err = r.pages.ReadPage()
	if errors.Is(err, io.EOF) {
		return errShort
	}
	if err != nil {
		return err
	}
	r.nulls = r.page.DefinitionLevels()
	n := int(r.page.NumValues() - r.page.NumNulls())
	data := r.page.Data()
	if dictionary := r.page.Dictionary(); dictionary != nil {
		r.lookUp(dictionary, data.Int32()[:n])
	} else {
		r.values = r.decode(&data, n)
	}
	return nil
}

func (r *pageReader[Row, V]) lookUp(dictionary parquet.Dictionary, indexes []int32) {
	if r.dictionary != dictionary {
		data := dictionary.Page().Data()
		r.dictionary, r.words = dictionary, r.decode(&data, dictionary.Len())
	}
	r.looked = slices.Grow(r.looked[:0], len(indexes))[:len(indexes)]
	for i, index := range indexes {
		r.looked[i] = r.words[index]
	}
	r.values = r.looked
}

func (r *pageReader[Row, V]) close() {
	parquet.Release(r.page)
	r.pages.Close()
}
