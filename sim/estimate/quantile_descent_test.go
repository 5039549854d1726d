package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

// The search for the lowest corner ends where rounding hides the way: it once went round for ever, or panicked. What it then says is a bound.
func TestQuantileRegression_NearlyCollinear(t *testing.T) {
	draw := rand.New(rand.NewPCG(2015, 13))
	unsettled := 0
	for range 4_000 {
		n := 4 + draw.IntN(6)
		y, z, x := make([]float64, n), estimate.Column{Name: "z"}, estimate.Column{Name: "x"}
		for i := range n {
			y[i] = math.Round(8*draw.Float64()) - 2
			z.Values = append(z.Values, float64(draw.IntN(2)))
			x.Values = append(x.Values, math.Round(8*draw.Float64())-2)
		}
		for range 1 + draw.IntN(3) {
			x.Values[draw.IntN(n)] = math.Pow(10, 375*draw.Float64()-300)
			y[draw.IntN(n)] = math.Pow(10, 375*draw.Float64()-300)
		}
		fit, err := estimate.QuantileRegression(y, []estimate.Column{z, x}, 0.4)
		if err != nil { // *Aliased
			continue
		}
		assert.False(t, math.IsNaN(fit.Objective))
		for _, w := range fit.Warnings {
			if u, is := w.(*estimate.Unsettled); is {
				assert.Equal(t, fit.Gap, u.Gap)
				unsettled++
			}
		}
	}
	assert.Positive(t, unsettled)
}

// Tables on which rounding leaves the steepest edge no end: it once panicked.
func TestQuantileRegression_NoEnd(t *testing.T) {
	for _, c := range []struct{ y, z, x []float64 }{
		{[]float64{0, 0, 5e-324, 0, 0}, []float64{1, 0, 1, 0, 1}, []float64{2, 0, -1, 0.623385777117292, 1}},
		{[]float64{2, 5, 4, 0, 3, 1e8}, []float64{1, 0, 1, 1, 0, 0}, []float64{-1e75, 0.8533479578677685, 0.4194677928066721, 0, 1e75, 0}},
	} {
		fit, err := estimate.QuantileRegression(c.y, []estimate.Column{{Name: "z", Values: c.z}, {Name: "x", Values: c.x}}, 0.4)
		require.NoError(t, err)
		assert.NotEmpty(t, fit.Warnings)
		assert.False(t, math.IsNaN(fit.Objective))
	}
}

// Outcomes are told apart by less than matters: beside one of a million, those of everybody else keep their order, and the fit its least.
func TestQuantileRegression_OneOutlier(t *testing.T) {
	draw := rand.New(rand.NewPCG(2015, 14))
	y, x := []float64{1e6}, estimate.Column{Name: "x", Values: []float64{0}}
	for range 200 {
		v := draw.NormFloat64()
		y, x.Values = append(y, v+draw.NormFloat64()), append(x.Values, v)
	}
	fit, err := estimate.QuantileRegression(y, []estimate.Column{x}, 0.5)
	require.NoError(t, err)
	assert.Less(t, fit.Gap, 1e-4)
}
