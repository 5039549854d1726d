package progression

import (
	"fmt"

	"inwork/progression/population"
	"inwork/sim"
)

// Course is a kind of provision: help against one barrier.
type Course struct {
	Places float64 // its weight among the kinds in provision.places
	Weeks  float64 // from start to end
	Effect float64 // share of severity that completion relieves, as a multiple of provision.effect
	Cost   float64 // pounds a start
}

// courseKinds is what helps against each barrier. No trial tells kinds apart by
// effect, so each works as well as the next until somebody says otherwise.
var courseKinds = [population.NBarriers]struct {
	help        string
	weeks, cost float64
	length      string // source of the weeks
}{
	population.Childcare:      {"childcare brokerage", 4, 150, "assumption"},
	population.Skills:         {"a vocational course", 10, 600, "assumption: a term"},
	population.Health:         {"help with a physical condition", 12, 500, "assumption"},
	population.Confidence:     {"a confidence course", 4, 300, "assumption"},
	population.Qualifications: {"a course towards a GCSE-level qualification", 25, 900, "assumption: two terms"},
	population.Motivation:     {"careers guidance", 3, 120, "assumption: a few talks"},
	population.MentalHealth:   {"talking therapy", 12, 700, "assumption: some twelve sessions"},
	population.Transport:      {"help with travel", 2, 200, "assumption: a pass or a loan comes soon"},
	population.Caring:         {"replacement care", 6, 500, "assumption: assessment and arrangement"},
	population.English:        {"English for speakers of other languages", 25, 900, "assumption: two terms"},
	population.Digital:        {"a digital skills course", 6, 250, "assumption"},
	population.Debt:           {"debt advice", 8, 250, "assumption: advice and an arrangement"},
}

// helpNames are what a referral or a course is for, by its detail.
func helpNames() []string {
	var names []string
	for b := range population.NBarriers {
		names = append(names, population.Barrier(b).String())
	}
	return names
}

// courseParameters are the lines of the kinds of provision.
func (p *Parameters) courseParameters() (list []sim.Parameter) {
	for b := range p.Courses {
		c, kind, name := &p.Courses[b], &courseKinds[b], population.Barrier(b)
		list = append(list,
			sim.Parameter{Value: &c.Places, Name: fmt.Sprintf("provision.%s_places", name), Default: 1, Min: 0, Max: 20, Unit: "weight of " + kind.help + " among all kinds, in sharing out provision.places", Source: "assumption: no count by kind was found", Grade: 'D'},
			sim.Parameter{Value: &c.Weeks, Name: fmt.Sprintf("provision.%s_weeks", name), Default: kind.weeks, Min: 1, Max: 25, Whole: true, Unit: "weeks from start to end of " + kind.help, Source: kind.length, Grade: 'D'},
			sim.Parameter{Value: &c.Effect, Name: fmt.Sprintf("provision.%s_effect", name), Default: 1, Min: 0, Max: 3, Unit: "share of severity relieved by " + kind.help + ", as a multiple of provision.effect", Source: "assumption: no trial tells kinds apart", Grade: 'D'},
			sim.Parameter{Value: &c.Cost, Name: fmt.Sprintf("provision.%s_cost", name), Default: kind.cost, Min: 0, Max: 5000, Unit: "pounds a start of " + kind.help, Source: "assumption, below the 1,800 to 2,429 pounds a head of a year's Restart scheme", Grade: 'D'},
		)
	}
	return list
}
