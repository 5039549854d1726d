package estimate

import (
	"cmp"
	"fmt"
)

// Estimate is an effect of a treatment: a [Coefficient], in the unit of the outcome, with the rows that it rests on.
//
// Fields that the data do not define are NaN, and Warnings says why. The zero value is no estimate.
type Estimate struct {
	Coefficient
	Design      string  // how the treatment was assigned, as estimatr names it: Standard, Blocked, Clustered, Block-clustered, Matched-pair, Matched-pair clustered
	N           int64   // rows used
	NTreated    int64   // of them, treated
	ControlMean float64 // mean outcome of the rows that are not treated
	Warnings    []error // what weakens the estimate
}

// EmptyArm is the error of a comparison in which nobody stands on one side.
type EmptyArm struct {
	Treated bool // the side that is empty
	InBlock bool // it is so in the block of the row, rather than everywhere
	Row     int  // counted from 0
}

func (e *EmptyArm) Error() string {
	return fmt.Sprintf("no rows %s%s: found 0, expected at least 1", side(e.Treated), inBlock(e.InBlock, e.Row))
}

// BadValue is the error of a value that cannot be used, most often an infinity.
type BadValue struct {
	Column   string // empty for the outcome
	Row      int    // counted from 0
	Value    float64
	Expected string // empty for a finite number
}

func (e *BadValue) Error() string {
	return fmt.Sprintf("row %d: %s: found %v, expected %s", e.Row, cmp.Or(e.Column, "outcome"), e.Value, cmp.Or(e.Expected, "a finite number"))
}

// TooFew is the warning that one side has too few rows for a variance: the effect is a number, its error is not.
type TooFew struct {
	Treated  bool // the side that is short
	N        int64
	Clusters bool // clusters are counted rather than rows
	InBlock  bool // in the block of the row, rather than everywhere
	Row      int  // counted from 0
}

func (w *TooFew) Error() string {
	thing := "row"
	if w.Clusters {
		thing = "cluster"
	}
	return fmt.Sprintf("standard error undefined: found %s %s%s, expected at least 2", counted(w.N, thing), side(w.Treated), inBlock(w.InBlock, w.Row))
}

// NoVariation is the warning that all outcomes of one side are equal: the standard error lacks that side's part, or, when the
// other side does not vary either, is 0 and gives no test.
type NoVariation struct {
	Treated bool // the side that does not vary
}

func (w *NoVariation) Error() string {
	return fmt.Sprintf("no variation in the outcome %s: the standard error may be too small", side(w.Treated))
}

// inBlock says which block, if it is about one.
func inBlock(is bool, row int) string {
	if !is {
		return ""
	}
	return fmt.Sprintf(" in the block of row %d", row)
}

func side(treated bool) string {
	if treated {
		return "in the treated arm"
	}
	return "in the control arm"
}

// At returns the estimate with an interval of another confidence, between 0 and 1.
func (e Estimate) At(confidence float64) Estimate {
	e.infer(confidence)
	return e
}
