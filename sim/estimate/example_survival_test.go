package estimate_test

import (
	"fmt"
	"math"

	"inwork/sim/estimate"
)

// Weeks to the first rise in pay, or to when a person was last seen: of six treated and six others.
var (
	weeks   = []float64{4, 6, 9, 10, 13, 26, 8, 12, 17, 20, 26, 26}
	rose    = []bool{true, true, true, false, true, false, true, true, false, true, false, false}
	treated = []bool{true, true, true, true, true, true, 11: false}
	arms    = []int{1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0}
)

// The share still without a rise, week by week, those lost from sight counted while they were seen.
func ExampleKaplanMeier() {
	curve, err := estimate.KaplanMeier(weeks, rose, estimate.LogLogInterval)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, week := range curve.Time {
		if curve.Events[i] > 0 {
			fmt.Printf("week %2.0f: %.3f (95%% %.2f to %.2f), %d at risk\n", week, curve.Survival[i], curve.Low[i], curve.High[i], curve.AtRisk[i])
		}
	}
	median, low, high := curve.Quantile(0.5)
	fmt.Printf("half had a rise by week %.0f (95%% from %.0f to %.0f: NaN is a limit that is never reached)\n", median, low, high)
	// Output:
	// week  4: 0.917 (95% 0.54 to 0.99), 12 at risk
	// week  6: 0.833 (95% 0.48 to 0.96), 11 at risk
	// week  8: 0.750 (95% 0.41 to 0.91), 10 at risk
	// week  9: 0.667 (95% 0.34 to 0.86), 9 at risk
	// week 12: 0.571 (95% 0.25 to 0.80), 7 at risk
	// week 13: 0.476 (95% 0.18 to 0.72), 6 at risk
	// week 20: 0.357 (95% 0.10 to 0.63), 4 at risk
	// half had a rise by week 13 (95% from 6 to NaN: NaN is a limit that is never reached)
}

func ExampleLogRankTest() {
	test, err := estimate.LogRankTest(weeks, rose, arms, nil, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("chi-squared %.2f, p = %.3f; rises among the treated %.0f, expected %.2f\n", test.Statistic, test.PValue, test.Observed[1], test.Expected[1])
	// Output:
	// chi-squared 1.11, p = 0.292; rises among the treated 4, expected 2.67
}

// The hazard ratio, and whether it is the same at all times.
func ExampleCox() {
	arm := estimate.Column{Name: "treated", Values: []float64{1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0}}
	fit, err := estimate.Cox(weeks, rose, []estimate.Column{arm}, estimate.CoxOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := fit.Coefficients[0]
	fmt.Printf("hazard ratio %.2f, 95%% interval %.2f to %.2f, p = %.3f\n", math.Exp(c.Estimate), math.Exp(c.ConfLow), math.Exp(c.ConfHigh), c.PValue)
	fmt.Printf("proportional hazards: p = %.2f\n", fit.ProportionalHazards()[0].PValue)
	// Output:
	// hazard ratio 2.22, 95% interval 0.48 to 10.20, p = 0.304
	// proportional hazards: p = 0.48
}

// How many weeks sooner, within half a year: a number that needs no proportional hazards.
func ExampleRestrictedMeanDifference() {
	e, err := estimate.RestrictedMeanDifference(weeks, rose, treated, 26)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f weeks (95%% %.1f to %.1f) from %.1f in the control arm\n", e.Estimate, e.ConfLow, e.ConfHigh, e.ControlMean)
	for _, w := range e.Warnings {
		fmt.Println("warning:", w)
	}
	// Output:
	// -6.4 weeks (95% -15.5 to 2.7) from 19.3 in the control arm
}

// People who leave work for good cannot have a rise any more: the share with a rise, when leaving (cause 2) may come first.
func ExampleCumulativeIncidence() {
	cause := []int{1, 1, 1, 0, 1, 0, 1, 2, 0, 2, 0, 0}
	rise, err := estimate.CumulativeIncidence(weeks, cause, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("by week 13: %.3f\n", rise.At(13))
	// Output:
	// by week 13: 0.429
}
