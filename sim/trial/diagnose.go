package trial

import (
	"context"
	"fmt"
	"math"
	"slices"

	"inwork/sim"
)

// Design is a trial that can be run again and again on a computer: what there is to find, how a run comes out, and the ways to answer that
// are to be compared. D is whatever a run's data are.
type Design[D any] struct {
	// Estimands names what there is to find, such as the effect of each arm. An estimator says which of them it claims.
	Estimands []string
	// Simulate makes the data of one run and tells the truth about it: the value of each estimand, in their order. It must depend on the
	// run's number alone (key draws by it, as the luck of [sim.NewDraws]) and may be called from several goroutines.
	Simulate   func(ctx context.Context, run int) (data D, truths []float64, err error)
	Estimators []Estimator[D]
	Level      float64 // of the tests; 0 means 0.05
}

// Estimator is one way to answer.
type Estimator[D any] struct {
	Name   string
	Claims []string // the estimands that it answers, in the order of its answers; nil: all
	// Estimate answers from the data of a run, which it must not change. An error is an outcome of the design: it is counted against the
	// estimator, and the other runs go on.
	Estimate func(ctx context.Context, data D) ([]Answer, error)
}

// Answer is what an estimator says of one estimand. Fields that it does not define are NaN.
type Answer struct {
	Estimate, StdError, PValue, ConfLow, ConfHigh float64
	Warnings                                      []error
}

// Diagnose simulates a design many times and says how each estimator does on each estimand that it claims, all on the same data (Blair,
// Cooper, Coppock and Humphreys, American Political Science Review 113 (2019) 838-859). A run's data are let go when the estimators have
// seen them; a number or five an answer is kept. The result does not depend on the number of workers; below 1 means 1.
//
// The diagnoses stand in the order of estimators and, within one, of its claims. The error is ctx's, a *BadDesign, or the first of Simulate,
// with the run's number. It panics on fewer than 2 runs, without estimators, on a claim that is no estimand, and when the numbers of truths
// or answers are not those of estimands and claims.
func Diagnose[D any](ctx context.Context, design Design[D], runs, workers int) ([]Diagnosis, error) {
	if runs < 2 || len(design.Estimators) == 0 {
		panic("trial: Diagnose needs at least 2 runs and an estimator")
	}
	if err := require(design.Level >= 0 && design.Level < 1, "level", design.Level, "0 or more and below 1"); err != nil {
		return nil, err
	}
	tallies := design.tallies()
	err := sim.Map(ctx, runs, max(1, workers), design.run, func(i int, answered [][]answered) error {
		for e := range tallies {
			for c := range tallies[e] {
				tallies[e][c].add(i, answered[e][c])
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all []Diagnosis
	for _, claims := range tallies {
		for _, t := range claims {
			all = append(all, t.diagnosis(runs))
		}
	}
	return all, nil
}

// answered is an answer, or why there is none, and the truth.
type answered struct {
	Answer
	truth float64
	err   error
}

// tallies has one a claim of each estimator.
func (d Design[D]) tallies() [][]*tally {
	all := make([][]*tally, len(d.Estimators))
	for e, estimator := range d.Estimators {
		for _, at := range d.claims(e) {
			all[e] = append(all[e], &tally{name: estimator.Name, estimand: d.Estimands[at], level: Precision{Level: d.Level}.level()})
		}
	}
	return all
}

// claims is where the estimands that an estimator claims stand.
func (d Design[D]) claims(e int) []int {
	if d.Estimators[e].Claims == nil {
		return indices(len(d.Estimands))
	}
	var places []int
	for _, claim := range d.Estimators[e].Claims {
		at := slices.Index(d.Estimands, claim)
		if at < 0 {
			panic(fmt.Sprintf("trial: estimator %q claims %q, which is none of the estimands %q", d.Estimators[e].Name, claim, d.Estimands))
		}
		places = append(places, at)
	}
	return places
}

// run is one trial: for each estimator, for each claim.
func (d Design[D]) run(ctx context.Context, run int) ([][]answered, error) {
	data, truths, err := d.Simulate(ctx, run)
	if err != nil {
		return nil, fmt.Errorf("run %d: %w", run, err)
	}
	if len(truths) != len(d.Estimands) {
		panic(fmt.Sprintf("trial: run %d tells %d truths of %d estimands", run, len(truths), len(d.Estimands)))
	}
	for k, v := range truths {
		if !finite(v) {
			return nil, fmt.Errorf("run %d: truth of %s: found %v, expected a finite number", run, d.Estimands[k], v)
		}
	}
	all := make([][]answered, len(d.Estimators))
	for e, estimator := range d.Estimators {
		answers, failed := estimator.Estimate(ctx, data)
		if ctx.Err() != nil { // what failed then says nothing of the estimator
			return nil, context.Cause(ctx)
		}
		claims := d.claims(e)
		if failed == nil && len(answers) != len(claims) {
			panic(fmt.Sprintf("trial: estimator %q gives %d answers to %d claims", estimator.Name, len(answers), len(claims)))
		}
		for c, at := range claims {
			a := answered{truth: truths[at], err: failed}
			if failed == nil {
				a.Answer = answers[c]
			}
			all[e] = append(all[e], a)
		}
	}
	return all, nil
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
