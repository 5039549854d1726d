package estimate

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"inwork/sim"
)

// Trim names how the share that Lee's bounds take from one arm becomes rows; 0 is FractionalTrim. The ways differ by about one row.
type Trim int

// The ways.
const (
	FractionalTrim Trim = iota // the last row counts in part, so that the share is exact
	FloorTrim                  // as many whole rows as the share holds
	QuantileTrim               // rows up to (or from) a sample quantile of type 2
)

// Response is who was seen in each arm.
type Response struct {
	N1, N0 int     // rows, treated and control
	Q1, Q0 float64 // of them, the share whose outcome was seen
}

// Bounds are the least and the greatest effect that the data allow.
type Bounds struct {
	Response
	Lower, Upper   float64
	StdErrorLower  float64 // NaN where there is no formula
	StdErrorUpper  float64
	ConfLow        float64 // 95% interval for the effect, not for both bounds (Imbens and Manski, Econometrica 72 (2004) 1845-1857)
	ConfHigh       float64
	TrimShare      float64 // Lee: share taken from the arm with more response
	TrimmedTreated bool    // Lee: which arm that is
	Naive          float64 // difference in means of those seen
	Warnings       []error // *NoTest: a bound of Lee's without standard error, as too few were seen, so that there is no interval
}

// LeeBounds bounds the effect on people whose outcome would be seen in either arm, when treatment moves being seen in one direction only
// (Lee, Review of Economic Studies 76 (2009) 1071-1102): from the arm with more response the surplus is taken off at the top, then at
// the bottom. NaN in y is an outcome that was not seen. Standard errors are those of Lee's proposition 3.
//
// The error is an *Unusable (nobody of an arm was seen) or a *BadValue. It panics on slices that differ in length and an unknown
// way.
func LeeBounds(y []float64, treated []bool, how Trim) (Bounds, error) {
	seen, r, err := seenOutcomes(y, treated)
	if err != nil {
		return Bounds{}, err
	}
	b := Bounds{Response: r, TrimmedTreated: r.Q1 >= r.Q0, Naive: mean(seen[1]) - mean(seen[0])}
	arm, other, sign := 1, 0, 1.0 // the effect is sign × (trimmed arm - other)
	q, less := r.Q1, r.Q0
	if !b.TrimmedTreated {
		arm, other, sign = 0, 1, -1
		q, less = r.Q0, r.Q1
	}
	b.TrimShare = 1 - less/q
	values := slices.Sorted(slices.Values(seen[arm]))
	low, lowCut := how.mean(values, b.TrimShare, true)
	high, highCut := how.mean(values, b.TrimShare, false)
	rest := mean(seen[other])
	seLow := leeError(values, seen[other], low, lowCut, b.TrimShare, r, true)
	seHigh := leeError(values, seen[other], high, highCut, b.TrimShare, r, false)
	b.Lower, b.Upper, b.StdErrorLower, b.StdErrorUpper = sign*(low-rest), sign*(high-rest), seLow, seHigh
	if sign < 0 {
		b.Lower, b.Upper, b.StdErrorLower, b.StdErrorUpper = b.Upper, b.Lower, b.StdErrorUpper, b.StdErrorLower
	}
	b.inferBounds()
	return b, nil
}

// seenOutcomes parts the outcomes that were seen by arm, control first.
func seenOutcomes(y []float64, treated []bool) (seen [2][]float64, r Response, err error) {
	sameLength("y and treated", len(y), len(treated))
	for i, v := range y {
		if err := usable("", i, v); err != nil && !math.IsNaN(v) { // NaN was not seen
			return seen, r, err
		}
		arm := 0
		if treated[i] {
			arm = 1
			r.N1++
		} else {
			r.N0++
		}
		if !math.IsNaN(v) {
			seen[arm] = append(seen[arm], v)
		}
	}
	for arm, values := range seen {
		if len(values) == 0 {
			return seen, r, &Unusable{What: "outcomes seen " + side(arm == 1), Found: "none", Expected: "at least 1"}
		}
	}
	r.Q1, r.Q0 = float64(len(seen[1]))/float64(r.N1), float64(len(seen[0]))/float64(r.N0)
	return seen, r, nil
}

func mean(values []float64) float64 { return stat.Mean(values, nil) }

// mean of sorted values less a share at the top, or at the bottom, and the value at the cut.
func (how Trim) mean(values []float64, share float64, top bool) (mean, cut float64) {
	if !top { // turn it round
		turned := make([]float64, len(values))
		for i, v := range values {
			turned[len(values)-1-i] = -v
		}
		mean, cut = how.mean(turned, share, true)
		return -mean, -cut
	}
	n := float64(len(values))
	keep := n * (1 - share)
	switch how {
	case FractionalTrim:
	case FloorTrim:
		keep = n - math.Floor(n*share+1e-9)
	case QuantileTrim:
		q := quantileOf(values, 1-share, 2)
		keep = 0
		for _, v := range values {
			if v <= q {
				keep++
			}
		}
	default:
		panic(fmt.Sprintf("estimate: Trim %d", int(how)))
	}
	sum := 0.0
	for i, v := range values {
		part := min(1, keep-float64(i))
		if part <= 1e-9 {
			break
		}
		sum += part * v
		cut = v
	}
	return sum / keep, cut
}

// leeError is the standard error of a bound: the spread of the trimmed arm and of the other, and that the share is estimated.
func leeError(values, other []float64, bound, cut, share float64, r Response, top bool) float64 {
	n := float64(len(values))
	kept, squares := 0.0, 0.0
	for _, v := range values {
		if top && v <= cut || !top && v >= cut {
			kept++
			squares += (v - bound) * (v - bound)
		}
	}
	apart := cut - bound
	variance := squares/kept/(n*(1-share)) + apart*apart*share/(n*(1-share))
	variance += apart * apart * ((1-r.Q1)/(float64(r.N1)*r.Q1) + (1-r.Q0)/(float64(r.N0)*r.Q0))
	if len(other) < 2 || kept < 2 {
		return math.NaN()
	}
	return math.Sqrt(variance + stat.Variance(other, nil)/float64(len(other)))
}

// inferBounds is Imbens and Manski's interval: a one-sided one where the bounds are far apart, a two-sided one where they meet.
func (b *Bounds) inferBounds() {
	spread := max(b.StdErrorLower, b.StdErrorUpper)
	for k, se := range []float64{b.StdErrorLower, b.StdErrorUpper} {
		if !finite(se) || spread == 0 {
			b.Warnings = append(b.Warnings, &NoTest{Term: []string{"lower bound", "upper bound"}[k], StdError: se})
		}
	}
	b.ConfLow, b.ConfHigh = math.NaN(), math.NaN()
	if !(spread > 0) {
		return
	}
	normal := func(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
	low, high := sim.NormalQuantile(confidence), sim.NormalQuantile(0.5+confidence/2)
	for range 60 {
		c := (low + high) / 2
		if normal(c+(b.Upper-b.Lower)/spread)-normal(-c) < confidence {
			low = c
		} else {
			high = c
		}
	}
	b.ConfLow, b.ConfHigh = b.Lower-high*b.StdErrorLower, b.Upper+high*b.StdErrorUpper
}

// ManskiBounds bounds the average effect on everyone, with no assumption but that outcomes lie between low and high (Horowitz and Manski,
// Journal of the American Statistical Association 95 (2000) 77-84): those not seen (NaN in y) have the worst, then the best. Its
// standard errors and interval are NaN: take them from [Bootstrap].
//
// The error is a *BadValue or an *Unusable, as when nobody of an arm was seen or an outcome lies outside. It panics on slices that differ in length.
func ManskiBounds(y []float64, treated []bool, low, high float64) (Bounds, error) {
	seen, r, err := seenOutcomes(y, treated)
	if err != nil {
		return Bounds{}, err
	}
	least, most := bounds(slices.Concat(seen[0], seen[1]))
	if !(low <= least && most <= high && finite(high-low)) {
		return Bounds{}, &Unusable{What: "outcomes", Found: number(least) + " to " + number(most), Expected: number(low) + " to " + number(high)}
	}
	nan := math.NaN()
	b := Bounds{Response: r, Naive: mean(seen[1]) - mean(seen[0]), TrimShare: nan,
		StdErrorLower: nan, StdErrorUpper: nan, ConfLow: nan, ConfHigh: nan}
	if r.Q1 == 1 && r.Q0 == 1 {
		b.Lower, b.Upper = b.Naive, b.Naive
		return b, nil
	}
	with := func(arm int, q, unseen float64) float64 { return q*mean(seen[arm]) + (1-q)*unseen }
	b.Lower = with(1, r.Q1, low) - with(0, r.Q0, high)
	b.Upper = with(1, r.Q1, high) - with(0, r.Q0, low)
	return b, nil
}

// ResponseWeights are the inverse probabilities of being seen, by a logistic regression on covariates: weights for [LMRobust] that make
// those seen stand for all, if being seen depends on the covariates alone. Rows not seen have weight NaN. Put treatment and its products
// with the covariates among these if they may differ by arm. The errors of the weighted regression take the weights as known, which
// is cautious (Wooldridge, Journal of Econometrics 141 (2007) 1281-1301).
//
// Warnings are *RarelySeen. The error is one of [Logit]'s; also when everybody was seen, as no weights are needed then.
func ResponseWeights(seen []bool, x []Column) (weights []float64, fit *LogitFit, warnings []error, err error) {
	fit, err = Logit(seen, x)
	if err != nil {
		return nil, nil, nil, err
	}
	weights = make([]float64, len(seen))
	rare := &RarelySeen{}
	for i, p := range fit.Fitted {
		weights[i] = 1 / p
		if !seen[i] {
			weights[i] = math.NaN()
		} else if p < rarely {
			rare.Rows++
			rare.Largest = max(rare.Largest, 1/p)
		}
	}
	if rare.Rows > 0 {
		warnings = append(warnings, rare)
	}
	return weights, fit, warnings, nil
}

// rarely is the chance of being seen below which a row stands for more than 20.
const rarely = 0.05

// RarelySeen is the warning that rows stand for more than 20 others each, so that a few decide the result.
type RarelySeen struct {
	Rows    int64
	Largest float64 // weight
}

func (w *RarelySeen) Error() string {
	return fmt.Sprintf("%s with a chance of less than %v of being seen: the largest weight is %.1f", counted(w.Rows, "row"), rarely, w.Largest)
}
