package estimate_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/estimate"
)

// The standard error is defined here as HC2, so it must equal the sandwich of the regression on (1, treated) with squared
// residuals divided by 1 - leverage, written out independently.
func TestDifferenceInMeans_IsHC2(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y, treated := sample(t)
		e, err := estimate.DifferenceInMeans(y, treated)
		require.NoError(t, err)
		beta, se := hc2(y, treated)
		assert.InDelta(t, beta, e.Estimate, 1e-9*(1+math.Abs(beta)))
		assert.InDelta(t, se, e.StdError, 1e-9*(1+se))
	})
}

// Changing the unit of the outcome changes the unit of the answer and nothing else; swapping the arms turns its sign.
func TestDifferenceInMeans_UnitsAndSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y, treated := sample(t)
		e, err := estimate.DifferenceInMeans(y, treated)
		require.NoError(t, err)
		pence, swapped := make([]float64, len(y)), make([]bool, len(y))
		for i := range y {
			pence[i], swapped[i] = 100*y[i]+7, !treated[i]
		}
		f, err := estimate.DifferenceInMeans(pence, swapped)
		require.NoError(t, err)
		const tolerance = 1e-8 // of outcomes up to 1e5 pence whose rounding is 1e-11
		assert.InDelta(t, -100*e.Estimate, f.Estimate, tolerance)
		assert.InDelta(t, 100*e.StdError, f.StdError, tolerance)
		assert.InDelta(t, -100*e.ConfHigh, f.ConfLow, tolerance*10)
		assert.InDelta(t, e.PValue, f.PValue, 1e-8)
		assert.InDelta(t, e.DF, f.DF, 1e-6*e.DF)
	})
}

// sample draws outcomes of two arms of at least three that certainly vary.
func sample(t *rapid.T) (y []float64, treated []bool) {
	n := rapid.IntRange(0, 30).Draw(t, "n")
	y, treated = []float64{0, 5, 9, 1, 2, 4}, []bool{true, true, true, false, false, false}
	for range n {
		y = append(y, rapid.Float64Range(-1000, 1000).Draw(t, "y"))
		treated = append(treated, rapid.Bool().Draw(t, "treated"))
	}
	return y, treated
}

func hc2(y []float64, treated []bool) (beta, se float64) {
	var n, sum [2]float64
	side := map[bool]int{true: 1}
	for i, v := range y {
		n[side[treated[i]]]++
		sum[side[treated[i]]] += v
	}
	var meat float64 // of the coefficient on treated: the row of (X'X)^-1 X' is ±1/n of the arm, the leverage 1/n
	for i, v := range y {
		arm := side[treated[i]]
		residual := v - sum[arm]/n[arm]
		meat += residual * residual / (1 - 1/n[arm]) / (n[arm] * n[arm])
	}
	return sum[1]/n[1] - sum[0]/n[0], math.Sqrt(meat)
}

// Size and coverage where the classical error is far off: a small arm with three times the spread. Outcomes are normal, so
// Welch's test rejects a true null in 5% of samples to within 0.1 points (Welch 1951); 20,000 samples have a Monte Carlo error
// of 0.15 points. The bound of 4 such errors leaves a right program a chance of 6 in 100,000 of failing, and finds the pooled
// error, which rejects in 20% here.
func TestDifferenceInMeans_SizeAndCoverage(t *testing.T) {
	const samples, n1, n0, effect = 20_000, 30, 90, 2.0
	draw := rand.New(rand.NewPCG(2015, 1))
	treated := make([]bool, n1+n0)
	y := make([]float64, n1+n0)
	rejected, covered := 0, 0
	for range samples {
		for i := range y {
			treated[i] = i < n1
			y[i] = draw.NormFloat64()
			if treated[i] {
				y[i] = effect + 3*y[i]
			}
		}
		e, err := estimate.DifferenceInMeans(y, treated)
		require.NoError(t, err)
		if e.ConfLow <= effect && effect <= e.ConfHigh {
			covered++
		}
		// a test of effect = 2 is a test of no effect on outcomes less 2
		null := e
		null.Statistic = (e.Estimate - effect) / e.StdError
		if math.Abs(null.Statistic) > (e.ConfHigh-e.Estimate)/e.StdError {
			rejected++
		}
	}
	monteCarlo := math.Sqrt(0.05 * 0.95 / samples)
	assert.InDelta(t, 0.95, float64(covered)/samples, 4*monteCarlo+0.001)
	assert.Equal(t, samples, covered+rejected, "the interval holds the effects that a test does not reject")
}

// Under the null the p-value is uniform: its share below 5%, 50% and 95% is what it says.
func TestDifferenceInMeans_PValueUniform(t *testing.T) {
	const samples = 10_000
	draw := rand.New(rand.NewPCG(2015, 2))
	y, treated := make([]float64, 60), make([]bool, 60)
	below := map[float64]int{0.05: 0, 0.5: 0, 0.95: 0}
	for range samples {
		for i := range y {
			y[i], treated[i] = draw.NormFloat64(), i%3 == 0
		}
		e, err := estimate.DifferenceInMeans(y, treated)
		require.NoError(t, err)
		for level := range below {
			if e.PValue < level {
				below[level]++
			}
		}
	}
	for level, count := range below {
		monteCarlo := math.Sqrt(level * (1 - level) / samples)
		assert.InDelta(t, level, float64(count)/samples, 4*monteCarlo+0.001, "share of p below %v", level)
	}
}

func TestDifferenceInMeans_Refuses(t *testing.T) {
	y, treated := []float64{1, 2, 3}, []bool{true, false, true}
	t.Run("NaN names its row", func(t *testing.T) {
		_, err := estimate.DifferenceInMeans([]float64{1, math.NaN(), 3}, treated)
		var bad *estimate.BadValue
		require.ErrorAs(t, err, &bad)
		assert.Equal(t, 1, bad.Row)
		assert.EqualError(t, err, "row 1: outcome: found NaN, expected a finite number")
	})
	t.Run("infinity", func(t *testing.T) {
		_, err := estimate.DifferenceInMeans([]float64{1, 2, math.Inf(-1)}, treated)
		assert.EqualError(t, err, "row 2: outcome: found -Inf, expected a finite number")
	})
	t.Run("an empty arm", func(t *testing.T) {
		_, err := estimate.DifferenceInMeans(y, []bool{true, true, true})
		var empty *estimate.EmptyArm
		require.ErrorAs(t, err, &empty)
		assert.False(t, empty.Treated)
		_, err = estimate.DifferenceInMeans[float64](nil, nil)
		assert.ErrorAs(t, err, &empty)
	})
	t.Run("squares beyond float64", func(t *testing.T) {
		_, err := estimate.DifferenceInMeans([]float64{1e200, 2, -1e200, 5}, []bool{true, false, true, false})
		assert.ErrorContains(t, err, "exceed 1e308")
	})
	t.Run("lengths that differ are a bug of the caller", func(t *testing.T) {
		assert.PanicsWithValue(t, "estimate: y and treated differ in length", func() {
			_, _ = estimate.DifferenceInMeans(y, treated[:2])
		})
	})
}

// A weak result comes with its number and says so; what the data do not define is NaN, never 0.
func TestDifferenceInMeans_Warns(t *testing.T) {
	t.Run("one person in an arm", func(t *testing.T) {
		e, err := estimate.DifferenceInMeans([]float64{7, 2, 4}, []bool{true, false, false})
		require.NoError(t, err)
		assert.Equal(t, 4.0, e.Estimate)
		var few *estimate.TooFew
		require.ErrorAs(t, errors.Join(e.Warnings...), &few)
		assert.True(t, few.Treated)
		for _, v := range []float64{e.StdError, e.Statistic, e.PValue, e.ConfLow, e.ConfHigh, e.DF} {
			assert.True(t, math.IsNaN(v))
		}
	})
	t.Run("no variation on one side", func(t *testing.T) {
		e, err := estimate.DifferenceInMeans([]float64{1, 1, 0, 1}, []bool{true, true, false, false})
		require.NoError(t, err)
		assert.Equal(t, 0.5, e.StdError) // sqrt(0/2 + 0.5/2)
		assert.Equal(t, 1.0, e.DF)       // that of the arm that varies
		require.Len(t, e.Warnings, 1)
		assert.EqualError(t, e.Warnings[0], "no variation in the outcome in the treated arm: the standard error may be too small")
	})
	t.Run("no variation at all", func(t *testing.T) {
		e, err := estimate.DifferenceInMeans([]float64{3, 3, 1, 1}, []bool{true, true, false, false})
		require.NoError(t, err)
		assert.Equal(t, 2.0, e.Estimate)
		assert.Zero(t, e.StdError)
		assert.True(t, math.IsNaN(e.PValue), "no variation is no evidence")
		assert.Len(t, e.Warnings, 2)
	})
	t.Run("an ordinary sample has none", func(t *testing.T) {
		e, err := estimate.DifferenceInMeans([]float64{3, 5, 1, 2}, []bool{true, true, false, false})
		require.NoError(t, err)
		assert.Empty(t, e.Warnings)
	})
}

// Outcomes come as tables hold them: whole pence give what the same numbers in floating point give.
func TestDifferenceInMeans_TakesWholeNumbers(t *testing.T) {
	type pence int64
	whole, real := []pence{12000, 9000, 15000, 11000}, []float64{12000, 9000, 15000, 11000}
	treated := []bool{true, false, true, false}
	a, err := estimate.DifferenceInMeans(whole, treated)
	require.NoError(t, err)
	b, err := estimate.DifferenceInMeans(real, treated)
	require.NoError(t, err)
	assert.Equal(t, b, a)
	assert.Equal(t, 3500.0, a.Estimate)
}
