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

// usableColumn refuses a column with a value that is not usable.
func usableColumn(column string, values []float64) error {
	for i, v := range values {
		if err := usable(column, i, v); err != nil {
			return err
		}
	}
	return nil
}

// huge is the size up to which products of four values, and their sums, do not overflow.
const huge = 1e75

// usable refuses a value that is not finite, or so large that an estimator's sums would not be.
func usable(column string, row int, v float64) error {
	if !finite(v) {
		return &BadValue{Row: row, Column: column, Value: v}
	}
	if math.Abs(v) > huge {
		return &BadValue{Row: row, Column: column, Value: v, Expected: "a number of at most " + number(huge)}
	}
	return nil
}

func weightColumn(weights []float64) error {
	for i, w := range weights {
		if !(w >= 0 && w <= huge) {
			return &BadCell{Row: i, Column: "weight", Found: number(w), Expected: "a number from 0 to " + number(huge)}
		}
	}
	return nil
}

func sameLength(what string, a, b int) {
	if a != b {
		panic(fmt.Sprintf("estimate: %s differ in length: %d and %d", what, a, b))
	}
}
