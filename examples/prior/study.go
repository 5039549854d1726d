package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"inwork/progression"
	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/table"
)

// study has the arms of the trial and its service, in six districts: who comes into the band in half a year, followed for a year.
const study = `
name: prior
seed: %d
replicates: 1
weeks: 52
population: {claimants: %d, districts: [Essex, Kent, Merseyside, West Scotland, Leicestershire and Northamptonshire, South London]}
service: {coaches: %d}
trial: {recruit_weeks: 26, horizons: [52], rollout: [{from: 2015-04-06}]}
output: {tables: none}
`

// coachesPerClaimant is that of the trial: 10,799 coaches and 30,709 participants.
const coachesPerClaimant = 10799.0 / 30709

// arms are those whose effect is drawn, with the figure that is recalled of each.
var arms = []struct {
	slug, label string
	recalled    float64 // pounds a week at 52 weeks: from memory, shown and fitted to by nobody
}{
	{"frequent", "Frequent support", 5.25},
	{"moderate", "Moderate support", 4.43},
}

// simulate runs the worlds of all draws and reads the true effects.
func (h *hypercube) simulate(ctx context.Context, claimants int, dir string, stderr io.Writer) (*draws, error) {
	s, err := scenario.Parse("prior", []byte(h.scenario(claimants)))
	if err != nil {
		return nil, err
	}
	said := 0
	progress := func(p pilot.Progress) {
		if p.Done*20/p.Total > said {
			said = p.Done * 20 / p.Total
			fmt.Fprintf(stderr, "prior: %d%% of the worlds\n", 5*said)
		}
	}
	if err := pilot.Run(ctx, s, pilot.Options{Dir: dir, Progress: progress}); err != nil {
		return nil, err
	}
	d := &draws{model: progression.Model, effects: make([][]effect, len(h.values)), values: h.values}
	for _, q := range h.parameters {
		d.parameters = append(d.parameters, parameter{q.Name, string(q.Grade)})
	}
	for k := range d.effects {
		d.effects[k] = make([]effect, len(arms))
	}
	for batch, err := range table.Read[rows.Truth](filepath.Join(dir, "tables", rows.Truths.Name)) {
		if err != nil {
			return nil, err
		}
		for _, t := range batch {
			for a, arm := range arms {
				if t.Arm == arm.slug && t.Estimand == "rollout" && t.Component == "total" && t.Outcome == "earnings_week" && t.HorizonWeeks == 52 {
					e := effect{size: t.Effect, control: t.ControlMean}
					if t.MonteCarloError != nil {
						e.monteCarlo = *t.MonteCarloError
					}
					d.effects[t.Point][a] = e
				}
			}
		}
	}
	return d, nil
}
