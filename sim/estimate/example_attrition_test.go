package estimate_test

import (
	"fmt"
	"math"

	"inwork/sim/estimate"
)

// Hours a week at follow-up. Some did not answer, fewer of the treated than of the others.
var (
	hours   = []float64{16, 20, 24, 30, 18, 22, 28, 35, 21, math.NaN(), 14, 18, 22, 30, 16, 25, 20, math.NaN(), math.NaN(), math.NaN()}
	invited = []bool{true, true, true, true, true, true, true, true, true, true, 19: false}
)

// If the offer moves nobody to silence, the effect on those who answer either way lies between two bounds.
func ExampleLeeBounds() {
	b, err := estimate.LeeBounds(hours, invited, estimate.FractionalTrim)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("seen: %.0f%% and %.0f%%; those seen differ by %.2f\n", 100*b.Q1, 100*b.Q0, b.Naive)
	fmt.Printf("bounds %.2f to %.2f, 95%% interval of the effect %.2f to %.2f\n", b.Lower, b.Upper, b.ConfLow, b.ConfHigh)
	// Output:
	// seen: 90% and 70%; those seen differ by 3.06
	// bounds 0.57 to 5.00, 95% interval of the effect -4.70 to 10.45
}

// With no assumption but that hours lie between 0 and 60.
func ExampleManskiBounds() {
	b, err := estimate.ManskiBounds(hours, invited, 0, 60)
	fmt.Printf("%.2f to %.2f %v\n", b.Lower, b.Upper, err)
	// Output:
	// -11.10 to 12.90 <nil>
}

// If answering depends on age and arm alone, those who answered are weighted up to all, and the weighted regression follows.
func ExampleResponseWeights() {
	arm, age := estimate.Column{Name: "treated"}, estimate.Column{Name: "age", Values: ages}
	var seen []bool
	for i, is := range invited {
		arm.Values = append(arm.Values, 0)
		if is {
			arm.Values[i] = 1
		}
		seen = append(seen, !math.IsNaN(hours[i]))
	}
	weights, _, warnings, err := estimate.ResponseWeights(seen, []estimate.Column{arm, age})
	if err != nil {
		fmt.Println(err)
		return
	}
	fit, err := estimate.LMRobust(estimate.Column{Name: "hours", Values: hours}, []estimate.Column{arm}, estimate.Options{Weights: weights})
	if err != nil {
		fmt.Println(err)
		return
	}
	printFit(fit)
	for _, w := range warnings {
		fmt.Println("warning:", w)
	}
	// Output:
	// (Intercept)     20.72 (2.08)  95% 16.27 to 25.18  p 0.000  df 14.0
	// treated          3.06 (2.92)  95% -3.20 to 9.32  p 0.312  df 14.0
	// warning: left out 4 rows in which hours is missing
}
