package trial

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/stat"
)

// tally is what the runs of one estimator say, in their order.
type tally struct {
	runs, failed, noTest, noInterval                       int
	firstError                                             error
	estimands, estimates, errors, stdErrors, exaggerations []float64
	covered, intervals                                     int
	significant, wrongSign, tests                          int
}

func (t *tally) add(estimand float64, a Answer, err error, level float64) {
	t.runs++
	if err == nil && (math.IsNaN(a.Estimate) || math.IsInf(a.Estimate, 0)) {
		err = errors.New("estimate: found no finite number")
	}
	if err != nil {
		if t.failed++; t.failed == 1 {
			t.firstError = err
		}
		return
	}
	t.estimands, t.estimates = append(t.estimands, estimand), append(t.estimates, a.Estimate)
	t.errors = append(t.errors, a.Estimate-estimand)
	if !math.IsNaN(a.StdError) {
		t.stdErrors = append(t.stdErrors, a.StdError)
	}
	switch {
	case math.IsNaN(a.ConfLow) || math.IsNaN(a.ConfHigh):
		t.noInterval++
	default:
		t.intervals++
		if a.ConfLow <= estimand && estimand <= a.ConfHigh {
			t.covered++
		}
	}
	switch {
	case math.IsNaN(a.PValue):
		t.noTest++
	default:
		t.tests++
		if a.PValue <= level {
			t.reject(estimand, a.Estimate)
		}
	}
}

func (t *tally) reject(estimand, estimate float64) {
	t.significant++
	if estimand*estimate < 0 {
		t.wrongSign++
	}
	if estimand != 0 {
		t.exaggerations = append(t.exaggerations, math.Abs(estimate/estimand))
	}
}

func (t *tally) diagnosis(name string, level float64) Diagnosis {
	d := Diagnosis{Name: name, Runs: t.runs, Failed: t.failed, FirstError: t.firstError, NoTest: t.noTest, NoInterval: t.noInterval,
		Level: level, Significant: t.significant,
		Estimand: meanOf(t.estimands), Estimate: meanOf(t.estimates), Bias: meanOf(t.errors), MeanSE: meanOf(t.stdErrors),
		Coverage: shareOf(t.covered, t.intervals), Power: shareOf(t.significant, t.tests), TypeM: meanOf(t.exaggerations),
		TypeS: shareOf(t.wrongSign, t.significant)}
	squares := make([]float64, len(t.errors))
	for i, e := range t.errors {
		squares[i] = e * e
	}
	square := meanOf(squares)
	root := math.Sqrt(square.Value)
	d.RMSE = Measured{root, square.MonteCarloError / (2 * root)} // the delta method
	sd, n := stat.StdDev(t.estimates, nil), float64(len(t.estimates))
	d.SD = Measured{sd, sd / math.Sqrt(2*(n-1))}
	ratio := d.MeanSE.Value / sd
	d.SERatio = Measured{ratio, ratio * math.Hypot(d.MeanSE.MonteCarloError/d.MeanSE.Value, d.SD.MonteCarloError/sd)}
	if allZero(t.estimands) { // no sign to have wrong, nothing to exaggerate
		d.TypeS = Measured{math.NaN(), math.NaN()}
	}
	return d
}

func allZero(values []float64) bool {
	for _, v := range values {
		if v != 0 {
			return false
		}
	}
	return true
}

// meanOf is a mean with its Monte Carlo error; NaN of nothing.
func meanOf(values []float64) Measured {
	if len(values) == 0 {
		return Measured{math.NaN(), math.NaN()}
	}
	mean, sd := stat.MeanStdDev(values, nil)
	return Measured{mean, sd / math.Sqrt(float64(len(values)))}
}

// shareOf is a share with its Monte Carlo error; NaN of nothing.
func shareOf(part, whole int) Measured {
	p := float64(part) / float64(whole)
	return Measured{p, math.Sqrt(p * (1 - p) / float64(whole))}
}
