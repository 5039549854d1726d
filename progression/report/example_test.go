package report_test

import (
	"fmt"
	"os"

	"inwork/progression/report"
)

func ExampleWriteText() {
	e := trial2015() // stands for evaluation.Evaluate(ctx, dir)
	e.Study.Horizons = []int{26, 52}
	e.LeftOut = nil
	if err := report.WriteText(os.Stdout, e); err != nil {
		fmt.Println(err)
	}
	// Output:
	// trial-2015: effects on weekly earnings, each arm against Minimal, pounds a week
	// 30,709 people randomised in the first trial, 3 replicates, seed 2015
	//
	//                      weeks   estimate  standard      truth  Monte Carlo  published
	//                               (trial)     error  (rollout)        error
	// Frequent                26       3.12      1.80       3.62         0.18
	//                         52       5.22      1.80       4.72         0.18  5.25 recalled, not fitted
	// Moderate                26       1.94      1.80       2.44         0.18
	//                         52       3.68      1.80       3.18         0.18  4.43 recalled, not fitted
	//
	// estimate        the arm's mean less the control arm's among all randomised in the first trial
	// standard error  sampling error: how far the estimate of one trial of this size misses
	// truth           rollout: everyone in the arm against everyone in the control arm, the same people
	//                 with the same luck. It is not the estimand of the trial: it contains queues and
	//                 displacement, which a trial's own comparison does not measure: the two need not
	//                 agree. A study with truth.worlds: split simulates what a trial estimates
	// Monte Carlo     standard error of the truth over the simulated districts and replicates; it says
	//                 nothing about the trial
	// published       the trial of 2015-18; "recalled, not fitted": not read in a report, used for nothing
	//
	// Employment, hours, Universal Credit and cumulated earnings: see out/estimates/estimates.parquet
}
