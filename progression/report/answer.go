package report

import (
	"fmt"
	"math"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
)

// The outcome that headlines and plots speak of.
const headline = "earnings_week"

// answer gives what the study found in two sentences made from its numbers: what one trial estimates, and what is true in the
// model.
func answer(e *evaluation.Evaluation) string { return found(e) + " " + truth(e) }

func found(e *evaluation.Evaluation) string {
	weeks, control := e.Study.MainHorizon(), e.Study.Label(e.Study.Control)
	var arms []string
	for _, arm := range e.Study.Treatments() {
		f := e.Effect(headline, arm.Slug, weeks)
		if f == nil || f.First() == nil {
			continue
		}
		than := ""
		if len(arms) == 0 {
			than = " than in " + control
		}
		t := f.First()
		arms = append(arms, fmt.Sprintf("%s in %s%s (95%% interval %s to %s%s)", direction(t.Estimate), arm.Label, than,
			pounds(t.ConfLow), pounds(t.ConfHigh), noEffect(t.ConfLow, t.ConfHigh)))
	}
	if len(arms) == 0 {
		return fmt.Sprintf("No arm has an estimate of weekly earnings %d weeks after randomisation.", weeks)
	}
	return fmt.Sprintf("In one simulated trial of %s people, weekly earnings %d weeks after randomisation were %s.",
		count(persons(e)), weeks, list(arms))
}

func direction(effect float64) string {
	switch {
	case effect >= 0.005:
		return pounds(effect) + " higher"
	case effect <= -0.005:
		return pounds(-effect) + " lower"
	}
	return "no different"
}

func noEffect(low, high float64) string {
	if low <= 0 && 0 <= high {
		return ", which leaves room for no effect"
	}
	return ""
}

// truth says what is true in the model: what a trial estimates, where that is known, and what a service for all would do.
func truth(e *evaluation.Evaluation) string {
	control := e.Study.Label(e.Study.Control)
	pilot, rollout := trueOf(e, pilotTruth), trueOf(e, rolloutTruth)
	ofAll := fmt.Sprintf("ith everyone in the arm against everyone in %s, displacement included, the model’s true effect is %s.", control, list(rollout))
	switch {
	case len(pilot)+len(rollout) == 0:
		return "The study holds no true effects to set beside it."
	case len(pilot) == 0:
		return "W" + ofAll
	}
	text := fmt.Sprintf("The true effect that such a trial estimates, on its own participants as takers of what they met, is %s in the model", list(pilot))
	if len(rollout) == 0 {
		return text + "."
	}
	return text + "; w" + ofAll
}

// trueOf names the arms with a truth of weekly earnings at the main horizon.
func trueOf(e *evaluation.Evaluation, of func(*evaluation.Effect) *rows.Truth) (arms []string) {
	for _, arm := range e.Study.Treatments() {
		f := e.Effect(headline, arm.Slug, e.Study.MainHorizon())
		if f == nil || of(f) == nil {
			continue
		}
		t, within := of(f), "Monte Carlo error unknown"
		if known(t.MonteCarloError) {
			within = "Monte Carlo error " + pounds(*t.MonteCarloError)
		}
		arms = append(arms, fmt.Sprintf("%s for %s (%s)", pounds(t.Effect), arm.Label, within))
	}
	return arms
}

// known reports whether a Monte Carlo error says anything: there is none of one cell, and one of exactly 0 is of an arm that does
// nothing or of districts without people, not of a truth without error.
func known(monteCarloError *float64) bool { return monteCarloError != nil && *monteCarloError != 0 }

// shortfall is "22 of 60 wanted"; empty when as many people were randomised as the scenario wants, or it is not known how many.
func shortfall(e *evaluation.Evaluation) string {
	if n := persons(e); n < int64(e.Study.Claimants) {
		return count(n) + " of " + count(int64(e.Study.Claimants)) + " wanted"
	}
	return ""
}

// persons counts the people of the first trial.
func persons(e *evaluation.Evaluation) (n int64) {
	for _, p := range e.Persons {
		n += p
	}
	return n
}

// bounds widens [low, high] to hold x; NaN is no value.
func bounds(low, high, x float64) (float64, float64) {
	if math.IsNaN(x) {
		return low, high
	}
	return math.Min(low, x), math.Max(high, x)
}
