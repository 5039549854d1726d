package estimate_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
	"inwork/sim/estimate"
)

// drawsForTests is any source.
var drawsForTests = sim.NewDraws(2015, 0, 0, 1)

// Drawing must find what taking all finds: 20,000 draws of 3,003 assignments have a Monte Carlo error of 0.3 points at most, and four
// of these leave a right program a chance of 6 in 100,000.
func TestRandomisationTest_DrawsLikeAll(t *testing.T) {
	f := readFrame(t, "data/ri_6_8.csv")
	blocked := readFrame(t, "data/ri_blocked.csv")
	for name, c := range map[string]struct {
		f   frame
		how estimate.Randomisation
	}{
		"rows":            {f, estimate.Randomisation{}},
		"an effect of 1":  {f, estimate.Randomisation{Effect: 1}},
		"Welch's t":       {f, estimate.Randomisation{Statistic: estimate.WelchT}},
		"blocks":          {blocked, estimate.Randomisation{Blocks: estimate.Codes(blocked.text(t, "block"))}},
		"clusters of two": {f, estimate.Randomisation{Clusters: clustersOfTwo(treatedIn(t, f))}},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := estimate.RandomisationTest(t.Context(), c.f.numbers(t, "y"), treatedIn(t, c.f), c.how, estimate.Resampling{})
			require.NoError(t, err)
			require.True(t, all.Exact)
			const draws = 20_000
			r := estimate.Resampling{Most: draws, Draws: drawsForTests}
			if all.Draws <= draws {
				r.Most = all.Draws - 1 // or all would be taken
			}
			some, err := estimate.RandomisationTest(t.Context(), c.f.numbers(t, "y"), treatedIn(t, c.f), c.how, r)
			require.NoError(t, err)
			require.False(t, some.Exact)
			assert.Equal(t, all.Statistic, some.Statistic)
			for _, p := range [][2]float64{{all.PValue, some.PValue}, {all.Upper, some.Upper}, {all.Lower, some.Lower}} {
				assert.InDelta(t, p[0], p[1], 4*math.Sqrt(p[0]*(1-p[0])/float64(some.Draws))+1/float64(some.Draws))
			}
			assert.InEpsilon(t, all.Variance, some.Variance, 4*math.Sqrt(2/float64(some.Draws))*1.5)
			again, err := estimate.RandomisationTest(t.Context(), c.f.numbers(t, "y"), treatedIn(t, c.f), c.how, r)
			require.NoError(t, err)
			assert.Equal(t, some, again, "the same draws, the same result")
		})
	}
}

// clustersOfTwo joins rows of one arm in pairs.
func clustersOfTwo(treated []bool) []int {
	var clusters []int
	seen := map[bool]int{}
	for _, is := range treated {
		code := 2 * (seen[is] / 2)
		if is {
			code++
		}
		clusters = append(clusters, code)
		seen[is]++
	}
	return clusters
}

// By hand: of 6 ways to treat two of 1, 2, 3, 10, the data's is the third furthest from 0, and none is between -4 and 4 but those.
func TestRandomisationTest_ByHand(t *testing.T) {
	// differences: {1,2} -5, {1,3} -4, {1,10} 3, {2,3} -3, {2,10} 4, {3,10} 5
	r, err := estimate.RandomisationTest(t.Context(), []float64{1, 2, 3, 10}, []bool{false, true, false, true}, estimate.Randomisation{}, estimate.Resampling{})
	require.NoError(t, err)
	assert.Equal(t, 4.0, r.Statistic)
	assert.Equal(t, 6, r.Draws)
	assert.InEpsilon(t, 4.0/6, r.PValue, 1e-14)
	assert.InEpsilon(t, 2.0/6, r.Upper, 1e-14)
	assert.InEpsilon(t, 5.0/6, r.Lower, 1e-14)
	assert.InEpsilon(t, 100.0/6, r.Variance, 1e-14)
}

// Ties: sums in another order differ in the last digit, and a p-value may not hang on that. All assignments of these tenths that
// swap equal values give the data's difference, but for rounding.
func TestRandomisationTest_Ties(t *testing.T) {
	y := []float64{.1, .2, .3, .4, .1, .2, .3, .4}
	treated := []bool{false, false, true, true, false, false, true, true}
	r, err := estimate.RandomisationTest(t.Context(), y, treated, estimate.Randomisation{}, estimate.Resampling{})
	require.NoError(t, err)
	assert.Equal(t, 2.0/70, r.PValue, "this one and its opposite; nothing else is as far")
	y = []float64{.1, .1, .1, .3, .3, .3}
	r, err = estimate.RandomisationTest(t.Context(), y, []bool{true, false, true, false, true, false}, estimate.Randomisation{}, estimate.Resampling{})
	require.NoError(t, err)
	assert.Equal(t, 1.0, r.PValue, "the smallest difference there is")
}

func TestRandomisationTest_Refuses(t *testing.T) {
	y, treated := []float64{1, 2, 3, 4}, []bool{true, false, true, false}
	test := func(y []float64, treated []bool, how estimate.Randomisation, r estimate.Resampling) error {
		_, err := estimate.RandomisationTest(t.Context(), y, treated, how, r)
		return err
	}
	assert.ErrorContains(t, test([]float64{1, nan, 2, 3}, treated, estimate.Randomisation{}, estimate.Resampling{}), "outcome: found missing in 1 row, expected all rows")
	assert.ErrorContains(t, test([]float64{1, math.Inf(1), 2, 3}, treated, estimate.Randomisation{}, estimate.Resampling{}), "row 1: outcome: found +Inf")
	assert.ErrorContains(t, test(y, make([]bool, 4), estimate.Randomisation{}, estimate.Resampling{}), "no rows in the treated arm: found 0")
	assert.ErrorContains(t, test(y, treated, estimate.Randomisation{Clusters: []int{1, 1, 2, 2}}, estimate.Resampling{}), "rows 0 and 1: found one cluster in two arms")
	assert.ErrorContains(t, test(y, treated, estimate.Randomisation{Blocks: []int{1, 2, 1, 2}}, estimate.Resampling{}), "no rows in the control arm in the block of row 0")
	assert.ErrorContains(t, test(y, treated, estimate.Randomisation{}, estimate.Resampling{Most: 3}), "draws: found none for 6 possibilities")
	assert.ErrorContains(t, test(y, treated, estimate.Randomisation{}, estimate.Resampling{Most: -1}), "draws: found -1, expected 1 or more")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, r := range []estimate.Resampling{{}, {Most: 3, Draws: drawsForTests}} {
		_, err := estimate.RandomisationTest(ctx, y, treated, estimate.Randomisation{}, r)
		assert.ErrorIs(t, err, context.Canceled)
	}
}

// Statistics on a case worked by hand: treated 2, 4, 4; others 1, 4.
func TestStatistics(t *testing.T) {
	y, treated := []float64{2, 1, 4, 4, 4}, []bool{true, false, true, false, true}
	assert.InEpsilon(t, 10.0/3-2.5, estimate.MeanDifference(y, treated), 1e-14)
	// pairs: 2>1, 2<4, twice (4>1, 4=4): 1 + 0 + 2 (1 + 1/2) = 4 of 6, less half of 6
	assert.Equal(t, 1.0, estimate.RankSum(y, treated))
	// below 2: none of three against one of two; below 4: 1/3 against 1/2
	assert.InEpsilon(t, 0.5, estimate.KolmogorovSmirnov(y, treated), 1e-14)
	// variances 4/3 of three and 9/2 of two
	assert.InEpsilon(t, (10.0/3-2.5)/math.Sqrt(4.0/9+9.0/4), estimate.WelchT(y, treated), 1e-14)
	kept := slices.Clone(y)
	estimate.RankSum(y, treated)
	estimate.KolmogorovSmirnov(y, treated)
	assert.Equal(t, kept, y)
}

// The bootstrap by drawing must find what all sign patterns find.
func TestWildBootstrap_DrawsLikeAll(t *testing.T) {
	f := readFrame(t, "data/co2_plants.csv")
	g := estimate.Codes(f.text(t, "g"))
	all, err := estimate.WildBootstrap(t.Context(), f.column(t, "y"), f.columns(t, "z", "x"), "z", estimate.Options{Clusters: g}, estimate.Resampling{})
	require.NoError(t, err)
	require.True(t, all.Exact)
	r := estimate.Resampling{Most: 4_000, Draws: drawsForTests}
	some, err := estimate.WildBootstrap(t.Context(), f.column(t, "y"), f.columns(t, "z", "x"), "z", estimate.Options{Clusters: g}, r)
	require.NoError(t, err)
	require.False(t, some.Exact)
	assert.InDelta(t, all.PValue, some.PValue, 4*math.Sqrt(all.PValue*(1-all.PValue)/4_000))
	again, err := estimate.WildBootstrap(t.Context(), f.column(t, "y"), f.columns(t, "z", "x"), "z", estimate.Options{Clusters: g}, r)
	require.NoError(t, err)
	assert.Equal(t, some, again)
}

// By definition: bootstrap outcomes are made and the whole regression run again, for each pattern of signs, weights included.
func TestWildBootstrap_ByDefinition(t *testing.T) {
	f := readFrame(t, "data/cl_sim_g6_unbal.csv")
	g, w := estimate.Codes(f.text(t, "g")), f.numbers(t, "w")
	y, x, z := f.column(t, "y"), f.columns(t, "x"), f.columns(t, "z", "x")
	o := estimate.Options{Clusters: g, Weights: w, StdErrors: estimate.Stata}
	null, err := estimate.LMRobust(y, x, o)
	require.NoError(t, err)
	whole, err := estimate.LMRobust(y, z, o)
	require.NoError(t, err)
	observed, _ := whole.Term("z")
	asFar := 0
	for pattern := range 1 << 6 {
		again := estimate.Column{Name: "y"}
		for i := range y.Values {
			fitted := null.Coefficients[0].Estimate + null.Coefficients[1].Estimate*x[0].Values[i]
			sign := 1 - 2*float64(pattern>>g[i]&1)
			again.Values = append(again.Values, fitted+sign*(y.Values[i]-fitted))
		}
		fit, err := estimate.LMRobust(again, z, o)
		require.NoError(t, err)
		c, _ := fit.Term("z")
		if math.Abs(c.Statistic) >= math.Abs(observed.Statistic)-1e-9 {
			asFar++
		}
	}
	r, err := estimate.WildBootstrap(t.Context(), y, z, "z", o, estimate.Resampling{})
	require.NoError(t, err)
	assert.Equal(t, observed.Statistic, r.Statistic)
	assert.InDelta(t, float64(asFar)/64, r.PValue, 1e-12)
}

func TestWildBootstrap_Refuses(t *testing.T) {
	f := readFrame(t, "data/cl_sim_g30_ind.csv")
	y, x, g := f.column(t, "y"), f.columns(t, "z", "x"), estimate.Codes(f.text(t, "g"))
	test := func(term string, o estimate.Options, r estimate.Resampling) error {
		_, err := estimate.WildBootstrap(t.Context(), y, x, term, o, r)
		return err
	}
	r := estimate.Resampling{Most: 99, Draws: drawsForTests}
	assert.NoError(t, test("z", estimate.Options{Clusters: g}, r))
	assert.ErrorContains(t, test("zz", estimate.Options{Clusters: g}, r), "found the term zz, which is not estimated")
	assert.ErrorContains(t, test("z", estimate.Options{}, r), "expected stata errors and clusters")
	assert.ErrorContains(t, test("z", estimate.Options{Clusters: g, FixedEffects: g}, r), "found fixed effects")
	assert.ErrorContains(t, test("z", estimate.Options{Clusters: g}, estimate.Resampling{}), "draws: found none for 1.073741824e+09 possibilities")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := estimate.WildBootstrap(ctx, y, x, "z", estimate.Options{Clusters: g}, r)
	assert.ErrorIs(t, err, context.Canceled)
	one, err := estimate.WildBootstrap(t.Context(), y, x, "z", estimate.Options{Clusters: make([]int, len(g))}, r)
	require.NoError(t, err)
	assert.True(t, math.IsNaN(one.PValue), "one cluster has no error")
	var few *estimate.FewClusters
	assert.ErrorAs(t, errors.Join(one.Warnings...), &few)
}

func TestIntraclusterCorrelation_Edges(t *testing.T) {
	c, err := estimate.IntraclusterCorrelation([]float64{1, 1, 5, 5, nan}, []int{0, 0, 1, 1, 1})
	require.NoError(t, err)
	assert.Equal(t, 1.0, c.ICC, "all variance lies between clusters")
	assert.Equal(t, 2.0, c.DesignEffect())
	for _, clusters := range [][]int{{0, 0, 0}, {0, 1, 2}} {
		_, err := estimate.IntraclusterCorrelation([]float64{1, 2, 3}, clusters)
		assert.ErrorContains(t, err, "expected at least 2, and one of them with several rows")
	}
}

// The odds ratio must be where the expected count is the one found; the probabilities come from whole numbers here.
func TestTwoByTwo_OddsRatio(t *testing.T) {
	draw := rand.New(rand.NewPCG(2015, 6))
	choose := func(n, k int64) float64 {
		c := 1.0
		for i := range k {
			c = c * float64(n-i) / float64(i+1)
		}
		return c
	}
	for range 50 {
		table := estimate.TwoByTwo{{1 + draw.Int64N(12), 1 + draw.Int64N(12)}, {1 + draw.Int64N(12), 1 + draw.Int64N(12)}}
		fisher, err := table.Fisher()
		require.NoError(t, err)
		row, other, column := table[0][0]+table[0][1], table[1][0]+table[1][1], table[0][0]+table[1][0]
		var sum, mean, p, all float64
		weight := func(x int64) float64 { return choose(row, x) * choose(other, column-x) }
		for x := max(0, column-other); x <= min(row, column); x++ {
			tilted := weight(x) * math.Pow(fisher.OddsRatio, float64(x))
			sum += tilted
			mean += float64(x) * tilted
			all += weight(x)
			if weight(x) <= weight(table[0][0])*(1+1e-7) {
				p += weight(x)
			}
		}
		assert.InEpsilon(t, float64(table[0][0]), mean/sum, 1e-10)
		assert.InEpsilon(t, p/all, fisher.PValue, 1e-9)
	}
	// the table of the reference case, whose odds ratio R gives as 4.58673054585714
	fisher, err := estimate.TwoByTwo{{12, 7}, {5, 14}}.Fisher()
	require.NoError(t, err)
	assert.InEpsilon(t, 4.5867304343767, fisher.OddsRatio, 1e-12)
	ends, err := estimate.TwoByTwo{{0, 7}, {5, 14}}.Fisher()
	require.NoError(t, err)
	assert.Zero(t, ends.OddsRatio)
	_, err = estimate.TwoByTwo{{0, 0}, {5, 14}}.Fisher()
	assert.EqualError(t, err, "table: found an empty row or column, expected counts in both")
	_, err = estimate.TwoByTwo{{0, 3}, {-5, 14}}.ChiSquared(false)
	assert.EqualError(t, err, "table[1][0]: found -5, expected a count")
}

// A p-value from draws is never 0: the data are one more draw. 20 rows that could not lie further apart, and 19 draws.
func TestRandomisationTest_NeverZero(t *testing.T) {
	var y []float64
	var treated []bool
	for i := range 20 {
		y, treated = append(y, float64(i)), append(treated, i >= 10)
	}
	r, err := estimate.RandomisationTest(t.Context(), y, treated, estimate.Randomisation{}, estimate.Resampling{Most: 19, Draws: drawsForTests})
	require.NoError(t, err)
	assert.Equal(t, 1.0/20, r.PValue)
}
