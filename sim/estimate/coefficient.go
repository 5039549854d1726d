package estimate

import (
	"math"

	"inwork/sim/student"
)

// A Coefficient is one number of an estimator with its sampling error, in the unit of the outcome over that of its term. Fields
// that the data do not define are NaN; a term that was left out as collinear has nothing but its name.
type Coefficient struct {
	Term      string  // what it belongs to: a column, or (Intercept)
	Estimate  float64 // the number
	StdError  float64 // its standard error
	Statistic float64 // Estimate / StdError
	PValue    float64 // two-sided, of no effect
	ConfLow   float64 // lower end of the interval
	ConfHigh  float64 // upper end of the interval
	DF        float64 // degrees of freedom of the reference t distribution
}

// confidence of intervals, unless another is asked for.
const confidence = 0.95

// infer fills in what follows from an effect, its standard error and the degrees of freedom.
func (c *Coefficient) infer(confidence float64) {
	c.Statistic, c.PValue, c.ConfLow, c.ConfHigh = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	if !(c.StdError > 0) || !(c.DF > 0) {
		return
	}
	t := student.T{DF: c.DF}
	half := t.Quantile(0.5+confidence/2) * c.StdError
	c.Statistic = c.Estimate / c.StdError
	c.PValue = 2 * t.Survival(math.Abs(c.Statistic))
	c.ConfLow, c.ConfHigh = c.Estimate-half, c.Estimate+half
}

// leftOut is the coefficient of a term that is a combination of others.
func leftOut(term string) Coefficient {
	nan := math.NaN()
	return Coefficient{Term: term, Estimate: nan, StdError: nan, Statistic: nan, PValue: nan, ConfLow: nan, ConfHigh: nan, DF: nan}
}
