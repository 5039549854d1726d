package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/estimate"
)

// followed draws times in whole weeks with ties and censoring, two groups with events each, and two covariates.
func followed(t *rapid.T) (time []float64, event []bool, group []int, x [][]float64) {
	n := rapid.IntRange(8, 30).Draw(t, "n")
	x = make([][]float64, 2)
	for i := range n {
		time = append(time, float64(rapid.IntRange(1, 8).Draw(t, "week")))
		event = append(event, i < 4 || rapid.Bool().Draw(t, "event"))
		group = append(group, i%2)
		x[0] = append(x[0], float64(i%2))
		x[1] = append(x[1], float64(rapid.IntRange(-4, 4).Draw(t, "x"))+0.1*float64(i%3))
	}
	return time, event, group, x
}

// Without censoring the curve is the share of people above each time, and Greenwood's error that of a share.
func TestKaplanMeier_WithoutCensoring(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		time, _, _, _ := followed(t)
		event := make([]bool, len(time))
		for i := range event {
			event[i] = true
		}
		c, err := estimate.KaplanMeier(time, event, estimate.LogInterval)
		require.NoError(t, err)
		n := float64(len(time))
		for k, at := range c.Time {
			above := 0.0
			for _, v := range time {
				if v > at {
					above++
				}
			}
			assert.InDelta(t, above/n, c.Survival[k], 1e-12)
			if above > 0 {
				assert.InDelta(t, math.Sqrt(above/n*(1-above/n)/n), c.StdError[k], 1e-12)
			}
		}
		limit := 5.0
		mean := 0.0
		for _, v := range time {
			mean += min(v, limit) / n
		}
		got, se, warnings := c.RestrictedMean(limit)
		assert.InDelta(t, mean, got, 1e-12, "the area under the curve is the mean of the times cut off")
		variance := 0.0
		for _, v := range time {
			variance += (min(v, limit) - mean) * (min(v, limit) - mean) / (n * n)
		}
		assert.InDelta(t, math.Sqrt(variance), se, 1e-12)
		assert.Empty(t, warnings)
	})
}

// Efron (1967): the weight of a censored row goes to those seen later. 5 people: events at 1, 3; censored at 2, 4, 5.
func TestKaplanMeier_ByHand(t *testing.T) {
	c, err := estimate.KaplanMeier([]float64{3, 1, 2, 4, 5}, []bool{true, true, false, false, false}, estimate.PlainInterval)
	require.NoError(t, err)
	assert.Equal(t, []int{5, 4, 3, 2, 1}, c.AtRisk)
	want := []float64{0.8, 0.8, 0.8 * 2 / 3, 0.8 * 2 / 3, 0.8 * 2 / 3}
	assert.InDeltaSlice(t, want, c.Survival, 1e-15)
	q, low, high := c.Quantile(0.2)
	assert.Equal(t, 2.0, q, "level at exactly 0.8 from 1 to 3: the middle")
	assert.Equal(t, 1.0, low)
	assert.True(t, math.IsNaN(high), "the upper limit is 1 and stays there or above 0.8")
	q, _, _ = c.Quantile(0.5)
	assert.True(t, math.IsNaN(q), "half never have it")
}

func TestRestrictedMeanDifference(t *testing.T) {
	time, event := []float64{1, 2, 3, 4, 6, 8}, []bool{true, true, true, true, true, false}
	treated := []bool{true, false, true, false, true, false}
	e, err := estimate.RestrictedMeanDifference(time, event, treated, 5)
	require.NoError(t, err)
	assert.InDelta(t, (1.+3+5)/3-(2.+4+5)/3, e.Estimate, 1e-12)
	assert.InDelta(t, 11./3, e.ControlMean, 1e-12)
	assert.Less(t, e.ConfLow, e.Estimate)
	assert.Empty(t, e.Warnings)
	e, err = estimate.RestrictedMeanDifference(time, event, treated, 10)
	require.NoError(t, err)
	require.Len(t, e.Warnings, 1, "nobody in the control arm was seen beyond 8, and one was still without the event")
	assert.EqualError(t, e.Warnings[0], "restricted mean to 10: found nobody beyond 8, the curve is taken as level from there")
	_, err = estimate.RestrictedMeanDifference(time, event, make([]bool, 6), 5)
	var empty *estimate.EmptyArm
	assert.ErrorAs(t, err, &empty)
	_, err = estimate.RestrictedMeanDifference(time, event, treated, 0)
	assert.EqualError(t, err, "limit: found 0, expected a time above 0")
}

// Cox (1972): the score test of a group in his discrete model is the log-rank test, ties and all.
func TestCox_ScoreIsLogRank(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		time, event, group, x := followed(t)
		l, err := estimate.LogRankTest(time, event, group, nil, 0)
		if err != nil {
			t.Skip(err)
		}
		fit, err := estimate.Cox(time, event, named(x[0]), estimate.CoxOptions{Ties: estimate.Exact})
		if err != nil {
			t.Skip(err) // separated
		}
		assert.InDelta(t, l.Statistic, fit.Score.Statistic, 1e-8*(1+l.Statistic))
	})
}

// Without ties the three ways agree. The covariates' units change nothing but theirs.
func TestCox_TiesAndUnits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		time, event, _, x := followed(t)
		for i := range time {
			time[i] += 0.01 * float64(i)
		}
		var fits []*estimate.CoxFit
		for _, ties := range []estimate.Ties{estimate.Efron, estimate.Breslow, estimate.Exact} {
			fit, err := estimate.Cox(time, event, named(x...), estimate.CoxOptions{Ties: ties})
			if err != nil {
				t.Skip(err)
			}
			fits = append(fits, fit)
		}
		pence := make([]float64, len(time))
		for i := range pence {
			pence[i] = 7 + 100*x[1][i]
		}
		moved, err := estimate.Cox(time, event, named(x[0], pence), estimate.CoxOptions{})
		require.NoError(t, err)
		for _, fit := range fits[1:] {
			assert.InDeltaSlice(t, coef(fits[0].Coefficients), coef(fit.Coefficients), 1e-6)
			assert.InDelta(t, fits[0].LogLik, fit.LogLik, 1e-8)
		}
		assert.InDelta(t, fits[0].Coefficients[0].Estimate, moved.Coefficients[0].Estimate, 1e-6)
		assert.InDelta(t, fits[0].Coefficients[1].Estimate, 100*moved.Coefficients[1].Estimate, 1e-6)
		assert.InDelta(t, fits[0].Concordance, concordant(time, event, x, coef(fits[0].Coefficients)), 1e-12)
	})
}

// concordant counts the pairs one by one.
func concordant(time []float64, event []bool, x [][]float64, coef []float64) float64 {
	var right, all float64
	for i := range time {
		for j := range time {
			if !event[i] || !(time[i] < time[j] || time[i] == time[j] && !event[j]) {
				continue
			}
			a, b := coef[0]*x[0][i]+coef[1]*x[1][i], coef[0]*x[0][j]+coef[1]*x[1][j]
			all++
			switch {
			case math.Abs(a-b) < 1e-12:
				right += 0.5
			case a > b:
				right++
			}
		}
	}
	return right / all
}

// With hazards 2:1 and independent censoring the interval of the log hazard ratio holds it in 95% of samples. At n = 200 the
// normal approximation is within a point; the Monte Carlo error of 1,000 samples is 0.7.
func TestCox_Coverage(t *testing.T) {
	const samples, n = 1000, 200
	r := rand.New(rand.NewPCG(2015, 7))
	covered := 0
	time, event, z := make([]float64, n), make([]bool, n), make([]float64, n)
	for range samples {
		for i := range time {
			z[i] = float64(i % 2)
			life, seen := r.ExpFloat64()/(1+z[i]), 2*r.Float64()
			time[i], event[i] = min(life, seen), life <= seen
		}
		fit, err := estimate.Cox(time, event, named(z), estimate.CoxOptions{})
		require.NoError(t, err)
		if e := fit.Coefficients[0]; e.ConfLow <= math.Ln2 && math.Ln2 <= e.ConfHigh {
			covered++
		}
	}
	assert.InDelta(t, 0.95, float64(covered)/samples, 0.01+3*0.007)
}

// A covariate that tells who goes first has no finite coefficient; one that nobody at risk differs in has none at all.
func TestCox_Refuses(t *testing.T) {
	time, event := []float64{1, 2, 3, 4, 5, 6}, []bool{true, true, true, true, true, true}
	_, err := estimate.Cox(time, event, named([]float64{6, 5, 4, 3, 2, 1}), estimate.CoxOptions{})
	var separated *estimate.Separated
	require.ErrorAs(t, err, &separated)
	assert.Equal(t, "covariate 1", separated.Term)
	_, err = estimate.Cox(time, event, named([]float64{1, 0, 1, 0, 1, 1}, []float64{1, 1, 1, 0, 0, 0}), estimate.CoxOptions{Ties: estimate.Exact})
	require.ErrorAs(t, err, &separated)
	assert.Equal(t, "covariate 2", separated.Term)
	_, err = estimate.Cox(time, event, named([]float64{0, 0, 0, 1, 1, 1}), estimate.CoxOptions{Strata: []int{0, 0, 0, 1, 1, 1}})
	assert.EqualError(t, err, "covariates: found one that is the same for all at risk at every event, expected covariates that differ between people at risk")
	_, err = estimate.Cox(time, make([]bool, 6), named([]float64{1, 0, 1, 0, 1, 1}), estimate.CoxOptions{})
	assert.EqualError(t, err, "event: found no events, expected at least 1")
	_, err = estimate.Cox([]float64{1, -1}, event[:2], named([]float64{1, 0}), estimate.CoxOptions{})
	assert.EqualError(t, err, "row 1: time: found -1, expected a finite number of 0 or more")
	_, err = estimate.Cox(time, event, nil, estimate.CoxOptions{})
	assert.EqualError(t, err, "covariates: found none, expected at least 1")
	_, err = estimate.KaplanMeier(nil, nil, estimate.LogInterval)
	assert.EqualError(t, err, "time: found no rows, expected at least 1")
	_, err = estimate.LogRankTest(time, event, []int{0, 0, 0, 0, 0, 0}, nil, 0)
	assert.EqualError(t, err, "group: found 1 group at risk at an event, expected at least 2")
	_, err = estimate.LogRankTest(time, event, []int{0, 0, -1, 0, 0, 0}, nil, 0)
	assert.EqualError(t, err, "row 2: group: found -1, expected a number from 0 on, one a group")
}

// Everybody is somewhere: the incidences of the causes and the share without any event add up to 1. With one cause the incidence is 1
// less the survival curve and the model of its subdistribution is Cox's.
func TestCompetingRisks_AddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		time, event, _, x := followed(t)
		cause, single := make([]int, len(time)), make([]int, len(time))
		for i, e := range event {
			if e {
				cause[i], single[i] = 1+i%2, 1
			}
		}
		c, err := estimate.KaplanMeier(time, event, estimate.LogInterval)
		require.NoError(t, err)
		first, err := estimate.CumulativeIncidence(time, cause, 1)
		require.NoError(t, err)
		second, err := estimate.CumulativeIncidence(time, cause, 2)
		require.NoError(t, err)
		any, err := estimate.CumulativeIncidence(time, single, 1)
		require.NoError(t, err)
		for k, at := range c.Time {
			assert.InDelta(t, 1, first.At(at)+second.At(at)+c.Survival[k], 1e-12)
			assert.InDelta(t, 1, any.At(at)+c.Survival[k], 1e-12)
		}
		fit, err := estimate.FineGray(time, single, 1, named(x...))
		if err != nil {
			t.Skip(err)
		}
		cox, err := estimate.Cox(time, event, named(x...), estimate.CoxOptions{Ties: estimate.Breslow, Clusters: indices(len(time))})
		require.NoError(t, err)
		assert.InDeltaSlice(t, coef(cox.Coefficients), coef(fit.Coefficients), 1e-7)
		assert.InDelta(t, cox.LogLik, fit.LogLik, 1e-8)
		assert.InDeltaSlice(t, errorsOf(cox.Coefficients), errorsOf(fit.Coefficients), 1e-7, "with nobody gone to another cause, the censoring weights matter to none")
	})
}

func TestCompetingRisks_Refuses(t *testing.T) {
	time := []float64{1, 2, 3}
	_, err := estimate.CumulativeIncidence(time, []int{1, -1, 0}, 1)
	assert.EqualError(t, err, "row 1: cause: found -1, expected 0 for none, or a number from 1 on")
	_, err = estimate.CumulativeIncidence(time, []int{1, 1, 0}, 0)
	assert.EqualError(t, err, "cause asked for: found 0, expected 1 or above")
	_, err = estimate.GrayTest(time, []int{1, 1, 0}, 1, []int{0, 0, 0}, 0)
	assert.EqualError(t, err, "group: found one group, expected at least 2")
	_, err = estimate.GrayTest(time, []int{1, 1, 0}, 1, []int{0, 2, 0}, 0)
	assert.EqualError(t, err, "group: found no rows in group 1, expected rows in each")
	_, err = estimate.FineGray(time, []int{0, 0, 0}, 1, named([]float64{0, 1, 0}))
	assert.Error(t, err, "no events")
}

// A joint test of one effect is its square; of effects that are independent, the sum; and F has the denominator given.
func TestJointTest(t *testing.T) {
	cov := [][]float64{{4, 0}, {0, 9}}
	joint, err := estimate.JointTest([]float64{2, 6}, cov, math.Inf(1))
	require.NoError(t, err)
	assert.InDelta(t, 1+4, joint.Statistic, 1e-12)
	assert.InDelta(t, math.Exp(-2.5), joint.PValue, 1e-12) // chi-squared on 2 df
	f, err := estimate.JointTest([]float64{2, 6}, cov, 2)
	require.NoError(t, err)
	assert.InDelta(t, 2.5, f.Statistic, 1e-12)
	assert.InDelta(t, 1/(1+2.5), f.PValue, 1e-12) // F on 2 and 2 df: (1+x)^-1
	_, err = estimate.JointTest([]float64{1, 2}, [][]float64{{1, 1}, {1, 1}}, 5)
	assert.EqualError(t, err, "covariance: found a matrix without inverse, expected a positive definite one")
	_, err = estimate.JointTest(nil, nil, 5)
	assert.EqualError(t, err, "effects: found none, expected at least 1")
	_, err = estimate.JointTest([]float64{math.NaN()}, [][]float64{{1}}, 5)
	assert.EqualError(t, err, "row 0: effect: found NaN, expected a finite number")
}

func coef(list []estimate.Coefficient) []float64 { _, b, _ := apart(list); return b }

func errorsOf(list []estimate.Coefficient) []float64 { _, _, se := apart(list); return se }
