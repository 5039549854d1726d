package estimate

import (
	"errors"
	"math"

	"golang.org/x/exp/constraints"
)

// A Number is an outcome as tables hold it: pence, weeks, hours. An estimate is in its unit.
type Number interface {
	constraints.Integer | constraints.Float
}

// DifferenceInMeans compares the mean outcome of the treated rows with that of the others, as estimatr's difference_in_means
// does for a simple design: standard error sqrt(s1²/n1 + s0²/n0), which is the HC2 error of the regression on the treatment
// (Samii and Aronow 2012), and the degrees of freedom of Welch and Satterthwaite.
//
// The error is an *EmptyArm or a *BadValue. Warnings are *TooFew (one row in an arm: no standard error) and *NoVariation.
// It panics when y and treated differ in length.
func DifferenceInMeans[Y Number](y []Y, treated []bool) (Estimate, error) {
	if len(y) != len(treated) {
		panic("estimate: y and treated differ in length")
	}
	var arms [2]Moments // control, treated
	for i, number := range y {
		v := float64(number)
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Estimate{}, &BadValue{Row: i, Value: v}
		}
		arm := &arms[0]
		if treated[i] {
			arm = &arms[1]
		}
		arm.Add(v)
	}
	return DifferenceOfMoments(arms[1], arms[0])
}

// DifferenceOfMoments is DifferenceInMeans for data that were taken up row by row, one stream an arm.
func DifferenceOfMoments(treated, control Moments) (Estimate, error) {
	switch {
	case treated.n == 0:
		return Estimate{}, &EmptyArm{Treated: true}
	case control.n == 0:
		return Estimate{}, &EmptyArm{Treated: false}
	}
	v1, v0 := treated.varianceOfMean(), control.varianceOfMean()
	e := Estimate{
		Coefficient: Coefficient{Term: "treated", Estimate: treated.Mean() - control.Mean(), StdError: math.Sqrt(v1 + v0), DF: welch(treated, control)},
		Design:      "Standard",
		N:           treated.n + control.n,
		NTreated:    treated.n,
		ControlMean: control.Mean(),
		Warnings:    append(warningsOf(treated, true), warningsOf(control, false)...),
	}
	if !finite(e.Estimate) || math.IsInf(e.StdError, 0) {
		return Estimate{}, errors.New("outcome: found values that are not finite, or whose squares exceed 1e308")
	}
	e.infer(confidence)
	return e, nil
}

// welch gives the degrees of freedom (v1+v0)² / (v1²/(n1-1) + v0²/(n0-1)) for variances of the means v1 and v0 (Satterthwaite
// 1946), computed from their shares so that nothing overflows; NaN when the variances are not defined or both 0.
func welch(treated, control Moments) float64 {
	v1, v0 := treated.varianceOfMean(), control.varianceOfMean()
	share1, share0 := v1/(v1+v0), v0/(v1+v0)
	return 1 / (share1*share1/float64(treated.n-1) + share0*share0/float64(control.n-1))
}

func warningsOf(m Moments, treated bool) []error {
	switch {
	case m.n < 2:
		return []error{&TooFew{Treated: treated, N: m.n}}
	case m.m2 == 0:
		return []error{&NoVariation{Treated: treated}}
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
