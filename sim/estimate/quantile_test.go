package estimate_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/estimate"
)

// tied draws outcomes of which many are alike, as earnings are at 0, with one covariate of few values and one of many.
func tied(t *rapid.T) (y []float64, x [][]float64) {
	n := rapid.IntRange(6, 14).Draw(t, "n")
	x = make([][]float64, 2)
	for i := range n {
		y = append(y, float64(max(0, rapid.IntRange(-3, 5).Draw(t, "y"))))
		x[0] = append(x[0], float64(i%2))
		x[1] = append(x[1], float64(rapid.IntRange(-5, 5).Draw(t, "x"))+0.01*float64(i*i))
	}
	return y, x
}

// The least sum of checks is had at a plane through as many rows as coefficients (Koenker and Bassett 1978, theorem 3.1), so going
// through all such planes finds it. Ties are where the method could stop short.
func TestQuantileRegression_IsTheLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y, x := tied(t)
		tau := rapid.SampledFrom([]float64{0.1, 0.25, 0.5, 0.7, 0.9}).Draw(t, "tau")
		fit, err := estimate.QuantileRegression(y, named(x...), tau)
		require.NoError(t, err)
		assert.InDelta(t, leastChecks(y, x, tau), fit.Objective, 1e-7)
		assert.InDelta(t, 0, fit.Gap, 1e-6)
	})
}

func leastChecks(y []float64, x [][]float64, tau float64) float64 {
	least := math.Inf(1)
	for a := range y {
		for b := a + 1; b < len(y); b++ {
			for c := b + 1; c < len(y); c++ {
				plane, ok := planeThrough(y, x, a, b, c)
				if !ok {
					continue
				}
				sum := 0.0
				for i := range y {
					r := y[i] - plane[0] - plane[1]*x[0][i] - plane[2]*x[1][i]
					sum += max(tau*r, (tau-1)*r)
				}
				least = min(least, sum)
			}
		}
	}
	return least
}

// planeThrough solves for the plane through three rows by Cramer's rule.
func planeThrough(y []float64, x [][]float64, a, b, c int) (plane [3]float64, ok bool) {
	det := func(u, v, w [3]float64) float64 {
		return u[0]*(v[1]*w[2]-v[2]*w[1]) - u[1]*(v[0]*w[2]-v[2]*w[0]) + u[2]*(v[0]*w[1]-v[1]*w[0])
	}
	one := [3]float64{1, 1, 1}
	u, v := [3]float64{x[0][a], x[0][b], x[0][c]}, [3]float64{x[1][a], x[1][b], x[1][c]}
	out := [3]float64{y[a], y[b], y[c]}
	whole := det(one, u, v)
	if math.Abs(whole) < 1e-9 {
		return plane, false
	}
	return [3]float64{det(out, u, v) / whole, det(one, out, v) / whole, det(one, u, out) / whole}, true
}

// The order of rows decides nothing, even where many planes do: the answer is the corner whose coefficients are least.
func TestQuantileRegression_RowOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(4, 20).Draw(t, "n")
		y, z := make([]float64, 2*n), make([]float64, 2*n)
		for i := range y {
			y[i], z[i] = float64(rapid.IntRange(0, 300).Draw(t, "y")), float64(i%2)
		}
		order := rapid.Permutation(indices(2*n)).Draw(t, "order")
		a, err := estimate.QuantileRegression(y, named(z), 0.5)
		require.NoError(t, err)
		b, err := estimate.QuantileRegression(pick(y, order), named(pick(z, order)), 0.5)
		require.NoError(t, err)
		assert.InDeltaSlice(t, a.Coef, b.Coef, 1e-9)
	})
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func pick[T any](column []T, rows []int) []T {
	picked := make([]T, len(rows))
	for k, i := range rows {
		picked[k] = column[i]
	}
	return picked
}

// With a treatment alone the coefficient is a quantile effect: between those of types 1 and 2's neighbours there is no other where
// n tau is not whole.
func TestQuantileRegression_IsTheQuantileEffect(t *testing.T) {
	y := []float64{3, 0, 0, 9, 4, 7, 1, 0, 12, 5, 8}
	z := []float64{1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0}
	fit, err := estimate.QuantileRegression(y, named(z), 0.3)
	require.NoError(t, err)
	effects, err := estimate.QuantileEffects(y, isOne(z), []float64{0.3}, 1)
	require.NoError(t, err)
	assert.InDelta(t, effects[0].Effect, fit.Coef[1], 1e-12)
	assert.InDelta(t, effects[0].Control, fit.Coef[0], 1e-12)
	assert.Empty(t, fit.Warnings)
}

func TestQuantileRegression_Refuses(t *testing.T) {
	y, z := []float64{1, 2, 3, 4}, []float64{0, 1, 0, 1}
	for name, c := range map[string]struct {
		y    []float64
		x    [][]float64
		want string
	}{
		"NaN":              {[]float64{1, math.NaN(), 3, 4}, [][]float64{z}, "row 1: outcome: found NaN, expected a finite number"},
		"NaN in covariate": {y, [][]float64{{0, 1, math.Inf(1), 0}}, "row 2: covariate 1: found +Inf, expected a finite number"},
		"a constant":       {y, [][]float64{z, {5, 5, 5, 5}}, "covariate 2: found a combination of the constant and the covariates before it, expected a column of its own"},
		"a combination":    {y, [][]float64{z, {7, 9, 7, 9}}, "covariate 2: found a combination"},
		"too few rows":     {y[:2], [][]float64{z[:2], {3, 4}}, "outcome: found 2 rows, expected at least 3, one a coefficient"},
		"no rows":          {nil, nil, "outcome: found 0 rows, expected at least 1"},
		"too large":        {[]float64{-1e308, 1e308, 0, 1}, [][]float64{z}, "row 0: outcome: found -1e+308, expected a number of at most 1e+75"},
	} {
		_, err := estimate.QuantileRegression(c.y, named(c.x...), 0.5)
		assert.ErrorContains(t, err, c.want, name)
	}
	assert.PanicsWithValue(t, "estimate: quantile regression at 1, expected above 0 and below 1",
		func() { _, _ = estimate.QuantileRegression(y, nil, 1) })
	assert.Panics(t, func() { _, _ = estimate.QuantileRegression(y, named([]float64{1}), 0.5) })
}

// Where all values are alike, or a flat bottom leaves a choice, the number comes with its warning.
func TestQuantileRegression_Warns(t *testing.T) {
	fit, err := estimate.QuantileRegression([]float64{1, 2, 3, 4}, nil, 0.5)
	require.NoError(t, err)
	assert.InDelta(t, 2, fit.Coef[0], 1e-12, "the least of the medians 2 to 3")
	require.Len(t, fit.Warnings, 1)
	assert.EqualError(t, fit.Warnings[0], "quantile regression at 0.5: the solution is not unique")

	fit, err = estimate.QuantileRegression([]float64{5, 5, 5, 5, 5}, nil, 0.5)
	require.NoError(t, err)
	assert.Equal(t, []float64{5}, fit.Coef)
	list, _ := fit.Coefficients(estimate.IID)
	assert.True(t, math.IsNaN(list[0].StdError), "five rows have no window about the median")
}

// Every type keeps to the order of the data and to its ends; types 4 to 9 move with the data's unit.
func TestQuantiles_Bounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 1, 30).Draw(t, "y")
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 2, 2).Draw(t, "p")
		slices.Sort(p)
		for kind := range estimate.QuantileType(10) {
			q, err := estimate.Quantiles(y, []float64{0, p[0], p[1], 1}, kind)
			require.NoError(t, err)
			assert.Equal(t, slices.Min(y), q[0], kind)
			assert.Equal(t, slices.Max(y), q[3], kind)
			assert.LessOrEqual(t, q[1], q[2]+1e-9, kind)
		}
	})
}

// np that is whole but for rounding counts as whole: 0.1 + 0.2 of 10 is 3.
func TestQuantiles_Fuzz(t *testing.T) {
	y := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}
	tenth := 0.1
	for kind, want := range map[estimate.QuantileType]float64{1: 3, 2: 3.5, 3: 3} {
		q, err := estimate.Quantiles(y, []float64{tenth + 0.2}, kind)
		require.NoError(t, err)
		assert.Equal(t, want, q[0], "type %d", kind)
	}
}

func TestQuantiles_Refuses(t *testing.T) {
	_, err := estimate.Quantiles(nil, []float64{0.5}, 7)
	assert.EqualError(t, err, "outcome: found no rows, expected at least 1")
	_, err = estimate.Quantiles([]float64{1}, []float64{0.5, 1.5}, 7)
	assert.EqualError(t, err, "row 1: probability: found 1.5, expected 0 to 1")
	_, err = estimate.Quantiles([]float64{1, math.NaN()}, []float64{0.5}, 7)
	assert.EqualError(t, err, "row 1: outcome: found NaN, expected a finite number")
	assert.PanicsWithValue(t, "estimate: quantile type 10, expected 1 to 9", func() { _, _ = estimate.Quantiles([]float64{1}, []float64{1}, 10) })
	_, err = estimate.WeightedQuantiles([]float64{1, 2}, []float64{1, -1}, nil)
	assert.EqualError(t, err, "row 1: weight: found -1, expected a number from 0 to 1e+75")
	_, err = estimate.WeightedQuantiles([]float64{1, 2}, []float64{0, 0}, nil)
	assert.EqualError(t, err, "weight: found no row of weight above 0, expected at least 1")
}

// A row of weight 3 is three rows, and with equal weights the quantile is type 4.
func TestWeightedQuantiles_CountsPeople(t *testing.T) {
	p := []float64{0.05, 0.3, 0.5, 0.77, 1}
	weighted, err := estimate.WeightedQuantiles([]float64{4, 1, 9}, []float64{3, 2, 1}, p)
	require.NoError(t, err)
	repeated, err := estimate.WeightedQuantiles([]float64{1, 1, 4, 4, 4, 9}, []float64{1, 1, 1, 1, 1, 1}, p)
	require.NoError(t, err)
	assert.InDeltaSlice(t, repeated, weighted, 1e-12)
	distinct := []float64{2, 3, 5, 8, 13, 21, 34}
	weighted, err = estimate.WeightedQuantiles(distinct, []float64{2, 2, 2, 2, 2, 2, 2}, p)
	require.NoError(t, err)
	four, err := estimate.Quantiles(distinct, p, 4)
	require.NoError(t, err)
	assert.InDeltaSlice(t, four, weighted, 1e-12)
}

func TestQuantileEffects_Refuses(t *testing.T) {
	_, err := estimate.QuantileEffects([]float64{1, 2}, []bool{true, true}, []float64{0.5}, 7)
	var empty *estimate.EmptyArm
	require.ErrorAs(t, err, &empty)
	assert.False(t, empty.Treated)
	_, err = estimate.QuantileEffects([]float64{1, math.NaN()}, []bool{true, false}, []float64{0.5}, 7)
	assert.EqualError(t, err, "row 1: outcome: found NaN, expected a finite number")
}
