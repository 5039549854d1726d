package estimate_test

import (
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim/estimate"
)

var nan = math.NaN()

func columnOf(name string, values ...float64) estimate.Column {
	return estimate.Column{Name: name, Values: values}
}

// warning looks for one kind among warnings.
func warning[W error](t *testing.T, warnings []error) W {
	t.Helper()
	var w W
	require.ErrorAs(t, errors.Join(warnings...), &w)
	return w
}

// A column that others determine is left out, named and NaN, and the rest is as if it had never been there. Which of a set goes is
// estimatr's choice, the one with the shortest unexplained part; of two as long, which estimatr decides by rounding, the one named last.
func TestLMRobust_Collinear(t *testing.T) {
	f := readFrame(t, "data/cl_sim_g8.csv")
	y, z, x := f.column(t, "y"), f.column(t, "z"), f.column(t, "x")
	sum, double, seven := columnOf("sum"), columnOf("double"), columnOf("seven")
	for i := range x.Values {
		sum.Values = append(sum.Values, x.Values[i]+z.Values[i])
		double.Values = append(double.Values, 2*x.Values[i])
		seven.Values = append(seven.Values, 7)
	}
	for name, c := range map[string]struct {
		columns []estimate.Column
		out     string
	}{
		"the sum of two":        {[]estimate.Column{z, x, sum}, "x"},
		"the sum, named first":  {[]estimate.Column{sum, x, z}, "z"},
		"twice another":         {[]estimate.Column{z, x, double}, "x"},
		"a constant":            {[]estimate.Column{z, seven, x}, estimate.Intercept},
		"one that is all zeros": {[]estimate.Column{z, x, columnOf("none", make([]float64, len(x.Values))...)}, "none"},
	} {
		t.Run(name, func(t *testing.T) {
			fit, err := estimate.LMRobust(y, c.columns, estimate.Options{})
			require.NoError(t, err)
			assert.Equal(t, estimate.Collinear{Term: c.out}, *warning[*estimate.Collinear](t, fit.Warnings))
			require.Len(t, fit.Coefficients, 4)
			assert.Equal(t, 3, fit.Rank)
			assert.Equal(t, 81.0, fit.DFResidual)
			gone, is := fit.Term(c.out)
			require.True(t, is)
			for _, v := range []float64{gone.Estimate, gone.StdError, gone.PValue, gone.DF} {
				assert.True(t, math.IsNaN(v))
			}
			plain, err := estimate.LMRobust(y, []estimate.Column{z, x}, estimate.Options{})
			require.NoError(t, err)
			assert.InEpsilon(t, plain.RSquared, fit.RSquared, 1e-10, "what is fitted is the same")
			if c.out == "z" { // lm_robust(y ~ sum + z + x): sum has z's coefficient, 0.422986607482 (0.191485466589)
				s, _ := fit.Term("sum")
				assert.InEpsilon(t, 0.4229866074821, s.Estimate, 1e-11)
				assert.InEpsilon(t, 0.191485466589, s.StdError, 1e-11)
			}
		})
	}
}

// Digits: a trend in calendar years and its square, beside a constant, lose half of them in a matrix of cross products. The fit must be
// that of the same trend about its middle.
func TestLMRobust_KeepsDigits(t *testing.T) {
	year, square, early, earlySquare, y := columnOf("year"), columnOf("square"), columnOf("t"), columnOf("t2"), columnOf("y")
	for i := range 400 {
		v := 2015 + float64(i%40)/8
		d := v - 2017.5
		year.Values, square.Values = append(year.Values, v), append(square.Values, v*v)
		early.Values, earlySquare.Values = append(early.Values, d), append(earlySquare.Values, d*d)
		y.Values = append(y.Values, math.Sin(float64(i)))
	}
	raw, err := estimate.LMRobust(y, []estimate.Column{year, square}, estimate.Options{})
	require.NoError(t, err)
	centred, err := estimate.LMRobust(y, []estimate.Column{early, earlySquare}, estimate.Options{})
	require.NoError(t, err)
	assert.InEpsilon(t, centred.Coefficients[2].Estimate, raw.Coefficients[2].Estimate, 1e-6)
	assert.InEpsilon(t, centred.Coefficients[2].StdError, raw.Coefficients[2].StdError, 1e-6)
}

// Rows that miss something are left out, counted once, by the first column that they miss; the numbers are those of the others alone.
func TestLMRobust_Missing(t *testing.T) {
	y, x := columnOf("pay", 1, 2, nan, 4, 5, 7, 1, 3, 9, 2), columnOf("age", 3, nan, nan, 1, 2, 5, 1, 1, 6, 2)
	o := estimate.Options{Weights: []float64{1, 1, 1, 2, 1, 1, 1, nan, 1, 1}, Clusters: []int{0, 0, 0, 1, 1, 1, 2, 2, -1, 3}}
	fit, err := estimate.LMRobust(y, []estimate.Column{x}, o)
	require.NoError(t, err)
	var lost []estimate.Missing
	for _, w := range fit.Warnings {
		var m *estimate.Missing
		if errors.As(w, &m) {
			lost = append(lost, *m)
		}
	}
	assert.Equal(t, []estimate.Missing{{"pay", 1}, {"age", 1}, {"the weight", 1}, {"the cluster", 1}}, lost)
	assert.Equal(t, int64(6), fit.N)
	some, err := estimate.LMRobust(columnOf("pay", 1, 4, 5, 7, 1, 2), []estimate.Column{columnOf("age", 3, 1, 2, 5, 1, 2)},
		estimate.Options{Weights: []float64{1, 2, 1, 1, 1, 1}, Clusters: []int{0, 1, 1, 1, 2, 3}})
	require.NoError(t, err)
	assert.Equal(t, some.Coefficients, fit.Coefficients)

	_, err = estimate.LMRobust(columnOf("pay", nan, nan), []estimate.Column{columnOf("age", 1, 2)}, estimate.Options{})
	assert.EqualError(t, err, "no complete rows: found 0 of 2, expected at least 1; left out 2 rows in which pay is missing")
	_, err = estimate.LMRobust(columnOf("pay"), nil, estimate.Options{})
	assert.ErrorContains(t, err, "found 0 of 0")
}

func TestLMRobust_Refuses(t *testing.T) {
	y, x := columnOf("y", 1, 2, 4, 3), []estimate.Column{columnOf("x", 1, 0, 1, 0)}
	for name, c := range map[string]struct {
		y    estimate.Column
		o    estimate.Options
		want string
	}{
		"infinity":                 {columnOf("y", 1, math.Inf(1), 2, 3), estimate.Options{}, "row 1: y: found +Inf, expected a finite number"},
		"a negative weight":        {y, estimate.Options{Weights: []float64{1, 1, -2, 1}}, "row 2: the weight: found -2, expected 0 or more"},
		"no weight at all":         {y, estimate.Options{Weights: []float64{0, 0, 0, 0}}, "weights: found 0 in all rows, expected some above 0"},
		"an unknown error":         {y, estimate.Options{StdErrors: "HC5"}, "standard errors: found HC5, expected classical, HC0"},
		"CR2 without clusters":     {y, estimate.Options{StdErrors: estimate.CR2}, "standard errors: found CR2 without clusters"},
		"HC2 with clusters":        {y, estimate.Options{StdErrors: estimate.HC2, Clusters: []int{0, 0, 1, 1}}, "standard errors: found HC2 with clusters"},
		"confidence in per cent":   {y, estimate.Options{Confidence: 95}, "confidence: found 95, expected above 0 and below 1"},
		"weights and effects, CR2": {y, estimate.Options{Clusters: []int{0, 0, 1, 1}, Weights: []float64{1, 1, 1, 1}, FixedEffects: []int{0, 1, 0, 1}}, "found CR2 with weights and fixed effects"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := estimate.LMRobust(c.y, x, c.o)
			assert.ErrorContains(t, err, c.want)
		})
	}
	assert.PanicsWithValue(t, "estimate: x has 4 rows and the outcome 2", func() {
		_, _ = estimate.LMRobust(columnOf("y", 1, 2), x, estimate.Options{})
	})
}

// Data at the edge of what can be estimated give a number and say what is wrong with it, never a guess.
func TestLMRobust_Edges(t *testing.T) {
	run := func(t *testing.T, y, x estimate.Column, o estimate.Options) estimate.Fit {
		t.Helper()
		fit, err := estimate.LMRobust(y, []estimate.Column{x}, o)
		require.NoError(t, err)
		return fit
	}
	t.Run("as many coefficients as rows", func(t *testing.T) {
		fit := run(t, columnOf("y", 1, 5), columnOf("x", 0, 1), estimate.Options{})
		assert.InDelta(t, 4, fit.Coefficients[1].Estimate, 1e-14)
		assert.True(t, math.IsNaN(fit.Coefficients[1].StdError))
		assert.Equal(t, estimate.NoDF{Rows: 2, Coefficients: 2}, *warning[*estimate.NoDF](t, fit.Warnings))
	})
	t.Run("an outcome that does not vary", func(t *testing.T) {
		for _, kind := range []estimate.StdErrors{estimate.Classical, estimate.HC2, estimate.HC3} {
			fit := run(t, columnOf("y", .1, .1, .1, .1), columnOf("x", 0, 1, 0, 1), estimate.Options{StdErrors: kind})
			warning[*estimate.PerfectFit](t, fit.Warnings)
			assert.Zero(t, fit.Coefficients[1].StdError)
			assert.True(t, math.IsNaN(fit.Coefficients[1].PValue), "no variation is no evidence")
		}
	})
	t.Run("everybody in one arm", func(t *testing.T) { // estimatr answers -201276331580462 here
		fit := run(t, columnOf("y", 1, 2, 4, 3), columnOf("x", 1, 1, 1, 1), estimate.Options{})
		assert.Equal(t, "x", warning[*estimate.Collinear](t, fit.Warnings).Term)
		assert.InEpsilon(t, 2.5, fit.Coefficients[0].Estimate, 1e-14)
	})
	t.Run("a row with a coefficient of its own", func(t *testing.T) {
		fit := run(t, columnOf("y", 1, 2, 4, 9), columnOf("x", 0, 0, 0, 1), estimate.Options{})
		assert.Equal(t, int64(1), warning[*estimate.FullLeverage](t, fit.Warnings).Rows)
		assert.InEpsilon(t, 9-7.0/3, fit.Coefficients[1].Estimate, 1e-13)
		assert.InEpsilon(t, math.Sqrt(7.0/9), fit.Coefficients[1].StdError, 1e-12, "what the three others say, s²/3 = 7/9")
	})
	t.Run("rows of weight 0", func(t *testing.T) {
		// lm_robust(y ~ x, weights = c(0, 1, 1, 2, 1)) counts all five
		fit := run(t, columnOf("y", 50, 2, 4, 9, 3), columnOf("x", 7, 0, 1, 1, 0), estimate.Options{Weights: []float64{0, 1, 1, 2, 1}})
		assert.Equal(t, int64(1), warning[*estimate.ZeroWeights](t, fit.Warnings).Rows)
		assert.Equal(t, int64(5), fit.N)
		assert.Equal(t, 3.0, fit.Coefficients[1].DF)
		without := run(t, columnOf("y", 2, 4, 9, 3), columnOf("x", 0, 1, 1, 0), estimate.Options{Weights: []float64{1, 1, 2, 1}})
		assert.InEpsilon(t, without.Coefficients[1].Estimate, fit.Coefficients[1].Estimate, 1e-13)
		assert.InEpsilon(t, without.Coefficients[1].StdError, fit.Coefficients[1].StdError, 1e-13)
	})
	t.Run("a fixed effect of one row", func(t *testing.T) {
		fit := run(t, columnOf("y", 1, 2, 4, 9, 3), columnOf("x", 0, 1, 0, 1, 1), estimate.Options{FixedEffects: []int{0, 0, 0, 0, 1}})
		assert.Equal(t, int64(1), warning[*estimate.FullLeverage](t, fit.Warnings).Rows)
		without := run(t, columnOf("y", 1, 2, 4, 9), columnOf("x", 0, 1, 0, 1), estimate.Options{})
		assert.InEpsilon(t, without.Coefficients[1].Estimate, fit.Coefficients[0].Estimate, 1e-13)
		assert.InEpsilon(t, without.Coefficients[1].StdError, fit.Coefficients[0].StdError, 1e-13)
		assert.Equal(t, 2.0, fit.Coefficients[0].DF)
	})
	t.Run("ordinary data have no warnings", func(t *testing.T) {
		assert.Empty(t, run(t, columnOf("y", 1, 2, 4, 9, 3), columnOf("x", 0, 1, 0, 1, 1), estimate.Options{}).Warnings)
	})
}

// Units: thousands of pounds for pence change the numbers by what they must and the tests not at all. Fixed effects are indicators.
func TestLMRobust_UnitsAndIndicators(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(10, 40).Draw(t, "n")
		draw := func(name string) []float64 {
			return rapid.SliceOfN(rapid.Map(rapid.IntRange(-500, 500), func(v int) float64 { return float64(v) / 100 }), n, n).Draw(t, name)
		}
		y, x, z := draw("y"), draw("x"), draw("z")
		kind := rapid.SampledFrom([]estimate.StdErrors{estimate.Classical, estimate.HC0, estimate.HC1, estimate.HC2, estimate.HC3}).Draw(t, "kind")
		groups := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), n, n).Draw(t, "groups")
		groups[0], groups[1] = "a", "b" // so that there are two
		a, err := estimate.LMRobust(columnOf("y", y...), []estimate.Column{columnOf("x", x...), columnOf("z", z...)}, estimate.Options{StdErrors: kind, FixedEffects: estimate.Codes(groups)})
		require.NoError(t, err)
		if a.Rank < 2 || a.DFResidual < 1 || a.RSquared > 1-1e-6 || len(a.Warnings) > 0 {
			t.Skip("nothing to compare")
		}
		scaled := columnOf("y")
		for _, v := range y {
			scaled.Values = append(scaled.Values, 1e5*v+3e6)
		}
		b, err := estimate.LMRobust(scaled, append([]estimate.Column{columnOf("x", x...), columnOf("z", z...)}, estimate.Indicators("g", groups, "a")...), estimate.Options{StdErrors: kind})
		require.NoError(t, err)
		for j := range 2 {
			assert.InDelta(t, 1e5*a.Coefficients[j].Estimate, b.Coefficients[j+1].Estimate, 1e-2)
			assert.InEpsilon(t, 1e5*a.Coefficients[j].StdError, b.Coefficients[j+1].StdError, 1e-6)
			assert.Equal(t, a.Coefficients[j].DF, b.Coefficients[j+1].DF)
		}
	})
}

// Lin's regression with a treatment for everybody in two groups is the difference in means of each group, with the groups' sizes as weights.
func TestLMLin_PostStratification(t *testing.T) {
	f := readFrame(t, "data/sim_itt_200.csv")
	fit, err := estimate.LMLin(f.column(t, "y"), f.columns(t, "z"), f.columns(t, "x2"), estimate.Options{})
	require.NoError(t, err)
	e, err := estimate.DifferenceInMeansBy(f.numbers(t, "y"), treatedIn(t, f), estimate.Design{Blocks: estimate.Codes(f.text(t, "x2"))})
	require.NoError(t, err)
	assert.InEpsilon(t, e.Estimate, fit.Coefficients[1].Estimate, 1e-12)
	assert.InEpsilon(t, e.StdError, fit.Coefficients[1].StdError, 1e-12)
	assert.Equal(t, e.DF, fit.Coefficients[1].DF)

	_, err = estimate.LMLin(f.column(t, "y"), f.columns(t, "x1"), f.columns(t, "x2"), estimate.Options{})
	assert.EqualError(t, err, "row 0: x1: found 2.188648, expected 0 or 1")
	_, err = estimate.LMLin(f.column(t, "y"), f.columns(t, "z"), f.columns(t, "x2"), estimate.Options{FixedEffects: make([]int, 200)})
	assert.ErrorContains(t, err, "found some with lm_lin")
}

// Three arms: terms are named for each, and the answer is lm_lin's on the same data (R: cl_sim_g8, arms b, a, c in turn).
func TestLMLin_Arms(t *testing.T) {
	f := readFrame(t, "data/cl_sim_g8.csv")
	arms := make([]string, 84)
	for i := range arms {
		arms[i] = []string{"a", "c", "b"}[i%3]
	}
	fit, err := estimate.LMLin(f.column(t, "y"), estimate.Indicators("t3", arms, "a"), f.columns(t, "x"), estimate.Options{})
	require.NoError(t, err)
	want := []struct {
		term         string
		estimate, se float64
	}{{"(Intercept)", 1.277552313825, 0.165398786449}, {"t3b", 0.131810481921, 0.243633284722}, {"t3c", 0.124042884486, 0.240836200962},
		{"x_c", 0.342995778528, 0.157220943647}, {"t3b:x_c", -0.129607885544, 0.232230710284}, {"t3c:x_c", 0.100032448525, 0.213463846647}}
	for j, w := range want {
		assert.Equal(t, w.term, fit.Coefficients[j].Term)
		assert.InEpsilon(t, w.estimate, fit.Coefficients[j].Estimate, 1e-11, w.term)
		assert.InEpsilon(t, w.se, fit.Coefficients[j].StdError, 1e-11, w.term)
	}
}

func TestFit_Wald(t *testing.T) {
	f := readFrame(t, "data/sim_itt_200.csv")
	fit, err := estimate.LMRobust(f.column(t, "y"), append(f.columns(t, "z", "x1"), f.column(t, "x1")), estimate.Options{})
	require.NoError(t, err)
	one := fit.Wald("z")
	z, _ := fit.Term("z")
	assert.InEpsilon(t, z.Statistic*z.Statistic, one.Statistic, 1e-12, "F of one term is t squared")
	assert.InEpsilon(t, z.PValue, one.PValue, 1e-9)
	assert.Equal(t, 2.0, fit.Wald().DF1, "a column that was left out is not tested")
	assert.PanicsWithValue(t, "estimate: Wald: no term zz", func() { fit.Wald("zz") })
}
