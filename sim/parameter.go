package sim

import "fmt"

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
	Unit     string
	Source   string // where the default comes from
	Grade    Grade
}

// Set gives the parameter a value. It refuses NaN and values outside the range, naming both and the unit.
func (p Parameter) Set(v float64) error {
	if !(v >= p.Min && v <= p.Max) {
		return fmt.Errorf("%s: found %v, expected %v to %v %s", p.Name, v, p.Min, p.Max, p.Unit)
	}
	*p.Value = v
	return nil
}
