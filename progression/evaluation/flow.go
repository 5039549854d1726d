package evaluation

import (
	"context"
	"math"

	"inwork/progression/rows"
)

// Flow is the way of people through the first trial, from those whom coaches have to those with an outcome at the main horizon.
type Flow struct {
	Caseload   int64 // claimants of all coaches at a time, as the scenario has it; 0 when the plan does not say
	Candidates int64 // people drawn, of whom some become eligible; 0 likewise
	Wanted     int64 // people wanted in the trial; 0 likewise
	Randomised int64
	Arms       []FlowArm // in the order of Study.Arms
}

// FlowArm is the way of an arm's people.
type FlowArm struct {
	Arm        string // slug
	Randomised int64
	Observed   int64 // with an outcome at the main horizon
	Seen       int64 // of them, who kept an appointment of the arm
	Sanctioned int64 // of them, at least once
	// Of them, by Universal Credit and work at the horizon: they add up to Observed.
	OnUCInWork, OnUCOutOfWork, OffUCInWork, OffUCOutOfWork int64
}

// Saturation is the share of the caseload that is in an arm other than control in the first trial; NaN when the caseload is not known.
// People come in over time, so that it is no more at any moment.
func (f *Flow) Saturation(control string) float64 {
	treated := f.Randomised
	for _, a := range f.Arms {
		if a.Arm == control {
			treated -= a.Randomised
		}
	}
	return share(treated, f.Caseload)
}

// Everyone is the share of the caseload that rollout treats: all who are randomised.
func (f *Flow) Everyone() float64 { return share(f.Randomised, f.Caseload) }

func share(n, of int64) float64 {
	if of == 0 {
		return math.NaN()
	}
	return float64(n) / float64(of)
}

var flowColumns = []string{"horizon_weeks", "assigned", "employed", "on_uc", "contacts", "sanctions"}

// readFlow counts the first trial's people. Who is in the table of outcomes but not in claimants, where that is kept, was not randomised: people
// of claimants are the base.
func readFlow(ctx context.Context, e *Evaluation) error {
	s := &e.Study
	f := &Flow{Wanted: int64(s.Claimants), Arms: make([]FlowArm, len(s.Arms))}
	if p := s.Protocol; p != nil {
		f.Caseload, f.Candidates = int64(math.Round(p.Caseload())), int64(math.Round(p.Population.Candidates*float64(s.Claimants)))
	}
	for a, arm := range s.Arms {
		f.Arms[a].Arm = arm.Slug
	}
	err := eachOutcome(ctx, s, 0, flowColumns, func(arm, horizon int, row *rows.Outcome) {
		if s.Horizons[horizon] == s.MainHorizon() {
			f.Arms[arm].take(row)
		}
	})
	if err != nil {
		return err
	}
	for a := range f.Arms {
		f.Arms[a].Randomised = f.Arms[a].Observed
		if len(e.Baseline) > 0 {
			f.Arms[a].Randomised = e.Baseline[0].Arms[a].Persons
		}
		f.Randomised += f.Arms[a].Randomised
	}
	e.Flow = f
	return nil
}

func (a *FlowArm) take(row *rows.Outcome) {
	a.Observed++
	a.Seen += int64(indicator(row.Contacts > 0))
	a.Sanctioned += int64(indicator(row.Sanctions > 0))
	switch {
	case row.OnUC && row.Employed:
		a.OnUCInWork++
	case row.OnUC:
		a.OnUCOutOfWork++
	case row.Employed:
		a.OffUCInWork++
	default:
		a.OffUCOutOfWork++
	}
}
