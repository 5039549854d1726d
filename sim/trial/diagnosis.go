package trial

import (
	"fmt"
	"math"
)

// Diagnosis is how well an estimator does on an estimand over simulated trials. Monte Carlo errors follow Morris, White and Crowther
// (Statistics in Medicine 38 (2019) 2074-2102), table 6. What nothing was seen of is NaN.
type Diagnosis struct {
	Estimator, Estimand string
	Runs                int // trials simulated

	Failed       int   // of them, without an estimate; all that follows is of the others
	FirstFailure error // of the first that failed, with its run
	Warned       int   // with an estimate and a warning: they count in all that follows
	FirstWarning error // of the first that warned, with its run
	NoTest       int   // with an estimate but without a p-value: no part of Power, TypeS and TypeM
	NoInterval   int   // with an estimate but without an interval: no part of Coverage
	NoStdError   int   // with an estimate but without a standard error: no part of StdError and SERatio

	Truth    Measured // mean of the estimand
	Estimate Measured // mean
	Bias     Measured // mean of estimate less truth
	RMSE     Measured // root of the mean of its square
	SD       Measured // standard deviation of the estimates
	StdError Measured // root of the mean square of the standard errors, which are right if it is SD; their plain mean is below that in small trials
	SERatio  Measured // StdError over SD: below 1 the errors claim too much

	Coverage    Measured // share of intervals that hold the truth
	Level       float64  // of the tests
	Power       Measured // share of p-values at or below the level: where the truth is 0, the size of the test
	Significant int      // how many these are
	TypeS       Measured // of them, the share with the wrong sign (Gelman and Carlin, Perspectives on Psychological Science 9 (2014) 641-651)
	TypeM       Measured // of them, mean |estimate| over mean |truth|: how much a significant result exaggerates. Both leave out truths of 0
}

// Measured is a number found by simulation with its Monte Carlo standard error, which shrinks with the root of the number of runs and
// has nothing to do with the standard error of a trial. A share of 0 or 1 has a Monte Carlo error of 0, which says only that nothing else
// was seen: in n runs up to 3/n may be there.
type Measured struct{ Value, MonteCarloError float64 }

func (m Measured) String() string { return fmt.Sprintf("%.4f (%.4f)", m.Value, m.MonteCarloError) }

var unmeasured = Measured{math.NaN(), math.NaN()}
