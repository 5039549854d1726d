package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

// With one offer and one take-up the error of two-stage least squares is that of the ratio of two effects by the delta method,
// their covariance included; all written out here from residuals.
func TestIVRobust_DeltaMethod(t *testing.T) {
	f := readFrame(t, "data/iv_oneside_300.csv")
	y, d, z := f.numbers(t, "y"), f.numbers(t, "d"), f.numbers(t, "z")
	effect := func(v []float64) (float64, []float64) { // of the offer, and each row's part in its error
		var sum, n [2]float64
		for i := range v {
			sum[int(z[i])] += v[i]
			n[int(z[i])]++
		}
		parts := make([]float64, len(v))
		for i := range v {
			arm := int(z[i])
			parts[i] = (v[i] - sum[arm]/n[arm]) / n[arm] * (2*z[i] - 1)
		}
		return sum[1]/n[1] - sum[0]/n[0], parts
	}
	itt, a := effect(y)
	takeUp, b := effect(d)
	variance := 0.0
	for i := range a {
		variance += math.Pow(a[i]/takeUp-b[i]*itt/(takeUp*takeUp), 2)
	}
	fit, err := estimate.IVRobust(f.column(t, "y"), f.columns(t, "d"), f.columns(t, "z"), nil, estimate.Options{StdErrors: estimate.HC0})
	require.NoError(t, err)
	assert.InEpsilon(t, itt/takeUp, fit.Coefficients[1].Estimate, 1e-12)
	assert.InEpsilon(t, math.Sqrt(variance), fit.Coefficients[1].StdError, 1e-12)
	assert.InEpsilon(t, takeUp, fit.FirstStages[0].Coefficients[1].Estimate, 1e-12)
}

// A regressor that is its own instrument is exogenous: two-stage least squares is ordinary least squares, with every kind of error.
func TestIVRobust_OwnInstrument(t *testing.T) {
	f := readFrame(t, "data/cl_sim_g30_ind.csv")
	y, z, x := f.column(t, "y"), f.columns(t, "z"), f.columns(t, "x")
	same := []estimate.Column{{Name: "same", Values: z[0].Values}}
	g, w := estimate.Codes(f.text(t, "g")), f.numbers(t, "w")
	for name, o := range map[string]estimate.Options{
		"HC2": {}, "HC3, weighted": {StdErrors: estimate.HC3, Weights: w}, "classical": {StdErrors: estimate.Classical}, "CR2": {Clusters: g},
		"CR2, weighted": {Clusters: g, Weights: w}, "HC1, fixed effects": {StdErrors: estimate.HC1, FixedEffects: g}, "CR2, fixed effects": {Clusters: g, FixedEffects: g},
	} {
		t.Run(name, func(t *testing.T) {
			iv, err := estimate.IVRobust(y, z, same, x, o)
			require.NoError(t, err)
			ols, err := estimate.LMRobust(y, append(z, x...), o)
			require.NoError(t, err)
			require.Len(t, iv.Coefficients, len(ols.Coefficients))
			for j := range ols.Coefficients {
				assert.Equal(t, ols.Coefficients[j].Term, iv.Coefficients[j].Term)
				assert.InEpsilon(t, ols.Coefficients[j].Estimate, iv.Coefficients[j].Estimate, 1e-10)
				assert.InEpsilon(t, ols.Coefficients[j].StdError, iv.Coefficients[j].StdError, 1e-9)
				assert.InEpsilon(t, ols.Coefficients[j].DF, iv.Coefficients[j].DF, 1e-9)
			}
			assert.True(t, math.IsNaN(iv.WuHausman.Statistic), "nothing is endogenous")
			assert.True(t, math.IsNaN(iv.Sargan.Statistic), "no instrument to spare")
		})
	}
}

// Weighted and with fixed effects, as R's iv_robust (R 4.2.2, estimatr 1.0.0) answers on iv_over_250.csv.
func TestIVRobust_WeightsAndFixedEffects(t *testing.T) {
	f := readFrame(t, "data/iv_over_250.csv")
	weights := make([]float64, 250)
	for i := range weights {
		weights[i] = 1 + float64(i%5)/4
	}
	g := estimate.Codes(f.text(t, "g"))
	for name, c := range map[string]struct {
		o                estimate.Options
		estimate, se, df float64
	}{
		"weighted HC2":            {estimate.Options{Weights: weights}, 0.6617312684618, 0.1288414890563, 247},
		"weighted HC3":            {estimate.Options{Weights: weights, StdErrors: estimate.HC3}, 0.6617312684618, 0.1301601940531, 247},
		"weighted stata":          {estimate.Options{Weights: weights, Clusters: g, StdErrors: estimate.Stata}, 0.6617312684618, 0.1129626145947, 14},
		"weighted CR2":            {estimate.Options{Weights: weights, Clusters: g}, 0.6617312684618, 0.1130677044286, 12.3810584951},
		"fixed effects HC1":       {estimate.Options{FixedEffects: g, StdErrors: estimate.HC1}, 0.6745221032715, 0.1365985322864, 233},
		"fixed effects HC2":       {estimate.Options{FixedEffects: g}, 0.6745221032715, 0.1370275453314, 233},
		"fixed effects stata":     {estimate.Options{FixedEffects: g, Clusters: g, StdErrors: estimate.Stata}, 0.6745221032715, 0.1191237291666, 14},
		"fixed effects CR2":       {estimate.Options{FixedEffects: g, Clusters: g}, 0.6745221032715, 0.1161986114443, 11.87393466643},
		"fixed effects classical": {estimate.Options{FixedEffects: g, StdErrors: estimate.Classical}, 0.6745221032715, 0.1458969873139, 233},
	} {
		t.Run(name, func(t *testing.T) {
			fit, err := estimate.IVRobust(f.column(t, "y"), f.columns(t, "d"), f.columns(t, "z", "z2"), f.columns(t, "x"), c.o)
			require.NoError(t, err)
			d, _ := fit.Term("d")
			assert.InEpsilon(t, c.estimate, d.Estimate, 1e-9)
			assert.InEpsilon(t, c.se, d.StdError, 1e-9)
			assert.InEpsilon(t, c.df, d.DF, 1e-7)
		})
	}
}

// A weak instrument gives its number with the warning; one that is worth nothing gives no number; fewer than needed are refused.
func TestIVRobust_Weak(t *testing.T) {
	draw := rand.New(rand.NewPCG(2015, 5))
	y, d, z, noise := columnOf("y"), columnOf("d"), columnOf("z"), columnOf("noise")
	for range 400 {
		u, offer := draw.NormFloat64(), float64(draw.IntN(2))
		z.Values, noise.Values = append(z.Values, offer), append(noise.Values, draw.NormFloat64())
		d.Values, y.Values = append(d.Values, 0.3*offer+u), append(y.Values, u+draw.NormFloat64())
	}
	fit, err := estimate.IVRobust(y, []estimate.Column{d}, []estimate.Column{z}, nil, estimate.Options{})
	require.NoError(t, err)
	weak := warning[*estimate.WeakInstrument](t, fit.Warnings)
	assert.InDelta(t, 5.5, weak.F, 4.5, "between 1 and 10, so that the threshold is tried")
	assert.Equal(t, "d", weak.Endogenous)
	assert.Equal(t, fit.FirstStageF[0].Statistic, weak.F)
	first, _ := fit.FirstStages[0].Term("z")
	assert.InEpsilon(t, first.Statistic*first.Statistic, weak.F, 1e-12, "by the errors asked for")
	assert.False(t, math.IsNaN(fit.Coefficients[1].StdError))

	// one instrument twice is one
	twice := estimate.Column{Name: "twice", Values: z.Values}
	both, err := estimate.IVRobust(y, []estimate.Column{d}, []estimate.Column{z, twice}, nil, estimate.Options{})
	require.NoError(t, err)
	assert.Equal(t, "twice", warning[*estimate.Collinear](t, both.Warnings).Term)
	assert.InEpsilon(t, fit.Coefficients[1].StdError, both.Coefficients[1].StdError, 1e-10)
	assert.Zero(t, both.Sargan.DF1)

	// an instrument that is a covariate already leaves nothing for d
	none, err := estimate.IVRobust(y, []estimate.Column{d}, []estimate.Column{twice}, []estimate.Column{z}, estimate.Options{})
	require.NoError(t, err)
	warning[*estimate.Collinear](t, none.Warnings)
	assert.True(t, math.IsNaN(none.Coefficients[1].Estimate) || math.IsNaN(none.Coefficients[2].Estimate))

	_, err = estimate.IVRobust(y, []estimate.Column{d, noise}, []estimate.Column{z}, nil, estimate.Options{})
	assert.ErrorContains(t, err, "instruments: found 1 for 2 endogenous regressors")
	_, err = estimate.IVRobust(y, nil, []estimate.Column{z}, nil, estimate.Options{})
	assert.ErrorContains(t, err, "expected at least one endogenous regressor")
}
