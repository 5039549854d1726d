package estimate_test

import (
	"context"
	"fmt"

	"inwork/sim"
	"inwork/sim/estimate"
)

// Five outcomes, five p-values: which findings stand? Holm holds the chance of any false finding, Benjamini and Hochberg the share of
// false ones among the findings.
func ExampleAdjustP() {
	p := []float64{0.001, 0.012, 0.021, 0.040, 0.300}
	holm, err1 := estimate.AdjustP(p, estimate.Holm)
	bh, err2 := estimate.AdjustP(p, estimate.BenjaminiHochberg)
	fmt.Printf("%.3f %v\n%.3f %v\n", holm, err1, bh, err2)
	// Output:
	// [0.005 0.048 0.063 0.080 0.300] <nil>
	// [0.005 0.030 0.035 0.050 0.300] <nil>
}

// Earnings and hours go together, and these adjusted p-values know it: treatment is dealt again, and each outcome compared with the
// largest statistic of all.
func ExampleWestfallYoung() {
	outcomes := []estimate.Column{
		{Name: "earnings", Values: []float64{620, 710, 790, 840, 880, 990, 400, 560, 640, 700, 610, 690}},
		{Name: "hours", Values: []float64{20, 22, 28, 30, 31, 36, 16, 18, 22, 24, 21, 20}},
		{Name: "jobs", Values: []float64{1, 2, 1, 1, 1, 2, 1, 1, 2, 1, 1, 2}},
	}
	treated := []bool{true, true, true, true, true, true, 11: false}
	const seed, use = 2026, 1
	r, err := estimate.WestfallYoung(context.Background(), outcomes, treated, estimate.Resampling{Draws: sim.NewDraws(seed, 0, 0, use)})
	if err != nil {
		fmt.Println(err)
		return
	}
	for k, outcome := range outcomes {
		fmt.Printf("%-8s t %.2f  p %.4f  adjusted %.4f\n", outcome.Name, r.Statistic[k], r.Raw[k], r.StepDown[k])
	}
	fmt.Println("assignments:", r.Draws, "all:", r.Complete)
	// Output:
	// earnings t 2.94  p 0.0152  adjusted 0.0844
	// hours    t 2.85  p 0.0281  adjusted 0.0887
	// jobs     t 0.00  p 1.0000  adjusted 1.0000
	// assignments: 924 all: true
}
