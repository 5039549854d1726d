package estimate

import (
	"context"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"inwork/sim"
)

// BootstrapPlan says how samples are drawn.
type BootstrapPlan struct {
	Resampling         // how many (0: 9999) and from which keys: entity the draw, index the place in the sample
	Strata     []int   // of each row; samples are drawn within each. nil: one
	Clusters   []int   // of each row; clusters are drawn whole, and lie in one stratum. nil: each row is one
	Samples    [][]int // instead of drawing: the rows of each sample
	Jackknife  bool    // also leave out each row (or cluster) once, which BCa needs
	Workers    int     // goroutines that call the statistic; 0: 1
}

// Bootstrapped is a statistic over bootstrap samples.
type Bootstrapped struct {
	Observed   float64   // of the data
	Replicates []float64 // in the order of draws, without those that failed
	Failed     int       // samples whose statistic is NaN or above 1e75 in size, as when all rows drawn are of one arm
	Bias       float64   // mean of the replicates - observed
	StdError   float64   // standard deviation of the replicates
	Warnings   []error   // *FailedSamples, *NoTest

	error        float64   // standard error of the observed
	studentised  []float64 // (replicate - observed) / its standard error
	acceleration float64   // NaN without jackknife
}

// FailedSamples is the warning that the statistic is not defined in some samples: intervals are of the others.
type FailedSamples struct{ Failed, Draws int }

func (w *FailedSamples) Error() string {
	return fmt.Sprintf("in %d of %d bootstrap samples the statistic is not defined; they are left out", w.Failed, w.Draws)
}

// Bootstrap computes a statistic of the data and of samples of its rows drawn with replacement (Efron and Tibshirani, An Introduction to
// the Bootstrap (1993)). The statistic is given the numbers of n rows, in any order and with repetitions, and returns its value and,
// for [Studentised] intervals, its standard error (NaN if there is none). It must be pure where there are several workers.
//
// The error is ctx's, or an *Unusable: no keys, a cluster in two strata, a statistic that is not defined on the data. It panics on
// slices that differ in length.
func Bootstrap(ctx context.Context, n int, statistic func(rows []int) (value, stdError float64), plan BootstrapPlan) (*Bootstrapped, error) {
	d, err := plan.dealer(n)
	if err != nil {
		return nil, err
	}
	b := &Bootstrapped{acceleration: math.NaN()}
	if b.Observed, b.error = statistic(allRows(n)); !(math.Abs(b.Observed) <= huge) {
		return nil, &Unusable{What: "statistic", Found: number(b.Observed) + " on the data", Expected: "a number of at most " + number(huge)}
	}
	type answer struct{ value, stdError float64 }
	each := func(samples int, rows func(i int) []int, take func(i int, a answer)) error {
		return sim.Map(ctx, samples, max(1, plan.Workers), func(_ context.Context, i int) (answer, error) {
			value, stdError := statistic(rows(i))
			return answer{value, stdError}, nil
		}, func(i int, a answer) error { take(i, a); return nil })
	}
	err = each(d.draws, d.sample, func(_ int, a answer) {
		if !(math.Abs(a.value) <= huge) {
			b.Failed++
			return
		}
		b.Replicates = append(b.Replicates, a.value)
		b.studentised = append(b.studentised, (a.value-b.Observed)/a.stdError)
	})
	if err != nil {
		return nil, err
	}
	b.Bias, b.StdError = mean(b.Replicates)-b.Observed, stat.StdDev(b.Replicates, nil)
	if len(b.Replicates) == 1 {
		b.Warnings = append(b.Warnings, &NoTest{Term: "bootstrap", StdError: b.StdError})
	}
	if b.Failed > 0 {
		b.Warnings = append(b.Warnings, &FailedSamples{Failed: b.Failed, Draws: d.draws})
	}
	if plan.Jackknife {
		var cubes, squares float64
		err = each(len(d.units), d.without, func(i int, a answer) {
			influence := float64(d.inStratum(i)-1) * (b.Observed - a.value)
			cubes += influence * influence * influence
			squares += influence * influence
		})
		if err != nil {
			return nil, err
		}
		b.acceleration = cubes / (6 * math.Pow(squares, 1.5))
	}
	return b, nil
}

// BootstrapInterval names a way from replicates to an interval.
type BootstrapInterval int

// The ways, as in R's boot.ci.
const (
	Percentile      BootstrapInterval = iota // quantiles of the replicates
	BCa                                      // the same, corrected for bias and skewness (Efron 1987); needs Jackknife
	Basic                                    // the percentiles mirrored about the observed
	NormalBootstrap                          // observed less bias, ± the normal quantile of standard errors
	Studentised                              // quantiles of t; needs a statistic with a standard error
)

// Interval is an interval of the given confidence, such as 0.95. Quantiles are interpolated on the normal scale, as boot.ci has them.
//
// The error is an *Unusable: too few replicates for the confidence, or what the way needs is not there.
func (b *Bootstrapped) Interval(way BootstrapInterval, confidence float64) (low, high float64, err error) {
	if !(confidence > 0 && confidence < 1) {
		return 0, 0, &Unusable{What: "confidence", Found: number(confidence), Expected: "above 0 and below 1"}
	}
	tail := (1 - confidence) / 2
	sorted := slices.Sorted(slices.Values(b.Replicates))
	switch way {
	case Percentile:
		return pair(normalScaleQuantile(sorted, tail))(normalScaleQuantile(sorted, 1-tail))
	case Basic:
		low, high, err = pair(normalScaleQuantile(sorted, 1-tail))(normalScaleQuantile(sorted, tail))
		return 2*b.Observed - low, 2*b.Observed - high, err
	case NormalBootstrap:
		half := sim.NormalQuantile(1-tail) * b.StdError
		return b.Observed - b.Bias - half, b.Observed - b.Bias + half, nil
	case BCa:
		return b.bca(sorted, tail)
	case Studentised:
		t := slices.Sorted(slices.Values(b.studentised))
		if len(t) == 0 || math.IsNaN(t[0]) || !(b.error > 0) { // NaN is sorted first
			return 0, 0, &Unusable{What: "studentised interval", Found: "a statistic without standard error in some sample", Expected: "one in each"}
		}
		low, high, err = pair(normalScaleQuantile(t, 1-tail))(normalScaleQuantile(t, tail))
		return b.Observed - low*b.error, b.Observed - high*b.error, err
	}
	panic(fmt.Sprintf("estimate: BootstrapInterval %d", int(way)))
}

// pair joins two ends and their errors.
func pair(low float64, lowErr error) func(high float64, highErr error) (float64, float64, error) {
	return func(high float64, highErr error) (float64, float64, error) {
		if lowErr == nil {
			lowErr = highErr
		}
		return low, high, lowErr
	}
}

// BiasCorrection and acceleration of BCa: z0, the normal quantile of the share of replicates below the observed, and a, from the jackknife.
func (b *Bootstrapped) BiasCorrection() (z0, acceleration float64) {
	below := 0
	for _, v := range b.Replicates {
		if v < b.Observed {
			below++
		}
	}
	return sim.NormalQuantile(float64(below) / float64(len(b.Replicates))), b.acceleration
}

func (b *Bootstrapped) bca(sorted []float64, tail float64) (low, high float64, err error) {
	z0, a := b.BiasCorrection()
	if math.IsNaN(a) || math.IsInf(z0, 0) {
		return 0, 0, &Unusable{What: "BCa interval", Found: "no jackknife, one that does not vary, or all replicates on one side of the observed",
			Expected: "a jackknife and replicates on both sides"}
	}
	at := func(p float64) float64 {
		z := z0 + sim.NormalQuantile(p)
		return math.Erfc(-(z0+z/(1-a*z))/math.Sqrt2) / 2
	}
	return pair(normalScaleQuantile(sorted, at(tail)))(normalScaleQuantile(sorted, at(1-tail)))
}

// normalScaleQuantile is the value at place (R+1)p of R sorted ones, interpolated by normal quantiles (Davison and Hinkley, Bootstrap Methods and
// their Application (1997), equation 5.8).
func normalScaleQuantile(sorted []float64, p float64) (float64, error) {
	n := float64(len(sorted))
	at := (n + 1) * p
	k := math.Floor(at + 1e-10)
	if k < 1 || k > n || k == n && at > n+1e-10 {
		return math.NaN(), &Unusable{What: "replicates", Found: number(n), Expected: fmt.Sprintf("enough for the %.4g quantile", p)}
	}
	below := sorted[int(k)-1]
	if math.Abs(at-k) < 1e-10 {
		return below, nil
	}
	share := (sim.NormalQuantile(p) - sim.NormalQuantile(k/(n+1))) / (sim.NormalQuantile((k+1)/(n+1)) - sim.NormalQuantile(k/(n+1)))
	return below + share*(sorted[int(k)]-below), nil
}
