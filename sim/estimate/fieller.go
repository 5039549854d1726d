package estimate

import "math"

// RatioEstimate is the ratio of two estimates, such as of a cost and an effect.
type RatioEstimate struct {
	Ratio    float64
	StdError float64 // by the delta method, for comparison: the ratio of two estimates is not normal
	Low      float64
	High     float64
	Set      RatioSet // which ratios the interval holds: Low and High are its ends only if it says so
}

// RatioSet is the form of the ratios that Fieller's theorem cannot refuse.
type RatioSet uint8

// The forms. The denominator decides: if it is itself distinguishable from 0, the ratios lie between two ends.
const (
	Between RatioSet = iota // from Low to High
	Outside                 // all up to Low and all from High on: the denominator may be 0, the ratio is not that between the two
	Every                   // nothing can be refused: Low and High are infinite
)

// FiellerRatio is the ratio of two estimates with joint normal sampling errors, given their variances and covariance, with
// Fieller's (1954) confidence set: the ratios r for which numerator - r denominator is within its own error of 0. Unlike the delta
// method it keeps its level when the denominator is uncertain. A denominator of 0 gives a ratio that is NaN or infinite.
//
// NaN in, NaN out. It panics on a level outside 0 to 1.
func FiellerRatio(numerator, denominator, varNumerator, varDenominator, covariance, level float64) RatioEstimate {
	if !(level > 0 && level < 1) {
		panic("estimate: level outside 0 to 1")
	}
	r := RatioEstimate{Ratio: numerator / denominator}
	variance := varNumerator - 2*float64(r.Ratio*covariance) + float64(r.Ratio*r.Ratio*varDenominator)
	r.StdError = math.Sqrt(max(variance, 0)) / math.Abs(denominator)
	z := math.Sqrt2 * math.Erfinv(level)
	// numerator - r denominator is within z errors of 0 where a r² - 2 b r + c <= 0
	a := float64(denominator*denominator) - float64(z*z*varDenominator)
	b := float64(numerator*denominator) - float64(z*z*covariance)
	c := float64(numerator*numerator) - float64(z*z*varNumerator)
	r.Low, r.High, r.Set = atMostZero(a, b, c)
	return r
}

// atMostZero is where a r² - 2 b r + c <= 0.
func atMostZero(a, b, c float64) (low, high float64, set RatioSet) {
	root := float64(b*b) - float64(a*c)
	switch {
	case math.IsNaN(root):
		return math.NaN(), math.NaN(), Every
	case a > 0: // the denominator is not 0, and the estimated ratio itself is in the set: there are roots
		root = math.Sqrt(max(root, 0))
		return roots(a, b, c, root)
	case a < 0 && root > 0:
		low, high, _ = roots(a, b, c, math.Sqrt(root))
		return low, high, Outside
	}
	return math.Inf(-1), math.Inf(1), Every
}

// roots are in order, without the loss of digits where b and the root are near each other.
func roots(a, b, c, root float64) (low, high float64, set RatioSet) {
	q := b + math.Copysign(root, b)
	x := q / a
	y := x
	if q != 0 {
		y = c / q
	}
	return min(x, y), max(x, y), Between
}
