package estimate_test

import (
	"fmt"

	"inwork/sim/estimate"
)

func ExampleDifferenceInMeans() {
	weeklyEarnings := []float64{150, 180, 0, 210, 140, 160, 0, 170}
	treated := []bool{true, true, false, true, false, true, false, false}
	e, err := estimate.DifferenceInMeans(weeklyEarnings, treated)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f (standard error %.2f), 95%% interval %.2f to %.2f, p = %.3f, n = %d\n",
		e.Estimate, e.StdError, e.ConfLow, e.ConfHigh, e.PValue, e.N)
	for _, w := range e.Warnings {
		fmt.Println("warning:", w)
	}
	// Output: 97.50 (standard error 47.06), 95% interval -40.66 to 235.66, p = 0.117, n = 8
}

// Rows that come from a file one by one are never held together.
func ExampleDifferenceOfMoments() {
	var treated, control estimate.Moments
	for i := range 1000 {
		control.Add(float64(i % 10))
		treated.Add(float64(i%10) + 2)
	}
	e, err := estimate.DifferenceOfMoments(treated, control)
	fmt.Printf("%.1f %.4f %v\n", e.Estimate, e.StdError, err)
	// Output: 2.0 0.1285 <nil>
}
