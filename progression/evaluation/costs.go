package evaluation

import (
	"context"
	"math"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// measured are the lines whose means are taken: those of all accounts, of which several are alike but for their sign, then what appraisals
// divide by each other.
type measured struct {
	lines []AccountLine
	at    map[amounts]int // place in lines, and ...
	sign  map[amounts]float64
}

// theMeasured are the same for every study.
var theMeasured = func() *measured {
	m := &measured{at: map[amounts]int{}, sign: map[amounts]float64{}}
	for k := range accounts {
		for _, l := range accounts[k].Lines {
			m.add(l)
		}
	}
	m.add(support)
	for _, name := range bearers {
		m.add(benefit(accountOf(name)))
	}
	return m
}()

func (m *measured) add(l AccountLine) {
	if _, known := m.at[l.of]; known {
		return
	}
	m.at[l.of], m.sign[l.of] = len(m.lines), 1
	opposite := l.of
	for q := range opposite {
		opposite[q] = 0 - opposite[q] // not -0
	}
	if opposite != l.of {
		m.at[opposite], m.sign[opposite] = len(m.lines), -1
	}
	m.lines = append(m.lines, l)
}

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
	lines []estimate.Moments   // of theMeasured
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
				all[arm][h] = append(all[arm][h], costSums{make([]estimate.Moments, len(theMeasured.lines)), make([]estimate.Comoments, len(ratios))})
			}
		}
	}
	for d, err := range a.accounts(ctx, randomised, replicate) {
		if err != nil {
			return nil, err
		}
		for s := range d.worth {
			to := &all[d.arm][d.horizon][s]
			for k := range theMeasured.lines {
				to.lines[k].Add(theMeasured.lines[k].in(&d.worth[s]))
			}
			for k := range ratios {
				to.pairs[k].Add(ratios[k][0].in(&d.worth[s]), ratios[k][1].in(&d.worth[s]))
			}
		}
	}
	return all, nil
}

// costTruths are the true differences of an arm: by horizon, schedule and line of theMeasured, the sums of each cell.
type costTruths struct {
	of    string // estimand; empty when it is not known
	cells map[cell]*cellFlows
	width [3]int
}

type cellFlows struct {
	n    int64 // persons
	sums []float64
}

// trueCosts adds up the differences between the worlds of an arm and of control over all replicates.
func (a *appraising) trueCosts(ctx context.Context, arm string) (*costTruths, error) {
	t := &costTruths{cells: map[cell]*cellFlows{}, width: [3]int{len(a.Horizons), len(a.factors), len(theMeasured.lines)}}
	treated, control, ok := a.trueWorlds(arm)
	if !ok {
		return t, nil
	}
	t.of = a.besides(arm)
	for replicate := range a.Replicates {
		for _, side := range []struct {
			world string
			sign  float64
		}{{control, -1}, {treated, 1}} {
			var into *cellFlows
			district := int32(-1)
			for d, err := range a.accounts(ctx, side.world, replicate) {
				if err != nil {
					return nil, err
				}
				if into == nil || d.district != district {
					into, district = t.cell(a.cell(replicate, d.district)), d.district
				}
				if side.sign < 0 && d.horizon == 0 {
					into.n++
				}
				for s := range d.worth {
					for k := range theMeasured.lines {
						into.sums[t.place(d.horizon, s, k)] += float64(side.sign * theMeasured.lines[k].in(&d.worth[s]))
					}
				}
			}
		}
	}
	return t, nil
}

func (t *costTruths) cell(of cell) *cellFlows {
	if t.cells[of] == nil {
		t.cells[of] = &cellFlows{sums: make([]float64, t.width[0]*t.width[1]*t.width[2])}
	}
	return t.cells[of]
}

func (t *costTruths) place(horizon, schedule, line int) int {
	return (horizon*t.width[1]+schedule)*t.width[2] + line
}

// mean is a true difference in pounds with its Monte Carlo error; nil when they are not known.
func (t *costTruths) mean(horizon, schedule int, l *AccountLine) (truth, monteCarlo *float64) {
	if t.of == "" || len(t.cells) == 0 {
		return nil, nil
	}
	if l.of == (amounts{}) {
		truth = new(float64)
		if len(t.cells) > 1 {
			monteCarlo = new(float64)
		}
		return truth, monteCarlo
	}
	all := cells{}
	for of, c := range t.cells {
		all.add(of, c.n, theMeasured.sign[l.of]*c.sums[t.place(horizon, schedule, theMeasured.at[l.of])]/pencePerPound)
	}
	mean, err := all.mean()
	return defined(mean), defined(err)
}

// besides is the estimand of the truth that stands beside a trial's estimates: that of trueWorlds.
func (s *Study) besides(arm string) string {
	if treated, _, _ := s.trueWorlds(arm); treated == everyoneIn(arm) {
		return rollout
	}
	return pilot
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
	k := theMeasured.at[l.of]
	d, err := estimate.DifferenceOfMoments(c.lines[k], control.lines[k])
	if err != nil {
		return d, err
	}
	sign := theMeasured.sign[l.of] / pencePerPound
	ends := []float64{sign * d.ConfLow, sign * d.ConfHigh}
	d.Estimate, d.ControlMean, d.StdError = sign*d.Estimate, sign*d.ControlMean, math.Abs(sign)*d.StdError
	d.ConfLow, d.ConfHigh = min(ends[0], ends[1]), max(ends[0], ends[1])
	d.Statistic *= theMeasured.sign[l.of]
	return d, nil
}
