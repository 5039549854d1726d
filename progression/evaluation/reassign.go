package evaluation

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"

	"inwork/progression/rows"
	"inwork/sim"
	"inwork/sim/estimate"
	"inwork/sim/trial"
)

// The uses of the draws of a diagnosis, far from those of the model: who is assigned to what in a run, and who is drawn for a smaller trial.
const (
	useReassign sim.Use = 1001
	useSample   sim.Use = 1002
)

// fractions of the people with which the trial is simulated, all of them first; further are those for which the formula alone speaks.
var (
	fractions = []float64{1, 1. / 2, 1. / 4, 1. / 8}
	further   = []float64{2, 4}
)

// adjusted are the characteristics that lin adjusts for: what people earned and for what hours, and who they are. An evaluator knows more of
// them; much more is said by little else.
var adjusted = []string{"age_years", "female", "children", "hours_per_week", "hourly_pay_pence", "qualifying_gross_month_pence"}

// DiagnoseAssignment assigns the people of one simulated trial again and again, by the law by which they were assigned, gives each the outcome
// stored for the arm drawn, and tells how the evaluation's estimators do against the true effect on these people (pilot). It writes
// DIR/estimates/diagnosis.parquet. The stored outcomes are those of the pilot worlds: in each the participants live in the arm among what all
// others do in the randomised world. So the people, their luck and everybody else are held, and assignment alone differs.
//
// Beside the true effects it asks how often tests find an effect where there is none: everyone with the outcome of control, whatever the arm.
//
// Errors: *Unsuited when the study has no split worlds, no two arms, or not what the options ask for; *Missing and others as of Evaluate.
func DiagnoseAssignment(ctx context.Context, dir string, o DiagnosisOptions) (*Diagnosis, error) {
	runs, err := runsOf(o)
	if err != nil {
		return nil, err
	}
	d, err := newDiagnosing(dir, modeAssign, o, func(arm string, _ bool) []string { return []string{pilotOf(arm)} })
	if err != nil {
		return nil, err
	}
	if n := d.study.Replicates; o.Replicate < 0 || o.Replicate >= n {
		return nil, &Unsuited{Field: "replicate", Found: fmt.Sprint(o.Replicate), Expected: fmt.Sprintf("0 to %d", n-1)}
	}
	d.Replicate = o.Replicate
	t, err := d.stored(ctx)
	if err != nil {
		return nil, err
	}
	found, err := trial.Diagnose(ctx, t.design(runs), runs, o.Workers)
	if err != nil {
		return nil, err
	}
	t.describe(found)
	return d.Diagnosis, d.write(ctx)
}

// stored is a trial whose people's outcome is known in every arm.
type stored struct {
	*diagnosing
	people     []uint64
	outcomes   [][]float64 // by arm, control first, and person
	effects    []float64   // of each arm but control
	assignment []trial.Arm
	covariates []estimate.Column // nil without the table of claimants
}

func (d *diagnosing) stored(ctx context.Context) (*stored, error) {
	t := &stored{diagnosing: d}
	var first *inWorld
	for _, a := range d.arms {
		w, err := d.outcomesIn(ctx, pilotOf(a.Slug), d.Replicate)
		if err != nil {
			return nil, err
		}
		if first == nil {
			first = w
		}
		if err := w.same(first); err != nil {
			return nil, err
		}
		t.outcomes = append(t.outcomes, w.y)
		t.assignment = append(t.assignment, trial.Arm{Key: a.Key, Share: a.Share})
	}
	t.people = first.people
	for _, y := range t.outcomes[1:] {
		var effect estimate.Moments
		for i := range y {
			effect.Add(y[i] - t.outcomes[0][i])
		}
		t.effects = append(t.effects, effect.Mean())
	}
	return t, t.readCovariates(ctx)
}

// readCovariates reads what lin adjusts for, in the order of the people.
func (t *stored) readCovariates(ctx context.Context) error {
	path := t.study.parts(rows.Claimants.Name, t.Replicate)
	var chosen []characteristic
	for _, c := range characteristics {
		if slices.Contains(adjusted, c.name) {
			chosen = append(chosen, c)
			t.covariates = append(t.covariates, estimate.Column{Name: c.name})
		}
	}
	i := 0
	for row, err := range eachRow[rows.Claimant](ctx, path, append([]string{"claimant"}, adjusted...)...) {
		if errors.Is(err, fs.ErrNotExist) {
			t.covariates = nil
			t.LeftOut = append(t.LeftOut, LeftOut{What: "the adjusted estimate (lin)", Why: "the study kept no table " + rows.Claimants.Name})
			return nil
		}
		if err != nil {
			return err
		}
		if i == len(t.people) || t.people[i] != uint64(row.Claimant) {
			return fmt.Errorf("%s: found claimant %d in place %d, expected the people of the outcomes in their order", path, row.Claimant, i)
		}
		i++
		for k, c := range chosen {
			t.covariates[k].Values = append(t.covariates[k].Values, c.of(row))
		}
	}
	if i < len(t.people) {
		return fmt.Errorf("%s: found %d people, expected the %d of the outcomes", path, i, len(t.people))
	}
	for _, c := range chosen {
		t.Covariates = append(t.Covariates, c.label)
	}
	return nil
}

// again is the trial as it comes out when people are assigned once more.
type again struct {
	arm  []uint8              // of each person, control 0
	seen [][]estimate.Moments // by fraction and arm, of the outcomes in the arm drawn
	null []estimate.Moments   // by arm, of the outcomes in control
}

// assign draws the trial of a run.
func (t *stored) assign(run int) *again {
	seed, replicate := t.study.Seed, uint32(t.Replicate)
	draws, sample := sim.NewDraws(seed, uint32(run), replicate, useReassign), sim.NewDraws(seed, uint32(run), replicate, useSample)
	a := &again{arm: make([]uint8, len(t.people)), seen: make([][]estimate.Moments, len(fractions)), null: make([]estimate.Moments, len(t.arms))}
	for f := range a.seen {
		a.seen[f] = make([]estimate.Moments, len(t.arms))
	}
	for i, person := range t.people {
		arm := trial.Assign(draws, person, t.assignment)
		a.arm[i] = uint8(arm)
		a.null[arm].Add(t.outcomes[0][i])
		u := sample.Uniform(person, 0)
		for f, fraction := range fractions { // a smaller sample is part of a larger one
			if u < fraction {
				a.seen[f][arm].Add(t.outcomes[arm][i])
			}
		}
	}
	return a
}

// estimators are the difference in means and lin among all, then the difference in means in each smaller trial, which claims the true
// effects alone.
func (t *stored) estimators() []trial.Estimator[*again] {
	list := []trial.Estimator[*again]{{Name: differenceInMeans, Estimate: func(_ context.Context, a *again) ([]trial.Answer, error) {
		return twice(func(null bool) ([]trial.Answer, error) {
			if null {
				return compareMeans(a.null)
			}
			return compareMeans(a.seen[0])
		})
	}}}
	if t.covariates != nil {
		list = append(list, trial.Estimator[*again]{Name: lin, Estimate: func(_ context.Context, a *again) ([]trial.Answer, error) {
			return twice(func(null bool) ([]trial.Answer, error) { return t.lin(a, null) })
		}})
	}
	for f := range fractions[1:] {
		list = append(list, trial.Estimator[*again]{Name: differenceInMeans, Claims: t.claims(pilot), Estimate: func(_ context.Context, a *again) ([]trial.Answer, error) {
			return compareMeans(a.seen[f+1])
		}})
	}
	return list
}

// twice answers to the true effects and then to none.
func twice(answer func(null bool) ([]trial.Answer, error)) ([]trial.Answer, error) {
	there, err := answer(false)
	if err != nil {
		return nil, err
	}
	none, err := answer(true)
	return append(there, none...), err
}

// lin is the regression on arms and characteristics about their means, and their products.
func (t *stored) lin(a *again, null bool) (answers []trial.Answer, err error) {
	y := estimate.Column{Name: t.Outcome.Name, Values: t.outcomes[0]}
	if !null {
		y.Values = make([]float64, len(a.arm))
		for i, arm := range a.arm {
			y.Values[i] = t.outcomes[arm][i]
		}
	}
	fit, err := estimate.LMLin(y, t.indicators(a), t.covariates, estimate.Options{})
	if err != nil {
		return nil, err
	}
	for _, arm := range t.arms[1:] {
		c, ok := fit.Term(arm.Slug)
		if !ok || math.IsNaN(c.Estimate) {
			return nil, fmt.Errorf("%s: nobody is in it", arm.Slug)
		}
		answers = append(answers, answerOf(c, fit.Warnings))
	}
	return answers, nil
}

// indicators are columns of zeros and ones, one for each arm but control.
func (t *stored) indicators(a *again) (list []estimate.Column) {
	for _, arm := range t.arms[1:] {
		list = append(list, estimate.Column{Name: arm.Slug, Values: make([]float64, len(a.arm))})
	}
	for i, arm := range a.arm {
		if arm > 0 {
			list[arm-1].Values[i] = 1
		}
	}
	return list
}

func (t *stored) design(runs int) trial.Design[*again] {
	truths := append(slices.Clone(t.effects), make([]float64, len(t.effects))...)
	return trial.Design[*again]{
		Estimands:  t.claims(pilot, noEffect),
		Estimators: t.estimators(),
		Simulate: func(_ context.Context, run int) (*again, []float64, error) {
			defer t.told(runs)
			return t.assign(run), truths, nil
		},
	}
}

// describe says of whom the numbers are, and adds the formula's.
func (t *stored) describe(found []trial.Diagnosis) {
	t.Persons = len(t.people)
	t.Varies = []string{"who is assigned to which arm"}
	t.Held = []string{
		fmt.Sprintf("the people: the %d randomised in replicate %d", t.Persons, t.Replicate),
		"what befalls them, the same in every arm",
		"what everybody else does: queues, posts and employers as the randomised world recorded them",
	}
	claims, all := len(t.effects), 2*len(t.effects)
	if t.covariates != nil {
		all *= 2
	}
	t.finish(found, func(i, arm int) Diagnosed {
		fraction := 1.0
		if i >= all {
			fraction = fractions[1+(i-all)/claims]
		}
		d := t.size(arm, fraction)
		d.Analytic = math.NaN()
		if found[i].Estimator == differenceInMeans {
			d.Analytic = t.precision(arm, fraction, found[i].Level).Power(found[i].Truth.Value)
		}
		return d
	})
	for a := range t.effects {
		t.Curve = append(t.Curve, t.curve(a+1)...)
	}
}

// size is how many people are in a trial with a fraction of them.
func (t *stored) size(arm int, fraction float64) Diagnosed {
	shares := 0.0
	for _, a := range t.arms {
		shares += a.Share
	}
	n := fraction * float64(len(t.people))
	return Diagnosed{Persons: int(math.Round(n)), Treated: n * t.arms[arm].Share / shares, Control: n * t.arms[0].Share / shares}
}

// precision is that of the difference in means with a fraction of the people: the variance of outcomes in either arm over the people in it.
func (t *stored) precision(arm int, fraction, level float64) trial.Precision {
	d := t.size(arm, fraction)
	control, treated := momentsOf(t.outcomes[0]), momentsOf(t.outcomes[arm])
	return trial.Precision{StdError: math.Sqrt(treated.Variance()/d.Treated + control.Variance()/d.Control), DF: d.Treated + d.Control - 2, Level: level}
}

// curve is the power by size, smallest first.
func (t *stored) curve(arm int) (list []SamplePower) {
	for _, fraction := range slices.Sorted(slices.Values(append(slices.Clone(fractions), further...))) {
		p := SamplePower{Arm: t.arms[arm].Slug, Persons: t.size(arm, fraction).Persons, Analytic: t.precision(arm, fraction, 0).Power(t.effects[arm-1])}
		for i := range t.Answers {
			a := &t.Answers[i]
			if a.Arm == p.Arm && a.Persons == p.Persons && a.Estimator == differenceInMeans && a.Estimand == pilot {
				p.Simulated = &a.Power
			}
		}
		list = append(list, p)
	}
	return list
}
