package estimate_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/combin"
	"pgregory.net/rapid"

	"inwork/sim"
	"inwork/sim/estimate"
)

// The order among methods that their papers prove: no method is below the raw p, and each is nowhere above the one it improves on.
func TestAdjustP_Order(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 20).Draw(t, "p")
		of := func(method estimate.Adjustment) []float64 {
			adjusted, err := estimate.AdjustP(p, method)
			require.NoError(t, err)
			return adjusted
		}
		for _, pair := range [][2]estimate.Adjustment{
			{estimate.Hommel, estimate.Hochberg}, {estimate.Hochberg, estimate.Holm}, {estimate.Holm, estimate.Bonferroni},
			{estimate.SidakStepDown, estimate.Sidak}, {estimate.Sidak, estimate.Bonferroni}, {estimate.SidakStepDown, estimate.Holm},
			{estimate.BenjaminiHochberg, estimate.Hommel}, {estimate.BenjaminiHochberg, estimate.BenjaminiYekutieli},
			{estimate.AdaptiveBH, estimate.BenjaminiHochberg},
		} {
			better, worse := of(pair[0]), of(pair[1])
			for i := range p {
				assert.LessOrEqual(t, better[i], worse[i]+1e-12, "%v of %v", pair, p)
			}
		}
		for i, v := range of(estimate.Hommel) {
			assert.GreaterOrEqual(t, v, p[i])
		}
	})
}

// The closed test behind Holm's and Hommel's methods, from their definition: a hypothesis is rejected when every intersection that
// holds it is, by Bonferroni's or by Simes's test.
func TestAdjustP_IsTheClosedTest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 6).Draw(t, "p")
		bonferroni := func(s []float64) float64 { return min(1, float64(len(s))*s[0]) }
		simes := func(s []float64) float64 {
			least := 1.0
			for i, v := range s {
				least = min(least, float64(len(s))/float64(i+1)*v)
			}
			return least
		}
		for method, local := range map[estimate.Adjustment]func([]float64) float64{estimate.Holm: bonferroni, estimate.Hommel: simes} {
			got, err := estimate.AdjustP(p, method)
			require.NoError(t, err)
			assert.InDeltaSlice(t, closed(p, local), got, 1e-12, "%v", method)
		}
	})
}

func closed(p []float64, local func(sorted []float64) float64) []float64 {
	out := make([]float64, len(p))
	for set := 1; set < 1<<len(p); set++ {
		var members []float64
		for i := range p {
			if set>>i&1 == 1 {
				members = append(members, p[i])
			}
		}
		for a := range members { // small, so by hand
			for b := a + 1; b < len(members); b++ {
				if members[b] < members[a] {
					members[a], members[b] = members[b], members[a]
				}
			}
		}
		for i := range p {
			if set>>i&1 == 1 {
				out[i] = max(out[i], local(members))
			}
		}
	}
	return out
}

func TestAdjustP_Refuses(t *testing.T) {
	_, err := estimate.AdjustP([]float64{0.1, 1.2}, estimate.Holm)
	assert.EqualError(t, err, "row 1: p-value: found 1.2, expected 0 to 1, or NaN for no test")
	_, err = estimate.TwoStageBH([]float64{-0.1}, 0.05)
	assert.EqualError(t, err, "row 0: p-value: found -0.1, expected 0 to 1, or NaN for no test")
	assert.Panics(t, func() { _, _ = estimate.AdjustP(nil, 99) })
	assert.Panics(t, func() { _, _ = estimate.TwoStageBH(nil, 5) })
	none, err := estimate.AdjustP([]float64{math.NaN()}, estimate.Hommel)
	require.NoError(t, err)
	assert.True(t, math.IsNaN(none[0]))
}

// Where the slopes never rise the number of true nulls has no estimate, and nothing is gained on the plain method.
func TestAdjustP_AdaptiveFallsBack(t *testing.T) {
	p := []float64{0.01, 0.02, 0.03, 0.04, 0.05}
	assert.Equal(t, adjust(t, p, estimate.BenjaminiHochberg), adjust(t, p, estimate.AdaptiveBH))
}

// Under the sharp null every assignment is as likely as the observed one. So, over all of them, the smallest adjusted p is at or
// below a level in no more than that share: exactly, for outcomes as dependent as these.
func TestWestfallYoung_ErrorIsExact(t *testing.T) {
	a := []float64{3, 1, 4, 1.5, 9, 2.6, 5.3, 5.8}
	b, c := make([]float64, 8), []float64{2, 7, 1, 8, 2.5, 8.1, 1.7, 9}
	for i := range a {
		b[i] = a[i] + 0.3*c[i]
	}
	smallest := map[float64]int{}
	n := 0
	for all := combin.NewCombinationGenerator(8, 4); all.Next(); n++ {
		treated := make([]bool, 8)
		for _, i := range all.Combination(nil) {
			treated[i] = true
		}
		m, err := estimate.WestfallYoung(context.Background(), named(a, b, c), treated, estimate.Resampling{})
		require.NoError(t, err)
		require.True(t, m.Complete)
		for h := range m.Raw {
			assert.LessOrEqual(t, m.Raw[h], m.StepDown[h])
			assert.LessOrEqual(t, m.StepDown[h], m.SingleStep[h])
		}
		for _, level := range []float64{0.05, 0.1, 0.2, 0.5} {
			if min(m.StepDown[0], m.StepDown[1], m.StepDown[2]) <= level+1e-12 {
				smallest[level]++
			}
		}
	}
	require.Equal(t, 70, n)
	for level, count := range smallest {
		assert.LessOrEqual(t, float64(count)/70, level)
		assert.Greater(t, float64(count)/70, level-3./70, "and not idle: statistics come in pairs of both signs")
	}
}

// Draws that are too few for all ways are keyed: the same twice, others under another key, and near the complete answer.
func TestWestfallYoung_Draws(t *testing.T) {
	y := [][]float64{{1, 5, 2, 8, 3, 9, 4, 7, 6, 12, 3, 10}, {2, 1, 1, 3, 0, 2, 5, 1, 1, 2, 2, 4}}
	treated := isOne([]float64{0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1})
	run := func(draws int, seed uint64) estimate.MaxT {
		m, err := estimate.WestfallYoung(context.Background(), named(y...), treated, estimate.Resampling{Most: draws, Draws: sim.NewDraws(seed, 0, 0, 1)})
		require.NoError(t, err)
		return m
	}
	complete, drawn := run(924, 1), run(900, 1)
	assert.True(t, complete.Complete)
	assert.False(t, drawn.Complete)
	assert.Equal(t, drawn, run(900, 1))
	assert.NotEqual(t, drawn.Raw, run(900, 2).Raw)
	for h := range y {
		p := complete.StepDown[h]
		assert.InDelta(t, p, drawn.StepDown[h], 4.2*math.Sqrt(p*(1-p)/900)+1./900)
	}
}

func TestWestfallYoung_Refuses(t *testing.T) {
	ctx, r := context.Background(), estimate.Resampling{}
	y := named([]float64{1, 2, 3, 4})
	_, err := estimate.WestfallYoung(ctx, y, []bool{true, true, true, true}, r)
	var empty *estimate.EmptyArm
	assert.ErrorAs(t, err, &empty)
	_, err = estimate.WestfallYoung(ctx, y, []bool{true, false, false, false}, r)
	assert.EqualError(t, err, "treated: found 1 row in an arm, expected at least 2")
	_, err = estimate.WestfallYoung(ctx, named([]float64{1, 2, 3, math.NaN()}), []bool{true, false, true, false}, r)
	assert.EqualError(t, err, "row 3: covariate 1: found NaN, expected a finite number")
	_, err = estimate.WestfallYoung(ctx, y, []bool{true, false, true, false}, estimate.Resampling{Most: 5})
	assert.EqualError(t, err, "draws: found none for 6 possibilities, expected a source of random numbers, or as many draws as there are possibilities")
	stopped, stop := context.WithCancel(ctx)
	stop()
	_, err = estimate.WestfallYoung(stopped, y, []bool{true, false, true, false}, r)
	assert.ErrorIs(t, err, context.Canceled)
	_, err = estimate.StepDownMaxT([]float64{1}, nil, true)
	assert.EqualError(t, err, "null: found no draws, expected at least 1")
	_, err = estimate.StepDownMaxT([]float64{1}, [][]float64{{2}, {math.NaN()}}, true)
	assert.EqualError(t, err, "row 0: null, draw 1: found NaN, expected a statistic")
}

// An outcome that does not vary is evidence of nothing; one that separates the arms perfectly is as far out as can be.
func TestWestfallYoung_NoVariation(t *testing.T) {
	treated := isOne([]float64{1, 1, 1, 0, 0, 0})
	m, err := estimate.WestfallYoung(context.Background(), named([]float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, []float64{1, 1, 1, 0, 0, 0}), treated,
		estimate.Resampling{})
	require.NoError(t, err)
	assert.Equal(t, []float64{0, math.Inf(1)}, m.Statistic)
	assert.Equal(t, 1.0, m.StepDown[0])
	assert.InDelta(t, 0.1, m.StepDown[1], 1e-15, "2 of 20 ways")
}

// Without a +1 a Monte Carlo p could be 0; with it, it cannot be below 1/(draws+1).
func TestStepDownMaxT_NeverZero(t *testing.T) {
	m, err := estimate.StepDownMaxT([]float64{9, 1}, [][]float64{{1, 0}, {0, 2}, {1, 1}}, false)
	require.NoError(t, err)
	assert.Equal(t, []float64{0.25, 0.75}, m.Raw)
	assert.Equal(t, []float64{0.25, 0.75}, m.StepDown)
	assert.Equal(t, []float64{0.25, 1}, m.SingleStep)
}
