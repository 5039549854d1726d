package pilot

import (
	"context"

	"inwork/progression"
	"inwork/progression/rows"
)

// cell is what the worlds of one district and replicate leave behind.
type cell struct {
	claimants  []rows.Claimant
	outcomes   [][]rows.Outcome       // by world
	decomposed [][]rows.Decomposition // likewise
	districts  [][]rows.District      // likewise; nil of worlds that have none
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
	paths, outcomes := map[string]*progression.Path{}, map[string][]rows.Outcome{}
	for _, k := range d.simulated() {
		kind := k.Kind
		kind.Path = paths[k.against]
		w, err := district.Run(ctx, kind)
		if err != nil {
			return nil, err
		}
		paths[k.Slug], outcomes[k.Slug] = w.Path(), w.Outcomes()
		if kind.Slug != controlWorld || d.Truth.Worlds != "none" {
			c.outcomes = append(c.outcomes, w.Outcomes())
			c.decomposed = append(c.decomposed, w.Decomposition())
			c.districts = append(c.districts, w.Districts())
		}
		if kind.Randomised {
			c.claimants, c.months, c.events = w.Claimants(), w.Months(), w.Events()
			c.coachWeeks, c.vacancies = w.CoachWeeks(), w.Vacancies()
		}
	}
	for _, x := range d.contrasts() {
		c.effects = append(c.effects, effects(x, d.Trial.Horizons, outcomes)...)
	}
	for j := range c.effects {
		c.effects[j].District = int32(d.Population.Districts[k])
	}
	return c, nil
}
