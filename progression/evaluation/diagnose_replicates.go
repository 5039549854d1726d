package evaluation

import (
	"context"
	"fmt"
	"math"
	"slices"

	"inwork/sim/estimate"
	"inwork/sim/trial"
)

// DiagnoseReplicates takes every replicate of a study for a trial, and tells how its difference in means does against the true effect on its own
// participants (pilot), and how far it is from that of the arm for everyone (rollout), which no trial estimates. It writes
// DIR/estimates/diagnosis.parquet. Replicates must differ in assignment, or their errors would be one error many times.
//
// Errors are those of DiagnoseAssignment.
func DiagnoseReplicates(ctx context.Context, dir string, o DiagnosisOptions) (*Diagnosis, error) {
	d, err := newDiagnosing(dir, modeFull, o, func(arm string, control bool) []string {
		if control {
			return []string{pilotOf(arm), controlWorld, randomised}
		}
		return []string{pilotOf(arm), everyoneIn(arm)}
	})
	if err != nil {
		return nil, err
	}
	population, luck, assignment := d.study.Varies()
	runs := d.study.Replicates
	switch {
	case runs < 2:
		return nil, &Unsuited{d.plan(), "replicates", fmt.Sprint(runs), "at least 2: bias and power have no Monte Carlo error in one"}
	case !assignment || repeats(d.study.Indices):
		return nil, &Unsuited{d.plan(), "indices", "replicates with one assignment", "an assignment of its own for each: vary: all, or a list with assignment in it"}
	}
	trials := make([]replicateTrial, runs) // each is written by the run that has its number
	design := trial.Design[*replicateTrial]{
		Estimands: d.claims(pilot, rollout),
		Simulate: func(ctx context.Context, run int) (*replicateTrial, []float64, error) {
			defer d.told(runs)
			truths, err := d.readTrial(ctx, run, &trials[run])
			return &trials[run], truths, err
		},
		Estimators: []trial.Estimator[*replicateTrial]{{Name: differenceInMeans, Estimate: func(_ context.Context, t *replicateTrial) ([]trial.Answer, error) {
			answers, err := compareMeans(t.arms)
			return append(answers, slices.Clone(answers)...), err
		}}},
	}
	found, err := trial.Diagnose(ctx, design, runs, o.Workers)
	if err != nil {
		return nil, err
	}
	d.describeReplicates(found, trials, population, luck)
	return d.Diagnosis, d.write(ctx)
}

// repeats says whether two replicates share an assignment.
func repeats(list []Indices) bool {
	seen := map[int64]bool{}
	for _, of := range list {
		if seen[of.Assignment] {
			return true
		}
		seen[of.Assignment] = true
	}
	return false
}

// replicateTrial is what a trial sees: outcomes by arm assigned, control first.
type replicateTrial struct{ arms []estimate.Moments }

// readTrial reads a replicate's worlds, and returns its true effects, pilot's and then rollout's.
func (d *diagnosing) readTrial(ctx context.Context, replicate int, t *replicateTrial) (truths []float64, err error) {
	seen, err := d.outcomesIn(ctx, randomised, replicate)
	if err != nil {
		return nil, err
	}
	t.arms = make([]estimate.Moments, len(d.arms))
	for i, y := range seen.y {
		arm := slices.IndexFunc(d.arms, func(a Arm) bool { return a.Slug == seen.assigned[i] })
		if arm < 0 {
			return nil, fmt.Errorf("%s: found arm %q, expected arms of plan.json with a share", seen.path, seen.assigned[i])
		}
		t.arms[arm].Add(y)
	}
	mean := func(world string) float64 {
		w, failed := d.outcomesIn(ctx, world, replicate)
		if failed == nil {
			failed = w.same(seen)
		}
		if failed != nil {
			if err == nil {
				err = failed
			}
			return math.NaN()
		}
		return w.mean()
	}
	inPilot, inControl := mean(pilotOf(d.arms[0].Slug)), mean(controlWorld)
	for _, a := range d.arms[1:] {
		truths = append(truths, mean(pilotOf(a.Slug))-inPilot)
	}
	for _, a := range d.arms[1:] {
		truths = append(truths, mean(everyoneIn(a.Slug))-inControl)
	}
	return truths, err
}

// describeReplicates says of whom the numbers are.
func (d *diagnosing) describeReplicates(found []trial.Diagnosis, trials []replicateTrial, population, luck bool) {
	d.Varies = []string{"who is assigned to which arm"}
	for _, c := range []struct {
		varies bool
		what   string
	}{{population, "the people"}, {luck, "what befalls them"}} {
		if c.varies {
			d.Varies = append(d.Varies, c.what)
		} else {
			d.Held = append(d.Held, c.what)
		}
	}
	d.Varies = append(d.Varies, "and with them what everybody does: queues, posts and employers")
	people := make([]estimate.Moments, len(d.arms))
	all := 0.0
	for _, t := range trials {
		for a := range t.arms {
			people[a].Add(float64(t.arms[a].N()))
			all += float64(t.arms[a].N()) / float64(len(trials))
		}
	}
	d.Persons = int(math.Round(all))
	d.finish(found, func(_, arm int) Diagnosed {
		return Diagnosed{Persons: d.Persons, Treated: people[arm].Mean(), Control: people[0].Mean(), Analytic: math.NaN()}
	})
}
