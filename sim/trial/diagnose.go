package trial

import (
	"context"
	"fmt"
	"math"

	"inwork/sim"
)

// Answer is what an estimator says of one simulated trial. Fields that it does not define are NaN.
type Answer struct {
	Estimate, StdError, PValue, ConfLow, ConfHigh float64
}

// Simulation makes the data of one run and tells the truth that an estimator should find. It must depend on the run's number alone (key
// draws by it) and may be called from several goroutines.
type Simulation[D any] func(ctx context.Context, run int) (data D, estimand float64, err error)

// Estimator is one way to answer. An error of Estimate is an outcome of the design: it is counted, and the run goes on.
type Estimator[D any] struct {
	Name     string
	Estimate func(data D) (Answer, error)
}

// Measured is a number found by simulation with its Monte Carlo standard error, which shrinks with the root of the number of runs and
// has nothing to do with the standard error of a trial.
type Measured struct{ Value, MonteCarloError float64 }

func (m Measured) String() string { return fmt.Sprintf("%.4f (%.4f)", m.Value, m.MonteCarloError) }

// Diagnosis is how well an estimator does over simulated trials. Shares with a value of 0 or 1 have a Monte Carlo error of 0, which says
// only that nothing else was seen: up to 3/Runs may be there.
type Diagnosis struct {
	Name       string
	Runs       int   // trials simulated
	Failed     int   // of them, without an estimate; the rest of the table is of the others
	FirstError error // of the first that failed
	NoTest     int   // with an estimate but without a p-value: they are no part of Power, TypeS and TypeM
	NoInterval int   // with an estimate but without an interval: they are no part of Coverage
	Level      float64

	Estimand    Measured // mean
	Estimate    Measured // mean
	Bias        Measured // mean of estimate - estimand
	RMSE        Measured // root of the mean of its square
	SD          Measured // standard deviation of the estimates
	MeanSE      Measured // mean of the standard errors
	SERatio     Measured // MeanSE / SD: below 1 the errors claim too much
	Coverage    Measured // share of intervals that hold the estimand
	Power       Measured // share of p-values at or below the level
	TypeS       Measured // of these, the share with the wrong sign (Gelman and Carlin, Perspectives on Psychological Science 9 (2014) 641-651)
	TypeM       Measured // of these, the mean of |estimate / estimand|: how much a significant result exaggerates
	Significant int      // how many these are
}

// Diagnose simulates a design many times and says how each estimator does, all on the same data (Blair, Cooper, Coppock and Humphreys, American
// Political Science Review 113 (2019) 838-859). Monte Carlo errors follow Morris, White and Crowther (Statistics in Medicine 38 (2019)
// 2074-2102), table 6. The result does not depend on the number of workers.
//
// Level is that of the tests; 0 means 0.05. The error is ctx's or the simulation's first, with the run's number. It panics on fewer than 2
// runs and without estimators.
func Diagnose[D any](ctx context.Context, runs, workers int, level float64, simulate Simulation[D], estimators ...Estimator[D]) ([]Diagnosis, error) {
	if runs < 2 || len(estimators) == 0 {
		panic("trial: Diagnose needs at least 2 runs and an estimator")
	}
	type answered struct {
		answer Answer
		err    error
	}
	type run struct {
		estimand float64
		answers  []answered
	}
	tallies := make([]tally, len(estimators))
	level = Precision{Level: level}.level()
	err := sim.Map(ctx, runs, max(1, workers), func(ctx context.Context, i int) (run, error) {
		data, estimand, err := simulate(ctx, i)
		if err == nil && (math.IsNaN(estimand) || math.IsInf(estimand, 0)) {
			err = fmt.Errorf("estimand: found %v, expected a finite number", estimand)
		}
		if err != nil {
			return run{}, fmt.Errorf("run %d: %w", i, err)
		}
		r := run{estimand: estimand}
		for _, e := range estimators {
			answer, err := e.Estimate(data)
			r.answers = append(r.answers, answered{answer, err})
		}
		return r, nil
	}, func(i int, r run) error {
		for k, a := range r.answers {
			tallies[k].add(r.estimand, a.answer, a.err, level)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := make([]Diagnosis, len(estimators))
	for k, e := range estimators {
		all[k] = tallies[k].diagnosis(e.Name, level)
	}
	return all, nil
}
