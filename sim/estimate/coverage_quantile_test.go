package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim"
	"inwork/sim/estimate"
)

var quantileIntervals = []claim{
	{name: "NID at the median", of: "QuantileFit.Coefficients", samples: 1_000, sample: quantileSample(0.5, estimate.NID), expected: bySparsity(0.5), miss: oneIn(100), why: sparsity},
	{name: "NID at the upper quarter", of: "QuantileFit.Coefficients", samples: 1_000, sample: quantileSample(0.75, estimate.NID), expected: bySparsity(0.75), miss: oneIn(100), why: sparsity},
	{name: "IID", of: "QuantileFit.Coefficients", samples: 1_000, sample: equalSpreadSample(estimate.IID), miss: oneIn(200 * hallSheather(0.5)),
		why: "errs by the order of 1/m, m the rows within the bandwidth, which the density rests on"},
	{name: "kernel", of: "QuantileFit.Coefficients", samples: 1_000, sample: equalSpreadSample(estimate.Kernel), expected: byKernel(), miss: oneIn(100), why: "the normal kernel of this width " +
		"smooths a normal density down to 1/√(1+h²) of its height at the median, and the errors up by as much"},
	{name: "percentile, effect on the median", of: "Bootstrapped.Interval", samples: 300, sample: quantileEffectSample, miss: 0.023,
		why: "the ends are order statistics: one step of a binomial of 100 at either end is 1.2 points"},
}

const sparsity = "the difference quotient takes a normal density for less than it is, and has an error of its own of 1/(2mh), m the rows of an arm (Bloch and Gastwirth 1968)"

// hallSheather is the bandwidth for 200 rows, from the paper.
func hallSheather(tau float64) float64 {
	q := sim.NormalQuantile(tau)
	return math.Pow(200, -1./3) * math.Pow(sim.NormalQuantile(0.975), 2./3) * math.Pow(1.5*density(q)*density(q)/(2*q*q+1), 1./3)
}

func density(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

// within is the share of normal estimates whose interval holds the truth when errors are taken for ratio times what they are.
func within(ratio float64) float64 { return math.Erf(ratio * sim.NormalQuantile(0.975) / math.Sqrt2) }

// bySparsity allows for the bias of the difference quotient and, by the second derivative of what is held, for its own error, which is of two arms.
func bySparsity(tau float64) float64 {
	h, z := hallSheather(tau), sim.NormalQuantile(0.975)
	ratio := density(sim.NormalQuantile(tau)) * (sim.NormalQuantile(tau+h) - sim.NormalQuantile(tau-h)) / (2 * h)
	variance := 1 / (2 * 100 * h) / 2
	return within(ratio) - z*z*z*ratio*density(ratio*z)*variance
}

func byKernel() float64 {
	h := hallSheather(0.5)
	width := sim.NormalQuantile(0.5+h) - sim.NormalQuantile(0.5-h)
	return within(math.Sqrt(1 + width*width))
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

func quantileEffectSample(t *testing.T, draw *rand.Rand) (c estimate.Coefficient, truth float64) {
	y, treated, arm := make([]float64, 200), make([]bool, 200), make([]int, 200)
	for i := range y {
		arm[i], treated[i] = i%2, i%2 == 1
		y[i] = float64(arm[i]) + draw.NormFloat64()
	}
	effect := func(rows []int) (float64, float64) {
		var of []float64
		var is []bool
		for _, i := range rows {
			of, is = append(of, y[i]), append(is, treated[i])
		}
		e, err := estimate.QuantileEffects(of, is, []float64{0.5}, 0)
		require.NoError(t, err)
		return e[0].Effect, math.NaN()
	}
	b, err := estimate.Bootstrap(t.Context(), len(y), effect, estimate.BootstrapPlan{Resampling: keyed(draw, 399), Strata: arm})
	require.NoError(t, err)
	c.ConfLow, c.ConfHigh, err = b.Interval(estimate.Percentile, 0.95)
	require.NoError(t, err)
	return c, 1
}
