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
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"inwork/sim/estimate"
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

// kindOf is what a column must hold for its role.
type kindOf int

const (
	isNumber kindOf = iota
	isEither        // numbers or text
	isLabel         // text, whatever it looks like
)

// A role is a column with what it is used for.
type role struct {
	column string
	kind   kindOf
	flag   string
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

// missingCells are those that stand for no value.
var missingCells = []string{"", "NA", "N/A", "NaN", "nan", "NULL", "null", "."}

func isMissing(cell string) bool { return slices.Contains(missingCells, cell) }

// numberIn reads a finite number, or true and false as 1 and 0.
func numberIn(cell string) (v float64, missing bool, err error) {
	cell = strings.TrimSpace(cell)
	if isMissing(cell) {
		return math.NaN(), true, nil
	}
	if is, ok := truth(cell); ok {
		if is {
			return 1, false, nil
		}
		return 0, false, nil
	}
	v, err = strconv.ParseFloat(cell, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, false, errors.New("not a finite number")
	}
	return v, false, nil
}

// truth reads true and false as R and most programs write them.
func truth(cell string) (is, ok bool) {
	switch cell {
	case "true", "TRUE", "True":
		return true, true
	case "false", "FALSE", "False":
		return false, true
	}
	return false, false
}

// A sheet is the columns of a table that are used, by flag and name.
type sheet struct{ columns map[[2]string]*sheetColumn }

// read holds the used columns.
func (r *sheetReader) read(roles []role) (*sheet, error) {
	s := &sheet{columns: map[[2]string]*sheetColumn{}}
	list := make([]*sheetColumn, len(roles))
	for i, role := range roles {
		list[i] = newSheetColumn(role.column)
		s.columns[[2]string{role.flag, role.column}] = list[i]
	}
	err := r.each(roles, func(cells []string, where func(int) string) error {
		for i, c := range list {
			if err := c.add(cells[i], roles[i].kind, func() string { return where(i) }); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, c := range list {
		if roles[i].kind == isEither {
			if err := c.settle(roles[i].flag); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func (s *sheet) column(flag, name string) *sheetColumn { return s.columns[[2]string{flag, name}] }

// codes are a column's levels by number, nil for no column.
func (s *sheet) codes(flag, name string) []int {
	if name == "" {
		return nil
	}
	return s.column(flag, name).codes
}

func (s *sheet) numbers(flag, name string) []float64 {
	if name == "" {
		return nil
	}
	return s.column(flag, name).numbers
}

// A sheetColumn is a column as numbers, as levels, or as both until it is known which.
type sheetColumn struct {
	name    string
	numbers []float64      // NaN where missing or text
	codes   []int          // of each row, in texts; -1 where missing; nil when there are too many
	texts   []string       // levels as they stand, in order of appearance
	place   map[string]int // of a text in texts
	lost    int64          // missing cells
	words   int            // cells that are no number, true and false among them
	digits  int            // cells that are a number
	wordAt  string         // where the first word stands
	word    string
}

// mostLevels is how many categories a column may have that is not of numbers.
const mostLevels = 1_000

func newSheetColumn(name string) *sheetColumn {
	return &sheetColumn{name: name, place: map[string]int{}, codes: []int{}}
}

// add takes a cell.
func (c *sheetColumn) add(cell string, kind kindOf, where func() string) error {
	switch kind {
	case isLabel:
		c.codes = append(c.codes, c.code(cell))
		return nil
	case isEither:
		level, err := c.level(cell, where)
		if err != nil {
			return err
		}
		if c.codes != nil {
			c.codes = append(c.codes, level)
		}
		if c.place == nil {
			c.codes = nil
		}
	}
	v, _, err := numberIn(cell)
	if err != nil && kind == isNumber {
		return &wrongCell{where: where(), column: c.name, found: cell, expected: "a number"}
	}
	if err != nil {
		v = math.NaN()
	}
	c.numbers = append(c.numbers, v)
	return nil
}

// code is the number of a cell's text, -1 if missing.
func (c *sheetColumn) code(cell string) int {
	if isMissing(cell) {
		c.lost++
		return -1
	}
	at, seen := c.place[cell]
	if !seen {
		at = len(c.texts)
		cell = strings.Clone(cell) // a record's memory is used again
		c.texts, c.place[cell] = append(c.texts, cell), at
	}
	return at
}

// level is code, and keeps count of what is a number. Beyond mostLevels there are numbers only, and no levels.
func (c *sheetColumn) level(cell string, where func() string) (int, error) {
	if _, missing, err := numberIn(cell); !missing {
		_, isTruth := truth(strings.TrimSpace(cell))
		if err != nil || isTruth {
			if c.words++; c.words == 1 {
				c.wordAt, c.word = where(), strings.Clone(cell)
			}
		} else {
			c.digits++
		}
	}
	if c.place == nil {
		if c.words > 0 {
			return -1, &wrongCell{where: c.wordAt, column: c.name, found: c.word, expected: "a number, as in other rows"}
		}
		return -1, nil
	}
	at := c.code(cell)
	if len(c.texts) > mostLevels {
		if c.words > 0 {
			return -1, &wrongCell{where: where(), column: c.name, found: fmt.Sprintf("more than %d different texts", mostLevels), expected: "categories, or numbers throughout"}
		}
		c.place, c.texts = nil, nil
	}
	return at, nil
}

// settle decides whether a column is of numbers or of text.
func (c *sheetColumn) settle(flag string) error {
	switch {
	case c.words > 0 && c.digits > 0:
		return &wrongCell{where: c.wordAt, column: c.name, found: c.word, expected: "a number, as in " + counted(c.digits, "other row")}
	case c.words == 0 && c.digits == 0:
		return &wrongUse{verb: "estimate: " + flag, found: "no value in the column " + c.name, expected: "some"}
	}
	return nil
}

// numeric says whether the column is of numbers. True and false are words.
func (c *sheetColumn) numeric() bool { return c.words == 0 }

// zeroOne says whether all numbers are 0 or 1.
func (c *sheetColumn) zeroOne() bool {
	for _, v := range c.numbers {
		if v != 0 && v != 1 && !math.IsNaN(v) {
			return false
		}
	}
	return true
}

func (c *sheetColumn) missing() int64 { return c.lost }

// canonical is how a level is named: a number in its shortest form, text as it stands.
func (c *sheetColumn) canonical(text string) string {
	if v, err := strconv.ParseFloat(strings.TrimSpace(text), 64); err == nil && c.numeric() {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return text
}

// levels lists the arms, control first if it is one of them, the others by size or in byte order.
func (c *sheetColumn) levels(control string) ([]string, error) {
	if c.place == nil {
		return nil, &wrongUse{verb: "estimate", found: fmt.Sprintf("more than %d different numbers in the column %s", mostLevels, c.name), expected: "arms"}
	}
	var levels []string
	for _, text := range c.texts {
		levels = append(levels, c.canonical(text))
	}
	slices.SortFunc(levels, func(a, b string) int {
		if c.numeric() {
			x, _ := strconv.ParseFloat(a, 64)
			y, _ := strconv.ParseFloat(b, 64)
			return cmp.Compare(x, y)
		}
		return cmp.Compare(a, b)
	})
	levels = slices.Compact(levels)
	if at := slices.Index(levels, control); at >= 0 {
		levels = slices.Insert(slices.Delete(levels, at, at+1), 0, control)
	}
	if len(levels) < 2 {
		return nil, &wrongUse{verb: "estimate", found: "the one level " + levels[0] + " in the column " + c.name, expected: "at least two, or there is nothing to compare"}
	}
	return levels, nil
}

// indicators makes a column of zeros and ones for each of some levels, missing where the column is.
func (c *sheetColumn) indicators(levels []string) []estimate.Column {
	var columns []estimate.Column
	for _, level := range levels {
		column := estimate.Column{Name: c.name + level, Values: make([]float64, len(c.codes))}
		for i, code := range c.codes {
			switch {
			case code < 0:
				column.Values[i] = math.NaN()
			case c.canonical(c.texts[code]) == level:
				column.Values[i] = 1
			}
		}
		columns = append(columns, column)
	}
	return columns
}

// rowsOf lists the rows of two arms, and which are treated.
func (c *sheetColumn) rowsOf(control, arm string) (rows []int, treated []bool) {
	is := make([]int, len(c.texts)) // 1 control, 2 treated
	for code, text := range c.texts {
		switch c.canonical(text) {
		case control:
			is[code] = 1
		case arm:
			is[code] = 2
		}
	}
	for i, code := range c.codes {
		if code >= 0 && is[code] > 0 {
			rows, treated = append(rows, i), append(treated, is[code] == 2)
		}
	}
	return rows, treated
}

// instruments are the columns of the instruments.
func (s *sheet) instruments(q *question) []*sheetColumn {
	var columns []*sheetColumn
	for _, name := range q.instruments {
		columns = append(columns, s.column("-instrument", name))
	}
	return columns
}
