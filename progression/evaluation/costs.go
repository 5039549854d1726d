package evaluation

import (
	"context"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// estimated are the lines whose means are taken, each sum of flows once: those of all accounts, then support. placeOf says where.
var estimated, placeOf = func() (lines []AccountLine, place map[amounts]int) {
	place = map[amounts]int{}
	add := func(l AccountLine) {
		if _, known := place[l.of]; !known {
			place[l.of], lines = len(lines), append(lines, l)
		}
	}
	for k := range accounts {
		for _, l := range accounts[k].Lines {
			add(l)
		}
	}
	add(support)
	return lines, place
}()

// bearers are the accounts that bear the cost of support.
var bearers = []string{Exchequer, Society}

// quotients are the ratios of appraisals: benefit over support of each bearer, and support over gross pay.
func quotients() (list [][2]AccountLine) {
	for _, name := range bearers {
		list = append(list, [2]AccountLine{benefit(accountOf(name)), support})
	}
	return append(list, [2]AccountLine{support, *accountOf(Participant).line("gross_pay")})
}

// costSums are of an arm at a horizon by a schedule.
type costSums struct {
	lines []estimate.Moments   // of estimated
	pairs []estimate.Comoments // of quotients
}

// trialSums are by arm, horizon and schedule.
type trialSums [][][]costSums

// sumTrial reads a trial's accounts once.
func (a *appraising) sumTrial(ctx context.Context, replicate int) (trialSums, error) {
	ratios := quotients()
	all := make(trialSums, len(a.Arms))
	for arm := range all {
		all[arm] = make([][]costSums, len(a.Horizons))
		for h := range all[arm] {
			for range a.factors {
				all[arm][h] = append(all[arm][h], costSums{make([]estimate.Moments, len(estimated)), make([]estimate.Comoments, len(ratios))})
			}
		}
	}
	for d, err := range a.accounts(ctx, randomised, replicate) {
		if err != nil {
			return nil, err
		}
		for s := range d.worth {
			to := &all[d.arm][d.horizon][s]
			for k := range estimated {
				to.lines[k].Add(estimated[k].in(&d.worth[s]))
			}
			for k := range ratios {
				to.pairs[k].Add(ratios[k][0].in(&d.worth[s]), ratios[k][1].in(&d.worth[s]))
			}
		}
	}
	return all, nil
}

// costTruths are the true differences of an arm: what flows more in each cell.
type costTruths struct {
	of    string // estimand; empty when it is not known
	cells map[cell]*cellFlows
}

type cellFlows struct {
	n    int64       // persons
	sums [][]amounts // by horizon and schedule, in pence
}

// trueCosts adds up the differences between the worlds of an arm and of control over all replicates.
func (a *appraising) trueCosts(ctx context.Context, arm string) (*costTruths, error) {
	t := &costTruths{cells: map[cell]*cellFlows{}}
	worlds, ok := a.trueWorlds(arm)
	if !ok {
		return t, nil
	}
	t.of = worlds.estimand
	for replicate := range a.Replicates {
		for _, side := range []struct {
			world string
			sign  float64
		}{{worlds.control, -1}, {worlds.treated, 1}} {
			var into *cellFlows
			district := int32(-1)
			for d, err := range a.accounts(ctx, side.world, replicate) {
				if err != nil {
					return nil, err
				}
				if into == nil || d.district != district {
					into, district = a.flowsOf(t, a.cell(replicate, d.district)), d.district
				}
				if side.sign < 0 && d.horizon == 0 {
					into.n++
				}
				for s := range d.worth {
					for q, worth := range d.worth[s] {
						into.sums[d.horizon][s][q] += float64(side.sign * worth)
					}
				}
			}
		}
	}
	return t, nil
}

// flowsOf are those of a cell, nothing at first.
func (a *appraising) flowsOf(t *costTruths, of cell) *cellFlows {
	if t.cells[of] == nil {
		t.cells[of] = &cellFlows{sums: make([][]amounts, len(a.Horizons))}
		for h := range a.Horizons {
			t.cells[of].sums[h] = make([]amounts, len(a.factors))
		}
	}
	return t.cells[of]
}

// mean is a true difference in pounds with its Monte Carlo error; nil when they are not known.
func (t *costTruths) mean(horizon, schedule int, l *AccountLine) (truth, monteCarlo *float64) {
	if t.of == "" || len(t.cells) == 0 {
		return nil, nil
	}
	all := cells{}
	for of, c := range t.cells {
		all.add(of, c.n, l.in(&c.sums[horizon][schedule])/pencePerPound)
	}
	mean, err := all.mean()
	return defined(mean), defined(err)
}

// costRows are the accounts of an arm at a horizon by a schedule.
func (a *appraising) costRows(sums trialSums, t *costTruths, replicate, arm, h, schedule int) (list []rows.Cost, err error) {
	treated, control := &sums[arm][h][schedule], &sums[a.arm(a.Control)][h][schedule]
	for k := range accounts {
		for i := range accounts[k].Lines {
			l := &accounts[k].Lines[i]
			row := rows.Cost{Point: int32(a.Point), Replicate: int32(replicate), Arm: a.Arms[arm].Slug, HorizonWeeks: int32(a.Horizons[h]), Schedule: Schedules()[schedule].Name,
				Account: accounts[k].Name, Line: l.Name, Unit: "pounds", Estimand: pilot, TruthOf: t.of}
			d, err := treated.less(control, l)
			if err != nil {
				return nil, err
			}
			row.Estimate, row.ControlMean, row.StdError, row.ConfLow, row.ConfHigh = d.Estimate, d.ControlMean, defined(d.StdError), defined(d.ConfLow), defined(d.ConfHigh)
			row.Truth, row.MonteCarloError = t.mean(h, schedule, l)
			list = append(list, row)
		}
	}
	return list, nil
}

// less compares a line of an arm with control's, in pounds.
func (c *costSums) less(control *costSums, l *AccountLine) (estimate.Estimate, error) {
	k := placeOf[l.of]
	d, err := estimate.DifferenceOfMoments(c.lines[k], control.lines[k])
	for _, pence := range []*float64{&d.Estimate, &d.ControlMean, &d.StdError, &d.ConfLow, &d.ConfHigh} {
		*pence /= pencePerPound
	}
	return d, err
}
