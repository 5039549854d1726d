package trial_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
	"inwork/sim/estimate"
	"inwork/sim/trial"
)

// long multiplies the number of runs: INWORK_FULL=1 looks 16 times longer.
func long(runs int) int {
	if os.Getenv("INWORK_FULL") != "" {
		return 16 * runs
	}
	return runs
}

// A finitePopulation has known outcomes under each arm: chance is in the assignment alone, so that what an estimator does has a closed form.
type finitePopulation struct {
	units    []uint64
	outcomes [][]float64 // by arm, by unit
	arms     []trial.Arm
}

// finite makes n units in as many arms as there are effects, control first. Effects differ between units: the variance of a difference is
// not that of a common effect.
func finite(n int, effects ...float64) finitePopulation {
	normal := sim.NewDraws(2015, 0, 0, 90)
	p := finitePopulation{outcomes: make([][]float64, len(effects))}
	for a := range effects {
		p.arms = append(p.arms, arm(fmt.Sprint("arm ", a), 1))
	}
	for i := range n {
		p.units = append(p.units, sim.ID(5, i))
		level := normal.Normal(uint64(i), 0)
		for a, effect := range effects {
			own := 0.5 * float64(a) * normal.Normal(uint64(i), uint32(a))
			p.outcomes[a] = append(p.outcomes[a], level+effect+own)
		}
	}
	return p
}

// observed is the data of one trial.
type observed struct {
	y   []float64
	arm []int
}

// effect of an arm is its mean outcome over all units less the control's.
func (p finitePopulation) effect(a int) float64 {
	sum := 0.0
	for i := range p.units {
		sum += p.outcomes[a][i] - p.outcomes[0][i]
	}
	return sum / float64(len(p.units))
}

// simulate assigns completely at random, keyed by the run.
func (p finitePopulation) simulate(_ context.Context, run int) (observed, []float64, error) {
	assigned, err := trial.Complete(replicate(run), p.units, p.arms)
	if err != nil {
		return observed{}, nil, err
	}
	d := observed{arm: assigned, y: make([]float64, len(p.units))}
	for i, a := range assigned {
		d.y[i] = p.outcomes[a][i]
	}
	var truths []float64
	for a := 1; a < len(p.arms); a++ {
		truths = append(truths, p.effect(a))
	}
	return d, truths, nil
}

// variance is Neyman's of the difference in means of an arm and control, n1 and n0 units of n: S1²/n1 + S0²/n0 - S10²/n; and the mean of what
// the usual estimate of it is, without the last term.
func (p finitePopulation) variance(a int, n1, n0 float64) (exact, conservative float64) {
	var one, zero, both estimate.Moments
	for i := range p.units {
		one.Add(p.outcomes[a][i])
		zero.Add(p.outcomes[0][i])
		both.Add(p.outcomes[a][i] - p.outcomes[0][i])
	}
	conservative = one.Variance()/n1 + zero.Variance()/n0
	return conservative - both.Variance()/float64(len(p.units)), conservative
}

// differences compares each arm with control.
func differences(_ context.Context, d observed) (answers []trial.Answer, err error) {
	arms := 0
	for _, a := range d.arm {
		arms = max(arms, a)
	}
	for a := 1; a <= arms; a++ {
		answer, err := difference(d, a)
		if err != nil {
			return nil, err
		}
		answers = append(answers, answer)
	}
	return answers, nil
}

func difference(d observed, a int) (trial.Answer, error) {
	var moments [2]estimate.Moments
	for i, of := range d.arm {
		switch of {
		case 0:
			moments[0].Add(d.y[i])
		case a:
			moments[1].Add(d.y[i])
		}
	}
	e, err := estimate.DifferenceOfMoments(moments[1], moments[0])
	return answer(e.Coefficient, e.Warnings), err
}

func answer(c estimate.Coefficient, warnings []error) trial.Answer {
	return trial.Answer{Estimate: c.Estimate, StdError: c.StdError, PValue: c.PValue, ConfLow: c.ConfLow, ConfHigh: c.ConfHigh, Warnings: warnings}
}

// near asserts that a measured number is a true one but for chance: within 4.2 of its Monte Carlo errors, and that these are of a size
// that a difference of `found` would be seen.
func near(t *testing.T, want, found float64, got trial.Measured, what string) {
	t.Helper()
	assert.Less(t, math.Abs(got.Value-want), 4.2*got.MonteCarloError, "%s: %v, expected %v", what, got, want)
	assert.Less(t, 4.2*got.MonteCarloError, found, "%s: too few runs to see a difference of %v", what, found)
}

// Under complete randomisation of a known population the difference in means is unbiased with Neyman's variance, its standard error is
// that without the unobservable term, and in 300 normal-like units estimates are normal: bias, SD, RMSE, the standard error, coverage,
// power, type S and type M all have closed forms. 8,000 runs, two arms against one control.
func TestDiagnose_ClosedForms(t *testing.T) {
	p := finite(300, 0, 0.1, 0.3)
	design := trial.Design[observed]{
		Estimands: []string{"arm 1", "arm 2"}, Simulate: p.simulate,
		Estimators: []trial.Estimator[observed]{{Name: "difference in means", Estimate: differences}},
	}
	runs := long(8_000)
	all, err := trial.Diagnose(t.Context(), design, runs, 2)
	require.NoError(t, err)
	require.Len(t, all, 2)
	for k, d := range all {
		assert.Equal(t, design.Estimands[k], d.Estimand)
		assert.Equal(t, "difference in means", d.Estimator)
		assert.Equal(t, []int{runs, 0, 0, 0, 0, 0}, []int{d.Runs, d.Failed, d.Warned, d.NoTest, d.NoInterval, d.NoStdError})
		truth := p.effect(k + 1)
		exact, conservative := p.variance(k+1, 100, 100)
		sd, se := math.Sqrt(exact), math.Sqrt(conservative)
		assert.InDelta(t, truth, d.Truth.Value, 1e-12)
		near(t, truth, 0.01, d.Estimate, "estimate")
		near(t, 0, 0.01, d.Bias, "bias")
		near(t, sd, 0.006, d.RMSE, "RMSE")
		near(t, sd, 0.006, d.SD, "SD")
		near(t, se, 0.001, d.StdError, "standard error")
		near(t, se/sd, 0.04, d.SERatio, "ratio")

		critical := 1.9720174778 // of t at 0.975 and 198 degrees of freedom
		near(t, normalCDF(critical*se/sd)-normalCDF(-critical*se/sd), 0.012, d.Coverage, "coverage")
		right, wrong := normalCDF((truth-critical*se)/sd), normalCDF((-truth-critical*se)/sd)
		near(t, right+wrong, 0.03, d.Power, "power")
		// Mean of |estimate| beyond the critical value, both tails: truncated normals.
		beyond := truth*right + sd*density((critical*se-truth)/sd) - truth*wrong + sd*density((critical*se+truth)/sd)
		near(t, beyond/(right+wrong)/truth, 0.2, d.TypeM, "type M")
		if k == 0 {
			near(t, wrong/(right+wrong), 0.06, d.TypeS, "type S")
			assert.Greater(t, d.TypeS.Value, 0.0)
		}
		assert.InDelta(t, d.Power.Value, float64(d.Significant)/float64(runs), 1e-12)
	}
}

func normalCDF(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

func density(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

// The same designs tell estimators apart: one that adds 0.05 is biased by just that, one that halves its errors covers too rarely, one
// that looks at one arm twice claims what it does not find, and a warning or failure is counted with the first one's run.
func TestDiagnose_WrongOnPurpose(t *testing.T) {
	p := finite(300, 0, 0.1, 0.3)
	change := func(by func(a *trial.Answer)) func(context.Context, observed) ([]trial.Answer, error) {
		return func(ctx context.Context, d observed) ([]trial.Answer, error) {
			answers, err := differences(ctx, d)
			for k := range answers {
				by(&answers[k])
			}
			return answers, err
		}
	}
	first := func(_ context.Context, d observed) ([]trial.Answer, error) {
		a, err := difference(d, 1)
		return []trial.Answer{a}, err
	}
	odd := errors.New("the first unit is treated")
	design := trial.Design[observed]{
		Estimands: []string{"arm 1", "arm 2"}, Simulate: p.simulate,
		Estimators: []trial.Estimator[observed]{
			{Name: "right", Estimate: differences},
			{Name: "shifted", Estimate: change(func(a *trial.Answer) { a.Estimate += 0.05 })},
			{Name: "bold", Estimate: change(func(a *trial.Answer) {
				a.StdError /= 2
				a.ConfLow, a.ConfHigh = a.Estimate-1.96*a.StdError, a.Estimate+1.96*a.StdError
			})},
			{Name: "first arm for the second", Claims: []string{"arm 2"}, Estimate: first},
			{Name: "picky", Claims: []string{"arm 1"}, Estimate: func(_ context.Context, d observed) ([]trial.Answer, error) {
				if d.arm[0] == 2 {
					return nil, odd
				}
				a, err := difference(d, 1)
				if d.arm[0] == 1 {
					a.Warnings = []error{odd}
				}
				a.PValue, a.ConfLow, a.StdError = math.NaN(), math.NaN(), math.NaN()
				return []trial.Answer{a}, err
			}},
			{Name: "silent", Claims: []string{"arm 1"}, Estimate: func(context.Context, observed) ([]trial.Answer, error) {
				return []trial.Answer{{Estimate: math.NaN()}}, nil
			}},
		},
	}
	all, err := trial.Diagnose(t.Context(), design, 1_000, 2)
	require.NoError(t, err)
	at := map[string]trial.Diagnosis{}
	var names []string
	for _, d := range all {
		names = append(names, d.Estimator+", "+d.Estimand)
		at[names[len(names)-1]] = d
	}
	assert.Equal(t, []string{"right, arm 1", "right, arm 2", "shifted, arm 1", "shifted, arm 2", "bold, arm 1", "bold, arm 2",
		"first arm for the second, arm 2", "picky, arm 1", "silent, arm 1"}, names)

	right, shifted, bold := at["right, arm 2"], at["shifted, arm 2"], at["bold, arm 2"]
	assert.InDelta(t, right.Bias.Value+0.05, shifted.Bias.Value, 1e-12, "all see the same data")
	assert.InDelta(t, right.SD.Value, shifted.SD.Value, 1e-12)
	assert.Greater(t, shifted.Bias.Value, 4.2*shifted.Bias.MonteCarloError)
	assert.InDelta(t, math.Hypot(shifted.Bias.Value, shifted.SD.Value*math.Sqrt(0.999)), shifted.RMSE.Value, 1e-12)
	assert.InDelta(t, right.SERatio.Value/2, bold.SERatio.Value, 1e-12)
	assert.Less(t, bold.Coverage.Value, right.Coverage.Value-0.1)

	wrong := at["first arm for the second, arm 2"]
	assert.InDelta(t, p.effect(1)-p.effect(2), wrong.Bias.Value, 4.2*wrong.Bias.MonteCarloError, "against the estimand that it claims")

	picky := at["picky, arm 1"]
	assert.InDelta(t, 333, picky.Failed, 4.2*math.Sqrt(1_000*2./9))
	assert.InDelta(t, 333, picky.Warned, 4.2*math.Sqrt(1_000*2./9))
	assert.ErrorIs(t, picky.FirstFailure, odd)
	assert.ErrorIs(t, picky.FirstWarning, odd)
	assert.Contains(t, picky.FirstFailure.Error(), "run ")
	ok := 1_000 - picky.Failed
	assert.Equal(t, []int{ok, ok, ok}, []int{picky.NoTest, picky.NoInterval, picky.NoStdError})
	for _, m := range []trial.Measured{picky.Coverage, picky.Power, picky.TypeS, picky.TypeM, picky.StdError, picky.SERatio} {
		assert.True(t, math.IsNaN(m.Value) && math.IsNaN(m.MonteCarloError), "%v", m)
	}
	silent := at["silent, arm 1"]
	assert.Equal(t, 1_000, silent.Failed)
	assert.EqualError(t, silent.FirstFailure, "run 0: estimate: found NaN, expected a finite number")
}

// Each Monte Carlo error is the spread that its number has over whole diagnoses: over 200 of 60 runs each. An error that is a quarter off
// lies at more than 4.2 of its own.
func TestDiagnose_MonteCarloErrors(t *testing.T) {
	const diagnoses, runs = 200, 60
	p := finite(60, 0, 0.4)
	fields := map[string]func(d trial.Diagnosis) trial.Measured{
		"estimate": func(d trial.Diagnosis) trial.Measured { return d.Estimate },
		"bias":     func(d trial.Diagnosis) trial.Measured { return d.Bias },
		"RMSE":     func(d trial.Diagnosis) trial.Measured { return d.RMSE },
		"SD":       func(d trial.Diagnosis) trial.Measured { return d.SD },
		"SE":       func(d trial.Diagnosis) trial.Measured { return d.StdError },
		"ratio":    func(d trial.Diagnosis) trial.Measured { return d.SERatio },
		"power":    func(d trial.Diagnosis) trial.Measured { return d.Power },
		"type M":   func(d trial.Diagnosis) trial.Measured { return d.TypeM },
	}
	values, claimed := map[string]*estimate.Moments{}, map[string]*estimate.Moments{}
	for name := range fields {
		values[name], claimed[name] = &estimate.Moments{}, &estimate.Moments{}
	}
	for k := range diagnoses {
		all, err := trial.Diagnose(t.Context(), trial.Design[observed]{
			Estimands: []string{"effect"},
			Simulate: func(ctx context.Context, run int) (observed, []float64, error) {
				return p.simulate(ctx, k*runs+run)
			},
			Estimators: []trial.Estimator[observed]{{Estimate: differences}},
		}, runs, 2)
		require.NoError(t, err)
		for name, of := range fields {
			m := of(all[0])
			values[name].Add(m.Value)
			claimed[name].Add(m.MonteCarloError * m.MonteCarloError)
		}
	}
	for name := range fields {
		ratio := math.Sqrt(claimed[name].Mean() / values[name].Variance())
		assert.InDelta(t, 1, ratio, 0.21, "%s", name) // 4.2 errors of a standard deviation over 200
	}
}

// Where the truth moves from run to run, an estimator that always says a fifth too much exaggerates by just that, without Monte Carlo
// error, however large the truth happens to be; and one that always has the wrong sign has a type S error of 1.
func TestDiagnose_MovingTruth(t *testing.T) {
	times := func(factor float64) func(context.Context, float64) ([]trial.Answer, error) {
		return func(_ context.Context, truth float64) ([]trial.Answer, error) {
			return []trial.Answer{{Estimate: factor * truth}}, nil
		}
	}
	all, err := trial.Diagnose(t.Context(), trial.Design[float64]{
		Estimands: []string{"effect"},
		Simulate: func(_ context.Context, run int) (float64, []float64, error) {
			truth := draws.Normal(uint64(run), 0)
			return truth, []float64{truth}, nil
		},
		Estimators: []trial.Estimator[float64]{{Name: "more", Estimate: times(1.2)}, {Name: "opposite", Estimate: times(-1)}},
	}, 100, 1)
	require.NoError(t, err)
	assert.InDelta(t, 1.2, all[0].TypeM.Value, 1e-14)
	assert.InDelta(t, 0, all[0].TypeM.MonteCarloError, 1e-14)
	assert.Equal(t, trial.Measured{}, all[0].TypeS)
	assert.Equal(t, trial.Measured{Value: 1}, all[1].TypeS)
	assert.InDelta(t, all[0].Truth.Value*0.2, all[0].Bias.Value, 1e-14)
}

// A truth of 0 has no sign to get wrong and nothing to exaggerate; power there is the size of the test.
func TestDiagnose_NoEffect(t *testing.T) {
	p := finite(200, 0, 0)
	p.outcomes[1] = p.outcomes[0] // of nobody
	all, err := trial.Diagnose(t.Context(), trial.Design[observed]{Estimands: []string{"effect"}, Simulate: p.simulate,
		Estimators: []trial.Estimator[observed]{{Name: "difference", Estimate: differences}}, Level: 0.1}, long(8_000), 2)
	require.NoError(t, err)
	assert.Equal(t, 0.1, all[0].Level)
	near(t, 0.1, 0.016, all[0].Power, "size")
	assert.Positive(t, all[0].Significant)
	assert.True(t, math.IsNaN(all[0].TypeS.Value) && math.IsNaN(all[0].TypeM.Value))
}

// The result is the same for any number of workers, to the bit.
func TestDiagnose_Workers(t *testing.T) {
	p := finite(50, 0, 0.1, 0.2)
	design := trial.Design[observed]{Estimands: []string{"a", "b"}, Simulate: p.simulate,
		Estimators: []trial.Estimator[observed]{{Name: "difference", Estimate: differences}}}
	want, err := trial.Diagnose(t.Context(), design, 100, 1)
	require.NoError(t, err)
	for _, workers := range []int{0, 2, 3, 7} {
		got, err := trial.Diagnose(t.Context(), design, 100, workers)
		require.NoError(t, err)
		assert.Equal(t, want, got, "%d workers", workers)
	}
}

// The error of a simulation stops all and says which run; a context that ends says so, even when an estimator gave up because of it.
func TestDiagnose_Errors(t *testing.T) {
	p := finite(20, 0, 0.1)
	design := trial.Design[observed]{Estimands: []string{"a"}, Simulate: p.simulate,
		Estimators: []trial.Estimator[observed]{{Name: "difference", Estimate: differences}}}
	broken := errors.New("no more memory")
	with := func(simulate func(run int) ([]float64, error)) trial.Design[observed] {
		d := design
		d.Simulate = func(ctx context.Context, run int) (observed, []float64, error) {
			data, truths, err := p.simulate(ctx, run)
			if run >= 3 {
				truths, err = simulate(run)
			}
			return data, truths, err
		}
		return d
	}
	_, err := trial.Diagnose(t.Context(), with(func(int) ([]float64, error) { return nil, broken }), 10, 2)
	assert.EqualError(t, err, "run 3: no more memory")
	assert.ErrorIs(t, err, broken)
	_, err = trial.Diagnose(t.Context(), with(func(int) ([]float64, error) { return []float64{math.NaN()}, nil }), 10, 2)
	assert.EqualError(t, err, "run 3: truth of a: found NaN, expected a finite number")

	stopped := errors.New("stopped by the user")
	ctx, cancel := context.WithCancelCause(t.Context())
	runs := 0
	impatient := design
	impatient.Estimators = []trial.Estimator[observed]{{Name: "impatient", Estimate: func(ctx context.Context, d observed) ([]trial.Answer, error) {
		if runs++; runs == 2 {
			cancel(stopped)
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return differences(ctx, d)
	}}}
	_, err = trial.Diagnose(ctx, impatient, 2, 1)
	require.ErrorIs(t, err, stopped)

	bad := design
	bad.Level = 1
	_, err = trial.Diagnose(t.Context(), bad, 10, 1)
	assert.EqualError(t, err, "level: found 1, expected 0 or more and below 1")
}

// Mistakes of the calling code panic and say what is wrong.
func TestDiagnose_Panics(t *testing.T) {
	p := finite(20, 0, 0.1)
	design := trial.Design[observed]{Estimands: []string{"a"}, Simulate: p.simulate,
		Estimators: []trial.Estimator[observed]{{Name: "difference", Estimate: differences}}}
	panics := func(want string, change func(d *trial.Design[observed]), runs int) {
		t.Helper()
		d := design
		change(&d)
		defer func() { assert.Contains(t, fmt.Sprint(recover()), want) }()
		_, _ = trial.Diagnose(t.Context(), d, runs, 1)
	}
	panics("trial: Diagnose needs at least 2 runs and an estimator", func(*trial.Design[observed]) {}, 1)
	panics("trial: Diagnose needs at least 2 runs and an estimator", func(d *trial.Design[observed]) { d.Estimators = nil }, 10)
	panics(`trial: run 0 tells 1 truths of 2 estimands`, func(d *trial.Design[observed]) { d.Estimands = []string{"a", "b"} }, 10)
	panics(`trial: estimator "difference" claims "b", which is none of the estimands ["a"]`, func(d *trial.Design[observed]) {
		d.Estimators = []trial.Estimator[observed]{{Name: "difference", Claims: []string{"b"}, Estimate: differences}}
	}, 10)
	panics(`trial: estimator "none" gives 0 answers to 1 claims`, func(d *trial.Design[observed]) {
		d.Estimators = []trial.Estimator[observed]{{Name: "none", Estimate: func(context.Context, observed) ([]trial.Answer, error) { return nil, nil }}}
	}, 10)
}

// 30,000 people in three arms, assigned completely 500 times, end in a few seconds on two cores.
func BenchmarkDiagnose(b *testing.B) {
	p := finite(30_000, 0, 0.01, 0.02)
	design := trial.Design[observed]{Estimands: []string{"a", "b"}, Simulate: p.simulate,
		Estimators: []trial.Estimator[observed]{{Name: "difference", Estimate: differences}}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := trial.Diagnose(b.Context(), design, 500, 2); err != nil {
			b.Fatal(err)
		}
	}
}
