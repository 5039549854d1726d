package table

import (
	"strings"
	"unicode/utf8"
	"unsafe"
)

// A checker refuses rows that a file may not hold. Why so strict: the order is
// declared in the file and readers prune by it; readers disagree on where NaN
// stands in an order and so on which rows a filter gives; and some refuse a whole
// file for one string that is not UTF-8.
type checker[Row any] struct {
	sort    []field
	order   string // the sort columns, for messages
	floats  []field
	strings []field
	known   []texts // one a field of strings
}

func newChecker[Row any](l layout, sort []string) checker[Row] {
	c := checker[Row]{sort: l.choose(sort, "sort"), order: strings.Join(sort, ", ")}
	for _, f := range c.sort {
		if f.optional {
			panic("table: sort column " + f.Name + " may be null")
		}
	}
	for _, f := range l.fields {
		switch f.kind {
		case kindFloat64:
			c.floats = append(c.floats, f)
		case kindString:
			c.strings, c.known = append(c.strings, f), append(c.known, texts{})
		}
	}
	return c
}

// check looks at rows; before is the row ahead of them, nil at the start of the
// file. The error counts rows from the first of these.
func (c *checker[Row]) check(before *Row, rows []Row) *Error {
	if err := c.checkOrder(before, rows); err != nil {
		return err
	}
	if err := c.checkFloats(rows); err != nil {
		return err
	}
	return c.checkStrings(rows)
}

func (c *checker[Row]) checkOrder(before *Row, rows []Row) *Error {
	for i := range rows {
		if before != nil {
			a, b := unsafe.Pointer(before), unsafe.Pointer(&rows[i])
			if f := c.falls(a, b); f != nil {
				return &Error{Row: int64(i), Column: f.Name, Found: f.text(b),
					Expected: "at least " + f.text(a) + ", as rows are sorted by " + c.order}
			}
		}
		before = &rows[i]
	}
	return nil
}

// falls returns the sort column by which row b belongs before row a, nil if it does not.
func (c *checker[Row]) falls(a, b unsafe.Pointer) *field {
	for i := range c.sort {
		f := &c.sort[i]
		switch sign := f.compare(a, b); {
		case sign > 0:
			return f
		case sign < 0:
			return nil
		}
	}
	return nil
}

func (c *checker[Row]) checkFloats(rows []Row) *Error {
	for _, f := range c.floats {
		for i := range rows {
			row := unsafe.Pointer(&rows[i])
			if v := (*float64)(f.value(row)); v != nil && !finite(*v) {
				return &Error{Row: int64(i), Column: f.Name, Found: f.text(row), Expected: "a finite number"}
			}
		}
	}
	return nil
}

func (c *checker[Row]) checkStrings(rows []Row) *Error {
	for n, f := range c.strings {
		for i := range rows {
			row := unsafe.Pointer(&rows[i])
			v := (*string)(f.value(row))
			if v != nil && !c.known[n].valid(*v) {
				return &Error{Row: int64(i), Column: f.Name, Found: f.text(row), Expected: "valid UTF-8"}
			}
		}
	}
	return nil
}

// texts remembers some strings that are valid UTF-8 by where they are: categories
// are a few constants, and looking at the same bytes for each row costs a tenth of
// the time of a narrow table.
type texts [64]struct {
	start  *byte // keeps the string, so that no other can come to stand there
	length int
}

func (t *texts) valid(s string) bool {
	start := unsafe.StringData(s)
	known := &t[uintptr(unsafe.Pointer(start))>>2%uintptr(len(t))]
	if known.start == start && known.length == len(s) {
		return true
	}
	if !utf8.ValidString(s) {
		return false
	}
	known.start, known.length = start, len(s)
	return true
}
