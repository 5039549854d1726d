package evaluation

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"

	"inwork/progression/rows"
)

// appraising is a study at one point with what its accounts need.
type appraising struct {
	*Study
	prices
	factors [][]float64 // by schedule and horizon: the worth of a penny that comes midway since the horizon before
}

// weeksInYear divides time into the years of a schedule.
const weeksInYear = 52

func (s *Study) appraise(costs UnitCosts) *appraising {
	a := &appraising{Study: s, prices: prices{coachMinute: costs.CoachHour(s.AppointmentHours) * pencePerPound / 60, provision: costs.Value(ProvisionCost)}}
	for _, schedule := range Schedules() {
		var list []float64
		before := 0
		for _, h := range s.Horizons {
			list = append(list, schedule.FactorAfter(float64(before+h)/2/weeksInYear))
			before = h
		}
		a.factors = append(a.factors, list)
	}
	return a
}

// discounted is what has come to a person by a horizon.
type discounted struct {
	district     int32
	arm, horizon int       // places in Study.Arms and Study.Horizons; the arm to which she was assigned
	worth        []amounts // by schedule, in pence; good until the next one
}

// accounts gives what has come to each person of a world at each horizon, in the order of the table.
func (a *appraising) accounts(ctx context.Context, world string, replicate int) iter.Seq2[*discounted, error] {
	return func(yield func(*discounted, error) bool) {
		path := a.partsOf(rows.Outcomes.Name, world, replicate)
		var who int64 = -1
		var last amounts
		d := &discounted{worth: make([]amounts, len(a.factors))}
		for row, err := range eachRow[rows.Outcome](ctx, path, accountColumns...) {
			if errors.Is(err, fs.ErrNotExist) {
				err = &Missing{Path: path, Needed: "the outcomes of a world of plan.json"}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			d.arm, d.horizon, d.district = a.arm(row.Assigned), slices.Index(a.Horizons, int(row.HorizonWeeks)), row.District
			if d.arm < 0 || d.horizon < 0 {
				yield(nil, fmt.Errorf("%s: found arm %q at %d weeks, expected arms and horizons of plan.json", path, row.Assigned, row.HorizonWeeks))
				return
			}
			if row.Claimant != who {
				who, last = row.Claimant, amounts{}
				clear(d.worth)
			}
			now := a.of(row)
			for s := range d.worth {
				for q := range now {
					d.worth[s][q] += float64((now[q] - last[q]) * a.factors[s][d.horizon])
				}
			}
			last = now
			if !yield(d, nil) {
				return
			}
		}
	}
}
