package estimate_test

import (
	"context"
	"fmt"

	"inwork/sim"
	"inwork/sim/estimate"
)

// print shows what a report would: each term with its error and interval, and every warning.
func printFit(f estimate.Fit) {
	for _, c := range f.Coefficients {
		fmt.Printf("%-12s %8.2f (%.2f)  95%% %.2f to %.2f  p %.3f  df %.1f\n", c.Term, c.Estimate, c.StdError, c.ConfLow, c.ConfHigh, c.PValue, c.DF)
	}
	for _, w := range f.Warnings {
		fmt.Println("warning:", w)
	}
}

// Twelve people in three arms: the arms' names become indicators, and age is adjusted for. As lm_robust(pay ~ arm + age).
func ExampleLMRobust() {
	pay := estimate.Column{Name: "pay", Values: []float64{150, 180, 0, 210, 140, 160, 0, 170, 120, 90, 200, 130}}
	age := estimate.Column{Name: "age", Values: []float64{31, 45, 29, 38, 52, 41, 26, 33, 47, 36, 50, 28}}
	arm := []string{"frequent", "minimal", "minimal", "moderate", "moderate", "frequent", "minimal", "moderate", "frequent", "minimal", "moderate", "frequent"}

	fit, err := estimate.LMRobust(pay, append(estimate.Indicators("arm", arm, "minimal"), age), estimate.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	printFit(fit)
	// Output:
	// (Intercept)    -19.74 (75.81)  95% -194.55 to 155.07  p 0.801  df 8.0
	// armfrequent     65.44 (41.50)  95% -30.26 to 161.15  p 0.153  df 8.0
	// armmoderate     88.77 (51.80)  95% -30.68 to 208.21  p 0.125  df 8.0
	// age              2.57 (2.39)  95% -2.95 to 8.09  p 0.315  df 8.0
}

// Whole jobcentres were assigned, so their people are no independent evidence: CR2 errors with Satterthwaite's degrees of freedom.
func ExampleLMRobust_clusters() {
	pay := estimate.Column{Name: "pay", Values: []float64{150, 180, 120, 210, 140, 160, 90, 170, 120, 90, 200, 130, 180, 150}}
	treated := estimate.Column{Name: "treated", Values: []float64{1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0}}
	jobcentre := []string{"Leeds", "Leeds", "York", "York", "Hull", "Hull", "Bath", "Bath", "Ely", "Ely", "Deal", "Deal", "Rye", "Rye"}

	fit, err := estimate.LMRobust(pay, []estimate.Column{treated}, estimate.Options{Clusters: estimate.Codes(jobcentre)})
	if err != nil {
		fmt.Println(err)
		return
	}
	printFit(fit)
	// Output:
	// (Intercept)    141.25 (14.63)  95% 94.69 to 187.81  p 0.002  df 3.0
	// treated         18.75 (15.46)  95% -22.50 to 60.00  p 0.286  df 4.5
}

// Lin's adjustment: the effect for the average person, however age matters in either arm. As lm_lin(pay ~ treated, ~ age).
func ExampleLMLin() {
	pay := estimate.Column{Name: "pay", Values: []float64{150, 180, 0, 210, 140, 160, 0, 170}}
	treated := estimate.Column{Name: "treated", Values: []float64{1, 1, 0, 1, 0, 1, 0, 0}}
	age := estimate.Column{Name: "age", Values: []float64{31, 45, 29, 38, 52, 41, 26, 33}}

	fit, err := estimate.LMLin(pay, []estimate.Column{treated}, []estimate.Column{age}, estimate.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	printFit(fit)
	// Output:
	// (Intercept)     86.83 (47.31)  95% -44.52 to 218.18  p 0.140  df 4.0
	// treated         85.22 (50.23)  95% -54.24 to 224.67  p 0.165  df 4.0
	// age_c            4.98 (4.54)  95% -7.62 to 17.57  p 0.334  df 4.0
	// treated:age_c    -3.40 (5.12)  95% -17.61 to 10.81  p 0.543  df 4.0
}

// Some who were offered support took it up: its effect on those who did because of the offer. As iv_robust(pay ~ took_up | offered).
func ExampleIVRobust() {
	pay := estimate.Column{Name: "pay", Values: []float64{150, 180, 90, 210, 140, 160, 80, 170, 120, 190, 110, 150}}
	tookUp := estimate.Column{Name: "took_up", Values: []float64{1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0}}
	offered := estimate.Column{Name: "offered", Values: []float64{1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1}}

	fit, err := estimate.IVRobust(pay, []estimate.Column{tookUp}, []estimate.Column{offered}, nil, estimate.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	printFit(fit.Fit)
	first, _ := fit.FirstStages[0].Term("offered")
	fmt.Printf("the offer raised take-up by %.0f%%, F = %.1f\n", 100*first.Estimate, fit.FirstStageF[0].Statistic)
	// Output:
	// (Intercept)    118.33 (13.52)  95% 88.21 to 148.46  p 0.000  df 10.0
	// took_up         66.00 (20.75)  95% 19.77 to 112.23  p 0.010  df 10.0
	// the offer raised take-up by 83%, F = 25.0
}

// Treatment was assigned within two districts. As difference_in_means(pay ~ treated, blocks = district).
func ExampleDifferenceInMeansBy() {
	pay := []float64{150, 180, 90, 210, 140, 160, 80, 170, 120, 190}
	treated := []bool{true, true, false, true, false, true, false, false, false, true}
	district := []string{"Essex", "Essex", "Essex", "Kent", "Kent", "Kent", "Essex", "Kent", "Kent", "Kent"}

	e, err := estimate.DifferenceInMeansBy(pay, treated, estimate.Design{Blocks: estimate.Codes(district)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: %.2f (%.2f), df %.0f, control mean %.2f\n", e.Design, e.Estimate, e.StdError, e.DF, e.ControlMean)
	// Output:
	// Blocked: 58.00 (13.86), df 6, control mean 120.00
}

// With ten people all 252 assignments can be looked at.
func ExampleRandomisationTest() {
	pay := []float64{150, 180, 90, 210, 140, 160, 80, 170, 120, 190}
	treated := []bool{true, true, false, true, false, true, false, false, false, true}

	r, err := estimate.RandomisationTest(context.Background(), pay, treated, estimate.Randomisation{}, estimate.Resampling{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("difference %.0f, p = %.4f of %d assignments\n", r.Statistic, r.PValue, r.Draws)
	// Output:
	// difference 58, p = 0.0317 of 252 assignments
}

// Seven jobcentres are few: the wild bootstrap looks at all 128 patterns of signs. With more than fit into Most it draws, and then
// needs a source of random numbers, which makes the result repeatable.
func ExampleWildBootstrap() {
	pay := estimate.Column{Name: "pay", Values: []float64{150, 180, 120, 210, 140, 160, 90, 170, 120, 90, 200, 130, 180, 150}}
	treated := estimate.Column{Name: "treated", Values: []float64{1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0}}
	jobcentre := []int{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6}

	const seed, use = 2015, 1
	r, err := estimate.WildBootstrap(context.Background(), pay, []estimate.Column{treated}, "treated",
		estimate.Options{Clusters: jobcentre}, estimate.Resampling{Draws: sim.NewDraws(seed, 0, 0, use)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("t = %.3f, p = %.4f, exact: %v\n", r.Statistic, r.PValue, r.Exact)
	// Output:
	// t = 1.253, p = 0.2344, exact: true
}
