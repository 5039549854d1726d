package estimate

import (
	"fmt"
	"math"
)

// BadCell is the error of a value that an estimator cannot use: where, what was found and what was expected. Nothing is dropped to get
// round it.
type BadCell struct {
	Row      int    // counted from 0
	Column   string // what the column means to the estimator: time, weight, probability
	Found    string
	Expected string
}

func (e *BadCell) Error() string {
	return fmt.Sprintf("row %d: %s: found %s, expected %s", e.Row, e.Column, e.Found, e.Expected)
}

func finiteColumn(column string, values []float64) error {
	for i, v := range values {
		if !finite(v) {
			return &BadValue{Row: i, Column: column, Value: v}
		}
	}
	return nil
}

func weightColumn(weights []float64) error {
	for i, w := range weights {
		if !(w >= 0 && w <= math.MaxFloat64) {
			return &BadCell{Row: i, Column: "weight", Found: number(w), Expected: "a finite number of 0 or more"}
		}
	}
	return nil
}

func sameLength(what string, a, b int) {
	if a != b {
		panic(fmt.Sprintf("estimate: %s differ in length: %d and %d", what, a, b))
	}
}
