package main

import (
	"fmt"
	"io"
	"slices"

	"inwork/progression/population"
	"inwork/progression/scenario"
	"inwork/sim"
)

// yearsNotes says where people of some years are recruited in others. That is not
// refused: no pack is of 2018 to 2021 or of after 2024, and who asks what the rules
// of 2023 would have meant to the people of 2016 may. But as a rule it is a start
// that was changed and a pack that was not.
func yearsNotes(s *scenario.Scenario) (notes []string) {
	for _, p := range s.Points() {
		if note := yearsNote(p.Scenario); note != "" && !slices.Contains(notes, note) {
			notes = append(notes, note)
		}
	}
	return notes
}

func yearsNote(s *scenario.Scenario) string {
	pack, err := population.PackOf(s.Population.Era)
	if err != nil || s.Population.Microdata != nil {
		return "" // a user's own people are of the years they are of
	}
	from, to := yearOf(s.Start), yearOf(s.Start+sim.Day(7*s.Trial.RecruitWeeks-1))
	first, last := pack.Years()
	if from >= first && to <= last {
		return ""
	}
	recruits := fmt.Sprint(from)
	if to > from {
		recruits = fmt.Sprintf("%d to %d", from, to)
	}
	note := fmt.Sprintf("people of %s (population.era) recruited in %s", pack.Era(), recruits)
	if near := nearestPack(from, to); near != pack {
		note += fmt.Sprintf("; those of %s are nearer", near.Era())
	}
	return note
}

// nearestPack is that whose years are least far from the years of recruitment; the
// earlier of equals.
func nearestPack(from, to int) (near *population.Pack) {
	least := 0
	for _, p := range population.Packs() {
		first, last := p.Years()
		if away := max(0, first-from) + max(0, to-last); near == nil || away < least {
			near, least = p, away
		}
	}
	return near
}

func yearOf(day sim.Day) int {
	year, _, _ := day.Date()
	return year
}

// warnOfYears says the same to who runs the scenario without checking it.
func warnOfYears(w io.Writer, s *scenario.Scenario) {
	for _, note := range yearsNotes(s) {
		fmt.Fprintln(w, "warning:", note)
	}
}
