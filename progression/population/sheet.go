package population

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// sheet reads a CSV file with known columns strictly: all of them, in order, with
// nothing empty that is not optional. It keeps the first complaint and stops.
type sheet struct {
	name    string
	columns []string
	reader  *csv.Reader
	row     []string
	err     error
}

func newSheet(name, text string, columns []string) *sheet {
	s := &sheet{name: name, columns: columns, reader: csv.NewReader(strings.NewReader(text))} // the header sets the number of fields
	switch header, err := s.reader.Read(); {
	case err != nil:
		s.err = fmt.Errorf("%s: %w", name, err)
	case !slices.Equal(header, columns):
		s.err = fmt.Errorf("%s:1: found columns %q, expected %q", name, header, columns)
	}
	return s
}

// next moves to the next row; false at the end and after a complaint.
func (s *sheet) next() bool {
	if s.err != nil {
		return false
	}
	row, err := s.reader.Read()
	if errors.Is(err, io.EOF) {
		return false
	}
	if err != nil {
		s.err = fmt.Errorf("%s: %w", s.name, err)
		return false
	}
	s.row = row
	return true
}

func (s *sheet) fail(column, found, expected string) {
	if s.err != nil {
		return
	}
	line, _ := s.reader.FieldPos(slices.Index(s.columns, column))
	s.err = fmt.Errorf("%s:%d: %s: found %q, expected %s", s.name, line, column, found, expected)
}

func (s *sheet) field(column string) string {
	k := slices.Index(s.columns, column)
	if k < 0 {
		panic("population: no column " + column)
	}
	return s.row[k]
}

func (s *sheet) text(column string) string {
	v := s.field(column)
	if strings.TrimSpace(v) != v || v == "" {
		s.fail(column, v, "text without space around it")
	}
	return v
}

func (s *sheet) oneOf(column string, list ...string) string {
	v := s.field(column)
	if !slices.Contains(list, v) {
		s.fail(column, v, "one of "+strings.Join(list, ", "))
	}
	return v
}

func (s *sheet) number(column string) float64 {
	v, err := strconv.ParseFloat(s.field(column), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		s.fail(column, s.field(column), "a number")
	}
	return v
}

// optional is 0 where the field is empty.
func (s *sheet) optional(column string) float64 {
	if s.field(column) == "" {
		return 0
	}
	return s.number(column)
}

// count is a whole number above 0.
func (s *sheet) count(column string) int {
	v, err := strconv.Atoi(s.field(column))
	if err != nil || v <= 0 {
		s.fail(column, s.field(column), "a whole number above 0")
	}
	return v
}
