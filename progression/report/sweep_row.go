package report

import "inwork/progression/evaluation"

// A sweepRow is an arm at a point: the main outcome at the main horizon, as text.
type sweepRow struct {
	Arm, Estimate, StdError, Truth, MonteCarlo string
}

// rows are a point's arms. The estimate is the mean over trials, the standard error that of one.
func (s *sweep) rows(at *evaluation.Evaluation) []sweepRow {
	var list []sweepRow
	for _, arm := range at.Study.Treatments() {
		r := sweepRow{Arm: arm.Label, Estimate: none, StdError: none, Truth: none, MonteCarlo: none}
		if f := at.Effect(headline, arm.Slug, at.Study.MainHorizon()); f != nil {
			estimate, stdError := f.Means()
			r.Estimate, r.StdError = number(estimate, 2), number(stdError, 2)
			if f.Truth != nil {
				r.Truth = number(f.Truth.Effect, 2)
				if known(f.Truth.MonteCarloError) {
					r.MonteCarlo = number(*f.Truth.MonteCarloError, 2)
				}
			}
		}
		list = append(list, r)
	}
	return list
}
