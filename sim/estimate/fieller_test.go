package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

// holds says whether a ratio is in the set.
func holds(r estimate.RatioEstimate, ratio float64) bool {
	switch r.Set {
	case estimate.Between:
		return r.Low <= ratio && ratio <= r.High
	case estimate.Outside:
		return ratio <= r.Low || ratio >= r.High
	}
	return true
}

// The set holds the true ratio in 95 of 100 samples, however weak the denominator: 40,000 samples a case, seed 17, a z-test at 4
// standard errors, so that a level of 94.5% or 95.5% would be found. The delta method, which is what one would write instead, does
// not: with a denominator of 1.2 errors its level is off by more than a point.
func TestFiellerRatio_Coverage(t *testing.T) {
	const samples = 40_000
	sd := math.Sqrt(0.95 * 0.05 / samples)
	for _, c := range []struct {
		name                               string
		x, y, sdX, sdY, correlation, level float64
	}{
		{"strong denominator", 3, 8, 1, 1, 0.3, 0.95},
		{"weak denominator", 3, 2, 1, 1, 0.6, 0.95},
		{"hardly any denominator", 3, 1.2, 1, 1, -0.7, 0.95},
		{"no denominator", 3, 1e-9, 1, 1, 0, 0.95},
		{"no numerator", 0, 2.5, 2, 1, 0.5, 0.95},
		{"below zero", -4, -2, 1, 0.7, 0.9, 0.95},
		{"another level", 3, 2, 1, 1, 0.6, 0.8},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(17, 1))
			covered, delta := 0, 0
			for range samples {
				a, b := r.NormFloat64(), r.NormFloat64()
				x := c.x + c.sdX*a
				y := c.y + c.sdY*(c.correlation*a+math.Sqrt(1-c.correlation*c.correlation)*b)
				f := estimate.FiellerRatio(x, y, c.sdX*c.sdX, c.sdY*c.sdY, c.correlation*c.sdX*c.sdY, c.level)
				if holds(f, c.x/c.y) {
					covered++
				}
				if math.Abs(f.Ratio-c.x/c.y) <= math.Sqrt2*math.Erfinv(c.level)*f.StdError {
					delta++
				}
			}
			z := (float64(covered)/samples - c.level) / (sd * math.Sqrt(c.level*(1-c.level)/0.0475))
			assert.Less(t, math.Abs(z), 4.0, "covered %d of %d", covered, samples)
			if c.name == "hardly any denominator" {
				assert.Greater(t, math.Abs(float64(delta)/samples-c.level), 0.01, "delta method")
			}
		})
	}
}

// Fieller's three forms, each by hand, and the ends as the roots that they are.
func TestFiellerRatio_Forms(t *testing.T) {
	const z2 = 3.841458820694124 // 1.96²
	between := estimate.FiellerRatio(0, 4, 1, 1, 0, 0.95)
	assert.Equal(t, estimate.Between, between.Set)
	assert.InDelta(t, math.Sqrt(z2/(16-z2)), between.High, 1e-12)
	assert.InDelta(t, -between.High, between.Low, 1e-12)

	outside := estimate.FiellerRatio(4, 0, 1, 1, 0, 0.95) // the denominator may be 0: ratios near 0 are refused, far ones not
	assert.Equal(t, estimate.Outside, outside.Set)
	assert.InDelta(t, math.Sqrt((16-z2)/z2), outside.High, 1e-12)
	assert.InDelta(t, -outside.High, outside.Low, 1e-12)

	every := estimate.FiellerRatio(0.1, 0.1, 1, 1, 0, 0.95)
	assert.Equal(t, estimate.Every, every.Set)
	assert.True(t, math.IsInf(every.Low, -1) && math.IsInf(every.High, 1))

	exact := estimate.FiellerRatio(3, 2, 0, 0, 0, 0.95)
	assert.Equal(t, estimate.RatioEstimate{Ratio: 1.5, Low: 1.5, High: 1.5}, exact)
	assert.True(t, math.IsNaN(estimate.FiellerRatio(math.NaN(), 1, 1, 1, 0, 0.95).Low))
	assert.Panics(t, func() { estimate.FiellerRatio(1, 1, 1, 1, 0, 1) })
}

// Means, variances and covariance are those of two passes over the data, far from zero too, and the ratio of differences is
// Fieller's of them.
func TestComoments(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	var streams [2]estimate.Comoments
	var means, variances [2][2]float64
	var covariances [2]float64
	const n = 500
	for arm := range 2 {
		var x, y [n]float64
		for i := range n {
			x[i] = 1e6 + r.NormFloat64() + float64(arm)
			y[i] = 0.5*x[i] + r.NormFloat64()
			streams[arm].Add(x[i], y[i])
		}
		mean := func(v []float64) (m float64) {
			for _, a := range v {
				m += a / n
			}
			return m
		}
		mx, my := mean(x[:]), mean(y[:])
		means[arm] = [2]float64{mx, my}
		for i := range n {
			variances[arm][0] += (x[i] - mx) * (x[i] - mx) / (n - 1)
			variances[arm][1] += (y[i] - my) * (y[i] - my) / (n - 1)
			covariances[arm] += (x[i] - mx) * (y[i] - my) / (n - 1)
		}
		assert.InEpsilon(t, variances[arm][0], streams[arm].X.Variance(), 1e-9)
		assert.InEpsilon(t, variances[arm][1], streams[arm].Y.Variance(), 1e-9)
		assert.InEpsilon(t, covariances[arm], streams[arm].Covariance(), 1e-9)
	}
	got := estimate.RatioOfDifferences(streams[1], streams[0])
	want := estimate.FiellerRatio(means[1][0]-means[0][0], means[1][1]-means[0][1], (variances[0][0]+variances[1][0])/n,
		(variances[0][1]+variances[1][1])/n, (covariances[0]+covariances[1])/n, 0.95)
	require.Equal(t, want.Set, got.Set)
	assert.InEpsilon(t, want.Ratio, got.Ratio, 1e-7)
	assert.InEpsilon(t, want.Low, got.Low, 1e-7)
	assert.InEpsilon(t, want.High, got.High, 1e-7)
	assert.InEpsilon(t, want.StdError, got.StdError, 1e-7)
	assert.True(t, math.IsNaN(estimate.Comoments{}.Covariance()))
}
