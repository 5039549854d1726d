package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

var survivalIntervals = []claim{
	{name: "log", of: "KaplanMeier", sample: curveSample(estimate.LogInterval), miss: oneIn(150), why: firstOrder},
	{name: "log-log", of: "KaplanMeier", sample: curveSample(estimate.LogLogInterval), miss: oneIn(150), why: firstOrder},
	{name: "plain", of: "KaplanMeier", sample: curveSample(estimate.PlainInterval), miss: oneIn(150), why: firstOrder},
	{name: "cumulative hazard", of: "KaplanMeier", sample: hazardSample, miss: oneIn(150), why: firstOrder},
	{name: "median time, log-log", of: "Curve.Quantile", sample: medianTimeSample, miss: oneIn(70), why: firstOrder + ", m the events: the curve steps at each"},
	{name: "to 1", of: "Curve.RestrictedMean", sample: restrictedOneSample, miss: oneIn(150), why: firstOrder},
	{name: "to 1", of: "RestrictedMeanDifference", sample: restrictedMeanSample, miss: oneIn(100), why: firstOrder},
	{name: "two arms of 60", of: "Cox", sample: coxSample, miss: oneIn(60), why: firstOrder},
	{name: "of one cause", of: "CumulativeIncidence", samples: 2_000, sample: incidenceSample, miss: oneIn(300), why: firstOrder},
	{name: "two arms of 150", of: "FineGray", samples: 2_000, sample: fineGraySample, miss: oneIn(150), why: firstOrder},
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

func hazardSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	curve := curveOf(t, draw, estimate.LogInterval)
	hazard, se := 0.0, 0.0
	for k, at := range curve.Time {
		if at <= 0.5 {
			hazard, se = curve.Hazard[k], curve.HazardSE[k]
		}
	}
	return around(hazard, se), 0.5
}

func restrictedOneSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	mean, se, _ := curveOf(t, draw, estimate.LogInterval).RestrictedMean(1)
	return around(mean, se), 1 - math.Exp(-1)
}

// around is the normal interval of a number that comes with an error alone.
func around(value, se float64) estimate.Coefficient {
	half := math.Sqrt2 * math.Erfinv(0.95) * se
	return estimate.Coefficient{Estimate: value, StdError: se, ConfLow: value - half, ConfHigh: value + half}
}

// coxSample has 60 people an arm, and a hazard 1.6 times as high in one.
func coxSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	const ratio = 1.6
	z := columnOf("z")
	time, event := lives(draw, 120, func(i int) float64 {
		z.Values = append(z.Values, float64(i%2))
		return 1 + (ratio-1)*float64(i%2)
	})
	f, err := estimate.Cox(time, event, []estimate.Column{z}, estimate.CoxOptions{})
	require.NoError(t, err)
	return f.Coefficients[0], math.Log(ratio)
}

// incidenceSample has two causes of rates 0.6 and 0.4: by time t the first has come first to 0.6 (1 - exp(-t)).
func incidenceSample(t *testing.T, draw *rand.Rand) (estimate.Coefficient, float64) {
	time, event := lives(draw, 300, once)
	cause := make([]int, len(time))
	for i, is := range event {
		if is {
			cause[i] = 1
			if draw.Float64() < 0.4 {
				cause[i] = 2
			}
		}
	}
	in, err := estimate.CumulativeIncidence(time, cause, 1)
	require.NoError(t, err)
	k := -1
	for j, at := range in.Time {
		if at <= 0.5 {
			k = j
		}
	}
	return around(in.Share[k], in.StdError[k]), 0.6 * (1 - math.Exp(-0.5))
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
