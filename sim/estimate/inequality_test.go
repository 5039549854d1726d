package estimate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/estimate"
)

// The definition, pair by pair, weights included.
func TestGini_IsHalfTheMeanDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		y, w := make([]float64, n), make([]float64, n)
		for i := range y {
			y[i], w[i] = rapid.Float64Range(0, 1000).Draw(t, "y"), rapid.Float64Range(0, 3).Draw(t, "w")
		}
		y[0], w[0] = 1, 1
		var difference, mean, total float64
		for i := range y {
			total += w[i]
			mean += w[i] * y[i]
			for j := range y {
				difference += w[i] * w[j] * math.Abs(y[i]-y[j])
			}
		}
		got, err := estimate.Gini(y, w)
		require.NoError(t, err)
		assert.InDelta(t, difference/(2*total*mean), got, 1e-12)
	})
}

// One has all: (n-1)/n. All alike: 0 for every measure.
func TestInequality_Ends(t *testing.T) {
	g, err := estimate.Gini([]float64{0, 0, 0, 8}, nil)
	require.NoError(t, err)
	assert.InDelta(t, 0.75, g, 1e-15)
	alike := []float64{3, 3, 3}
	g, err = estimate.Gini(alike, nil)
	require.NoError(t, err)
	theilT, theilL, err := estimate.Theil(alike)
	require.NoError(t, err)
	a, err := estimate.Atkinson(alike, 1)
	require.NoError(t, err)
	for _, v := range []float64{g, theilT, theilL, a} {
		assert.InDelta(t, 0, v, 1e-15)
	}
	theilT, theilL, err = estimate.Theil([]float64{0, 4})
	require.NoError(t, err)
	assert.InDelta(t, math.Ln2, theilT, 1e-15) // (2 ln 2 + 0)/2
	assert.True(t, math.IsInf(theilL, 1))
}

// Atkinson's measure is continuous where its formula changes, at an aversion of 1, where it is 1 - exp(-Theil L).
func TestAtkinson_AtOne(t *testing.T) {
	y := []float64{1, 2, 5, 9}
	one, err := estimate.Atkinson(y, 1)
	require.NoError(t, err)
	near, err := estimate.Atkinson(y, 1+1e-7)
	require.NoError(t, err)
	_, l, err := estimate.Theil(y)
	require.NoError(t, err)
	assert.InDelta(t, one, near, 1e-7)
	assert.InDelta(t, 1-math.Exp(-l), one, 1e-14)
	assert.Panics(t, func() { _, _ = estimate.Atkinson(y, 0) })
}

// Nobody is lost between the groups, whatever the ties, and a value at a cut belongs below it.
func TestGroups_HoldEverybody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var y []float64
		for range rapid.IntRange(1, 60).Draw(t, "n") {
			y = append(y, float64(rapid.IntRange(0, 8).Draw(t, "y")))
		}
		groups, err := estimate.Groups(y, 10, 7)
		require.NoError(t, err)
		n, sum, total := 0, 0.0, 0.0
		for _, g := range groups {
			n += g.N
			if g.N > 0 {
				sum += float64(g.N) * g.Mean
				assert.GreaterOrEqual(t, g.Mean, g.From)
				assert.LessOrEqual(t, g.Mean, g.To)
			}
		}
		for _, v := range y {
			total += v
		}
		assert.Equal(t, len(y), n)
		assert.InDelta(t, total, sum, 1e-9)
	})
}

func TestInequality_Refuses(t *testing.T) {
	for name, c := range map[string]struct {
		y    []float64
		want string
	}{
		"no rows":  {nil, "outcome: found no rows, expected at least 1"},
		"negative": {[]float64{1, -2}, "row 1: outcome: found -2, expected a number from 0 to 1e+75"},
		"NaN":      {[]float64{math.NaN()}, "row 0: outcome: found NaN, expected a number from 0 to 1e+75"},
		"nothing":  {[]float64{0, 0}, "outcome: found 0 in every row, expected a mean above 0"},
	} {
		_, _, err := estimate.Theil(c.y)
		assert.EqualError(t, err, c.want, name)
		_, err = estimate.Atkinson(c.y, 0.5)
		assert.EqualError(t, err, c.want, name)
		_, err = estimate.Lorenz(c.y, []float64{0.5})
		assert.EqualError(t, err, c.want, name)
	}
	_, err := estimate.Gini([]float64{-1, 1}, nil)
	assert.EqualError(t, err, "outcome: found mean 0, expected a mean above 0")
	_, err = estimate.Groups(nil, 10, 7)
	assert.EqualError(t, err, "outcome: found no rows, expected at least 1")
	assert.Panics(t, func() { _, _ = estimate.Groups([]float64{1}, 0, 7) })
}
