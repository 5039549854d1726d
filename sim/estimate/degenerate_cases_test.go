package estimate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

// ten rows in two arms and five clusters, with nothing wrong about them.
func tenRows() messy {
	return messy{
		y: []float64{1, 4, 2, 8, 5, 7, 3, 6, 9, 2}, x: []float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3}, w: []float64{1, 1, 2, 1, 1, 3, 1, 1, 1, 1},
		time: []float64{2, 3, 5, 7, 4, 6, 1, 8, 9, 3}, treated: []bool{true, true, true, true, true, 9: false},
		event: []bool{true, false, true, true, true, true, true, false, true, true},
		group: []int{0, 0, 1, 1, 2, 2, 3, 3, 4, 4}, cause: []int{1, 0, 2, 1, 1, 2, 1, 0, 1, 2},
	}
}

func all[T any](v T) []T {
	column := make([]T, 10)
	for i := range column {
		column[i] = v
	}
	return column
}

// What each estimator says of data in which one thing is wrong, word for word: an error, or a number with a warning.
func TestEstimators_Degenerate(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		why, estimator string
		change         func(m *messy)
		err            string   // "" if there is a number
		warnings       []string // all of them
	}{
		{"no events", "Cox", func(m *messy) { m.event = all(false) }, "event: found no events, expected at least 1", nil},
		{"all censored is a curve of ones", "KaplanMeier", func(m *messy) { m.event = all(false) }, "", nil},
		{"all censored", "RestrictedMeanDifference", func(m *messy) { m.event = all(false) }, "",
			[]string{"no variation in the outcome in the treated arm: the standard error may be too small", "no variation in the outcome in the control arm: the standard error may be too small"}},
		{"nobody seen to the limit", "RestrictedMeanDifference", func(m *messy) {
			m.time, m.event = all(2.), all(false)
			m.event[0], m.event[9] = true, true
		}, "", []string{"restricted mean to 5: found nobody beyond 2, the curve is taken as level from there",
			"restricted mean to 5: found nobody beyond 2, the curve is taken as level from there"}},
		{"an empty arm", "RestrictedMeanDifference", func(m *messy) { m.treated = all(true) }, "no rows in the control arm: found 0, expected at least 1", nil},
		{"an empty arm", "LogRankTest", func(m *messy) { m.treated = all(true) }, "group: found 1 group at risk at an event, expected at least 2", nil},
		{"an empty arm", "QuantileEffects", func(m *messy) { m.treated = all(false) }, "no rows in the treated arm: found 0, expected at least 1", nil},
		{"an empty arm", "RandomisationTest", func(m *messy) { m.treated = all(false) }, "no rows in the treated arm: found 0, expected at least 1", nil},
		{"an empty arm", "WestfallYoung", func(m *messy) { m.treated = all(false) }, "no rows in the treated arm: found 0, expected at least 1", nil},
		{"a negative time", "KaplanMeier", func(m *messy) { m.time[3] = -1 }, "row 3: time: found -1, expected a finite number of 0 or more", nil},
		{"a missing time", "Cox", func(m *messy) { m.time[3] = nan }, "row 3: time: found NaN, expected a finite number of 0 or more", nil},
		{"an endless time", "CumulativeIncidence", func(m *messy) { m.time[3] = inf }, "row 3: time: found +Inf, expected a finite number of 0 or more", nil},
		{"separated", "Cox", func(m *messy) {
			m.time, m.event = []float64{1, 2, 3, 4, 5, 16, 17, 18, 19, 20}, all(true)
			m.x = []float64{1, 0, 1, 0, 1, 0, 1, 0, 1, 0.5}
		}, "z: found a coefficient that grows without end", nil},
		{"separated", "Logit", func(m *messy) { m.event = m.treated }, "z: found a coefficient that grows without end", nil},
		{"collinear", "Cox", func(m *messy) { m.x = m.z().Values }, "x: found a combination of the constant and the covariates before it, expected a column of its own", nil},
		{"collinear", "QuantileRegression", func(m *messy) { m.x = all(1.) }, "x: found a combination of the constant and the covariates before it, expected a column of its own", nil},
		{"everybody seen", "ResponseWeights", func(m *messy) { m.event = all(true) }, "outcome: found 10 rows with it of 10, expected rows with it and without", nil},
		{"nobody seen in an arm", "LeeBounds", func(m *messy) {
			for i := range 5 {
				m.y[i] = nan
			}
		}, "outcomes seen in the treated arm: found none, expected at least 1", nil},
		{"all missing", "ManskiBounds", func(m *messy) { m.y = all(nan) }, "outcomes seen in the control arm: found none, expected at least 1", nil},
		{"outside the limits", "ManskiBounds", func(m *messy) { m.y[4] = 8 }, "outcomes: found 1 to 9, expected -1 to 7", nil},
		{"a missing value", "Quantiles", func(m *messy) { m.y[4] = nan }, "row 4: outcome: found NaN, expected a finite number", nil},
		{"a negative weight", "WeightedQuantiles", func(m *messy) { m.w[2] = -1 }, "row 2: weight: found -1, expected a number from 0 to 1e+75", nil},
		{"weights of 0", "Gini", func(m *messy) { m.w = all(0.) }, "weight: found no row of weight above 0, expected at least 1", nil},
		{"a mean of 0", "Gini", func(m *messy) { m.w, m.y = all(1.), []float64{-1, 1, -1, 1, -1, 1, -1, 1, -1, 1} }, "outcome: found mean", nil},
		{"a negative income", "Theil", func(m *messy) { m.y[1] = -1 }, "row 1: outcome: found -1, expected a number from 0 to 1e+75", nil},
		{"no variation", "IntraclusterCorrelation", func(m *messy) { m.y = all(2.) }, "values: found no variation, expected some", nil},
		{"no variation", "RandomisationTest, Welch", func(m *messy) { m.y = all(2.) }, "statistic: found NaN on the data, expected a number", nil},
		{"no variation", "LMRobust", func(m *messy) { m.y = all(2.) }, "", []string{"no residual variation in the outcome: standard errors are 0 and give no test"}},
		{"one cluster", "LMRobust, clusters", func(m *messy) { m.group = all(0) }, "", []string{"standard error undefined: found 1 cluster, expected at least 2"}},
		{"one cluster", "WildBootstrap", func(m *messy) { m.group = all(0) }, "", []string{"standard error undefined: found 1 cluster, expected at least 2"}},
		{"one cluster", "Cox, clusters and strata", func(m *messy) { m.group = all(0) }, "covariates: found one that is the same for all at risk at every event", nil},
		{"a weak instrument", "IVRobust", func(m *messy) { m.x = []float64{3, 1, 4, 1, 5, 3, 1, 4, 1.1, 5} }, "",
			[]string{"weak instruments for x: the first-stage F is 0.00, below 10; the estimate may be biased and its interval too short"}},
		{"a missing covariate", "LMRobust", func(m *messy) { m.x[0] = nan }, "", []string{"left out 1 row in which x is missing"}},
		{"an infinite covariate", "LMRobust", func(m *messy) { m.x[0] = inf }, "row 0: x: found +Inf, expected a finite number", nil},
		{"a number whose square overflows", "LMRobust", func(m *messy) { m.x[0] = 1e200 }, "row 0: x: found 1e+200, expected a number of at most 1e+75", nil},
		{"an arm fitted exactly", "LMLin", func(m *messy) { copy(m.y[5:], all(3.)[:5]) }, "", []string{
			"(Intercept): the standard error is 0", "x_c: the standard error is 0, which gives no test: the data fit exactly where they determine it"}},
		{"a p-value above 1", "AdjustP", func(m *messy) { copy(m.x, []float64{0.1, 1.5}) }, "row 1: p-value: found 1.5, expected 0 to 1", nil},
		{"a statistic that is NaN", "StepDownMaxT", func(m *messy) { m.y[0] = nan }, "row 0: observed: found NaN, expected a statistic", nil},
		{"a covariance without inverse", "JointTest", func(m *messy) { copy(m.w, []float64{1, 1}); m.x[0] = 1 }, "covariance: found a matrix without inverse, expected a positive definite one", nil},
		{"one cluster of people to draw from", "Bootstrap", func(m *messy) { m.group = all(0) }, "", nil},
	} {
		t.Run(c.estimator+", "+c.why, func(t *testing.T) {
			m := tenRows()
			c.change(&m)
			s, panicked := ask(estimators[c.estimator], m)
			require.Nil(t, panicked)
			if c.err != "" {
				require.Error(t, s.err, "%v %v", s.numbers, s.warnings)
				assert.Contains(t, s.err.Error(), c.err)
				return
			}
			require.NoError(t, s.err)
			assert.Empty(t, s.unexplained())
			require.Len(t, s.warnings, len(c.warnings), "%v", s.warnings)
			for k, w := range s.warnings {
				assert.Contains(t, w.Error(), c.warnings[k])
			}
		})
	}
}

// One row or none is an error everywhere, or a number with its warning where one row has one; and never a panic.
func TestEstimators_OneRowOrNone(t *testing.T) {
	for name, estimator := range estimators {
		for _, m := range []messy{{}, {y: []float64{1}, x: []float64{0.5}, w: []float64{1}, time: []float64{1}, treated: []bool{true}, event: []bool{true}, group: []int{0}, cause: []int{1}}} {
			s, panicked := ask(estimator, m)
			assert.Nil(t, panicked, name)
			assert.Empty(t, s.unexplained(), name)
			if len(m.y) == 0 && name != "AdjustP" && name != "StepDownMaxT" && name != "JointTest" { // no tests are adjusted to none
				assert.Error(t, s.err, name)
			}
		}
	}
}

// Regressions of what the property found: each a number, or none, without a word.
func TestEstimators_FoundByProperty(t *testing.T) {
	// Values whose sums overflow.
	tooLarge := []float64{1e308, 1e308, 1, 2}
	for name, ask := range map[string]func() error{
		"Lee": func() error {
			_, err := estimate.LeeBounds(tooLarge, []bool{true, true, false, false}, estimate.QuantileTrim)
			return err
		},
		"Gini":   func() error { _, err := estimate.Gini(tooLarge, nil); return err },
		"Lorenz": func() error { _, err := estimate.Lorenz(tooLarge, []float64{0.5}); return err },
		"quantiles": func() error {
			_, err := estimate.WeightedQuantiles(tooLarge, []float64{1, 1, 1, 1}, []float64{0.5})
			return err
		},
	} {
		assert.ErrorContains(t, ask(), "row 0: outcome: found 1e+308, expected a number ", name)
	}

	// One cluster: its scores sum to 0 but for rounding, and there is no robust error.
	m := tenRows()
	fit, err := estimate.Cox(m.time, m.event, []estimate.Column{m.z()}, estimate.CoxOptions{Clusters: all(0)})
	require.NoError(t, err)
	require.Len(t, fit.Warnings, 1)
	assert.ErrorContains(t, fit.Warnings[0], "z: the standard error is")
	gray, err := estimate.FineGray([]float64{0.04, 1, 1}, []int{0, 1, 1}, 1, []estimate.Column{{Name: "z", Values: []float64{1, 1, 0}}})
	require.NoError(t, err)
	require.Len(t, gray.Warnings, 1)
	assert.ErrorContains(t, gray.Warnings[0], "z: the standard error is 0")

	// A statistic that some draws leave undefined: they count, and are told.
	odd := func(y []float64, treated []bool) float64 {
		if treated[1] {
			return math.NaN()
		}
		return estimate.MeanDifference(y, treated)
	}
	r, err := estimate.RandomisationTest(t.Context(), []float64{9, 1, 2, 3}, []bool{true, false, false, true}, estimate.Randomisation{Statistic: odd}, estimate.Resampling{})
	require.NoError(t, err)
	assert.Equal(t, 3, r.Warnings[0].(*estimate.UndefinedDraws).Undefined)
	assert.InDelta(t, 4./6, r.PValue, 1e-12, "the data and 3 of the 6")
	// An infinite statistic makes no tie of every draw.
	r, err = estimate.RandomisationTest(t.Context(), []float64{5, 5, 5, 1, 1, 1}, []bool{true, true, true, false, false, false},
		estimate.Randomisation{Statistic: estimate.WelchT}, estimate.Resampling{})
	require.NoError(t, err)
	assert.InDelta(t, 2./20, r.PValue, 1e-12)
	require.Len(t, r.Warnings, 1)
	assert.ErrorContains(t, r.Warnings[0], "nothing varies within arms")

	// One replicate has no spread.
	b, err := estimate.Bootstrap(t.Context(), 4, func([]int) (float64, float64) { return 1, 1 }, estimate.BootstrapPlan{Samples: [][]int{{0, 1, 2, 3}}})
	require.NoError(t, err)
	assert.ErrorContains(t, b.Warnings[0], "bootstrap: the standard error is not defined")
}

// Lee's bounds of arms in which too few were seen have no errors, and say so.
func TestLeeBounds_WithoutErrors(t *testing.T) {
	b, err := estimate.LeeBounds([]float64{1, 2, 3, math.NaN()}, []bool{true, true, false, false}, estimate.FractionalTrim)
	require.NoError(t, err)
	assert.True(t, math.IsNaN(b.ConfLow))
	require.NotEmpty(t, b.Warnings)
	assert.ErrorContains(t, b.Warnings[0], "lower bound: the standard error is not defined")
	b, err = estimate.LeeBounds([]float64{1, 1, 1, 1}, []bool{true, true, false, false}, estimate.FractionalTrim)
	require.NoError(t, err)
	require.Len(t, b.Warnings, 2)
	assert.ErrorContains(t, b.Warnings[1], "upper bound: the standard error is 0")
}
