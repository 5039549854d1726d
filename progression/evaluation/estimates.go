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
	"inwork/sim/table"
)

func estimatesPath(dir string) string { return filepath.Join(dir, "estimates", "estimates.parquet") }

// estimateAll estimates every effect in every simulated trial, in the order of the estimates table.
func estimateAll(ctx context.Context, dir string, s *Study) ([]rows.Estimate, error) {
	var list []rows.Estimate
	for replicate := range s.Replicates {
		sums, err := sumOutcomes(ctx, dir, s, replicate)
		if err != nil {
			return nil, err
		}
		of, err := sums.estimates(s, replicate)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", partsOf(dir, rows.Outcomes.Name, replicate), err)
		}
		list = append(list, of...)
	}
	slices.SortFunc(list, func(a, b rows.Estimate) int {
		return cmp.Or(cmp.Compare(a.Replicate, b.Replicate), cmp.Compare(a.Arm, b.Arm),
			cmp.Compare(a.HorizonWeeks, b.HorizonWeeks), cmp.Compare(a.Outcome, b.Outcome))
	})
	return list, nil
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
func sumOutcomes(ctx context.Context, dir string, s *Study, replicate int) (sums, error) {
	all, outcomes := newSums(s), Outcomes()
	err := eachOutcome(ctx, dir, s, replicate, outcomeColumns, func(arm, horizon int, row *rows.Outcome) {
		for o := range outcomes {
			all[arm][horizon][o].Add(outcomes[o].of(row))
		}
	})
	return all, err
}

// eachOutcome reads a trial's outcomes; arm and horizon are places in Study.Arms and Study.Horizons. The columns must hold
// assigned and horizon_weeks.
func eachOutcome(ctx context.Context, dir string, s *Study, replicate int, columns []string,
	take func(arm, horizon int, row *rows.Outcome)) error {
	for batch, err := range readTrial[rows.Outcome](ctx, dir, rows.Outcomes.Name, replicate, columns...) {
		if errors.Is(err, fs.ErrNotExist) {
			return &Missing{Path: partsOf(dir, rows.Outcomes.Name, replicate),
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
					partsOf(dir, rows.Outcomes.Name, replicate), row.Assigned, row.HorizonWeeks)
			}
			take(arm, horizon, row)
		}
	}
	return nil
}

// estimates compares each arm that has people with control. Those without a standard error cannot stand in a table and are
// left away.
func (all sums) estimates(s *Study, replicate int) ([]rows.Estimate, error) {
	var list []rows.Estimate
	control := s.arm(s.Control)
	for a, arm := range s.Arms {
		for h, horizon := range s.Horizons {
			for o, outcome := range Outcomes() {
				if a == control || all[a][h][o].N() == 0 {
					continue
				}
				e, err := estimate.DifferenceOfMoments(all[a][h][o], all[control][h][o])
				if err != nil {
					return nil, fmt.Errorf("%s of %s at %d weeks: %w", outcome.Name, arm.Slug, horizon, err)
				}
				if math.IsNaN(e.Statistic) {
					continue
				}
				list = append(list, rowOf(e, replicate, arm.Slug, horizon, outcome))
			}
		}
	}
	return list, nil
}

func rowOf(e estimate.Estimate, replicate int, arm string, horizon int, outcome Outcome) rows.Estimate {
	warning := ""
	if err := errors.Join(e.Warnings...); err != nil {
		warning = err.Error()
	}
	return rows.Estimate{
		Replicate: int32(replicate), Arm: arm, HorizonWeeks: int32(horizon), Outcome: outcome.Name, Unit: outcome.Unit,
		Estimator: "difference_in_means", Estimand: "intention_to_treat",
		Estimate: e.Estimate, StdError: e.StdError, Statistic: e.Statistic, PValue: e.PValue,
		ConfLow: e.ConfLow, ConfHigh: e.ConfHigh, DF: e.DF,
		N: e.N, NTreated: e.NTreated, ControlMean: e.ControlMean, Warning: warning,
	}
}

func writeEstimates(dir string, s *Study, list []rows.Estimate) error {
	w, err := table.Create[rows.Estimate](estimatesPath(dir), rows.Estimates, map[string]string{
		"schema_version": s.Schema, "scenario_digest": s.Digest, "model": s.Model, "seed": strconv.FormatUint(s.Seed, 10),
		"tables_digest": s.Tables,
	})
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

// readEstimates reads back what Evaluate wrote and refuses what no longer fits the plan.
func readEstimates(dir string, s *Study) ([]rows.Estimate, error) {
	path := estimatesPath(dir)
	var list []rows.Estimate
	for batch, err := range table.Read[rows.Estimate](path) {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &NotEvaluated{Dir: dir, Why: path + " is not there"}
		}
		if err != nil {
			return nil, err
		}
		list = append(list, batch...)
	}
	if n := len(list); n > 0 && int(list[n-1].Replicate) != s.Replicates-1 {
		return nil, &NotEvaluated{Dir: dir, Why: fmt.Sprintf("%s is of %d replicates, plan.json of %d",
			path, list[n-1].Replicate+1, s.Replicates)}
	}
	return list, nil
}
