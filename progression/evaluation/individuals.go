package evaluation

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"inwork/progression/rows"
	"inwork/sim/estimate"
	"inwork/sim/table"
)

// MinLucks is over how many lucks, at least, an effect on one person is a mean. With fewer its Monte Carlo error is itself
// hardly known, and what differs between people is hidden by it.
const MinLucks = 20

// individualOutcomes are the outcomes of the individuals table, in its order.
var individualOutcomes = []string{"earnings_week", "employed", "hours_per_week"}

func individualsPath(dir string) string {
	return filepath.Join(dir, "estimates", "individuals.parquet")
}

// people are the replicates of one population, one of each luck.
type people struct {
	population int64
	replicates []int
}

// peoples groups the replicates by population, and leaves away those that have a luck that another has: worlds in which all
// are in one arm do not depend on assignment.
func (s *Study) peoples() (list []people) {
	seen := map[Indices]bool{}
	for r, of := range s.Indices {
		life := Indices{Population: of.Population, Luck: of.Luck}
		if seen[life] {
			continue
		}
		seen[life] = true
		k := slices.IndexFunc(list, func(p people) bool { return p.population == of.Population })
		if k < 0 {
			k, list = len(list), append(list, people{population: of.Population})
		}
		list[k].replicates = append(list[k].replicates, r)
	}
	slices.SortFunc(list, func(a, b people) int { return int(a.population - b.population) })
	return list
}

// noIndividuals says why a study has no effects on single people; empty when it may have.
func (s *Study) noIndividuals() string {
	most := 0
	for _, p := range s.peoples() {
		most = max(most, len(p.replicates))
	}
	switch {
	case most < MinLucks:
		return fmt.Sprintf("each is a mean over at least %d lucks of the same person, and the study has %d: vary: [luck] with replicates: %d or more has them", MinLucks, most, MinLucks)
	case !slices.Contains(s.Worlds, controlWorld) || !slices.ContainsFunc(s.Treatments(), func(a Arm) bool { return slices.Contains(s.Worlds, everyoneIn(a.Slug)) }):
		return "the study simulated no worlds to compare"
	}
	return ""
}

func everyoneIn(arm string) string { return "everyone-" + arm }

// writeIndividuals makes the table of effects on single people, point by point. A study that cannot have it loses one that was
// made of other tables. What it holds in memory grows with the people in a file of outcomes (a block of districts) and the
// number of horizons, not with replicates.
func writeIndividuals(ctx context.Context, points []*Study) error {
	s := points[0]
	path := individualsPath(s.Dir)
	if s.noIndividuals() != "" {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	w, err := table.Create[rows.Individual](path, rows.Individuals, s.metadata())
	if err != nil {
		return err
	}
	defer w.Abort()
	for _, s := range points {
		for _, p := range s.peoples() {
			for _, arm := range s.Treatments() {
				if err := s.writeArm(ctx, w, p, arm.Slug); err != nil {
					return err
				}
			}
		}
	}
	_, err = w.Close()
	return err
}

// writeArm goes through the blocks of districts: each is one file in every replicate.
func (s *Study) writeArm(ctx context.Context, w *table.Writer[rows.Individual], p people, arm string) error {
	if len(p.replicates) < MinLucks || !slices.Contains(s.Worlds, everyoneIn(arm)) {
		return nil
	}
	for block := 0; ; block++ {
		if _, err := os.Stat(s.part(controlWorld, p.replicates[0], block)); errors.Is(err, fs.ErrNotExist) && block > 0 {
			return nil
		}
		effects := overLucks{}
		for _, r := range p.replicates {
			if err := effects.add(ctx, s, s.part(controlWorld, r, block), s.part(everyoneIn(arm), r, block)); err != nil {
				return err
			}
		}
		if err := w.Write(effects.rows(s, p.population, arm)); err != nil {
			return err
		}
	}
}

// part is a file of outcomes of a world.
func (s *Study) part(world string, replicate, block int) string {
	return filepath.Join(s.Dir, "tables", rows.Outcomes.Name, "world="+world, "point="+strconv.Itoa(s.Point),
		"replicate="+strconv.Itoa(replicate), "part-"+strconv.Itoa(block)+".parquet")
}

// followed says whose outcomes at which horizon are averaged.
type followed struct {
	district int32
	claimant int64
	horizon  int32
}

// averages are over the lucks of one person, by individualOutcomes.
type averages struct{ effect, control [3]estimate.Moments }

type overLucks map[followed]*averages

// add takes a luck: both worlds hold the same people and horizons in the same order.
func (l overLucks) add(ctx context.Context, s *Study, control, treated string) error {
	outcomes := outcomesNamed(individualOutcomes...)
	columns := append([]string{"district", "claimant"}, outcomeColumns(outcomes)...)
	for p, err := range pairs(ctx, treated, control, columns...) {
		if err != nil {
			return err
		}
		of := followed{p.from.District, p.from.Claimant, p.from.HorizonWeeks}
		a := l[of]
		if a == nil {
			a = &averages{}
			l[of] = a
		}
		for k, o := range outcomes {
			a.effect[k].Add(o.of(p.to) - o.of(p.from))
			a.control[k].Add(o.of(p.from))
		}
	}
	return nil
}

// rows are the people with enough lucks, in the order of the table.
func (l overLucks) rows(s *Study, population int64, arm string) (list []rows.Individual) {
	outcomes := outcomesNamed(individualOutcomes...)
	for _, of := range sortedFollowed(l) {
		for k, o := range outcomes {
			a := &l[of].effect[k]
			if a.N() < MinLucks {
				continue
			}
			list = append(list, rows.Individual{Point: int32(s.Point), Population: population, Arm: arm, District: of.district, Claimant: of.claimant,
				HorizonWeeks: of.horizon, Outcome: o.Name, Unit: o.Unit, Lucks: int32(a.N()), Effect: a.Mean(), MonteCarloError: a.StdError(),
				ControlMean: l[of].control[k].Mean()})
		}
	}
	return list
}
