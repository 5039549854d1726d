package trial

import (
	"fmt"
	"math"

	"inwork/sim/student"
)

// Precision is what a design will know of an effect: the standard error of its estimate and the degrees of freedom of its t test. All
// that follows is in the unit of the standard error.
type Precision struct {
	StdError float64
	DF       float64 // infinite for a normal test
	Level    float64 // of the two-sided test; 0 means 0.05
}

func (p Precision) level() float64 {
	if p.Level == 0 {
		return 0.05
	}
	return p.Level
}

// critical is the t above which the test rejects.
func (p Precision) critical() float64 { return -student.T{DF: p.DF}.Quantile(p.level() / 2) }

// Power is the probability that the test rejects when the effect is there, in either direction (R's power.t.test with strict = TRUE):
// the tails of the noncentral t distribution.
func (p Precision) Power(effect float64) float64 {
	shift, t := math.Abs(effect)/p.StdError, p.critical()
	return student.Shifted{DF: p.DF, Shift: shift}.Survival(t) + student.Shifted{DF: p.DF, Shift: -shift}.Survival(t)
}

// RightPower is the probability that the test rejects with the right sign: less than Power by what is wrong (a type S error). It is
// power.t.test's default, and what [Precision.MDE] and sample sizes refer to.
func (p Precision) RightPower(effect float64) float64 {
	return student.Shifted{DF: p.DF, Shift: math.Abs(effect) / p.StdError}.Survival(p.critical())
}

// MDE is the least effect that the test finds, with the right sign, with the given probability: the exact one, by the noncentral t. It is
// NaN unless level/2 < power < 1.
func (p Precision) MDE(power float64) float64 {
	if !(power > p.level()/2 && power < 1) {
		return math.NaN()
	}
	unit := Precision{StdError: 1, DF: p.DF, Level: p.Level}
	return p.StdError * increasing(unit.RightPower, power, 1)
}

// BloomMDE is Bloom's multiplier times the standard error, (t for the level + t for the power) × SE (Bloom, Evaluation Review 19 (1995)
// 547-556): what most calculators for cluster trials print, a little above the exact.
func (p Precision) BloomMDE(power float64) float64 {
	return p.StdError * (p.critical() + student.T{DF: p.DF}.Quantile(power))
}

// increasing solves f(x) = y for x above 0, f increasing: from a first guess it brackets, then halves.
func increasing(f func(x float64) float64, y, guess float64) float64 {
	low, high := 0.0, guess
	for f(high) < y {
		if high > 1e15 {
			return math.NaN()
		}
		low, high = high, 2*high
	}
	for range 200 {
		middle := low + float64((high-low)/2)
		if middle <= low || middle >= high {
			break
		}
		if f(middle) < y {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

func normalCDF(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// BadDesign is the error of a design that cannot be: which number, what it is and what it may be.
type BadDesign struct {
	Field    string
	Found    float64
	Expected string
}

func (e *BadDesign) Error() string {
	return fmt.Sprintf("%s: found %v, expected %s", e.Field, e.Found, e.Expected)
}

// require returns a *BadDesign unless ok.
func require(ok bool, field string, found float64, expected string) error {
	if ok {
		return nil
	}
	return &BadDesign{Field: field, Found: found, Expected: expected}
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Individuals is a trial in two arms in which each person is assigned.
type Individuals struct {
	Treated, Control float64 // people in each arm
	SD               float64 // of the outcome; 0 means 1: effects are in standard deviations
	R2               float64 // share of its variance that covariates explain
	Covariates       int     // how many these are: a degree of freedom each
}

// Precision of the difference in means, adjusted by the covariates, tested with the variance of both arms together. Welch's test has
// fewer degrees of freedom, and less power, where the arms differ in size and one is small. A level of 0 means 0.05. The error is a *BadDesign.
func (d Individuals) Precision(level float64) (Precision, error) {
	df := d.Treated + d.Control - 2 - float64(d.Covariates)
	err := first(
		require(d.Treated > 0, "people treated", d.Treated, "above 0"),
		require(d.Control > 0, "people in the control arm", d.Control, "above 0"),
		require(d.SD >= 0, "standard deviation", d.SD, "0 or more"),
		require(d.R2 >= 0 && d.R2 < 1, "R2", d.R2, "0 or more and below 1"),
		require(df > 0, "degrees of freedom", df, "above 0"),
		require(level >= 0 && level < 1, "level", level, "0 or more and below 1"))
	return known(orOne(d.SD)*math.Sqrt((1-d.R2)*(1/d.Treated+1/d.Control)), df, level, err)
}

// known is a precision unless something infinite left none.
func known(stdError, df, level float64, err error) (Precision, error) {
	return Precision{StdError: stdError, DF: df, Level: level},
		first(err, require(stdError > 0 && stdError <= math.MaxFloat64, "standard error", stdError, "above 0 and finite"))
}

func orOne(sd float64) float64 {
	if sd == 0 {
		return 1
	}
	return sd
}

// For returns the design with as many people as it takes, not rounded, to find an effect with the given power and with the right sign: the arms
// keep their ratio, so that Individuals{Treated: 1, Control: 1} asks for arms of one size. The error is a *BadDesign.
func (d Individuals) For(effect, power, level float64) (Individuals, error) {
	sized := func(n float64) Individuals {
		s := d
		s.Treated, s.Control = n*d.Treated, n*d.Control
		return s
	}
	enough := sized((3 + float64(d.Covariates)) / (d.Treated + d.Control)) // for a degree of freedom
	if _, err := enough.Precision(level); err != nil {
		return d, err
	}
	n, err := sizeFor(func(n float64) (Precision, error) { return sized(n).Precision(level) }, effect, power, enough.Treated/d.Treated)
	return sized(n), err
}

// sizeFor solves for the size of a design whose precision grows with it, from the least on.
func sizeFor(design func(n float64) (Precision, error), effect, power, least float64) (float64, error) {
	at := func(n float64) float64 {
		p, err := design(least + n)
		if err != nil {
			return math.NaN()
		}
		return p.RightPower(effect)
	}
	p, _ := design(least)
	if err := first(
		require(effect != 0 && !math.IsNaN(effect) && !math.IsInf(effect, 0), "effect", effect, "other than 0"),
		require(power > p.level()/2 && power < 1, "power", power, fmt.Sprintf("above %v and below 1", p.level()/2))); err != nil {
		return math.NaN(), err
	}
	return least + increasing(at, power, least), nil
}
