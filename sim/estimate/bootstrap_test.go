package estimate_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
	"inwork/sim/estimate"
)

func resampling(most int) estimate.Resampling {
	return estimate.Resampling{Most: most, Draws: sim.NewDraws(2015, 0, 0, 1)}
}

func meanOf(y []float64) func(rows []int) (float64, float64) {
	return func(rows []int) (float64, float64) {
		var m estimate.Moments
		for _, i := range rows {
			m.Add(y[i])
		}
		return m.Mean(), m.StdError()
	}
}

// The bootstrap variance of a mean is known: that of the data over n, with n for a divisor; of means of clusters of one size the same
// over clusters; within strata the sum over them. 4,000 draws give a standard error to within 1.1%; 4.2 times that is allowed.
func TestBootstrap_StdErrorOfAMean(t *testing.T) {
	y := []float64{3, 5, 1, 8, 2, 2, 9, 7, 4, 6, 1, 12}
	clusters := []int{5, 5, 5, 2, 2, 2, 9, 9, 9, 7, 7, 7}
	spread := func(values []float64) float64 { // mean squared distance from the mean
		var m estimate.Moments
		for _, v := range values {
			m.Add(v)
		}
		return m.Variance() * float64(m.N()-1) / float64(m.N())
	}
	for name, c := range map[string]struct {
		plan     estimate.BootstrapPlan
		variance float64
	}{
		"rows":     {estimate.BootstrapPlan{}, spread(y) / 12},
		"clusters": {estimate.BootstrapPlan{Clusters: clusters}, spread([]float64{3, 4, 20. / 3, 19. / 3}) / 4},
		"strata":   {estimate.BootstrapPlan{Strata: []int{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}}, (spread(y[:6]) + spread(y[6:])) / 6 / 4},
		"clusters in strata": {estimate.BootstrapPlan{Clusters: clusters, Strata: []int{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}},
			(spread([]float64{3, 4}) + spread([]float64{20. / 3, 19. / 3})) / 2 / 4},
	} {
		c.plan.Resampling = resampling(4000)
		b, err := estimate.Bootstrap(context.Background(), len(y), meanOf(y), c.plan)
		require.NoError(t, err)
		assert.InEpsilon(t, math.Sqrt(c.variance), b.StdError, 4.2*0.0112, name)
		assert.InDelta(t, 0, b.Bias, 4.2*b.StdError/math.Sqrt(4000), name)
	}
}

// Workers change nothing, keys do, and a longer run begins with the shorter one.
func TestBootstrap_Keyed(t *testing.T) {
	y := []float64{3, 5, 1, 8, 2, 2, 9}
	run := func(plan estimate.BootstrapPlan) *estimate.Bootstrapped {
		b, err := estimate.Bootstrap(context.Background(), len(y), meanOf(y), plan)
		require.NoError(t, err)
		return b
	}
	one := run(estimate.BootstrapPlan{Resampling: resampling(200), Jackknife: true})
	assert.Equal(t, one, run(estimate.BootstrapPlan{Resampling: resampling(200), Jackknife: true, Workers: 3}))
	assert.Equal(t, one.Replicates, run(estimate.BootstrapPlan{Resampling: resampling(300)}).Replicates[:200])
	other := resampling(200)
	other.Draws = sim.NewDraws(2016, 0, 0, 1)
	assert.NotEqual(t, one.Replicates, run(estimate.BootstrapPlan{Resampling: other}).Replicates)
}

// Percentile intervals follow a monotone change of scale: the interval of exp(mean) is exp of the interval of the mean, and the bias
// correction of BCa is the same.
func TestBootstrap_FollowsTheScale(t *testing.T) {
	y := []float64{-4, -2, -1, 0, 1, 2, 4, 7}
	plan := estimate.BootstrapPlan{Resampling: resampling(999)}
	plain, err := estimate.Bootstrap(context.Background(), len(y), meanOf(y), plan)
	require.NoError(t, err)
	exp, err := estimate.Bootstrap(context.Background(), len(y), func(rows []int) (float64, float64) {
		m, _ := meanOf(y)(rows)
		return math.Exp(m), math.NaN()
	}, plan)
	require.NoError(t, err)
	low, high, err := plain.Interval(estimate.Percentile, 0.9)
	require.NoError(t, err)
	expLow, expHigh, err := exp.Interval(estimate.Percentile, 0.9)
	require.NoError(t, err)
	assert.InDelta(t, math.Exp(low), expLow, 1e-12)
	assert.InDelta(t, math.Exp(high), expHigh, 1e-12)
	a, _ := plain.BiasCorrection()
	b, _ := exp.BiasCorrection()
	assert.Equal(t, a, b)
}

// The intervals cover the mean of a skewed distribution nearly as often as they say: at n = 40 BCa and the studentised one in 93% to 95%,
// as Efron and Tibshirani's chapter 14 and DiCiccio and Efron (1996) find. 400 samples have a Monte Carlo error of 1.1 to 1.3 points.
func TestBootstrap_Coverage(t *testing.T) {
	r := rand.New(rand.NewPCG(2015, 13))
	const samples, n = 400, 40
	ways := []estimate.BootstrapInterval{estimate.BCa, estimate.Studentised, estimate.Percentile, estimate.Basic, estimate.NormalBootstrap}
	covered := make([]int, len(ways))
	y := make([]float64, n)
	for s := range samples {
		for i := range y {
			y[i] = r.ExpFloat64()
		}
		plan := estimate.BootstrapPlan{Resampling: estimate.Resampling{Most: 1999, Draws: sim.NewDraws(2015, 0, uint32(s), 1)}, Jackknife: true}
		b, err := estimate.Bootstrap(context.Background(), n, meanOf(y), plan)
		require.NoError(t, err)
		for w, way := range ways {
			low, high, err := b.Interval(way, 0.95)
			require.NoError(t, err)
			if low <= 1 && 1 <= high {
				covered[w]++
			}
		}
	}
	for w, least := range []float64{0.925, 0.94, 0.91, 0.89, 0.90} {
		assert.GreaterOrEqual(t, float64(covered[w])/samples, least-3*0.013, "way %d", ways[w])
		assert.LessOrEqual(t, float64(covered[w])/samples, 0.97, "way %d", ways[w])
	}
}

// A sample of one arm has no difference: it is counted and told, not taken for a number.
func TestBootstrap_Fails(t *testing.T) {
	y, treated := []float64{1, 2, 3, 4}, []bool{true, false, false, false}
	b, err := estimate.Bootstrap(context.Background(), 4, differenceOf(y, treated), estimate.BootstrapPlan{Resampling: resampling(1000)})
	require.NoError(t, err)
	assert.InDelta(t, 1000*(math.Pow(0.75, 4)+math.Pow(0.25, 4)), b.Failed, 4.2*math.Sqrt(1000*0.32*0.68))
	assert.Len(t, b.Replicates, 1000-b.Failed)
	require.Len(t, b.Warnings, 1)
	assert.ErrorContains(t, b.Warnings[0], "of 1000 bootstrap samples the statistic is not defined; they are left out")
	_, _, err = b.Interval(estimate.Studentised, 0.95)
	assert.EqualError(t, err, "studentised interval: found a statistic without standard error in some sample, expected one in each")
	_, _, err = b.Interval(estimate.BCa, 0.95)
	assert.ErrorContains(t, err, "BCa interval: found no jackknife")
	_, _, err = b.Interval(estimate.Percentile, 0.9999)
	assert.ErrorContains(t, err, "expected enough for the 5e-05 quantile")
	_, _, err = b.Interval(estimate.Percentile, 95)
	assert.EqualError(t, err, "confidence: found 95, expected above 0 and below 1")
}

func TestBootstrap_Refuses(t *testing.T) {
	ctx, y := context.Background(), []float64{1, 2, 3}
	_, err := estimate.Bootstrap(ctx, 3, meanOf(y), estimate.BootstrapPlan{})
	assert.EqualError(t, err, "draws: found no source of random numbers, or fewer than 0, expected a source, or samples")
	_, err = estimate.Bootstrap(ctx, 3, meanOf(y), estimate.BootstrapPlan{Samples: [][]int{{0, 1, 2}, {0, 1, 3}}})
	assert.EqualError(t, err, "row 1: sample: found 3, expected rows from 0 to 2")
	_, err = estimate.Bootstrap(ctx, 3, meanOf(y), estimate.BootstrapPlan{Resampling: resampling(9), Clusters: []int{1, 1, 2}, Strata: []int{0, 1, 1}})
	assert.EqualError(t, err, "row 1: strata: found a cluster that has rows in another stratum too, expected each cluster in one")
	_, err = estimate.Bootstrap(ctx, 0, meanOf(nil), estimate.BootstrapPlan{Resampling: resampling(9)})
	assert.ErrorContains(t, err, "expected at least 1")
	_, err = estimate.Bootstrap(ctx, 3, func([]int) (float64, float64) { return math.NaN(), 0 }, estimate.BootstrapPlan{Resampling: resampling(9)})
	assert.EqualError(t, err, "statistic: found NaN on the data, expected a number of at most 1e+75")
	stopped, stop := context.WithCancel(ctx)
	stop()
	_, err = estimate.Bootstrap(stopped, 3, meanOf(y), estimate.BootstrapPlan{Resampling: resampling(9)})
	assert.ErrorIs(t, err, context.Canceled)
}

// Each unit is drawn as often as any other, in every place of a sample, and places are independent.
func TestBootstrap_DrawsAreEven(t *testing.T) {
	counts := make([][]int, 5)
	for i := range counts {
		counts[i] = make([]int, 5)
	}
	together := 0
	const draws = 20_000
	_, err := estimate.Bootstrap(context.Background(), 5, func(rows []int) (float64, float64) {
		if len(rows) == 5 && !slices.Equal(rows, []int{0, 1, 2, 3, 4}) {
			for place, i := range rows {
				counts[place][i]++
			}
			if rows[0] == rows[1] {
				together++
			}
		}
		return 0, 0
	}, estimate.BootstrapPlan{Resampling: resampling(draws)})
	require.NoError(t, err)
	for place := range counts {
		for i, n := range counts[place] {
			assert.InDelta(t, draws/5, n, 4.2*math.Sqrt(draws*0.2*0.8)+10, "row %d in place %d", i, place)
		}
	}
	assert.InDelta(t, draws/5, together, 4.2*math.Sqrt(draws*0.2*0.8))
}
