package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"inwork/sim/table"
)

// wrongData is a table that cannot be estimated from.
type wrongData struct{ file, text string }

func (e *wrongData) Error() string { return "estimate: " + e.file + ": " + e.text }

// wrongCell is a value in a table that is none.
type wrongCell struct{ where, column, found, expected string }

func (e *wrongCell) Error() string {
	return fmt.Sprintf("estimate: %s: %s: found %s, expected %s", e.where, e.column, cmp.Or(e.found, "nothing"), e.expected)
}

// wrongUses are several mistakes, a line each.
type wrongUses []*wrongUse

func (e wrongUses) Error() string {
	var lines []string
	for _, use := range e {
		lines = append(lines, use.Error())
	}
	return strings.Join(lines, "\ninwork: ")
}

// sheetReader gives the rows of a table as text.
type sheetReader struct {
	path   string
	rows   *csv.Reader
	names  []string
	lines  bool // cells have lines; otherwise rows are counted
	row    int
	closer func()
	again  func(columns []string) error // opens some columns of a Parquet table
}

// openSheet opens a table and reads the names of its columns.
func openSheet(ctx context.Context, path string, stdin io.Reader) (*sheetReader, error) {
	r := &sheetReader{path: path, closer: func() {}}
	if path == "-" {
		r.path = "standard input"
		return r, r.openCSV(stdin)
	}
	if isParquet(path) {
		return r, r.openParquet(ctx)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, noFile(path, err)
	}
	r.closer = func() { file.Close() }
	return r, r.openCSV(file)
}

// noFile is wrong use: the caller names the file.
func noFile(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &wrongUse{verb: "estimate: -data", found: "no file " + path, expected: "a table"}
	}
	return err
}

// isParquet goes by the name, a folder, or how the file begins.
func isParquet(path string) bool {
	if strings.HasSuffix(path, ".parquet") {
		return true
	}
	if status, err := os.Stat(path); err == nil && status.IsDir() {
		return true
	}
	file, err := os.Open(path)
	if err != nil {
		return strings.ContainsAny(path, "*?[")
	}
	defer file.Close()
	var first [4]byte
	_, err = io.ReadFull(file, first[:])
	return err == nil && string(first[:]) == "PAR1"
}

func (r *sheetReader) openCSV(from io.Reader) error {
	buffered := bufio.NewReaderSize(from, 1<<16)
	if mark, err := buffered.Peek(3); err == nil && bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = buffered.Discard(3) // the byte order mark that spreadsheets write
	}
	r.rows, r.lines = csv.NewReader(buffered), true
	return r.readNames()
}

func (r *sheetReader) readNames() error {
	r.rows.ReuseRecord = true
	names, err := r.rows.Read()
	if errors.Is(err, io.EOF) {
		return &wrongData{file: r.path, text: "found nothing, expected a line of column names"}
	}
	if err != nil {
		return &wrongData{file: r.path, text: err.Error()}
	}
	r.names = slices.Clone(names)
	return nil
}

// openParquet learns the names; the columns follow once it is known which are used.
func (r *sheetReader) openParquet(ctx context.Context) error {
	keys, columns, err := table.Names(r.path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return noFile(r.path, err)
		}
		return &wrongData{file: r.path, text: err.Error()}
	}
	r.names = append(keys, columns...)
	r.again = func(used []string) error {
		used = slices.DeleteFunc(used, func(name string) bool { return slices.Contains(keys, name) })
		ctx, cancel := context.WithCancel(ctx)
		reader, writer := io.Pipe()
		go func() {
			_, err := table.WriteCSV(ctx, writer, r.path, used...)
			writer.CloseWithError(err)
		}()
		r.closer = func() { cancel(); reader.Close() }
		r.rows = csv.NewReader(reader)
		return r.readNames()
	}
	return nil
}

func (r *sheetReader) close() { r.closer() }

// each gives the used cells of each row, and says where they stand.
func (r *sheetReader) each(roles []role, take func(cells []string, where func(column int) string) error) error {
	if err := r.checkNames(roles); err != nil {
		return err
	}
	if r.again != nil {
		var used []string
		for _, role := range roles {
			if !slices.Contains(used, role.column) {
				used = append(used, role.column)
			}
		}
		if err := r.again(used); err != nil {
			return err
		}
	}
	places, cells := make([]int, len(roles)), make([]string, len(roles))
	for i, role := range roles {
		places[i] = slices.Index(r.names, role.column)
	}
	where := func(column int) string {
		if !r.lines {
			return fmt.Sprintf("%s: row %d", r.path, r.row)
		}
		line, _ := r.rows.FieldPos(places[column])
		return fmt.Sprintf("%s:%d", r.path, line)
	}
	for ; ; r.row++ {
		record, err := r.rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return r.damaged(err)
		}
		for i, place := range places {
			cells[i] = record[place]
		}
		if err := take(cells, where); err != nil {
			return err
		}
	}
}

// damaged is a line that is no row, or a table of Parquet that cannot be read.
func (r *sheetReader) damaged(err error) error {
	var syntax *csv.ParseError
	switch {
	case errors.As(err, &syntax) && errors.Is(err, csv.ErrFieldCount):
		return &wrongData{file: fmt.Sprintf("%s:%d", r.path, syntax.Line), text: fmt.Sprintf("found another number of fields, expected %d", len(r.names))}
	case errors.As(err, &syntax):
		return &wrongData{file: fmt.Sprintf("%s:%d", r.path, syntax.Line), text: syntax.Err.Error()}
	}
	var wrongTable *table.Error
	if errors.As(err, &wrongTable) {
		return &wrongData{file: r.path, text: err.Error()}
	}
	return err
}

// checkNames refuses columns that are not there, or twice.
func (r *sheetReader) checkNames(roles []role) error {
	var problems wrongUses
	for _, role := range roles {
		count := 0
		for _, name := range r.names {
			if name == role.column {
				count++
			}
		}
		verb := "estimate: " + role.flag
		switch {
		case count > 1:
			problems = append(problems, &wrongUse{verb: verb, found: "the column " + role.column + " twice in " + r.path, expected: "each name once"})
		case count == 0 && len(r.names) == 1 && strings.ContainsAny(r.names[0], ";\t"):
			return &wrongUse{verb: "estimate: -data", found: "one column named " + strconv.Quote(r.names[0]) + " in " + r.path, expected: "commas between columns"}
		case count == 0:
			problems = append(problems, &wrongUse{verb: verb, found: "no column " + role.column + " in " + r.path, expected: "one of " + some(r.names), meant: nearestOf(role.column, r.names)})
		}
	}
	if len(problems) > 0 {
		return problems
	}
	return nil
}

// some lists names, a screen of them at most.
func some(names []string) string {
	const most = 40
	if len(names) > most {
		return listed(names[:most]) + fmt.Sprintf(" and %d more", len(names)-most)
	}
	return listed(names)
}
