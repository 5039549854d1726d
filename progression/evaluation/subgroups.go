package evaluation

import (
	"context"
	"fmt"
	"iter"
	"math"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// SubgroupEffects are the effects of an arm on the primary outcome in the parts of a declared subgroup, in the first trial.
//
// That a part has an effect and another has none does not show that they differ: the interaction test asks that. It is the Wald test
// that all parts have one effect, with the errors of each part's own comparison, which is that of a regression with an indicator for
// each part times the arm. P-values are adjusted by Holm's method: of the interactions over all subgroups and arms, and likewise of the
// parts over all parts, subgroups and arms.
type SubgroupEffects struct {
	Name, Label  string // of rows.Subgroups
	Arm          string // slug
	Outcome      string
	Unit         string
	HorizonWeeks int
	Parts        []SubgroupPart
	Interaction  SubgroupTest
}

// SubgroupPart is the effect on the people of a part. What the data do not define is NaN.
type SubgroupPart struct {
	Label              string
	Persons, Treated   int64 // in both arms, and in the arm
	Estimate, StdError float64
	ConfLow, ConfHigh  float64
	PValue, PAdjusted  float64
	ControlMean        float64
	Truth              *float64 // of pilot where the study was split, otherwise of rollout, over all replicates; nil without
	MonteCarloError    *float64 // of Truth; nil with one cell
	Warning            string
}

// SubgroupTest is that of equal effects; NaN with fewer than two parts that have one.
type SubgroupTest struct{ Statistic, DF, PValue, PAdjusted float64 }

// declaredSubgroups are those that the study declared.
func (s *Study) declaredSubgroups() []rows.Subgroup {
	return slices.DeleteFunc(rows.Subgroups(), func(g rows.Subgroup) bool { return !slices.Contains(s.Declared.Subgroups, g.Name) })
}

// partSums hold outcomes by arm, subgroup and part.
type partSums [][][]estimate.Moments

func newPartSums(arms int, groups []rows.Subgroup) partSums {
	all := make(partSums, arms)
	for a := range all {
		all[a] = make([][]estimate.Moments, len(groups))
		for g := range groups {
			all[a][g] = make([]estimate.Moments, len(groups[g].Parts))
		}
	}
	return all
}

// readSubgroups compares the arms of the first trial in each part of each declared subgroup.
func readSubgroups(ctx context.Context, e *Evaluation) error {
	s, groups := &e.Study, e.Study.declaredSubgroups()
	if len(groups) == 0 {
		return nil
	}
	if here, err := s.kept(rows.Claimants.Name); err != nil || !here {
		e.leaveOut("effects in subgroups", rows.Claimants.Name)
		return err
	}
	outcome := outcomesNamed(s.Declared.Primary)[0]
	sums := newPartSums(len(s.Arms), groups)
	who, err := s.placesOf(ctx, 0, groups)
	if err != nil {
		return err
	}
	for pair, err := range s.placed(ctx, randomised, 0, who, outcome) {
		if err != nil {
			return err
		}
		arm := s.arm(pair.row.Assigned)
		if arm < 0 {
			return fmt.Errorf("%s: found arm %q, expected an arm of plan.json", s.parts(rows.Outcomes.Name, 0), pair.row.Assigned)
		}
		for g, part := range pair.who.parts {
			sums[arm][g][part].Add(outcome.of(pair.row))
		}
	}
	for g := range groups {
		if n := sums.inhabited(g); n < 2 {
			e.LeftOut = append(e.LeftOut, LeftOut{What: "effects by " + groups[g].Name, Why: "all people of the trial are in one part of it"})
			continue
		}
		for a, arm := range s.Arms {
			if control := s.arm(s.Control); a != control {
				of := SubgroupEffects{Name: groups[g].Name, Label: groups[g].Label, Arm: arm.Slug, Outcome: outcome.Name, Unit: outcome.Unit, HorizonWeeks: s.MainHorizon()}
				if err := of.compare(&groups[g], sums[a][g], sums[control][g]); err != nil {
					return err
				}
				e.Subgroups = append(e.Subgroups, of)
			}
		}
	}
	if err := adjustSubgroups(e.Subgroups); err != nil {
		return err
	}
	return e.addSubgroupTruths(ctx, groups, outcome)
}

// inhabited is how many parts of a subgroup have people.
func (p partSums) inhabited(g int) (n int) {
	for part := range p[0][g] {
		if slices.ContainsFunc(p, func(arm [][]estimate.Moments) bool { return arm[g][part].N() > 0 }) {
			n++
		}
	}
	return n
}

// compare estimates the effect in each part and tests whether it is the same in all.
func (of *SubgroupEffects) compare(group *rows.Subgroup, treated, control []estimate.Moments) error {
	nan := math.NaN()
	var effects, variances []float64
	for k, label := range group.Parts {
		p := SubgroupPart{Label: label, Persons: treated[k].N() + control[k].N(), Treated: treated[k].N(), Estimate: nan, StdError: nan, ConfLow: nan,
			ConfHigh: nan, PValue: nan, PAdjusted: nan, ControlMean: control[k].Mean()}
		if treated[k].N() > 0 && control[k].N() > 0 {
			d, err := estimate.DifferenceOfMoments(treated[k], control[k])
			if err != nil {
				return fmt.Errorf("%s, %s: %w", group.Name, label, err)
			}
			p.Estimate, p.StdError, p.ConfLow, p.ConfHigh, p.PValue, p.Warning = d.Estimate, d.StdError, d.ConfLow, d.ConfHigh, d.PValue, joined(d.Warnings)
			if d.StdError > 0 {
				effects, variances = append(effects, d.Estimate), append(variances, d.StdError*d.StdError)
			}
		}
		of.Parts = append(of.Parts, p)
	}
	of.Interaction = SubgroupTest{nan, nan, nan, nan}
	if len(effects) < 2 {
		return nil
	}
	test, err := equalEffects(effects, variances)
	if err != nil {
		return fmt.Errorf("%s: interaction: %w", group.Name, err)
	}
	of.Interaction = SubgroupTest{Statistic: test.Statistic, DF: test.DF1, PValue: test.PValue, PAdjusted: nan}
	return nil
}

// equalEffects tests that independent effects are equal: the differences from the first share its error.
func equalEffects(effects, variances []float64) (estimate.Test, error) {
	n := len(effects) - 1
	differences, covariance := make([]float64, n), make([][]float64, n)
	for k := range n {
		differences[k] = effects[k+1] - effects[0]
		covariance[k] = make([]float64, n)
		for j := range n {
			covariance[k][j] = variances[0]
		}
		covariance[k][k] += variances[k+1]
	}
	return estimate.JointTest(differences, covariance, math.Inf(1))
}

// adjustSubgroups adjusts the p-values of interactions together, and those of parts together.
func adjustSubgroups(list []SubgroupEffects) error {
	var interactions, parts []float64
	for i := range list {
		interactions = append(interactions, list[i].Interaction.PValue)
		for k := range list[i].Parts {
			parts = append(parts, list[i].Parts[k].PValue)
		}
	}
	interactions, err := estimate.AdjustP(interactions, estimate.Holm)
	if err != nil {
		return err
	}
	if parts, err = estimate.AdjustP(parts, estimate.Holm); err != nil {
		return err
	}
	at := 0
	for i := range list {
		list[i].Interaction.PAdjusted = interactions[i]
		for k := range list[i].Parts {
			list[i].Parts[k].PAdjusted = parts[at]
			at++
		}
	}
	return nil
}

// placed people are in one part of each subgroup.
type placedPerson struct {
	claimant int64
	parts    []uint8
}

// placesOf are the people of a replicate in the order of the tables.
func (s *Study) placesOf(ctx context.Context, replicate int, groups []rows.Subgroup) (list []placedPerson, err error) {
	columns := []string{"claimant"}
	for _, g := range groups {
		for _, c := range g.Columns {
			if !slices.Contains(columns, c) {
				columns = append(columns, c)
			}
		}
	}
	var all []uint8
	for row, err := range eachRow[rows.Claimant](ctx, s.parts(rows.Claimants.Name, replicate), columns...) {
		if err != nil {
			return nil, err
		}
		for _, g := range groups {
			all = append(all, uint8(g.Of(row)))
		}
		list = append(list, placedPerson{claimant: row.Claimant})
	}
	for i := range list {
		list[i].parts = all[i*len(groups) : (i+1)*len(groups)]
	}
	return list, nil
}

// placedOutcome is a person's outcome at the main horizon.
type placedOutcome struct {
	who *placedPerson
	row *rows.Outcome
}

// placed gives the outcomes of the people of a replicate in one of its worlds, which must be these people.
func (s *Study) placed(ctx context.Context, world string, replicate int, who []placedPerson, o Outcome) iter.Seq2[placedOutcome, error] {
	return func(yield func(placedOutcome, error) bool) {
		path, next := s.partsOf(rows.Outcomes.Name, world, replicate), 0
		for row, err := range eachRow[rows.Outcome](ctx, path, append([]string{"district", "claimant"}, outcomeColumns([]Outcome{o})...)...) {
			if err == nil && int(row.HorizonWeeks) != s.MainHorizon() {
				continue
			}
			if err == nil && (next == len(who) || who[next].claimant != row.Claimant) {
				err = fmt.Errorf("%s: found other people than in %s, expected the same: tables of a replicate share them", path, s.parts(rows.Claimants.Name, replicate))
			}
			if err != nil {
				yield(placedOutcome{}, err)
				return
			}
			if !yield(placedOutcome{&who[next], row}, nil) {
				return
			}
			next++
		}
	}
}

// addSubgroupTruths adds the true effect in each part, over all replicates.
func (e *Evaluation) addSubgroupTruths(ctx context.Context, groups []rows.Subgroup, outcome Outcome) error {
	s := &e.Study
	for _, arm := range s.Treatments() {
		worlds, ok := s.trueWorlds(arm.Slug)
		if !ok {
			continue
		}
		all := make([][]cells, len(groups))
		for g := range groups {
			for range groups[g].Parts {
				all[g] = append(all[g], cells{})
			}
		}
		for replicate := range s.Replicates {
			who, err := s.placesOf(ctx, replicate, groups)
			if err != nil {
				return err
			}
			for _, side := range []struct {
				world string
				n     int64
				sign  float64
			}{{worlds.control, 1, -1}, {worlds.treated, 0, 1}} {
				for pair, err := range s.placed(ctx, side.world, replicate, who, outcome) {
					if err != nil {
						return err
					}
					for g, part := range pair.who.parts {
						all[g][part].add(s.cell(replicate, pair.row.District), side.n, side.sign*outcome.of(pair.row))
					}
				}
			}
		}
		for i := range e.Subgroups {
			if of := &e.Subgroups[i]; of.Arm == arm.Slug {
				g := slices.IndexFunc(groups, func(g rows.Subgroup) bool { return g.Name == of.Name })
				for k := range of.Parts {
					of.Parts[k].told(all[g][k])
				}
			}
		}
	}
	return nil
}

// told sets the truth beside the estimate, if there are people whom it is of.
func (p *SubgroupPart) told(c cells) {
	if c.persons() == 0 {
		return
	}
	truth, monteCarlo := c.mean()
	p.Truth = &truth
	if !math.IsNaN(monteCarlo) {
		p.MonteCarloError = &monteCarlo
	}
}
