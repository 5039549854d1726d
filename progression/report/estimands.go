package report

import (
	"cmp"
	"fmt"
	"slices"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
)

// beside is the truth that stands beside an effect's estimates: what they estimate (pilot) where it is known, rollout where it
// is not.
func beside(f *evaluation.Effect) *rows.Truth { return cmp.Or(f.Pilot, f.Truth) }

// besideIs names the estimand of that truth in the whole of a point.
func besideIs(e *evaluation.Evaluation) string {
	if hasPilot(e) {
		return "pilot"
	}
	return "rollout"
}

func hasPilot(e *evaluation.Evaluation) bool {
	return slices.ContainsFunc(e.Effects, func(f evaluation.Effect) bool { return f.Pilot != nil })
}

// monteCarlo is a truth's Monte Carlo error.
func monteCarlo(t *rows.Truth, decimals int) string {
	if t == nil || !known(t.MonteCarloError) {
		return none
	}
	return number(*t.MonteCarloError, decimals)
}

// A biasRow sets an arm's trials at a horizon beside what they estimate.
type biasRow struct {
	Arm, Weeks, Estimate, Pilot, MonteCarlo, Bias, StdError, Z, Covered string
}

// biasRows are of weekly earnings.
func biasRows(e *evaluation.Evaluation) (list []biasRow) {
	for i := range e.Effects {
		f := &e.Effects[i]
		if f.Outcome != headline || f.Bias == nil {
			continue
		}
		b := f.Bias
		list = append(list, biasRow{Arm: e.Study.Label(f.Arm), Weeks: fmt.Sprint(f.HorizonWeeks),
			Estimate: number(b.Estimate, 2), Pilot: number(f.Pilot.Effect, 2), MonteCarlo: monteCarlo(f.Pilot, 2),
			Bias: number(b.Bias, 2), StdError: number(b.StdError, 2), Z: number(b.Z, 1), Covered: fmt.Sprintf("%d of %d", b.Covered, b.Trials)})
	}
	return list
}

// A partsTable is rollout of one arm and what it is made of, in both orders of release.
type partsTable struct {
	Arm   string
	Weeks int
	Lines []partsLine
}

// A partsLine is a part with its Monte Carlo error, as the queue or the market is released first.
type partsLine struct {
	Estimand                                             string
	QueueFirst, QueueFirstMC, MarketFirst, MarketFirstMC string
}

// partsTables are of weekly earnings at the main horizon.
func partsTables(e *evaluation.Evaluation) (list []partsTable) {
	for _, arm := range e.Study.Treatments() {
		f := e.Effect(headline, arm.Slug, e.Study.MainHorizon())
		if f == nil || f.Parts == nil || f.Truth == nil {
			continue
		}
		t := partsTable{Arm: arm.Label, Weeks: f.HorizonWeeks}
		d := f.Parts
		for _, line := range []struct {
			estimand      string
			queue, market *rows.Truth
		}{
			{"rollout: single", &d.Single, &d.Single},
			{"rollout: queue", &d.QueueFirst, &d.QueueSecond},
			{"rollout: market", &d.MarketSecond, &d.MarketFirst},
			{"rollout: total", f.Truth, f.Truth},
			{"rollout: interaction", &d.Interaction, &d.Interaction},
		} {
			t.Lines = append(t.Lines, partsLine{line.estimand, number(line.queue.Effect, 2), monteCarlo(line.queue, 2),
				number(line.market.Effect, 2), monteCarlo(line.market, 2)})
		}
		list = append(list, t)
	}
	return list
}
