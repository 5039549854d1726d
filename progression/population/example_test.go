package population_test

import (
	"fmt"
	"math"
	"time"

	"inwork/progression/population"
	"inwork/sim"
)

func ExamplePack_People() {
	pack := population.Pack2015()
	start := sim.Date(2015, time.December, 1)
	for _, p := range pack.People(1, 0, 22, 5, start, 26) {
		fmt.Printf("born %v, %d children, %s, %.1f hours at £%v, on UC for %d weeks\n",
			p.Born, len(p.Children), p.Job.Sector, p.Job.HoursPerWeek, p.Job.HourlyPence, p.ClaimWeeksBefore)
	}
	// Output:
	// born 1996-06-19, 0 children, hospitality, 22.9 hours at £5.30, on UC for 27 weeks
	// born 1991-01-15, 0 children, cleaning, 21.3 hours at £7.10, on UC for 78 weeks
	// born 1995-07-16, 0 children, other, 23.1 hours at £5.74, on UC for 5 weeks
	// born 1981-11-29, 0 children, other, 25.6 hours at £6.70, on UC for 96 weeks
	// born 1961-09-04, 0 children, cleaning, 16.0 hours at £6.91, on UC for -22 weeks
}

func ExamplePack_Compare() {
	pack := population.Pack2015()
	start := sim.Date(2015, time.April, 6)
	people := pack.People(1, 0, 22, 20_000, start, 0)
	for _, c := range pack.Compare(people, start) {
		if c.Use == "sex" || c.Use == "check/in_work" {
			fmt.Printf("%s %s: made %.2f, published %.2f (%s, grade %v) %s\n",
				c.Use, c.Level, c.Made, c.Published, c.Confidence, c.Grade, c.Note)
		}
	}
	fmt.Println(pack.Summary())
	// Output:
	// check/in_work yes: made 0.85, published 0.31 (excerpt, grade B) of all claimants; the pool is mostly in work by definition
	// sex male: made 0.69, published 0.69 (excerpt, grade B) of the first mix; falls as families enter
	// 26 of 56 inputs sourced (12 of them of 2015-17, 14 of another time); 29 rest on assumptions, 1 on memory
}

func ExampleApportion() {
	fmt.Println(population.Apportion(10, []int{1, 1, 1}))
	// Output: [4 3 3]
}

func ExamplePackOf() {
	pack, err := population.PackOf("2022-24")
	if err != nil {
		fmt.Println(err)
		return
	}
	start := sim.Date(2022, time.October, 1)
	for _, c := range pack.Compare(pack.People(1, 0, 22, 20_000, start, 0), start) {
		if c.Use == "fit/cohort" || c.Use == "family_lone_parent" {
			fmt.Printf("%s: published %.2f (%s, %s), made within 0.01: %v\n", c.Level, c.Published, c.ID, c.Confidence, math.Abs(c.Gap) < 0.01)
		}
	}
	_, err = population.PackOf("1996")
	fmt.Println(err)
	// Output:
	// lone_parent: published 0.34 (M0002, read-in-document), made within 0.01: true
	// women: published 0.77 (C15, read-in-document), made within 0.01: true
	// lone_parent: published 0.51 (C16, read-in-document), made within 0.01: true
	// population: no pack "1996", expected one of 2015-17, 2022-24
}
