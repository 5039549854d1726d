package report

import (
	"fmt"
	"strings"

	"inwork/progression/evaluation"
)

// An effectGroup is one outcome's part of the table of effects.
type effectGroup struct {
	Name, Outcome, Unit, EffectUnit string // the outcome as estimates have it, and in words
	Rows                            []effectRow
}

// An effectRow is one arm and horizon; numbers in the group's units.
type effectRow struct {
	Arm, Weeks, ControlMean, Estimate, StdError, Interval, PValue, Truth, MonteCarlo, Warning string
}

const none = "–"

func effectGroups(e *evaluation.Evaluation) []effectGroup {
	var groups []effectGroup
	for _, o := range e.Outcomes {
		m := measureOf(o.Unit)
		g := effectGroup{Name: o.Name, Outcome: o.Label, Unit: m.unit, EffectUnit: m.effectUnit}
		for i := range e.Effects {
			f := &e.Effects[i]
			if f.Outcome == o.Name && (f.First() != nil || beside(f) != nil) {
				g.Rows = append(g.Rows, effectRowOf(e, f, m))
			}
		}
		if len(g.Rows) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

func effectRowOf(e *evaluation.Evaluation, f *evaluation.Effect, m measure) effectRow {
	r := effectRow{Arm: e.Study.Label(f.Arm), Weeks: fmt.Sprint(f.HorizonWeeks),
		ControlMean: none, Estimate: none, StdError: none, Interval: none, PValue: none, Truth: none, MonteCarlo: none}
	if t := f.First(); t != nil {
		r.ControlMean, r.Estimate, r.StdError = m.showLevel(t.ControlMean), m.showEffect(t.Estimate), m.showEffect(t.StdError)
		r.Interval = m.showEffect(t.ConfLow) + " to " + m.showEffect(t.ConfHigh)
		r.PValue, r.Warning = probability(t.PValue), t.Warning
	}
	if t := beside(f); t != nil {
		r.Truth = m.showEffect(t.Effect)
		if known(t.MonteCarloError) {
			r.MonteCarlo = m.showEffect(*t.MonteCarloError)
		}
	}
	return r
}

// waiting says how long queues were at their worst; empty without coaches' time.
func waiting(e *evaluation.Evaluation) string {
	if len(e.Coaches) == 0 {
		return ""
	}
	worst := &e.Coaches[0]
	for i := range e.Coaches {
		if c := &e.Coaches[i]; c.PerCoach(c.Waiting) > worst.PerCoach(worst.Waiting) {
			worst = c
		}
	}
	return fmt.Sprintf("At its longest, in the four weeks from %s, the queue was %s claimants per coach due and not seen by the end of the week.",
		dateText(worst.From.Date()), number(worst.PerCoach(worst.Waiting), 2))
}

// provenance says where the numbers come from.
func provenance(e *evaluation.Evaluation) []fact {
	s := &e.Study
	arms := make([]string, len(s.Arms))
	for i, a := range s.Arms {
		arms[i] = a.Label
		if a.Slug != a.Label {
			arms[i] += " (" + a.Slug + ")"
		}
	}
	facts := []fact{
		{"Scenario", s.Name},
		{"Digest of the scenario", s.Digest},
		{"Digest of the tables", s.Tables},
		{"Model", s.Model},
		{"Schema of the tables", s.Schema},
		{"Seed", fmt.Sprint(s.Seed)},
		{"Replicates", fmt.Sprint(s.Replicates)},
		{"Recruitment from", dateText(s.Start.Date())},
		{"Follow-up", plural(s.Weeks, "week")},
		{"Randomised", strings.ReplaceAll(s.Unit, "_", " ") + " by " + strings.ReplaceAll(s.Unit, "_", " ")},
		{"Arms", list(arms)},
		{"Control arm", s.Label(s.Control)},
		{"Worlds", strings.Join(s.Worlds, ", ")},
		{"Estimator", "difference in means among all randomised, robust standard errors (HC2), Welch-Satterthwaite degrees of freedom"},
	}
	switch points := len(e.Points()); {
	case points > 1:
		facts = append(facts, fact{"Points of the sweep", fmt.Sprint(points)})
	case len(s.Settings) > 0:
		facts = append(facts, fact{"Set by a sweep of one point", settingsText(s.Settings)})
	}
	return facts
}
