package estimate

import (
	"fmt"
	"math"
)

// Estimate is an effect with its sampling error, in the unit of the outcome.
//
// Fields that the data do not define are NaN, and Warnings says why. The zero value is no estimate.
type Estimate struct {
	Estimate    float64 // the effect
	StdError    float64 // its standard error
	Statistic   float64 // Estimate / StdError
	PValue      float64 // two-sided
	ConfLow     float64 // lower end of the 95% interval
	ConfHigh    float64 // upper end of the 95% interval
	DF          float64 // degrees of freedom of the reference t distribution
	N           int64   // rows used
	NTreated    int64   // of them, treated
	ControlMean float64 // mean outcome of the rows that are not treated
	Warnings    []error // what weakens the estimate: *TooFew, *NoVariation
}

// confidence of the intervals.
const confidence = 0.95

// infer fills in what follows from an effect, its standard error and the degrees of freedom.
func (e *Estimate) infer() {
	e.Statistic, e.PValue, e.ConfLow, e.ConfHigh = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	if !(e.StdError > 0) || !(e.DF > 0) {
		return
	}
	t := student{df: e.DF}
	half := t.quantile(0.5+confidence/2) * e.StdError
	e.Statistic = e.Estimate / e.StdError
	e.PValue = 2 * t.survival(math.Abs(e.Statistic))
	e.ConfLow, e.ConfHigh = e.Estimate-half, e.Estimate+half
}

// EmptyArm is the error of a comparison in which nobody stands on one side.
type EmptyArm struct {
	Treated bool // the side that is empty
}

func (e *EmptyArm) Error() string {
	return fmt.Sprintf("no rows %s: found 0, expected at least 1", side(e.Treated))
}

// BadValue is the error of an outcome that is not a finite number.
type BadValue struct {
	Row   int // counted from 0
	Value float64
}

func (e *BadValue) Error() string {
	return fmt.Sprintf("row %d: outcome: found %v, expected a finite number", e.Row, e.Value)
}

// TooFew is the warning that one side has too few rows for a variance: the effect is a number, its error is not.
type TooFew struct {
	Treated bool // the side that is short
	N       int64
}

func (w *TooFew) Error() string {
	return fmt.Sprintf("standard error undefined: found %d row %s, expected at least 2", w.N, side(w.Treated))
}

// NoVariation is the warning that all outcomes of one side are equal: the standard error lacks that side's part, or, when the
// other side does not vary either, is 0 and gives no test.
type NoVariation struct {
	Treated bool // the side that does not vary
}

func (w *NoVariation) Error() string {
	return fmt.Sprintf("no variation in the outcome %s: the standard error may be too small", side(w.Treated))
}

func side(treated bool) string {
	if treated {
		return "in the treated arm"
	}
	return "in the control arm"
}
