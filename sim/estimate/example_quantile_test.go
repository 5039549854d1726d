package estimate_test

import (
	"context"
	"fmt"

	"inwork/sim"
	"inwork/sim/estimate"
)

// Monthly earnings of ten treated people and ten others: who gained, those who earn little or those who earn much?
var (
	earnings = []float64{620, 710, 790, 840, 880, 930, 990, 1080, 1210, 1500, 400, 560, 640, 700, 790, 860, 950, 1050, 1200, 1490}
	offered  = []bool{true, true, true, true, true, true, true, true, true, true, 10: false, 19: false}
	ages     = []float64{31, 45, 29, 38, 52, 41, 26, 33, 47, 36, 50, 28, 44, 39, 35, 23, 57, 30, 42, 48}
)

// The quantiles of the two arms, side by side. It is an effect on the distribution; no person is followed from one arm to the other.
func ExampleQuantileEffects() {
	effects, err := estimate.QuantileEffects(earnings, offered, []float64{0.1, 0.5, 0.9}, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range effects {
		fmt.Printf("quantile %.1f: %.0f against %.0f, effect %.0f\n", e.P, e.Treated, e.Control, e.Effect)
	}
	// Output:
	// quantile 0.1: 701 against 544, effect 157
	// quantile 0.5: 905 against 825, effect 80
	// quantile 0.9: 1239 against 1229, effect 10
}

// The same with standard errors, and age adjusted for: as quantreg's rq(earnings ~ treated + age, tau = 0.5).
func ExampleQuantileRegression() {
	treated := estimate.Column{Name: "treated", Values: make([]float64, len(offered))}
	for i, is := range offered {
		if is {
			treated.Values[i] = 1
		}
	}
	fit, err := estimate.QuantileRegression(earnings, []estimate.Column{treated, {Name: "age", Values: ages}}, 0.5)
	if err != nil {
		fmt.Println(err)
		return
	}
	coefficients, warnings := fit.Coefficients(estimate.IID)
	for _, c := range coefficients {
		fmt.Printf("%-12s %7.2f (%.2f)  95%% %.2f to %.2f\n", c.Term, c.Estimate, c.StdError, c.ConfLow, c.ConfHigh)
	}
	for _, w := range warnings {
		fmt.Println("warning:", w)
	}
	// Output:
	// (Intercept)   957.31 (381.77)  95% 151.85 to 1762.76
	// treated       142.69 (168.22)  95% -212.21 to 497.60
	// age            -4.23 (9.17)  95% -23.57 to 15.11
	// warning: quantile regression at 0.5: the solution is not unique
}

// How unequal earnings are in each arm; the interval of the difference comes from [estimate.Bootstrap].
func ExampleGini() {
	treated, err1 := estimate.Gini(earnings[:10], nil)
	control, err2 := estimate.Gini(earnings[10:], nil)
	fmt.Printf("%.3f against %.3f %v %v\n", treated, control, err1, err2)
	// Output:
	// 0.140 against 0.199 <nil> <nil>
}

// Fifths of all earnings: bounds, people, mean and share of the sum. 10 parts give deciles.
func ExampleGroups() {
	fifths, err := estimate.Groups(earnings, 5, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range fifths {
		fmt.Printf("%4.0f to %4.0f: %d people, mean %.1f, %.1f%% of all\n", g.From, g.To, g.N, g.Mean, 100*g.Share)
	}
	// Output:
	// 400 to  688: 4 people, mean 555.0, 12.2% of all
	//  688 to  820: 4 people, mean 747.5, 16.4% of all
	//  820 to  938: 4 people, mean 877.5, 19.3% of all
	//  938 to 1104: 4 people, mean 1017.5, 22.4% of all
	// 1104 to 1500: 4 people, mean 1350.0, 29.7% of all
}

func ExampleQuantiles() {
	q, err := estimate.Quantiles(earnings, []float64{0.25, 0.5, 0.75}, 0) // type 7, as R's quantile
	fmt.Println(q, err)
	// Output:
	// [707.5 870 1057.5] <nil>
}

// An interval for what has no formula, the difference of two Gini coefficients: people are drawn again within each arm, and Jackknife
// pays for the BCa interval.
func ExampleBootstrap() {
	arm := make([]int, len(offered))
	for i, is := range offered {
		if is {
			arm[i] = 1
		}
	}
	difference := func(rows []int) (value, stdError float64) {
		var by [2][]float64
		for _, i := range rows {
			by[arm[i]] = append(by[arm[i]], earnings[i])
		}
		treated, _ := estimate.Gini(by[1], nil) // neither arm can be empty, as they are strata
		control, _ := estimate.Gini(by[0], nil)
		return treated - control, 0
	}
	const seed, use = 2026, 1
	b, err := estimate.Bootstrap(context.Background(), len(earnings), difference, estimate.BootstrapPlan{
		Resampling: estimate.Resampling{Most: 1_999, Draws: sim.NewDraws(seed, 0, 0, use)},
		Strata:     arm, Jackknife: true, Workers: 2,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range b.Warnings {
		fmt.Println("warning:", w)
	}
	low, high, err := b.Interval(estimate.BCa, 0.95)
	fmt.Printf("%.3f (standard error %.3f), 95%% interval %.3f to %.3f %v\n", b.Observed, b.StdError, low, high, err)
	// Output:
	// -0.059 (standard error 0.048), 95% interval -0.168 to 0.024 <nil>
}
