package evaluation

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path/filepath"
	"slices"
	"strconv"

	"inwork/progression/rows"
	"inwork/sim/estimate"
	"inwork/sim/study"
	"inwork/sim/table"
)

func estimatesPath(dir string) string { return filepath.Join(dir, "estimates", "estimates.parquet") }

// roomForEstimates is an empty list that holds all estimates of a study without growing: they are what an evaluation keeps of
// each trial.
func roomForEstimates(points []*Study) []rows.Estimate {
	s := points[0]
	return make([]rows.Estimate, 0, len(points)*s.Replicates*len(s.Treatments())*len(s.Horizons)*len(Outcomes()))
}

// estimateAll estimates every effect in every simulated trial of every point, in the order of the estimates table.
func estimateAll(ctx context.Context, points []*Study) ([]rows.Estimate, error) {
	list := roomForEstimates(points)
	for _, s := range points {
		for replicate := range s.Replicates {
			of, err := estimateTrial(ctx, s, replicate)
			if err != nil {
				return nil, err
			}
			list = append(list, of...)
		}
	}
	return list, nil
}

// estimateTrial estimates every effect in one trial, by arm, horizon and outcome as in the estimates table.
func estimateTrial(ctx context.Context, s *Study, replicate int) ([]rows.Estimate, error) {
	sums, err := sumOutcomes(ctx, s, replicate)
	if err != nil {
		return nil, err
	}
	list, err := sums.estimates(s, replicate)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s.parts(rows.Outcomes.Name, replicate), err)
	}
	slices.SortFunc(list, func(a, b rows.Estimate) int {
		return cmp.Or(cmp.Compare(a.Arm, b.Arm), cmp.Compare(a.HorizonWeeks, b.HorizonWeeks), cmp.Compare(a.Outcome, b.Outcome))
	})
	return list, s.Declared.adjust(list)
}

// sums hold a trial's outcomes by arm, horizon and outcome, in the orders of Study.Arms, Study.Horizons and Outcomes.
type sums [][][]estimate.Moments

func newSums(s *Study) sums {
	all := make(sums, len(s.Arms))
	for a := range all {
		all[a] = make([][]estimate.Moments, len(s.Horizons))
		for h := range all[a] {
			all[a][h] = make([]estimate.Moments, len(Outcomes()))
		}
	}
	return all
}

// sumOutcomes reads a trial once, in constant memory.
func sumOutcomes(ctx context.Context, s *Study, replicate int) (sums, error) {
	all, outcomes := newSums(s), Outcomes()
	err := eachOutcome(ctx, s, replicate, outcomeColumns(outcomes), func(arm, horizon int, row *rows.Outcome) {
		for o := range outcomes {
			all[arm][horizon][o].Add(outcomes[o].of(row))
		}
	})
	return all, err
}

// eachOutcome reads a trial's outcomes; arm and horizon are places in Study.Arms and Study.Horizons. The columns must hold
// assigned and horizon_weeks.
func eachOutcome(ctx context.Context, s *Study, replicate int, columns []string,
	take func(arm, horizon int, row *rows.Outcome)) error {
	for batch, err := range readTrial[rows.Outcome](ctx, s, rows.Outcomes.Name, replicate, columns...) {
		if errors.Is(err, fs.ErrNotExist) {
			return &Missing{Path: s.parts(rows.Outcomes.Name, replicate),
				Needed: fmt.Sprintf("the outcomes of replicate %d of %d", replicate+1, s.Replicates)}
		}
		if err != nil {
			return err
		}
		for i := range batch {
			row := &batch[i]
			arm, horizon := s.arm(row.Assigned), slices.Index(s.Horizons, int(row.HorizonWeeks))
			if arm < 0 || horizon < 0 {
				return fmt.Errorf("%s: found arm %q at %d weeks, expected arms and horizons of plan.json",
					s.parts(rows.Outcomes.Name, replicate), row.Assigned, row.HorizonWeeks)
			}
			take(arm, horizon, row)
		}
	}
	return nil
}

// estimates compares each arm that has people with control, if that has. Those without a standard error cannot stand in a table
// and are left away.
func (all sums) estimates(s *Study, replicate int) ([]rows.Estimate, error) {
	var list []rows.Estimate
	control := s.arm(s.Control)
	for a, arm := range s.Arms {
		for h, horizon := range s.Horizons {
			for o, outcome := range Outcomes() {
				if a == control || !outcome.At(horizon) || all[a][h][o].N() == 0 || all[control][h][o].N() == 0 {
					continue
				}
				e, err := estimate.DifferenceOfMoments(all[a][h][o], all[control][h][o])
				if err != nil {
					return nil, fmt.Errorf("%s of %s at %d weeks: %w", outcome.Name, arm.Slug, horizon, err)
				}
				if math.IsNaN(e.Statistic) {
					continue
				}
				list = append(list, rowOf(e, s, replicate, arm.Slug, horizon, outcome))
			}
		}
	}
	return list, nil
}

func rowOf(e estimate.Estimate, s *Study, replicate int, arm string, horizon int, outcome Outcome) rows.Estimate {
	of := s.Indices[replicate]
	return rows.Estimate{
		Point: int32(s.Point), Replicate: int32(replicate), Population: of.Population, Luck: of.Luck, Assignment: of.Assignment, Arm: arm, HorizonWeeks: int32(horizon), Outcome: outcome.Name, Unit: outcome.Unit, Role: s.Declared.Role(outcome.Name, horizon),
		Estimator: "difference_in_means", Estimand: pilot, Scope: rows.FiniteSample,
		Estimate: e.Estimate, StdError: e.StdError, Statistic: e.Statistic, PValue: e.PValue,
		ConfLow: e.ConfLow, ConfHigh: e.ConfHigh, DF: e.DF,
		N: e.N, NTreated: e.NTreated, ControlMean: e.ControlMean, Warning: joined(e.Warnings),
	}
}

// metadata is what a file of estimates says of the tables that it is made of.
func (s *Study) metadata() map[string]string {
	return map[string]string{
		"schema_version": s.Schema, "scenario_digest": s.Digest, "model": s.Model, "seed": strconv.FormatUint(s.Seed, 10),
		tablesDigest: s.Tables,
	}
}

func writeEstimates(s *Study, list []rows.Estimate) error {
	w, err := table.Create[rows.Estimate](estimatesPath(s.Dir), rows.Estimates, s.metadata())
	if err != nil {
		return err
	}
	defer w.Abort()
	if err := w.Write(list); err != nil {
		return err
	}
	_, err = w.Close()
	return err
}

// readEstimates reads back what Evaluate wrote and refuses what was estimated from other tables: a part of these, or what a repair replaced.
func readEstimates(ctx context.Context, points []*Study) ([]rows.Estimate, error) {
	dir := points[0].Dir
	path := estimatesPath(dir)
	fits, err := areOf(path, points[0].Tables)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &NotEvaluated{Dir: dir, Why: path + " is not there"}
	}
	if err != nil {
		return nil, err
	}
	if !fits {
		return nil, &NotEvaluated{Dir: dir, Why: path + " is of other tables than those that stand there"}
	}
	list := roomForEstimates(points)
	for batch, err := range readAll[rows.Estimate](ctx, path) {
		if err != nil {
			return nil, err
		}
		list = append(list, batch...)
	}
	return list, nil
}

// tablesDigest is the key under which estimates name the tables that they are of.
const tablesDigest = "tables_digest"

// Stale reports whether the estimates in a study's folder are of other tables than those that stand there, for who reads them without Load. There must be a
// manifest and estimates.
func Stale(dir string) (bool, error) {
	manifest, err := study.ReadManifest(dir, nil)
	if err != nil {
		return false, err
	}
	fits, err := areOf(estimatesPath(dir), manifest.Digest)
	return err == nil && !fits, err
}

// areOf reports whether the estimates in a file were made from the tables with a digest.
func areOf(path, digest string) (bool, error) {
	kept, err := table.Metadata(path)
	return err == nil && kept[tablesDigest] == digest, err
}
