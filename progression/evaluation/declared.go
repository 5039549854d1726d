package evaluation

import (
	"errors"
	"fmt"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// Declared says by what a study is judged, as its scenario declared before it was run.
type Declared struct {
	Primary   string   // outcome, tested once for each arm
	At        int      // weeks from randomisation: a horizon
	Secondary []string // outcomes whose p-values are adjusted together, in reading order
	Subgroups []string // names of rows.Subgroups whose effects are told apart
	Uptake    string   // name of a rows.Uptakes that counts as taking up the offer; none
}

// The roles of an estimate, as in the estimates table.
const (
	Primary     = "primary"
	Secondary   = "secondary"
	Exploratory = "exploratory"
)

// noUptake is the word for no effect of taking up the offer.
const noUptake = "none"

// declare takes what a plan says; a plan that says nothing is judged as a scenario that says nothing.
func (s *Study) declare(d Declared) error {
	if d.Primary == "" {
		d.Primary, d.At = rows.MeasureNames()[0], s.usualHorizon()
		for _, o := range Outcomes() {
			if o.Name != d.Primary && o.At(d.At) {
				d.Secondary = append(d.Secondary, o.Name)
			}
		}
	}
	if d.Uptake == "" {
		d.Uptake = noUptake
	}
	s.Declared = d
	wrong := func(key, found string, known []string) error {
		return fmt.Errorf("trial.%s: found %q, expected one of %q: the plan was written by another version", key, found, known)
	}
	if !slices.Contains(s.Horizons, d.At) {
		return fmt.Errorf("trial.outcomes.at: found %d, expected one of trial.horizons, %v", d.At, s.Horizons)
	}
	for _, name := range append([]string{d.Primary}, d.Secondary...) {
		if rows.MeasureOf(name) == nil {
			return wrong("outcomes", name, rows.MeasureNames())
		}
	}
	for _, name := range d.Subgroups {
		if !slices.Contains(rows.SubgroupNames(), name) {
			return wrong("subgroups", name, rows.SubgroupNames())
		}
	}
	if uptakes := append([]string{noUptake}, rows.UptakeNames()...); !slices.Contains(uptakes, d.Uptake) {
		return wrong("uptake", d.Uptake, uptakes)
	}
	return nil
}

// usualHorizon is 52 weeks, as in the published trial, or else the last.
func (s *Study) usualHorizon() int {
	if slices.Contains(s.Horizons, 52) {
		return 52
	}
	return s.Horizons[len(s.Horizons)-1]
}

// Role is what an estimate of an outcome at a horizon is for.
func (d *Declared) Role(outcome string, horizonWeeks int) string {
	switch {
	case horizonWeeks != d.At:
		return Exploratory
	case outcome == d.Primary:
		return Primary
	case slices.Contains(d.Secondary, outcome):
		return Secondary
	}
	return Exploratory
}

// adjust gives the secondary outcomes of a trial p-values that hold together, over all of them and all arms. One without a
// test, because it is the same for everybody, is not counted.
func (d *Declared) adjust(trial []rows.Estimate) error {
	var family []*rows.Estimate
	var p []float64
	for i := range trial {
		if e := &trial[i]; e.Role == Secondary {
			family, p = append(family, e), append(p, e.PValue)
		}
	}
	if len(family) == 0 {
		return nil
	}
	adjusted, err := estimate.AdjustP(p, estimate.Holm)
	for i, e := range family {
		if err == nil {
			e.PAdjusted = &adjusted[i]
		}
	}
	return err
}

// joined is a list of warnings as one text; empty without any.
func joined(warnings []error) string {
	if err := errors.Join(warnings...); err != nil {
		return err.Error()
	}
	return ""
}
