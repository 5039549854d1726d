package trial_test

import (
	"fmt"

	"inwork/sim"
	"inwork/sim/trial"
)

// Six people of two offices, entity numbers as everywhere; assignment has random numbers of its own.
var (
	assignment = sim.NewDraws(2026, 0, 0, 9)
	sixPeople  = []uint64{sim.ID(0, 0), sim.ID(0, 1), sim.ID(0, 2), sim.ID(1, 0), sim.ID(1, 1), sim.ID(1, 2)}
	theOffice  = []uint64{0, 0, 0, 1, 1, 1}
	twoArms    = []trial.Arm{{Key: "minimal", Share: 2}, {Key: "frequent", Share: 1}}
)

// names is the arm of each row in words.
func names(assigned []int, arms []trial.Arm) (all []string) {
	for _, a := range assigned {
		all = append(all, arms[a].Key)
	}
	return all
}

// Two of six get the frequent arm, whoever they are.
func ExampleComplete() {
	assigned, err := trial.Complete(assignment, sixPeople, twoArms)
	fmt.Println(names(assigned, twoArms), err)
	// Output:
	// [frequent minimal frequent minimal minimal minimal] <nil>
}

// One in each office.
func ExampleBlocked() {
	assigned, err := trial.Blocked(assignment, sixPeople, theOffice, twoArms)
	fmt.Println(names(assigned, twoArms), err)
	// Output:
	// [frequent minimal minimal frequent minimal minimal] <nil>
}

// Offices are assigned, two of three to minimal, and people with them.
func ExampleClustered() {
	offices := []uint64{0, 0, 1, 1, 2, 2}
	fmt.Println(names(trial.Clustered(assignment, offices, twoArms), twoArms))
	// Output:
	// [minimal minimal minimal minimal frequent frequent]
}

// Offices within regions.
func ExampleBlockedClusters() {
	offices := []uint64{0, 0, 1, 1, 2, 2, 3, 3}
	regions := []uint64{0, 0, 0, 0, 1, 1, 1, 1}
	arms := []trial.Arm{{Key: "minimal", Share: 1}, {Key: "frequent", Share: 1}}
	assigned, err := trial.BlockedClusters(assignment, offices, regions, arms)
	fmt.Println(names(assigned, arms), err)
	// Output:
	// [frequent frequent minimal minimal minimal minimal frequent frequent] <nil>
}

// A coin for each pair of alike people.
func ExampleMatchedPairs() {
	pairs := []uint64{0, 0, 1, 1, 2, 2}
	arms := []trial.Arm{{Key: "minimal", Share: 1}, {Key: "frequent", Share: 1}}
	assigned, err := trial.MatchedPairs(assignment, sixPeople, pairs, arms)
	fmt.Println(names(assigned, arms), err)
	// Output:
	// [frequent minimal frequent minimal frequent minimal] <nil>
}

// Two treatments at once, independent of each other: who meets a coach often, and who is offered a course.
func ExampleFactorial() {
	factors := []trial.Factor{
		{Key: "meetings", Levels: []trial.Arm{{Key: "few", Share: 1}, {Key: "many", Share: 1}}},
		{Key: "course", Levels: []trial.Arm{{Key: "no", Share: 3}, {Key: "yes", Share: 1}}},
	}
	for _, person := range sixPeople[:3] {
		levels := trial.Factorial(assignment, person, factors)
		fmt.Println(factors[0].Levels[levels[0]].Key, "meetings, course:", factors[1].Levels[levels[1]].Key)
	}
	// Output:
	// few meetings, course: yes
	// many meetings, course: no
	// few meetings, course: no
}

// The same factors as four arms, for a method that deals exact shares.
func ExampleCross() {
	factors := []trial.Factor{
		{Key: "meetings", Levels: []trial.Arm{{Key: "few", Share: 1}, {Key: "many", Share: 1}}},
		{Key: "course", Levels: []trial.Arm{{Key: "no", Share: 2}, {Key: "yes", Share: 1}}},
	}
	arms := trial.Cross(factors)
	assigned, err := trial.Complete(assignment, sixPeople, arms)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range assigned {
		levels := trial.Levels(factors, a)
		fmt.Print(factors[0].Levels[levels[0]].Key, "/", factors[1].Levels[levels[1]].Key, " ")
	}
	// Output:
	// few/no few/yes few/no many/no many/no many/yes
}

// Four offices start one after another, one a step; in period p those treated are those with a step of at most p.
func ExampleSteppedWedge() {
	offices := []uint64{0, 0, 1, 2, 2, 3}
	steps, err := trial.SteppedWedge(assignment, offices, 4)
	fmt.Println(steps, err)
	// Output:
	// [3 3 4 2 2 1] <nil>
}

// Half of the offices treat a third of their people, half nobody: the untreated of the first against those of the second show what
// treatment does to others nearby.
func ExampleTwoStage() {
	saturations := []trial.Saturation{{Key: "nobody", Share: 1, Treated: 0}, {Key: "a third", Share: 1, Treated: 1. / 3}}
	level, treated, err := trial.TwoStage(assignment, sixPeople, theOffice, saturations)
	fmt.Println(level, treated, err)
	// Output:
	// [1 1 1 0 0 0] [false true false false false false] <nil>
}
