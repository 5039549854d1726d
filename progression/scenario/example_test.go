package scenario_test

import (
	"fmt"

	"inwork/progression/scenario"
)

// A scenario says what differs from the trial of 2015.
func ExampleParse() {
	s, err := scenario.Parse("quarter.yaml", []byte(`
weeks: 52
population: {claimants: 8000, districts: [Essex, Kent]}
`), "seed=7", "arms.frequent.minutes=30")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Population.Claimants, "people, followed for", s.Weeks, "weeks")
	fmt.Println(s.Trial.Horizons)
	for _, arm := range s.Arms {
		fmt.Println(arm.Slug, arm.WeeksApart, arm.Minutes)
	}
	// Output:
	// 8000 people, followed for 52 weeks
	// [13 26 52]
	// frequent 2 30
	// minimal 8 15
	// moderate 8 30
}

// All that is wrong is said at once, each with its line.
func ExampleProblems() {
	_, err := scenario.Parse("pilot.yaml", []byte(`weeks: 52
population:
  claimant: 8000
parameters:
  conduct.doubt_upheld: 5%
`))
	fmt.Println(err)
	// Output:
	// pilot.yaml:3: population.claimant: found the unknown key claimant, expected one of era, claimants, districts, candidates_per_participant, microdata, did you mean claimants?
	// pilot.yaml:5: parameters.conduct.doubt_upheld: found 5%, expected a number from 0 to 1 (share of missed mandatory appointments that end in a sanction), did you mean 0.05?
}

// A sweep varies keys: here two, of which all values are combined.
func ExampleScenario_Points() {
	s, err := scenario.Parse("dose.yaml", []byte(`
population: {claimants: 8000, districts: [Essex, Kent]}
service: {coaches: 2814}
sweep:
  arms.frequent.weeks_apart: [1, 2]
  service.coaches: [2000, 2814]
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, p := range s.Points() {
		fmt.Print(i)
		for _, set := range p.Settings {
			fmt.Printf(" %s=%s", set.Key, set.Value)
		}
		fmt.Println(":", p.Service.Coaches, "coaches for", p.Population.Claimants, "people")
	}
	// Output:
	// 0 arms.frequent.weeks_apart=1 service.coaches=2000: 2000 coaches for 8000 people
	// 1 arms.frequent.weeks_apart=1 service.coaches=2814: 2814 coaches for 8000 people
	// 2 arms.frequent.weeks_apart=2 service.coaches=2000: 2000 coaches for 8000 people
	// 3 arms.frequent.weeks_apart=2 service.coaches=2814: 2814 coaches for 8000 people
}
