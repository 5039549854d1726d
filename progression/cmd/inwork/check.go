package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"

	"inwork/progression"
	"inwork/progression/scenario"
	"inwork/sim"
)

var checkVerb = verb{
	name: "check", args: "SCENARIO", takes: [2]int{1, 1},
	doc:  "say what is wrong with a scenario, or what it will simulate",
	more: "What is wrong is said a line each: file, line, key, what was found and what was expected.",
	prepare: func(flags *flag.FlagSet) action {
		sets := setsFlag(flags)
		return func(_ context.Context, p *program, args []string) error {
			s, err := scenario.Load(args[0], *sets...)
			if err != nil {
				return err
			}
			summarise(p.stdout, s)
			return nil
		}
	},
}

// summarise says in a few lines what a scenario will simulate.
func summarise(w io.Writer, s *scenario.Scenario) {
	line := func(name, format string, values ...any) {
		fmt.Fprintf(w, "%-10s %s\n", name, fmt.Sprintf(format, values...))
	}
	recruited := s.Start + sim.Day(7*s.Trial.RecruitWeeks-1)
	line("name", "%s: %s", s.Name, s.Label)
	line("people", "%d in %s, %d work coaches with %v claimants each", s.Population.Claimants, counted(len(s.Population.Districts), "district"), s.Service.Coaches, s.Service.Caseload)
	line("drawn", "%s", peopleInWords(s))
	line("recruits", "%v to %v (%s, by %s), followed to %v", s.Start, recruited, s.Trial.Recruit, s.Trial.Unit, recruited+sim.Day(7*s.Weeks))
	line("rollout", "%s", rolloutInWords(s.Trial.Rollout))
	for _, arm := range s.Arms {
		line("arm", "%s", armInWords(arm, s.Trial.Control))
	}
	line("horizons", "%s weeks", strings.Trim(fmt.Sprint(s.Trial.Horizons), "[]"))
	line("judged", "%s", judgedInWords(&s.Trial))
	for i, point := range s.Points() {
		if len(s.Sweep) > 0 && i < mostPointsShown {
			line("point", "%d: %s", i, settingsInWords(point.Settings))
		}
	}
	if more := len(s.Sweep) - mostPointsShown; more > 0 {
		line("", "and %d more", more)
	}
	line("truth", "%s; replicates: %s", s.Truth.Worlds, replicatesInWords(s))
	line("tables", "%s", strings.Join(s.Output.Tables, ", "))
	for _, q := range s.Parameters.List() {
		if *q.Value != q.Default {
			line("parameter", "%s: %v (default %v)", q.Name, *q.Value, q.Default)
		}
	}
	line("digest", "%s", s.Digest())
	for _, note := range notes(s) {
		fmt.Fprintln(w, "note:", note)
	}
}

// replicatesInWords says how many replicates there are, and what they differ in.
func replicatesInWords(s *scenario.Scenario) string {
	if s.Replicates == 1 {
		return "1"
	}
	return fmt.Sprintf("%d, which differ in %s", s.Replicates, listed(s.Vary))
}

// mostPointsShown keeps a summary to a screen.
const mostPointsShown = 12

// settingsInWords lists what a point of a sweep sets.
func settingsInWords(settings []scenario.Setting) string {
	var words []string
	for _, set := range settings {
		words = append(words, fmt.Sprintf("%s %s", set.Key, set.Value))
	}
	return listed(words)
}

// armInWords describes an arm as its coaches would.
func armInWords(a progression.Arm, control string) string {
	text := fmt.Sprintf("%s: %v every %d weeks, %d minutes, %s, practice %s, share %v", a.Slug, a.Channel, a.WeeksApart, a.Minutes, contactsInWords(a), a.Practice, a.Share)
	if a.Channel == progression.NoContact {
		text = fmt.Sprintf("%s: no appointments, share %v", a.Slug, a.Share)
	}
	if a.While == progression.BelowAET {
		text += ", below the administrative threshold"
	}
	if a.Specialist {
		text += ", by specialists"
	}
	if a.Mandatory {
		text += ", mandatory"
	}
	if a.Slug == control {
		text += " (control)"
	}
	return text
}
