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

// trialWithAttrition has an effect of 1 on those who would be seen in either arm; treatment keeps a share of people in who would
// otherwise be lost, and theirs are the lowest outcomes.
func trialWithAttrition(r *rand.Rand, n int) (y []float64, treated []bool) {
	for i := range n {
		z := i%2 == 0
		latent := r.NormFloat64()
		outcome := latent
		if z {
			outcome++
		}
		kept := latent + r.NormFloat64()
		if kept < -1.2 || kept < -0.6 && !z {
			outcome = math.NaN()
		}
		y, treated = append(y, outcome), append(treated, z)
	}
	return y, treated
}

// The effect on those always seen, 1, lies in Lee's interval at least in 95% of samples, while the difference of those seen is off;
// and the standard errors are those that the bounds have over samples. 400 samples: Monte Carlo errors of 1.1 points and of 3.5%.
func TestLeeBounds_CoverTheEffect(t *testing.T) {
	r := rand.New(rand.NewPCG(2015, 11))
	const samples = 400
	covered := 0
	var lower, upper, seLower, seUpper, naive estimate.Moments
	for range samples {
		y, treated := trialWithAttrition(r, 800)
		b, err := estimate.LeeBounds(y, treated, estimate.FractionalTrim)
		require.NoError(t, err)
		require.Less(t, b.Lower, b.Upper)
		if b.ConfLow <= 1 && 1 <= b.ConfHigh {
			covered++
		}
		lower.Add(b.Lower)
		upper.Add(b.Upper)
		seLower.Add(b.StdErrorLower)
		seUpper.Add(b.StdErrorUpper)
		naive.Add(b.Naive)
	}
	assert.GreaterOrEqual(t, float64(covered)/samples, 0.95-3*0.011)
	assert.LessOrEqual(t, lower.Mean(), 1.0)
	assert.GreaterOrEqual(t, upper.Mean(), 1.0)
	assert.Less(t, naive.Mean(), 0.9, "those seen only by treatment pull the plain difference down")
	assert.InDelta(t, 1, seLower.Mean()/math.Sqrt(lower.Variance()), 0.12)
	assert.InDelta(t, 1, seUpper.Mean()/math.Sqrt(upper.Variance()), 0.12)
}

// Turning the outcome's sign turns the bounds round, and naming the arms the other way does as well.
func TestLeeBounds_Sides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(8, 40).Draw(t, "n")
		y, minus, treated, swapped := make([]float64, n), make([]float64, n), make([]bool, n), make([]bool, n)
		for i := range y {
			y[i] = rapid.Float64Range(-10, 10).Draw(t, "y")
			if i >= 6 && rapid.Bool().Draw(t, "lost") {
				y[i] = math.NaN()
			}
			minus[i], treated[i], swapped[i] = -y[i], i%2 == 0, i%2 != 0
		}
		for _, how := range []estimate.Trim{estimate.FractionalTrim, estimate.FloorTrim} {
			b, err := estimate.LeeBounds(y, treated, how)
			require.NoError(t, err)
			m, err := estimate.LeeBounds(minus, treated, how)
			require.NoError(t, err)
			s, err := estimate.LeeBounds(y, swapped, how)
			require.NoError(t, err)
			assert.InDelta(t, b.Lower, -m.Upper, 1e-9)
			assert.InDelta(t, b.Upper, -m.Lower, 1e-9)
			assert.InDelta(t, b.Lower, -s.Upper, 1e-9)
			assert.LessOrEqual(t, b.Lower, b.Upper+1e-9)
		}
	})
}

// With everybody seen all bounds meet in the difference in means, and Lee's interval is the normal one.
func TestBounds_WithoutAttrition(t *testing.T) {
	y, treated := []float64{5, 1, 7, 2, 6, 4, 9, 3}, isOne([]float64{1, 0, 1, 0, 1, 0, 1, 0})
	lee, err := estimate.LeeBounds(y, treated, estimate.FractionalTrim)
	require.NoError(t, err)
	manski, err := estimate.ManskiBounds(y, treated, 0, 10)
	require.NoError(t, err)
	for _, v := range []float64{lee.Lower, lee.Upper, manski.Lower, manski.Upper, lee.Naive} {
		assert.InDelta(t, 4.25, v, 1e-12)
	}
	assert.InDelta(t, 1.959964, (lee.ConfHigh-4.25)/lee.StdErrorUpper, 1e-5)
	assert.Zero(t, lee.TrimShare)
}

func TestBounds_Refuse(t *testing.T) {
	nan := math.NaN()
	_, err := estimate.LeeBounds([]float64{1, nan, 2, nan}, isOne([]float64{1, 0, 1, 0}), estimate.FloorTrim)
	assert.EqualError(t, err, "outcomes seen in the control arm: found none, expected at least 1")
	_, err = estimate.LeeBounds([]float64{1, math.Inf(1)}, []bool{true, false}, estimate.FloorTrim)
	assert.EqualError(t, err, "row 1: outcome: found +Inf, expected a finite number")
	_, err = estimate.ManskiBounds([]float64{1, 4, nan}, []bool{true, false, true}, 0, 3)
	assert.EqualError(t, err, "outcomes: found 1 to 4, expected 0 to 3")
	assert.Panics(t, func() { _, _ = estimate.LeeBounds([]float64{1, 2}, []bool{true, false}, 7) })
}

// If being seen depends on a covariate alone, weights bring back what attrition takes away.
func TestResponseWeights_Undo(t *testing.T) {
	r := rand.New(rand.NewPCG(2015, 12))
	const n = 20_000
	y, z, x := estimate.Column{Name: "y"}, estimate.Column{Name: "z"}, estimate.Column{Name: "x"}
	var zx []float64
	seen := make([]bool, n)
	for i := range n {
		treated, v := float64(i%2), r.NormFloat64()
		z.Values, x.Values, zx = append(z.Values, treated), append(x.Values, v), append(zx, treated*v)
		outcome := treated*(1+v) + v + r.NormFloat64() // an effect of 1 on average
		seen[i] = r.Float64() < 1/(1+math.Exp(-0.5-1.5*v*treated))
		if !seen[i] {
			outcome = math.NaN()
		}
		y.Values = append(y.Values, outcome)
	}
	weights, _, _, err := estimate.ResponseWeights(seen, []estimate.Column{z, x, {Name: "z:x", Values: zx}})
	require.NoError(t, err)
	plain, err := estimate.LMRobust(y, []estimate.Column{z}, estimate.Options{})
	require.NoError(t, err)
	weighted, err := estimate.LMRobust(y, []estimate.Column{z}, estimate.Options{Weights: weights})
	require.NoError(t, err)
	p, _ := plain.Term("z")
	w, _ := weighted.Term("z")
	assert.Greater(t, math.Abs(p.Estimate-1)/p.StdError, 4.0, "without weights it is off")
	assert.Less(t, math.Abs(w.Estimate-1)/w.StdError, 3.0)
	assert.NotEmpty(t, weighted.Warnings, "the rows left out are told")
}

// Perfect prediction, outcomes without variation and copies of a column have no finite fit: an error says which.
func TestLogit_Refuses(t *testing.T) {
	y := []bool{false, false, false, true, true, true}
	_, err := estimate.Logit(y, named([]float64{1, 2, 3, 4, 5, 6}))
	var separated *estimate.Separated
	require.ErrorAs(t, err, &separated)
	assert.Equal(t, "covariate 1", separated.Term)
	_, err = estimate.Logit(y, named([]float64{1, 0, 1, 0, 1, 1}, []float64{0, 0, 0, 0, 1, 1}))
	require.ErrorAs(t, err, &separated, "all with covariate 2 have the outcome: separated in part")
	_, err = estimate.Logit(make([]bool, 3), named([]float64{1, 2, 4}))
	assert.EqualError(t, err, "outcome: found 0 rows with it of 3, expected rows with it and without")
	_, err = estimate.Logit(y, named([]float64{1, 2, 3, 4, 5, 7}, []float64{2, 4, 6, 8, 10, 14}))
	assert.EqualError(t, err, "covariate 2: found a combination of the constant and the covariates before it, expected a column of its own")
	_, err = estimate.Logit(y, named([]float64{1, 2, 3, math.NaN(), 5, 7}))
	assert.EqualError(t, err, "row 3: covariate 1: found NaN, expected a finite number")
}

// With a binary covariate the fit is the table's odds, whatever the unit of the covariate, and it lies at the top: the fitted
// probabilities add up to the outcomes.
func TestLogit_IsTheTable(t *testing.T) {
	var y []bool
	var x []float64
	for _, c := range []struct {
		y bool
		x float64
		n int
	}{{true, 0, 3}, {false, 0, 9}, {true, 5000, 8}, {false, 5000, 4}} {
		for range c.n {
			y, x = append(y, c.y), append(x, c.x)
		}
	}
	fit, err := estimate.Logit(y, named(x))
	require.NoError(t, err)
	assert.InDelta(t, math.Log(3./9), fit.Coefficients[0].Estimate, 1e-10)
	assert.InDelta(t, math.Log(2.*3)/5000, fit.Coefficients[1].Estimate, 1e-13)
	assert.InDelta(t, math.Sqrt(1./3+1./9+1./8+1./4)/5000, fit.Coefficients[1].StdError, 1e-12)
	assert.InDelta(t, math.Sqrt(1./3+1./9), fit.Coefficients[0].StdError, 1e-10)
	sum := 0.0
	for _, p := range fit.Fitted {
		sum += p
	}
	assert.InDelta(t, 11, sum, 1e-9)
}

// A weight above 20 is told.
func TestResponseWeights_Warn(t *testing.T) {
	seen, x := make([]bool, 200), make([]float64, 200)
	for i := range seen {
		x[i] = float64(i % 2)
		seen[i] = i%2 == 0 && i%4 == 0 || i == 7 || i == 9
	}
	weights, _, warnings, err := estimate.ResponseWeights(seen, named(x))
	require.NoError(t, err)
	require.Len(t, warnings, 1)
	assert.EqualError(t, warnings[0], "2 rows with a chance of less than 0.05 of being seen: the largest weight is 50.0")
	assert.True(t, math.IsNaN(weights[1]), "not seen")
	assert.InDelta(t, 2, weights[0], 1e-9)
}
