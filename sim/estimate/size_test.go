package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/combin"

	"inwork/sim/estimate"
)

// The wild bootstrap keeps its size where the errors for many clusters do not: 8 unequal clusters and no effect. With 2,000 samples the
// Monte Carlo error of the share rejected is 0.5 points; the test may be off by 1.5.
func TestWildBootstrap_Size(t *testing.T) {
	samples := long(2_000)
	draw := rand.New(rand.NewPCG(2015, 8))
	wild, stata := 0.0, 0.0
	for range samples {
		y, z, codes := clustersOf(draw, [8]int{2, 2, 4, 6, 8, 10, 12, 16}, 0)
		o := estimate.Options{StdErrors: estimate.Stata, Clusters: codes}
		r, err := estimate.WildBootstrap(t.Context(), y, []estimate.Column{z}, "z", o, estimate.Resampling{})
		require.NoError(t, err)
		if r.PValue <= 0.05 {
			wild++
		}
		fit, err := estimate.LMRobust(y, []estimate.Column{z}, o)
		require.NoError(t, err)
		if fit.Coefficients[1].PValue <= 0.05 {
			stata++
		}
	}
	monteCarlo := math.Sqrt(0.05 * 0.95 / float64(samples))
	assert.InDelta(t, 0.05, wild/float64(samples), 4*monteCarlo+0.015)
	assert.Greater(t, stata/float64(samples), 0.05+4*monteCarlo+0.015)
}

// A randomisation test is exact: over all assignments that could have been made, without an effect, it rejects in no more than the share
// that it says. This is a fact about 252 numbers and no matter of luck.
func TestRandomisationTest_Exact(t *testing.T) {
	y := []float64{3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 9.7}
	var ps []float64
	treated := make([]bool, len(y))
	for pattern := range 1 << len(y) {
		count := 0
		for i := range y {
			treated[i] = pattern>>i&1 == 1
			if treated[i] {
				count++
			}
		}
		if count != 5 {
			continue
		}
		r, err := estimate.RandomisationTest(t.Context(), y, treated, estimate.Randomisation{}, estimate.Resampling{})
		require.NoError(t, err)
		ps = append(ps, r.PValue)
	}
	require.Len(t, ps, 252)
	for _, level := range []float64{0.01, 0.05, 0.1, 0.3, 0.5, 0.9} {
		rejected := 0.0
		for _, p := range ps {
			if p <= level+1e-12 {
				rejected++
			}
		}
		assert.LessOrEqual(t, rejected/252, level+1e-12)
		assert.Greater(t, rejected/252, level-0.03, "the grid is 2 of 252, or a few times that where differences are equal")
	}
}

// Fisher's test is exact too: given the totals, and so whatever the shares, a p-value p or one below comes with the probability p, so that it
// rejects in no more than the share that it says, and in as many as the grid of tables lets it. All tables of two arms of 9 and 13.
func TestFisher_Exact(t *testing.T) {
	const treated, control = 9, 13
	for events := int64(1); events < treated+control; events++ {
		var ps, chances []float64
		total := combin.GeneralizedBinomial(treated+control, float64(events))
		for x := max(0, events-control); x <= min(treated, events); x++ {
			f, err := estimate.TwoByTwo{{x, treated - x}, {events - x, control - events + x}}.Fisher()
			require.NoError(t, err)
			ps = append(ps, f.PValue)
			chances = append(chances, combin.GeneralizedBinomial(treated, float64(x))*combin.GeneralizedBinomial(control, float64(events-x))/total)
		}
		for _, p := range ps {
			below := 0.0
			for k := range ps {
				if ps[k] <= p+1e-9 {
					below += chances[k]
				}
			}
			assert.InDelta(t, p, below, 1e-9, "%d events", events)
		}
	}
}

// Where nothing is to be found, tests of curves reject as often as they say: m is 100 people an arm.
func TestCurves_Size(t *testing.T) {
	samples := long(2_000)
	draw := rand.New(rand.NewPCG(2015, 9))
	logRank, gray := 0.0, 0.0
	group := make([]int, 200)
	for i := range group {
		group[i] = i % 2
	}
	for range samples {
		time, event := lives(draw, len(group), once)
		test, err := estimate.LogRankTest(time, event, group, nil, 0)
		require.NoError(t, err)
		if test.PValue <= 0.05 {
			logRank++
		}
		cause := make([]int, len(time))
		for i, is := range event {
			if is {
				cause[i] = 1 + draw.IntN(2)
			}
		}
		between, err := estimate.GrayTest(time, cause, 1, group, 0)
		require.NoError(t, err)
		if between.PValue <= 0.05 {
			gray++
		}
	}
	monteCarlo := math.Sqrt(0.05 * 0.95 / float64(samples))
	t.Logf("log-rank %.4f, Gray %.4f (Monte Carlo error %.4f)", logRank/float64(samples), gray/float64(samples), monteCarlo)
	assert.InDelta(t, 0.05, logRank/float64(samples), 4*monteCarlo+oneIn(100))
	assert.InDelta(t, 0.05, gray/float64(samples), 4*monteCarlo+oneIn(100))
}
