package table

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
)

// Cells give the values of one column of a row group as text, in order.
type cells interface {
	appendNext(line []byte) ([]byte, error)
	close()
}

func newCells(f field, pages parquet.Pages) cells {
	switch f.kind {
	case kindInt32:
		return &cellsOf[int32]{newChunk(f, pages, decodeInt32s), appendInt[int32]}
	case kindDate:
		return &cellsOf[int32]{newChunk(f, pages, decodeInt32s), appendDate}
	case kindInt64:
		return &cellsOf[int64]{newChunk(f, pages, decodeInt64s), appendInt[int64]}
	case kindFloat64:
		return &cellsOf[float64]{newChunk(f, pages, decodeFloat64s), appendFloat}
	case kindBool:
		return &cellsOf[bool]{newChunk(f, pages, decodeBools), strconv.AppendBool}
	default:
		return &cellsOf[string]{newChunk(f, pages, decodeStrings), appendText}
	}
}

type cellsOf[V any] struct {
	chunk[V]
	text func(line []byte, v V) []byte
}

func (c *cellsOf[V]) appendNext(line []byte) ([]byte, error) {
	if _, err := c.left(); err != nil {
		return line, err
	}
	if c.optional {
		level := c.levels[0]
		c.levels = c.levels[1:]
		if level == 0 {
			return line, nil
		}
	}
	v := c.values[0]
	c.values = c.values[1:]
	return c.text(line, v), nil
}

func appendInt[V int32 | int64](line []byte, v V) []byte {
	return strconv.AppendInt(line, int64(v), 10)
}

func appendDate(line []byte, day int32) []byte {
	const seconds = 24 * 60 * 60
	return time.Unix(int64(day)*seconds, 0).UTC().AppendFormat(line, time.DateOnly)
}

// appendFloat writes the shortest digits that read back as v, without an exponent
// from a millionth to 10^21, as JSON has it.
func appendFloat(line []byte, v float64) []byte {
	form := byte('f')
	if size := math.Abs(v); size != 0 && (size < 1e-6 || size >= 1e21) {
		form = 'e'
	}
	return strconv.AppendFloat(line, v, form, -1, 64)
}

// appendText quotes a text that holds a sign of the form, starts with a space,
// which some readers take off, or is empty, since null is nothing at all.
func appendText(line []byte, s string) []byte {
	if s != "" && !strings.ContainsAny(s, "\",\r\n") && s[0] != ' ' && s[0] != '\t' {
		return append(line, s...)
	}
	line = append(line, '"')
	for i := range len(s) {
		if s[i] == '"' {
			line = append(line, '"')
		}
		line = append(line, s[i])
	}
	return append(line, '"')
}
