package estimate_test

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

// long multiplies the number of samples: INWORK_FULL=1 looks 16 times longer.
func long(samples int) int {
	if os.Getenv("INWORK_FULL") != "" {
		return 16 * samples
	}
	return samples
}

// A sampler makes one sample and returns the interval of an estimator and the truth.
type sampler func(t *testing.T, draw *rand.Rand) (c estimate.Coefficient, truth float64)

// Intervals hold the truth as often as they say. Each is tried by a z-test on the share of samples in which it does, at four Monte
// Carlo errors, which leaves a right program a chance of 6 in 100,000. With 4,000 samples the error is 0.34 points: a standard error
// that is 8% too small, which costs 1.9 points, is found with a probability of 0.93, and with 64,000 one that is 2% too small.
//
// Where the theory is exact (normal outcomes and equal groups or pairs) nothing more is allowed. Elsewhere miss is what the
// approximation may be off by at this size.
func TestCoverage(t *testing.T) {
	for name, c := range map[string]struct {
		sample sampler
		miss   float64
	}{
		"classical, exact":                    {regressionSample(estimate.Options{StdErrors: estimate.Classical}, 1), 0},
		"HC1":                                 {regressionSample(estimate.Options{StdErrors: estimate.HC1}, 3), 0.005},
		"HC2":                                 {regressionSample(estimate.Options{}, 3), 0.003},
		"HC3":                                 {regressionSample(estimate.Options{StdErrors: estimate.HC3}, 3), 0.003},
		"HC2 at 80%":                          {regressionSample(estimate.Options{Confidence: 0.8}, 3), 0.003},
		"Lin, a curved covariate":             {linSample, 0.004},
		"fixed effects, classical, exact":     {fixedEffectsSample, 0},
		"matched pairs, exact":                {pairsSample, 0},
		"blocked":                             {blockedSample, 0.004},
		"CR2, 8 equal clusters, exact":        {clusterSample(estimate.CR2, [8]int{5, 5, 5, 5, 5, 5, 5, 5}), 0},
		"CR2, 8 unequal clusters":             {clusterSample(estimate.CR2, [8]int{2, 2, 4, 6, 8, 10, 12, 16}), 0.015},
		"two-stage least squares, HC2":        {ivSample, 0.005},
		"clustered difference in means, like": {clusteredDifferenceSample, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			covered, monteCarlo, nominal := coverageOf(t, c.sample)
			assert.InDelta(t, nominal, covered, 4*monteCarlo+c.miss, "Monte Carlo error %.4f", monteCarlo)
		})
	}
}

// The warning of few clusters has a reason: with 8 unequal ones the errors for many hold the truth too rarely, where CR2 is near.
func TestCoverage_FewClustersNeedCR2(t *testing.T) {
	for _, kind := range []estimate.StdErrors{estimate.CR0, estimate.Stata} {
		covered, monteCarlo, _ := coverageOf(t, clusterSample(kind, [8]int{2, 2, 4, 6, 8, 10, 12, 16}))
		assert.Less(t, covered, 0.95-0.015-4*monteCarlo, "%s", kind)
	}
}

// That of weak instruments likewise: with a first-stage F about 2 the interval is far from what it says.
func TestCoverage_WeakInstrument(t *testing.T) {
	weak := func(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
		return ivSampleOf(t, draw, 0.1, 0.95)
	}
	covered, monteCarlo, nominal := coverageOf(t, weak)
	assert.Greater(t, math.Abs(covered-nominal), 4*monteCarlo)
}

// coverageOf is the share of samples whose interval holds the truth.
func coverageOf(t *testing.T, sample sampler) (covered, monteCarlo, nominal float64) {
	t.Helper()
	samples := long(4_000)
	draw := rand.New(rand.NewPCG(2015, 7))
	nominal = 0.95
	if t.Name() == "TestCoverage/HC2_at_80%" {
		nominal = 0.8
	}
	for range samples {
		c, truth := sample(t, draw)
		if c.ConfLow <= truth && truth <= c.ConfHigh {
			covered++
		}
	}
	return covered / float64(samples), math.Sqrt(nominal * (1 - nominal) / float64(samples)), nominal
}

// regressionSample has two fifths treated, whose spread is that of the others times spread, and a covariate.
func regressionSample(o estimate.Options, spread float64) sampler {
	return func(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
		const n, effect = 250, 1.0
		y, z, x := columnOf("y"), columnOf("z"), columnOf("x")
		for i := range n {
			treated, v := 0.0, draw.NormFloat64()
			scale := 1.0
			if i%5 < 2 {
				treated, scale = 1, spread
			}
			y.Values = append(y.Values, effect*treated+v+scale*draw.NormFloat64())
			z.Values, x.Values = append(z.Values, treated), append(x.Values, v)
		}
		fit, err := estimate.LMRobust(y, []estimate.Column{z, x}, o)
		require.NoError(t, err)
		return fit.Coefficients[1], effect
	}
}

// linSample has an outcome that is no line in the covariate; assignment alone is random about the average effect.
func linSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	const n, effect = 200, 1.0
	y, z, x := columnOf("y"), columnOf("z"), columnOf("x")
	for i := range n {
		treated, v := 0.0, draw.ExpFloat64()
		if i%4 == 0 {
			treated = 1
		}
		y.Values = append(y.Values, effect*treated+math.Sqrt(v)*3+draw.NormFloat64())
		z.Values, x.Values = append(z.Values, treated), append(x.Values, v)
	}
	fit, err := estimate.LMLin(y, []estimate.Column{z}, []estimate.Column{x}, estimate.Options{})
	require.NoError(t, err)
	return fit.Coefficients[1], effect
}

// fixedEffectsSample has blocks whose levels differ more than anything else.
func fixedEffectsSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	const blocks, rows, effect = 6, 5, 1.0
	y, z := columnOf("y"), columnOf("z")
	var codes []int
	for b := range blocks {
		level := 10 * draw.NormFloat64()
		for i := range rows {
			treated := float64((i + b) % 2)
			y.Values = append(y.Values, level+effect*treated+draw.NormFloat64())
			z.Values, codes = append(z.Values, treated), append(codes, b)
		}
	}
	fit, err := estimate.LMRobust(y, []estimate.Column{z}, estimate.Options{StdErrors: estimate.Classical, FixedEffects: codes})
	require.NoError(t, err)
	return fit.Coefficients[0], effect
}

// blocksOf makes outcomes in blocks with a number of treated and others each.
func blocksOf(draw *rand.Rand, blocks, treatedRows, others int, effect float64) (y []float64, z []bool, codes []int) {
	for b := range blocks {
		level := 5 * draw.NormFloat64()
		for i := range treatedRows + others {
			v := level + draw.NormFloat64()
			if i < treatedRows {
				v += effect
			}
			y, z, codes = append(y, v), append(z, i < treatedRows), append(codes, b)
		}
	}
	return y, z, codes
}

func pairsSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	y, z, codes := blocksOf(draw, 8, 1, 1, 1)
	e, err := estimate.DifferenceInMeansBy(y, z, estimate.Design{Blocks: codes})
	require.NoError(t, err)
	return e.Coefficient, 1
}

func blockedSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	y, z, codes := blocksOf(draw, 10, 6, 6, 1)
	e, err := estimate.DifferenceInMeansBy(y, z, estimate.Design{Blocks: codes})
	require.NoError(t, err)
	return e.Coefficient, 1
}

// clustersOf makes outcomes in clusters of these sizes, every other one treated, whose rows share half of their variance.
func clustersOf(draw *rand.Rand, sizes [8]int, effect float64) (y, z estimate.Column, codes []int) {
	y, z = columnOf("y"), columnOf("z")
	for g, size := range sizes {
		level := draw.NormFloat64()
		treated := float64(g % 2)
		for range size {
			y.Values = append(y.Values, level+effect*treated+draw.NormFloat64())
			z.Values, codes = append(z.Values, treated), append(codes, g)
		}
	}
	return y, z, codes
}

func clusterSample(kind estimate.StdErrors, sizes [8]int) sampler {
	return func(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
		y, z, codes := clustersOf(draw, sizes, 1)
		fit, err := estimate.LMRobust(y, []estimate.Column{z}, estimate.Options{StdErrors: kind, Clusters: codes})
		require.NoError(t, err)
		return fit.Coefficients[1], 1
	}
}

func clusteredDifferenceSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	y, z, codes := clustersOf(draw, [8]int{3, 3, 3, 3, 3, 3, 3, 3}, 1)
	treated := make([]bool, len(z.Values))
	for i, v := range z.Values {
		treated[i] = v == 1
	}
	e, err := estimate.DifferenceInMeansBy(y.Values, treated, estimate.Design{Clusters: codes})
	require.NoError(t, err)
	return e.Coefficient, 1
}

func ivSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	return ivSampleOf(t, draw, 1, 0.5)
}

// ivSampleOf has a regressor that hangs with the error by some correlation, and an offer of some strength.
func ivSampleOf(t *testing.T, draw *rand.Rand, strength, correlation float64) (estimate.Coefficient, float64) {
	const n, effect = 400, 1.0
	y, d, z := columnOf("y"), columnOf("d"), columnOf("z")
	for i := range n {
		u := draw.NormFloat64()
		offer := float64(i % 2)
		v := strength*offer + correlation*u + math.Sqrt(1-correlation*correlation)*draw.NormFloat64()
		y.Values, d.Values, z.Values = append(y.Values, effect*v+u), append(d.Values, v), append(z.Values, offer)
	}
	fit, err := estimate.IVRobust(y, []estimate.Column{d}, []estimate.Column{z}, nil, estimate.Options{})
	require.NoError(t, err)
	return fit.Coefficients[1], effect
}

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
