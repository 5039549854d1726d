package main

import "inwork/sim"

// A setting is all that results depend on. As JSON it is the canonical part of the plan: a folder that was begun under one
// setting refuses to go on under another.
type setting struct {
	Seed       uint64  `json:"seed"`
	Islands    int     `json:"islands"`
	Founders   int     `json:"founders"` // grown birds on each island at the start
	Weeks      int     `json:"weeks"`
	EggWeeks   int     `json:"egg_weeks"`   // from laying to hatching
	ChickWeeks int     `json:"chick_weeks"` // from hatching to being grown
	Death      float64 `json:"death"`
	Laying     float64 `json:"laying"`
	Landing    float64 `json:"landing"`
	Fence      float64 `json:"fence"`
}

func defaults() setting {
	s := setting{Seed: 1, Islands: 200, Founders: 40, Weeks: 52, EggWeeks: 3, ChickWeeks: 8}
	for _, p := range s.parameters() {
		*p.Value = p.Default
	}
	return s
}

// parameters is the numbers that a user may change by name, each with the range in which the model makes sense.
func (s *setting) parameters() []sim.Parameter {
	return []sim.Parameter{
		parameter(&s.Death, "death", 0.010, deathShare, "probability a week"),
		parameter(&s.Laying, "laying", 0.006, layingShare, "probability a week"),
		parameter(&s.Landing, "landing", 0.200, 1, "probability a week"),
		parameter(&s.Fence, "fence", 0.900, 1, "death rate when fenced over that in control"),
	}
}

func parameter(value *float64, name string, standard, most float64, unit string) sim.Parameter {
	return sim.Parameter{
		Value: value, Name: name, Default: standard, Min: 0, Max: most, Unit: unit,
		Source: "made up for this example", Grade: sim.Assumption,
	}
}

// A policy makes a world: the same islands, birds and luck under another rule.
type policy struct {
	slug  string
	fence bool
}

// The worlds are simulated one after the other on each island; another is another line here.
var (
	control  = policy{slug: "control"}
	fenced   = policy{slug: "fenced", fence: true} // from those who eat birds
	policies = []policy{control, fenced}
)

// death is the weekly death rate under a policy.
func (s *setting) death(p policy) float64 {
	if p.fence {
		return s.Death * s.Fence
	}
	return s.Death
}
