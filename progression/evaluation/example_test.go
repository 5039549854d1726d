package evaluation_test

import (
	"context"
	"fmt"
	"os"

	"inwork/progression/evaluation"
)

// A study that was run into a folder is evaluated by naming the folder.
func ExampleEvaluate() {
	dir, err := os.MkdirTemp("", "study")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	if err := ordinary.write(dir); err != nil { // stands for a run of the pilot
		panic(err)
	}

	e, err := evaluation.Evaluate(context.Background(), dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	f := e.Effect("earnings_week", "frequent", 52)
	fmt.Printf("trial: %.2f pounds a week (standard error %.2f)\n", f.First().Estimate, f.First().StdError)
	fmt.Printf("truth: %.2f (Monte Carlo error %.2f)\n", f.Truth.Effect, *f.Truth.MonteCarloError)
	fmt.Printf("published: %v, %s\n", *f.Published.Value, evaluation.Recalled)
	// Output:
	// trial: 5.00 pounds a week (standard error 9.06)
	// truth: 4.00 (Monte Carlo error 0.25)
	// published: 5.25, recalled, not fitted
}
