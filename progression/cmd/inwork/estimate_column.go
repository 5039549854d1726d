package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"inwork/sim/estimate"
)

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
