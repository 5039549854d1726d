package table

import (
	"errors"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"
)

// A chunk walks the pages of one column of a row group, whose values are V in Go.
//
// Note: the library's own typed reader builds each row from boxed values, and is nine
// times slower on a row of twelve columns.
type chunk[V any] struct {
	optional bool
	pages    parquet.Pages
	decode   func(v *encoding.Values, n int) []V // may return memory of the page

	page       parquet.Page
	levels     []byte // 0 where a row of the page still to be given is null; nil in a column without nulls
	values     []V    // of the page, still to be given
	dictionary parquet.Dictionary
	words      []V // the dictionary decoded
	looked     []V // room for values looked up in it
}

func newChunk[V any](f field, pages parquet.Pages, decode func(*encoding.Values, int) []V) chunk[V] {
	return chunk[V]{optional: f.optional, pages: pages, decode: decode}
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

// left counts the rows of the page that are still to be given; at the end of a page
// it turns to the next one, so that it is never 0 without an error.
func (c *chunk[V]) left() (int, error) {
	for {
		n := len(c.values)
		if c.optional {
			n = len(c.levels)
		}
		if n > 0 {
			return n, nil
		}
		if err := c.next(); err != nil {
			return 0, err
		}
	}
}

// next decodes the next page.
func (c *chunk[V]) next() (err error) {
	defer recoverDamage(&err)
	parquet.Release(c.page)
	c.page = nil // released once, even if what follows panics
	c.page, err = c.pages.ReadPage()
	if errors.Is(err, io.EOF) {
		return errShort
	}
	if err != nil {
		return err
	}
	c.levels = c.page.DefinitionLevels()
	n := int(c.page.NumValues() - c.page.NumNulls())
	data := c.page.Data()
	if dictionary := c.page.Dictionary(); dictionary != nil {
		c.lookUp(dictionary, data.Int32()[:n])
	} else {
		c.values = c.decode(&data, n)
	}
	return nil
}

func (c *chunk[V]) lookUp(dictionary parquet.Dictionary, indexes []int32) {
	if c.dictionary != dictionary {
		data := dictionary.Page().Data()
		c.dictionary, c.words = dictionary, c.decode(&data, dictionary.Len())
	}
	c.looked = slices.Grow(c.looked[:0], len(indexes))[:len(indexes)]
	for i, index := range indexes {
		c.looked[i] = c.words[index]
	}
	c.values = c.looked
}

func (c *chunk[V]) close() {
	parquet.Release(c.page)
	c.pages.Close()
}
