package evaluation

import (
	"context"

	"inwork/progression/rows"
)

// Evaluation is what a study has to say, as plain data in plain units: pounds, weeks, shares of 1.
type Evaluation struct {
	Study    Study
	Persons  []int64      // randomised in the first trial (replicate 0), by arm in the order of Study.Arms; from the outcomes
	Support  []Support    // what people were given, by arm in the order of Study.Arms
	Outcomes []Outcome    // what is compared, in the order in which people read it
	Effects  []Effect     // by outcome, arm and horizon; arms without people in the trial have no estimates
	Earnings []Series     // pay over time by arm; empty without months
	Coaches  []CoachTime  // coaches' time; empty without coach_weeks
	Baseline []Balance    // the first trial's people when randomised; empty without claimants
	Targets  []Comparison // published figures that this study can be set beside
	LeftOut  []LeftOut    // what could not be said, and why
}

// Effect is all that a study says of one outcome, arm and horizon, against the control arm and in the outcome's unit.
type Effect struct {
	Outcome      string // name of an Outcome
	Arm          string // slug
	HorizonWeeks int
	Trials       []rows.Estimate // what each simulated trial estimates, by replicate; without those that have no standard error
	Truth        *rows.Truth     // everyone in the arm against everyone in control (rollout); nil when not simulated
	Published    *Target         // nil when nothing was published for it
}

// First is the estimate of the first trial (replicate 0), nil when it has none.
func (e *Effect) First() *rows.Estimate {
	if len(e.Trials) == 0 || e.Trials[0].Replicate != 0 {
		return nil
	}
	return &e.Trials[0]
}

// LeftOut is something that an evaluation could not say.
type LeftOut struct {
	What string
	Why  string
}

// Effect finds an effect; nil when the study has no such outcome, arm or horizon.
func (e *Evaluation) Effect(outcome, arm string, horizonWeeks int) *Effect {
	for i := range e.Effects {
		f := &e.Effects[i]
		if f.Outcome == outcome && f.Arm == arm && f.HorizonWeeks == horizonWeeks {
			return f
		}
	}
	return nil
}

// Evaluate estimates the effects of every simulated trial in a study's folder, writes DIR/estimates/estimates.parquet and
// returns the evaluation. The same tables give the same bytes.
//
// Errors: *Missing when the plan, the manifest or the outcomes are not there, as in a study that was not run to its end;
// *table.Error and others name the file. It stops with the context's error between batches of rows.
func Evaluate(ctx context.Context, dir string) (*Evaluation, error) {
	study, err := readStudy(dir)
	if err != nil {
		return nil, err
	}
	estimates, err := estimateAll(ctx, dir, study)
	if err != nil {
		return nil, err
	}
	if err := writeEstimates(dir, study, estimates); err != nil {
		return nil, err
	}
	return describe(ctx, dir, study, estimates)
}

// Load returns the evaluation of a study that was evaluated before. The error is a *NotEvaluated when it was not, or when
// replicates were added since; otherwise as of Evaluate.
func Load(ctx context.Context, dir string) (*Evaluation, error) {
	study, err := readStudy(dir)
	if err != nil {
		return nil, err
	}
	estimates, err := readEstimates(dir, study)
	if err != nil {
		return nil, err
	}
	return describe(ctx, dir, study, estimates)
}

// describe gathers what stands beside the estimates.
func describe(ctx context.Context, dir string, study *Study, estimates []rows.Estimate) (*Evaluation, error) {
	e := &Evaluation{Study: *study, Outcomes: Outcomes()}
	if err := readSupport(ctx, dir, e); err != nil {
		return nil, err
	}
	if err := e.readEffects(ctx, dir, estimates); err != nil {
		return nil, err
	}
	for _, read := range []func(context.Context, string, *Evaluation) error{readEarnings, readCoachTime, readBalance} {
		if err := read(ctx, dir, e); err != nil {
			return nil, err
		}
	}
	e.Targets = compare(e)
	if !study.IsPublishedTrial() {
		e.LeftOut = append(e.LeftOut, LeftOut{What: "published figures", Why: "the study is not of the published trial's scenario"})
	}
	return e, nil
}
