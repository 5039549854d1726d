package progression_test

import (
	"context"
	"fmt"
	"time"

	"inwork/progression"
	"inwork/progression/population"
	"inwork/progression/uc"
	"inwork/sim"
)

// One district, two arms: everyone in fortnightly meetings against everyone in
// two telephone calls, with the same people and the same luck.
func ExampleDistrict_Run() {
	start := sim.Date(2016, time.April, 4)
	setting := progression.Setting{
		Parameters: progression.DefaultParameters(),
		Arms: []progression.Arm{
			{Slug: "calls", Share: 1, WeeksApart: 8, Contacts: 2, Minutes: 15, Channel: progression.Telephone, Practice: "call"},
			{Slug: "fortnightly", Share: 1, WeeksApart: 2, Minutes: 20, Mandatory: true, Practice: "progression"},
		},
		Book: uc.Statute(), Seed: 1, Start: start,
		BurnInWeeks: 52, RecruitWeeks: 26, FollowUpWeeks: 52, Horizons: []int{52},
		Participants: 300, Offices: 4, Coaches: 60, Caseload: 69, VacanciesPerUnemployed: 0.45,
		People: population.Pack2015().People(1, 0, 0, 700, start-7*52, 78), Assigned: make([]uint8, 700),
	}
	district, err := progression.NewDistrict(setting)
	if err != nil {
		fmt.Println(err)
		return
	}
	for arm, a := range setting.Arms {
		world, err := district.Run(context.Background(), progression.Kind{Slug: "everyone-" + a.Slug, Arm: arm})
		if err != nil {
			fmt.Println(err)
			return
		}
		meetings, pounds := 0, 0.0
		outcomes := world.Outcomes()
		for _, o := range outcomes {
			meetings += int(o.Meetings)
			pounds += float64(o.GrossFourWeeks) / 400
		}
		n := float64(len(outcomes))
		fmt.Printf("%s: %d people, %.1f meetings each, £%.2f a week after a year\n", a.Slug, len(outcomes), float64(meetings)/n, pounds/n)
	}
	// Output:
	// calls: 300 people, 4.1 meetings each, £143.21 a week after a year
	// fortnightly: 300 people, 18.0 meetings each, £143.81 a week after a year
}
