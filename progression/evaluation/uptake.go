package evaluation

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// TakeUp is the effect of taking up an arm's offer on those who do so because they are offered it (complier average causal effect),
// on the primary outcome of the first trial: two-stage least squares with the assignment as instrument. A study has it only if it
// declared what counts as taking up; and the number never goes without Exclusion.
type TakeUp struct {
	Arm                string // slug
	Uptake, Label      string // of rows.Uptakes
	Outcome, Unit      string
	HorizonWeeks       int
	Persons            int64
	Treated, Control   float64 // share who took up
	FirstStageF        float64 // that the offer does not move take-up
	Estimate, StdError float64
	ConfLow, ConfHigh  float64
	PValue             float64
	Warnings           []error // a *estimate.WeakInstrument among them
}

// Exclusion is the assumption under which a TakeUp is an effect of taking up, in words that stand beside each one.
const Exclusion = "it is an effect of taking up the offer only if the offer does nothing in any other way: to who does not take it up, " +
	"and to who does beside taking it up (how often, how long, what is required), and if nobody takes it up only when not offered it; " +
	"no table can show that, and a mandatory offer moves people by itself"

// readTakeUp estimates the effect of taking up the offer, if the study declared what that is.
func readTakeUp(ctx context.Context, e *Evaluation) error {
	s := &e.Study
	if s.Declared.Uptake == noUptake || s.Declared.Uptake == "" {
		e.LeftOut = append(e.LeftOut, LeftOut{What: "the effect of taking up the offer", Why: "the study declared nothing that counts as that: trial.uptake is none"})
		return nil
	}
	uptakes := rows.Uptakes()
	uptake := uptakes[slices.IndexFunc(uptakes, func(u rows.Uptake) bool { return u.Name == s.Declared.Uptake })]
	outcome := outcomesNamed(s.Declared.Primary)[0]
	y, took := make([][]float64, len(s.Arms)), make([][]float64, len(s.Arms))
	main := slices.Index(s.Horizons, s.MainHorizon())
	err := eachOutcome(ctx, s, 0, append(outcomeColumns([]Outcome{outcome}), uptake.Columns...), func(arm, horizon int, row *rows.Outcome) {
		if horizon == main {
			y[arm], took[arm] = append(y[arm], outcome.of(row)), append(took[arm], indicator(uptake.Of(row)))
		}
	})
	if err != nil {
		return err
	}
	control := s.arm(s.Control)
	for a, arm := range s.Arms {
		if a == control || len(y[a]) == 0 || len(y[control]) == 0 {
			continue
		}
		t, err := takeUp(outcome.Name, uptake.Name, y[a], took[a], y[control], took[control])
		var unusable *estimate.Unusable
		if errors.As(err, &unusable) || err == nil && !(t.StdError > 0) {
			e.LeftOut = append(e.LeftOut, LeftOut{What: "the effect of taking up the offer of " + arm.Label, Why: "as many took it up in " + s.Label(s.Control) + " as in the arm, or too few people are in one"})
			continue
		}
		if err != nil {
			return fmt.Errorf("%s of %s: %w", uptake.Name, arm.Slug, err)
		}
		t.Arm, t.Uptake, t.Label, t.Outcome, t.Unit, t.HorizonWeeks = arm.Slug, uptake.Name, uptake.Label, outcome.Name, outcome.Unit, s.MainHorizon()
		e.TakeUps = append(e.TakeUps, t)
	}
	return nil
}

// takeUp is two-stage least squares of an arm against control.
func takeUp(outcome, uptake string, y, took, controlY, controlTook []float64) (TakeUp, error) {
	offered := slices.Concat(slices.Repeat([]float64{1}, len(y)), slices.Repeat([]float64{0}, len(controlY)))
	fit, err := estimate.IVRobust(estimate.Column{Name: outcome, Values: slices.Concat(y, controlY)},
		[]estimate.Column{{Name: uptake, Values: slices.Concat(took, controlTook)}}, []estimate.Column{{Name: "offered", Values: offered}}, nil, estimate.Options{})
	if err != nil {
		return TakeUp{}, err
	}
	c, _ := fit.Term(uptake)
	return TakeUp{Persons: fit.N, Treated: momentsOf(took).Mean(), Control: momentsOf(controlTook).Mean(), FirstStageF: fit.FirstStageF[0].Statistic,
		Estimate: c.Estimate, StdError: c.StdError, ConfLow: c.ConfLow, ConfHigh: c.ConfHigh, PValue: c.PValue, Warnings: fit.Warnings}, nil
}
