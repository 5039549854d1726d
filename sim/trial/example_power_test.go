package trial_test

import (
	"fmt"
	"math"

	"inwork/sim/trial"
)

// How many people does it take to find 5 pounds a week with a power of 80%, when weekly earnings have a standard deviation of 60 and
// those before explain 40% of it? And what is the least effect that 1,000 an arm find?
func ExampleIndividuals() {
	design := trial.Individuals{Treated: 1, Control: 1, SD: 60, R2: 0.4, Covariates: 1}
	needed, err := design.For(5, 0.8, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.0f people an arm\n", math.Ceil(needed.Treated))

	design.Treated, design.Control = 1_000, 1_000
	precision, err := design.Precision(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("least effect %.2f pounds; power to find 5: %.2f\n", precision.MDE(0.8), precision.Power(5))
	// Output:
	// 1358 people an arm
	// least effect 5.83 pounds; power to find 5: 0.67
}

// Offices are assigned: 40 of them with 50 people on average, of unequal sizes, of whose outcomes 2% of the variance lies between offices.
func ExampleClusters() {
	design := trial.Clusters{Clusters: 40, Size: 50, CV: 0.5, ICC: 0.02, SD: 60}
	precision, err := design.Precision(0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("design effect %.2f, least effect %.2f pounds\n", design.DesignEffect(), precision.MDE(0.8))
	needed, err := design.For(5, 0.8, 0)
	fmt.Printf("%.0f offices for 5 pounds %v\n", math.Ceil(needed.Clusters), err)
	// Output:
	// design effect 2.23, least effect 11.52 pounds
	// 204 offices for 5 pounds <nil>
}

// A share that rises from 30% to 35%, 1,500 people an arm.
func ExampleProportionPower() {
	power, err := trial.ProportionPower(1_500, 0.30, 0.35, 0)
	fmt.Printf("%.2f %v\n", power, err)
	// Output:
	// 0.83 <nil>
}
