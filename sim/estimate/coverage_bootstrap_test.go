package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim"
	"inwork/sim/estimate"
	"inwork/sim/student"
)

var bootstrapIntervals = []claim{
	{name: "percentile", of: "Bootstrapped.Interval", samples: 300, sample: bootstrapSample(estimate.Percentile, (*rand.Rand).NormFloat64, 0), expected: ofSymmetric, miss: secondOrder, why: symmetric},
	{name: "basic", of: "Bootstrapped.Interval", samples: 300, sample: bootstrapSample(estimate.Basic, (*rand.Rand).NormFloat64, 0), expected: ofSymmetric, miss: secondOrder, why: symmetric},
	{name: "normal", of: "Bootstrapped.Interval", samples: 300, sample: bootstrapSample(estimate.NormalBootstrap, (*rand.Rand).NormFloat64, 0), expected: ofSymmetric, miss: secondOrder, why: symmetric},
	{name: "BCa", of: "Bootstrapped.Interval", samples: 300, sample: bootstrapSample(estimate.BCa, (*rand.Rand).NormFloat64, 0), expected: ofSymmetric, miss: secondOrder, why: symmetric},
	{name: "studentised", of: "Bootstrapped.Interval", samples: 300, sample: bootstrapSample(estimate.Studentised, (*rand.Rand).NormFloat64, 0), miss: secondOrder,
		why: "the bootstrap finds the distribution of t, but for terms beyond the order of 1/n"},
	{name: "normal, skewed", of: "Bootstrapped.Interval", samples: 300, sample: bootstrapSample(estimate.NormalBootstrap, (*rand.Rand).ExpFloat64, 1), expected: byEdgeworth(), miss: secondOrder,
		why: "Edgeworth's expansion of t for exponential outcomes (Hall 1992, equation 2.55)"},
	{name: "BCa, skewed", of: "Bootstrapped.Interval", samples: 300, sample: bootstrapSample(estimate.BCa, (*rand.Rand).ExpFloat64, 1), miss: oneIn(bootstrapped), why: firstOrder},
	{name: "studentised, skewed", of: "Bootstrapped.Interval", samples: 300, sample: bootstrapSample(estimate.Studentised, (*rand.Rand).ExpFloat64, 1), miss: oneIn(bootstrapped), why: firstOrder},
}

// bootstrapped are the rows of a sample; secondOrder is what terms in 1/n², and 999 samples for all there are, may add.
const (
	bootstrapped = 50
	secondOrder  = 10. / (bootstrapped * bootstrapped)
)

const symmetric = "as normal outcomes have it, a mean with the error of divisor n and the normal quantile: the rest is of order 1/n²"

var ofSymmetric = 1 - 2*student.T{DF: bootstrapped - 1}.Survival(sim.NormalQuantile(0.975)*math.Sqrt(1-1./bootstrapped))

// byEdgeworth is what a mean of exponential outcomes, of skewness 2 and excess kurtosis 6, with the error of divisor n is expected to hold.
func byEdgeworth() float64 {
	const skewness, kurtosis = 2., 6.
	z := sim.NormalQuantile(0.975)
	q := z * (kurtosis*(z*z-3)/12 - skewness*skewness*(z*z*z*z+2*z*z-3)/18 - (z*z+3)/4)
	return 0.95 + 2*q*density(z)/bootstrapped
}

// keyed are samples whose keys come from a source.
func keyed(draw *rand.Rand, samples int) estimate.Resampling {
	return estimate.Resampling{Most: samples, Draws: sim.NewDraws(draw.Uint64(), 0, 0, 1)}
}

func bootstrapSample(way estimate.BootstrapInterval, outcome func(*rand.Rand) float64, truth float64) sampler {
	return func(t *testing.T, draw *rand.Rand) (c estimate.Coefficient, _ float64) {
		y := make([]float64, bootstrapped)
		for i := range y {
			y[i] = outcome(draw)
		}
		mean := func(rows []int) (float64, float64) {
			var m estimate.Moments
			for _, i := range rows {
				m.Add(y[i])
			}
			return m.Mean(), m.StdError()
		}
		b, err := estimate.Bootstrap(t.Context(), len(y), mean, estimate.BootstrapPlan{Resampling: keyed(draw, 999), Jackknife: true})
		require.NoError(t, err)
		c.ConfLow, c.ConfHigh, err = b.Interval(way, 0.95)
		require.NoError(t, err)
		return c, truth
	}
}
