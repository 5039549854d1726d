package trial

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

// tally is what the runs say of one claim of an estimator, in their order.
type tally struct {
	name, estimand string
	level          float64
	counts         Diagnosis // what is counted as it comes

	truths, estimates, squaredErrors, errors []float64
	variances                                []float64 // squared standard errors
	found, there                             []float64 // |estimate| and |truth| of significant results, where there is a truth to find
	intervals, covered, tests, wrongSign     int
}

func (t *tally) add(run int, a answered) {
	c := &t.counts
	if a.err == nil && !finite(a.Estimate) {
		a.err = fmt.Errorf("estimate: found %v, expected a finite number", a.Estimate)
	}
	if a.err != nil {
		if c.Failed++; c.Failed == 1 {
			c.FirstFailure = fmt.Errorf("run %d: %w", run, a.err)
		}
		return
	}
	if len(a.Warnings) > 0 {
		if c.Warned++; c.Warned == 1 {
			c.FirstWarning = fmt.Errorf("run %d: %w", run, a.Warnings[0])
		}
	}
	off := a.Estimate - a.truth
	t.truths, t.estimates = append(t.truths, a.truth), append(t.estimates, a.Estimate)
	t.errors, t.squaredErrors = append(t.errors, off), append(t.squaredErrors, off*off)
	t.stdError(a)
	t.interval(a)
	t.test(a)
}

func (t *tally) stdError(a answered) {
	if !finite(a.StdError) {
		t.counts.NoStdError++
		return
	}
	t.variances = append(t.variances, a.StdError*a.StdError)
}

func (t *tally) interval(a answered) {
	if math.IsNaN(a.ConfLow) || math.IsNaN(a.ConfHigh) {
		t.counts.NoInterval++
		return
	}
	t.intervals++
	if a.ConfLow <= a.truth && a.truth <= a.ConfHigh {
		t.covered++
	}
}

func (t *tally) test(a answered) {
	if math.IsNaN(a.PValue) {
		t.counts.NoTest++
		return
	}
	t.tests++
	if a.PValue > t.level {
		return
	}
	t.counts.Significant++
	if a.truth == 0 {
		return
	}
	t.found, t.there = append(t.found, math.Abs(a.Estimate)), append(t.there, math.Abs(a.truth))
	if a.Estimate < 0 && a.truth > 0 || a.Estimate > 0 && a.truth < 0 {
		t.wrongSign++
	}
}

func (t *tally) diagnosis(runs int) Diagnosis {
	d := t.counts
	d.Estimator, d.Estimand, d.Runs, d.Level = t.name, t.estimand, runs, t.level
	d.Truth, d.Estimate, d.Bias = meanOf(t.truths), meanOf(t.estimates), meanOf(t.errors)
	d.RMSE, d.StdError = rootOf(meanOf(t.squaredErrors)), rootOf(meanOf(t.variances))
	sd, n := stat.StdDev(t.estimates, nil), float64(len(t.estimates))
	d.SD = Measured{sd, sd / math.Sqrt(2*(n-1))}
	d.SERatio = ratioOf(d.StdError, d.SD)
	d.Coverage, d.Power = shareOf(t.covered, t.intervals), shareOf(d.Significant, t.tests)
	d.TypeS, d.TypeM = shareOf(t.wrongSign, len(t.found)), ratioOfMeans(t.found, t.there)
	return d
}

// meanOf is a mean with its Monte Carlo error.
func meanOf(values []float64) Measured {
	if len(values) == 0 {
		return unmeasured
	}
	mean, sd := stat.MeanStdDev(values, nil)
	return Measured{mean, sd / math.Sqrt(float64(len(values)))}
}

// shareOf is a share with its Monte Carlo error.
func shareOf(part, whole int) Measured {
	if whole == 0 {
		return unmeasured
	}
	p := float64(part) / float64(whole)
	return Measured{p, math.Sqrt(p * (1 - p) / float64(whole))}
}

// rootOf is the root of a mean, its error by the delta method.
func rootOf(square Measured) Measured {
	root := math.Sqrt(square.Value)
	if root == 0 {
		return Measured{0, 0}
	}
	return Measured{root, square.MonteCarloError / (2 * root)}
}

// ratioOf is a ratio of two numbers taken to be independent, its error by the delta method.
func ratioOf(a, b Measured) Measured {
	if !(b.Value > 0) {
		return unmeasured
	}
	ratio := a.Value / b.Value
	ofA, ofB := a.MonteCarloError/b.Value, ratio*b.MonteCarloError/b.Value
	return Measured{ratio, math.Sqrt(float64(ofA*ofA) + float64(ofB*ofB))}
}

// ratioOfMeans is mean a over mean b of pairs, its error by the delta method (Cochran, Sampling Techniques (1977), chapter 6).
func ratioOfMeans(a, b []float64) Measured {
	if len(a) == 0 {
		return unmeasured
	}
	over := stat.Mean(b, nil)
	ratio := stat.Mean(a, nil) / over
	off := make([]float64, len(a))
	for i := range off {
		off[i] = a[i] - float64(ratio*b[i])
	}
	return Measured{ratio, meanOf(off).MonteCarloError / over}
}
