package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

// Intervals of times and of quantiles, as TestCoverage: all are approximations, and miss is what
// each may be off by at this size.
func TestCoverage_TimesAndQuantiles(t *testing.T) {
	for name, c := range map[string]struct {
		sample sampler
		miss   float64
	}{
		"Kaplan-Meier, log":                         {curveSample(estimate.LogInterval), 0.01},
		"Kaplan-Meier, log-log":                     {curveSample(estimate.LogLogInterval), 0.01},
		"median time, log-log":                      {medianTimeSample, 0.015},
		"restricted mean difference":                {restrictedMeanSample, 0.01},
		"log-rank test, nothing to find":            {logRankSample, 0.01},
		"median regression, NID":                    {quantileSample(0.5, estimate.NID), 0.02},
		"median regression of one spread, IID":      {equalSpreadSample(estimate.IID), 0.03},
		"median regression, kernel":                 {quantileSample(0.5, estimate.Kernel), 0.03},
		"hazard of one cause, Fine and Gray":        {fineGraySample, 0.01},
		"log odds":                                  {logitSample, 0.01},
		"HC0":                                       {regressionSample(estimate.Options{StdErrors: estimate.HC0}, 3), 0.01},
		"regression at the upper quarter, NID":      {quantileSample(0.75, estimate.NID), 0.02},
		"means with response weights, conservative": {responseSample, 0.02},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			covered, monteCarlo, nominal := coverageOf(t, c.sample)
			assert.InDelta(t, nominal, covered, 4*monteCarlo+c.miss, "Monte Carlo error %.4f", monteCarlo)
		})
	}
}

// lives are exponential times with a rate, seen until a uniform end of follow-up.
func lives(draw *rand.Rand, n int, rate func(i int) float64) (time []float64, event []bool) {
	for i := range n {
		life, seen := draw.ExpFloat64()/rate(i), 2*draw.Float64()
		time, event = append(time, min(life, seen)), append(event, life <= seen)
	}
	return time, event
}

func once(int) float64 { return 1 }

func curveSample(scale estimate.Interval) sampler {
	return func(t *testing.T, draw *rand.Rand) (c estimate.Coefficient, truth float64) {
		curve := curveOf(t, draw, scale)
		for k, at := range curve.Time {
			if at <= 0.5 {
				c.Estimate, c.ConfLow, c.ConfHigh = curve.Survival[k], curve.Low[k], curve.High[k]
			}
		}
		return c, math.Exp(-0.5)
	}
}

func curveOf(t *testing.T, draw *rand.Rand, scale estimate.Interval) *estimate.Curve {
	time, event := lives(draw, 150, once)
	curve, err := estimate.KaplanMeier(time, event, scale)
	require.NoError(t, err)
	return curve
}

func medianTimeSample(t *testing.T, draw *rand.Rand) (c estimate.Coefficient, truth float64) {
	c.Estimate, c.ConfLow, c.ConfHigh = curveOf(t, draw, estimate.LogLogInterval).Quantile(0.5)
	return c, math.Ln2
}

// The treated have their event at twice the rate; up to time 1 they wait shorter by the difference of two integrals.
func restrictedMeanSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	treated := make([]bool, 200)
	time, event := lives(draw, len(treated), func(i int) float64 {
		treated[i] = i%2 == 0
		if treated[i] {
			return 2
		}
		return 1
	})
	e, err := estimate.RestrictedMeanDifference(time, event, treated, 1)
	require.NoError(t, err)
	return e.Coefficient, (1-math.Exp(-2))/2 - (1 - math.Exp(-1))
}

// The interval of a test that finds nothing holds 0, that of one that does does not.
func logRankSample(t *testing.T, draw *rand.Rand) (c estimate.Coefficient, truth float64) {
	time, event := lives(draw, 200, once)
	group := make([]int, len(time))
	for i := range group {
		group[i] = i % 2
	}
	test, err := estimate.LogRankTest(time, event, group, nil, 0)
	require.NoError(t, err)
	c.ConfLow, c.ConfHigh = -1, 1
	if test.PValue < 0.05 {
		c.ConfLow = 0.5
	}
	return c, 0
}

// The treated have another spread: the effect on a quantile is 1 and the difference of spreads times the normal one.
func quantileSample(tau float64, way estimate.QuantileErrors) sampler {
	return func(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
		y, z := []float64{}, columnOf("z")
		for i := range 200 {
			treated := float64(i % 2)
			y, z.Values = append(y, treated+(1+0.5*treated)*draw.NormFloat64()), append(z.Values, treated)
		}
		fit, err := estimate.QuantileRegression(y, []estimate.Column{z}, tau)
		require.NoError(t, err)
		all, _ := fit.Coefficients(way)
		return all[1], 1 + 0.5*math.Sqrt2*math.Erfinv(2*tau-1)
	}
}

// Who has more of x answers more, and has more of y: the mean of all is found from those who
// answered. Errors take the weights as known, which makes the interval no shorter than it should be.
func responseSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	const n = 400
	y, x, seen := columnOf("y"), columnOf("x"), make([]bool, n)
	for i := range n {
		v := draw.NormFloat64()
		x.Values = append(x.Values, v)
		seen[i] = draw.Float64() < 1/(1+math.Exp(-1-v))
		y.Values = append(y.Values, v+draw.NormFloat64())
		if !seen[i] {
			y.Values[i] = math.NaN()
		}
	}
	weights, _, _, err := estimate.ResponseWeights(seen, []estimate.Column{x})
	require.NoError(t, err)
	fit, err := estimate.LMRobust(y, nil, estimate.Options{Weights: weights})
	require.NoError(t, err)
	return fit.Coefficients[0], 0
}

// All have one spread, which is what IID takes for granted.
func equalSpreadSample(way estimate.QuantileErrors) sampler {
	return func(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
		y, z := []float64{}, columnOf("z")
		for i := range 200 {
			treated := float64(i % 2)
			y, z.Values = append(y, treated+draw.NormFloat64()), append(z.Values, treated)
		}
		fit, err := estimate.QuantileRegression(y, []estimate.Column{z}, 0.5)
		require.NoError(t, err)
		all, _ := fit.Coefficients(way)
		return all[1], 1
	}
}

// The first cause has the incidence 1 - (1 - p (1 - exp(-t)))^exp(b z): subdistribution hazards are proportional by
// exp(b). It is drawn by its inverse; the second cause takes the rest (Fine and Gray's own design, 1999).
func fineGraySample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	const n, p, b = 300, 0.5, 0.7
	z := columnOf("z")
	var time []float64
	var cause []int
	for i := range n {
		treated := float64(i % 2)
		z.Values = append(z.Values, treated)
		u, of := draw.Float64(), 1
		at := 0.0
		if ever := 1 - math.Pow(1-p, math.Exp(b*treated)); u < ever {
			at = -math.Log(1 - (1-math.Pow(1-u, math.Exp(-b*treated)))/p)
		} else {
			at, of = draw.ExpFloat64(), 2
		}
		if seen := 3 * draw.Float64(); seen < at {
			at, of = seen, 0
		}
		time, cause = append(time, at), append(cause, of)
	}
	fit, err := estimate.FineGray(time, cause, 1, []estimate.Column{z})
	require.NoError(t, err)
	return fit.Coefficients[0], b
}

func logitSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	x, outcome := columnOf("x"), make([]bool, 300)
	for i := range outcome {
		v := draw.NormFloat64()
		x.Values = append(x.Values, v)
		outcome[i] = draw.Float64() < 1/(1+math.Exp(0.5-0.7*v))
	}
	fit, err := estimate.Logit(outcome, []estimate.Column{x})
	require.NoError(t, err)
	return fit.Coefficients[1], 0.7
}
