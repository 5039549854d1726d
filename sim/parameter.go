package sim

import (
	"fmt"
	"math"
)

// Grade says how well the value of a parameter is known.
type Grade byte

// The grades, best first.
const (
	Measured   Grade = 'A' // measured in a trial, or laid down by statute
	Published  Grade = 'B' // a published statistic
	Inferred   Grade = 'C' // inferred from published figures
	Assumption Grade = 'D' // assumed
)

// String returns the letter.
func (g Grade) String() string { return string(rune(g)) }

// Parameter describes one number of a model that a user, a sweep or a calibration may change.
type Parameter struct {
	Value    *float64 // where the model reads it
	Name     string
	Default  float64
	Min, Max float64 // the range in which the model makes sense, both included
	Whole    bool    // it counts something: there are no fractions of it
	Unit     string
	Source   string // where the default comes from
	Grade    Grade
}

// Set gives the parameter a value. It refuses NaN, values outside the range and fractions of what is counted
// whole, naming both and the unit.
func (p Parameter) Set(v float64) error {
	if !(v >= p.Min && v <= p.Max) || p.Whole && v != math.Trunc(v) {
		return fmt.Errorf("%s: found %v, expected %s%v to %v %s", p.Name, v, p.counted(), p.Min, p.Max, p.Unit)
	}
	*p.Value = v
	return nil
}

func (p Parameter) counted() string {
	if p.Whole {
		return "a whole number from "
	}
	return ""
}
