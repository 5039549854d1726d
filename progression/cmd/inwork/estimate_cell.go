package main

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
)

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
