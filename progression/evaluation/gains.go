package evaluation

import (
	"context"
	"slices"

	"inwork/progression/rows"
)

// Who is told apart in Gains.
const (
	Everybody    = "all"
	Sanctioned   = "sanctioned"
	NotMore      = "not_sanctioned"
	Untreated    = "untreated"
	Bystander    = "bystander" // estimand of Untreated
	noticedPence = 100         // a week: less than that is about the same
)

// gainSums are of some people.
type gainSums struct {
	cells                             cells
	persons, better, worse            int64
	sum, sumBetter, sumWorse, perWeek float64
}

func newGainSums(weeks int) *gainSums {
	return &gainSums{cells: cells{}, perWeek: 1 / (float64(weeks) * pencePerPound)}
}

// add takes a person's difference in pence over the weeks.
func (g *gainSums) add(of cell, difference float64) {
	week := difference * g.perWeek // pounds
	g.persons++
	g.sum += week
	switch {
	case week*pencePerPound >= noticedPence:
		g.better++
		g.sumBetter += week
	case week*pencePerPound <= -noticedPence:
		g.worse++
		g.sumWorse += week
	}
	g.cells.add(of, 1, week)
}

func (g *gainSums) row(s *Study, arm, estimand, people string) rows.Gain {
	n := float64(g.persons)
	_, monteCarlo := g.cells.mean()
	return rows.Gain{Point: int32(s.Point), Arm: arm, Estimand: estimand, People: people, HorizonWeeks: int32(s.LastHorizon()), Persons: g.persons,
		Better: float64(g.better) / n, Worse: float64(g.worse) / n, Mean: g.sum / n, MonteCarloError: defined(monteCarlo),
		MeanBetter: defined(g.sumBetter / float64(g.better)), MeanWorse: defined(g.sumWorse / float64(g.worse))}
}

// gains compares each person with herself in another world.
func (a *appraising) gains(ctx context.Context) (list []rows.Gain, err error) {
	for _, arm := range a.Treatments() {
		worlds, ok := a.trueWorlds(arm.Slug)
		if !ok {
			continue
		}
		all, more, others := newGainSums(a.LastHorizon()), newGainSums(a.LastHorizon()), newGainSums(a.LastHorizon())
		err := a.eachPair(ctx, worlds.treated, worlds.control, func(of cell, to, from *rows.Outcome, difference float64) {
			all.add(of, difference)
			if to.Sanctions > from.Sanctions {
				more.add(of, difference)
			} else {
				others.add(of, difference)
			}
		})
		if err != nil {
			return nil, err
		}
		for _, g := range []struct {
			of     *gainSums
			people string
		}{{all, Everybody}, {others, NotMore}, {more, Sanctioned}} {
			if g.of.persons > 0 {
				list = append(list, g.of.row(a.Study, arm.Slug, worlds.estimand, g.people))
			}
		}
	}
	if !slices.Contains(a.Worlds, controlWorld) || len(list) == 0 {
		return list, nil
	}
	untreated := newGainSums(a.LastHorizon())
	err = a.eachPair(ctx, randomised, controlWorld, func(of cell, to, _ *rows.Outcome, difference float64) {
		if to.Assigned == a.Control {
			untreated.add(of, difference)
		}
	})
	if err != nil {
		return nil, err
	}
	if untreated.persons > 0 {
		list = append(list, untreated.row(a.Study, a.Control, Bystander, Untreated))
	}
	return list, nil
}

// eachPair gives the people of two worlds at the end of follow-up, with what the first gives each of them more, in pence, over all replicates.
func (a *appraising) eachPair(ctx context.Context, treated, control string, take func(of cell, to, from *rows.Outcome, difference float64)) error {
	household, columns := accountOf(Participant).line(TotalLine), append(slices.Clone(accountColumns), "sanctions")
	for replicate := range a.Replicates {
		for p, err := range pairs(ctx, a.partsOf(rows.Outcomes.Name, treated, replicate), a.partsOf(rows.Outcomes.Name, control, replicate), columns...) {
			if err != nil {
				return err
			}
			if int(p.from.HorizonWeeks) != a.LastHorizon() {
				continue
			}
			x, y := a.of(p.to), a.of(p.from)
			take(a.cell(replicate, p.from.District), p.to, p.from, household.in(&x)-household.in(&y))
		}
	}
	return nil
}
