package estimate

import "math"

// Comoments holds the means, variances and covariance of a stream of pairs in constant memory, as [Moments] does for one number.
// The zero value is an empty stream.
type Comoments struct {
	X, Y Moments
	c    float64 // sum of products of deviations
}

// Add takes one pair.
func (m *Comoments) Add(x, y float64) {
	delta := x - m.X.mean
	m.X.Add(x)
	m.Y.Add(y)
	m.c += float64(delta * (y - m.Y.mean)) // old mean of x, new mean of y
}

// Covariance is the sample covariance, with divisor n-1; NaN when there are fewer than two pairs.
func (m Comoments) Covariance() float64 {
	if m.X.n < 2 {
		return math.NaN()
	}
	return m.c / float64(m.X.n-1)
}

// RatioOfDifferences is the ratio of two differences in means between the treated and the others, x over y, with Fieller's
// interval from the sampling errors of both and their covariance, which differences of the same people have.
func RatioOfDifferences(treated, control Comoments) RatioEstimate {
	n1, n0 := float64(treated.X.n), float64(control.X.n)
	return FiellerRatio(treated.X.Mean()-control.X.Mean(), treated.Y.Mean()-control.Y.Mean(),
		treated.X.varianceOfMean()+control.X.varianceOfMean(), treated.Y.varianceOfMean()+control.Y.varianceOfMean(),
		treated.Covariance()/n1+control.Covariance()/n0, confidence)
}
