package table

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/parquet-go/parquet-go"
)

// WriteCSV writes the rows of files to w as lines of comma-separated values, for
// programs that read no Parquet, and returns how many rows w has taken. The
// pattern means files as in [Read]; columns picks what is written and in which
// order, none means all. No Go type of the rows is needed, and however large the
// files are, a few megabytes of memory do.
//
// The first line has the names: first the partition keys of the path (world,
// point, replicate), then the columns. Lines end in a line feed. A date is written
// as 2015-09-01, a number with the fewest digits that read back as the same
// number, a bool as true or false. Null is nothing between two commas and an empty
// string is "", which few readers tell apart (one, that of PostgreSQL, does); the
// null of a table of one column is "" too, since readers pass over an empty line.
// Text is quoted where it must be, as RFC 4180 says.
//
// All files must have the same partition keys and the same columns, of those that
// are written. What does not fit, like a column that is not there or twice among
// columns, is an [*Error] that names file and column, and then nothing is
// written. An error of w, or of ctx, is returned as it is.
func WriteCSV(ctx context.Context, w io.Writer, pattern string, columns ...string) (rows int64, err error) {
	files, err := find(pattern)
	if err != nil {
		return 0, err
	}
	common, err := commonHeading(ctx, files, columns)
	if err != nil {
		return 0, err
	}
	out := csvWriter{ctx: ctx, out: w, columns: common.columns}
	out.writeNames(common)
	for _, path := range files {
		if err := out.writeFile(path); err != nil {
			return out.rows, err
		}
	}
	return out.rows, out.flush()
}

// csvFlush is how many bytes are collected before they go out: enough for a pipe.
const csvFlush = 64 << 10

// A csvWriter collects lines and hands them on.
type csvWriter struct {
	ctx     context.Context
	out     io.Writer
	columns []field
	lines   []byte
	held    int64 // rows in lines
	rows    int64 // rows handed on
}

func (w *csvWriter) writeNames(h heading) {
	for _, name := range h.names() {
		w.lines = append(appendText(w.lines, name), ',')
	}
	w.lines[len(w.lines)-1] = '\n'
}

func (w *csvWriter) flush() error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if _, err := w.out.Write(w.lines); err != nil {
		return err
	}
	w.rows += w.held
	w.lines, w.held = w.lines[:0], 0
	return nil
}

func (w *csvWriter) writeFile(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	content, err := open(file)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	indexes, err := locate(path, content, w.columns) // again: it may have been replaced since
	if err != nil {
		return err
	}
	if err := checkPages(file, content, indexes); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var keys []byte
	for _, key := range keysOf(path) {
		keys = append(appendText(keys, key.Value), ',')
	}
	for _, group := range content.RowGroups() {
		if err := w.writeGroup(path, keys, group, indexes); err != nil {
			return err
		}
	}
	return nil
}

func (w *csvWriter) writeGroup(path string, keys []byte, group parquet.RowGroup, indexes []int) error {
	chunks := group.ColumnChunks()
	columns := make([]cells, len(w.columns))
	for i, f := range w.columns {
		columns[i] = newCells(f, chunks[indexes[i]].Pages())
		defer columns[i].close()
	}
	for range group.NumRows() {
		start := len(w.lines)
		w.lines = append(w.lines, keys...)
		for i, column := range columns {
			var err error
			if w.lines, err = column.appendNext(w.lines); err != nil {
				return fmt.Errorf("%s: column %s: %w", path, w.columns[i].Name, err)
			}
			w.lines = append(w.lines, ',')
		}
		if err := w.endLine(start); err != nil {
			return err
		}
	}
	return nil
}

// endLine turns the comma after the last cell of a line into its end.
func (w *csvWriter) endLine(start int) error {
	if len(w.lines) == start+1 {
		w.lines = append(w.lines[:start], `"",`...) // or readers would pass over it
	}
	w.lines[len(w.lines)-1] = '\n'
	if w.held++; len(w.lines) < csvFlush {
		return nil
	}
	return w.flush()
}
