package pilot

import (
	"context"

	"inwork/progression"
	"inwork/progression/rows"
)

// cell is what the worlds of one district and replicate leave behind.
type cell struct {
	claimants  []rows.Claimant
	outcomes   [][]rows.Outcome // by world
	months     []rows.Month
	events     []rows.Event
	coachWeeks []rows.CoachWeek
	vacancies  []rows.Vacancy
	effects    []rows.Effect
}

// simulate runs the worlds of a cell one after the other.
func (d *design) simulate(ctx context.Context, replicate, k int, keep progression.Records) (*cell, error) {
	setting := d.setting(replicate, k)
	setting.Keep = keep
	district, err := progression.NewDistrict(setting)
	if err != nil {
		return nil, err
	}
	c := &cell{}
	var control []rows.Outcome
	for _, kind := range d.simulated() {
		w, err := district.Run(ctx, kind)
		if err != nil {
			return nil, err
		}
		outcomes := w.Outcomes()
		if kind.Slug != controlWorld || d.Truth.Worlds != "none" {
			c.outcomes = append(c.outcomes, outcomes)
		}
		switch {
		case kind.Randomised:
			c.claimants, c.months, c.events = w.Claimants(), w.Months(), w.Events()
			c.coachWeeks, c.vacancies = w.CoachWeeks(), w.Vacancies()
		case kind.Slug == controlWorld:
			control = outcomes
		default:
			c.effects = append(c.effects, effects(d.Arms[kind.Arm].Slug, d.Trial.Horizons, outcomes, control)...)
		}
	}
	for j := range c.effects {
		c.effects[j].District = int32(d.Population.Districts[k])
	}
	return c, nil
}
