package main

import (
	"fmt"
	"strconv"
	"strings"

	"inwork/progression"
	"inwork/progression/scenario"
)

// manyPerCoach is the number of trial participants for each coach above which a scenario is probably a slip: in 2015
// there were about three.
const manyPerCoach = 20

// notes says what may be simulated but is probably not meant.
func notes(s *scenario.Scenario) (notes []string) {
	whole, err := scenario.Parse("default", scenario.Default())
	if err != nil {
		panic("inwork: " + err.Error())
	}
	claimants, coaches, districts := s.Population.Claimants, s.Service.Coaches, len(s.Population.Districts)
	totals := claimants == whole.Population.Claimants || coaches == whole.Service.Coaches
	if totals && 2*districts < len(whole.Population.Districts) {
		notes = append(notes, fmt.Sprintf("%s claimants and %s coaches in %s", grouped(claimants), grouped(coaches), counted(districts, "district")))
	}
	if claimants > manyPerCoach*coaches {
		notes = append(notes, fmt.Sprintf("%s participants for %s, more than %d a coach", grouped(claimants), counted(coaches, "coach"), manyPerCoach))
	}
	return append(notes, yearsNotes(s)...)
}

// rolloutInWords says how many jobcentres recruit from when.
func rolloutInWords(stages []scenario.Stage) string {
	var words []string
	for _, stage := range stages {
		offices := "all jobcentres"
		if stage.Offices > 0 {
			offices = counted(stage.Offices, "jobcentre")
		}
		words = append(words, fmt.Sprintf("%s from %v", offices, stage.From))
	}
	return strings.Join(words, ", ")
}

// contactsInWords says how many appointments an arm has.
func contactsInWords(a progression.Arm) string {
	switch {
	case a.Contacts > 0:
		return counted(a.Contacts, "contact")
	case a.DurationWeeks > 0:
		return fmt.Sprintf("contacts for %s", counted(a.DurationWeeks, "week"))
	}
	return "contacts throughout"
}

func counted(n int, what string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(what, "ch"):
		what += "es"
	default:
		what += "s"
	}
	return grouped(n) + " " + what
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
