package estimate_test

import (
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"

	"inwork/sim/estimate"
)

// The algebra in few dimensions must be that of the definition, which has a matrix of rows by rows: with weights, with fixed
// effects that cross clusters, are nested in them or are the clusters, with clusters of one row. R's cases have none of these last.
func TestClusteredErrors_ByDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(12, 30).Draw(t, "n")
		column := func(name string, low, high float64) []float64 {
			return rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 1000), func(v int) float64 { return low + (high-low)*float64(v)/1000 }), n, n).Draw(t, name)
		}
		y, x1, x2 := column("y", -3, 3), column("x1", -1, 1), column("x2", -1, 1)
		clusters := rapid.SliceOfN(rapid.IntRange(0, 5), n, n).Draw(t, "clusters")
		o := estimate.Options{Clusters: clusters, StdErrors: rapid.SampledFrom([]estimate.StdErrors{estimate.CR0, estimate.CR1, estimate.CR2, estimate.CR3}).Draw(t, "kind")}
		design := [][]float64{x1, x2}
		switch rapid.IntRange(0, 4).Draw(t, "more") {
		case 1:
			o.Weights = column("w", 0.2, 3)
		case 2:
			o.FixedEffects = rapid.SliceOfN(rapid.IntRange(0, 3), n, n).Draw(t, "effects")
		case 3:
			o.FixedEffects = clusters
		case 4: // two clusters share a fixed effect
			for _, c := range clusters {
				o.FixedEffects = append(o.FixedEffects, c/2)
			}
		}
		if o.FixedEffects == nil {
			ones := make([]float64, n)
			for i := range ones {
				ones[i] = 1
			}
			design = append(design, ones)
		}
		for level := range 6 {
			indicator, some := make([]float64, n), false
			for i, f := range o.FixedEffects {
				if f == level {
					indicator[i], some = 1, true
				}
			}
			if some {
				design = append(design, indicator)
			}
		}
		want := byDefinition(y, design, o)
		if want == nil {
			t.Skip("columns too close to collinear for a comparison")
		}
		fit, err := estimate.LMRobust(estimate.Column{Name: "y", Values: y}, []estimate.Column{{Name: "x1", Values: x1}, {Name: "x2", Values: x2}}, o)
		require.NoError(t, err)
		for j, name := range []string{"x1", "x2"} {
			c, _ := fit.Term(name)
			at := len(fit.Coefficients) - 2 + j
			if want.shown[j] < 1e-3 || want.shown[j] > 20 {
				continue
			}
			assert.InEpsilon(t, 1+want.se[j], 1+c.StdError, 1e-7, "%s: standard error", name)
			if want.df[j] < 100 && want.se[j] > 1e-6 {
				assert.InEpsilon(t, want.df[j], fit.SatterthwaiteDF[at], 1e-5, "%s: degrees of freedom", name)
			}
		}
	})
}

// defined are errors by definition, with degrees of freedom, and the share of the coefficient's variance that the residuals show: where it is
// next to nothing, or an adjustment blows it up, any algebra has few digits left.
type defined struct{ se, df, shown []float64 }

// byDefinition works out clustered errors of the first two columns with matrices of all rows; nil when they are ill conditioned.
func byDefinition(y []float64, design [][]float64, o estimate.Options) *defined {
	n, p := len(y), len(design)
	x, w := mat.NewDense(n, p, nil), mat.NewDiagDense(n, nil)
	for i := range n {
		w.SetDiag(i, 1)
		if o.Weights != nil {
			w.SetDiag(i, o.Weights[i])
		}
		for j := range design {
			x.Set(i, j, design[j][i])
		}
	}
	var wx, xwx, m, b, fitted, h, mx mat.Dense
	wx.Mul(w, x)
	xwx.Mul(x.T(), &wx)
	if mat.Cond(&xwx, 2) > 1e5 || m.Inverse(&xwx) != nil {
		return nil
	}
	mx.Mul(&m, wx.T()) // (X'WX)^-1 X'W
	b.Mul(&mx, mat.NewDense(n, 1, y))
	fitted.Mul(x, &b)
	h.Mul(x, &mx)
	residualMaker := mat.NewDense(n, n, nil)
	for i := range n {
		for j := range n {
			residualMaker.Set(i, j, -h.At(i, j))
		}
		residualMaker.Set(i, i, 1-h.At(i, i))
	}
	rows := map[int][]int{}
	for i, c := range o.Clusters {
		rows[c] = append(rows[c], i)
	}
	g := float64(len(rows))
	if g < 2 {
		return nil
	}
	result := &defined{}
	for j := range 2 {
		variance := 0.0
		var forms []*mat.VecDense
		for c := range 6 {
			if len(rows[c]) == 0 {
				continue
			}
			a := adjustment(residualMaker, rows[c], o)
			if a == nil {
				return nil
			}
			size := len(rows[c])
			adjusted := mat.NewVecDense(size, nil) // A' W X M e_j
			for r := range size {
				for s, i := range rows[c] {
					adjusted.SetVec(r, adjusted.AtVec(r)+a.At(s, r)*mx.At(j, i))
				}
			}
			u := 0.0
			form := mat.NewVecDense(n, nil)
			for r, i := range rows[c] {
				u += adjusted.AtVec(r) * (y[i] - fitted.At(i, 0))
				form.AddScaledVec(form, adjusted.AtVec(r), residualMaker.RowView(i))
			}
			variance += u * u
			forms = append(forms, form)
		}
		if o.StdErrors == estimate.CR1 {
			variance *= g / (g - 1)
		}
		trace, squares := 0.0, 0.0
		for a := range forms {
			trace += mat.Dot(forms[a], forms[a])
			for b := range forms {
				squares += math.Pow(mat.Dot(forms[a], forms[b]), 2)
			}
		}
		result.se = append(result.se, math.Sqrt(variance))
		result.df = append(result.df, trace*trace/squares)
		result.shown = append(result.shown, trace/m.At(j, j))
	}
	return result
}

// adjustment is A_g of a cluster; nil where it is ill conditioned.
func adjustment(residualMaker *mat.Dense, rows []int, o estimate.Options) *mat.Dense {
	size := len(rows)
	a := mat.NewDense(size, size, nil)
	if o.StdErrors == estimate.CR0 || o.StdErrors == estimate.CR1 {
		for i := range size {
			a.Set(i, i, 1)
		}
		return a
	}
	own, square := mat.NewDense(size, size, nil), mat.NewSymDense(size, nil) // (I-H)_gg and (I-H)_g (I-H)_g'
	for i, r := range rows {
		for j, s := range rows {
			own.Set(i, j, residualMaker.At(r, s))
			if j >= i {
				square.SetSym(i, j, mat.Dot(residualMaker.RowView(r), residualMaker.RowView(s)))
			}
		}
	}
	power := -0.5
	if o.StdErrors == estimate.CR3 {
		if o.Weights != nil {
			if mat.Cond(own, 2) > 1e4 || a.Inverse(own) != nil {
				return nil
			}
			return a
		}
		power = -1
	}
	var e mat.EigenSym
	if !e.Factorize(square, true) {
		panic("no eigenvalues")
	}
	var v mat.Dense
	e.VectorsTo(&v)
	for k, l := range e.Values(nil) {
		if 1e-12 < l && l < 1e-5 {
			return nil // nearly a direction without residual, whose inverse root no two programs agree on
		}
		if l > 1e-9 {
			for i := range size {
				for j := range size {
					a.Set(i, j, a.At(i, j)+v.At(i, k)*math.Pow(l, power)*v.At(j, k))
				}
			}
		}
	}
	return a
}

// Clusters of one row are no clusters: CR0 is HC0, CR2 is HC2 and CR3 is HC3, to rounding.
func TestClusteredErrors_OfOneRow(t *testing.T) {
	f := readFrame(t, "data/sim_itt_200.csv")
	y, x := f.column(t, "y"), f.columns(t, "z", "x1", "x2")
	each := make([]int, len(y.Values))
	for i := range each {
		each[i] = i
	}
	for clustered, plain := range map[estimate.StdErrors]estimate.StdErrors{estimate.CR0: estimate.HC0, estimate.CR2: estimate.HC2, estimate.CR3: estimate.HC3} {
		a, err := estimate.LMRobust(y, x, estimate.Options{StdErrors: clustered, Clusters: each})
		require.NoError(t, err)
		b, err := estimate.LMRobust(y, x, estimate.Options{StdErrors: plain})
		require.NoError(t, err)
		for j := range a.Coefficients {
			assert.InEpsilon(t, b.Coefficients[j].StdError, a.Coefficients[j].StdError, 1e-11, "%s", clustered)
		}
	}
}

// What few clusters leave undefined or weak is said, and a number that would mislead is none.
func TestClusteredErrors_Warns(t *testing.T) {
	f := readFrame(t, "data/cl_sim_g8.csv")
	y, x, g := f.column(t, "y"), f.columns(t, "z", "x"), estimate.Codes(f.numbers(t, "g"))
	fit := func(t *testing.T, x []estimate.Column, o estimate.Options) estimate.Fit {
		t.Helper()
		fit, err := estimate.LMRobust(y, x, o)
		require.NoError(t, err)
		return fit
	}
	t.Run("one cluster", func(t *testing.T) {
		one := fit(t, x, estimate.Options{Clusters: make([]int, len(g))})
		var few *estimate.FewClusters
		require.ErrorAs(t, errors.Join(one.Warnings...), &few)
		assert.EqualError(t, few, "standard error undefined: found 1 cluster, expected at least 2")
		assert.Equal(t, fit(t, x, estimate.Options{}).Coefficients[1].Estimate, one.Coefficients[1].Estimate)
		assert.True(t, math.IsNaN(one.Coefficients[1].StdError))
		assert.True(t, math.IsNaN(one.Wald("z").PValue))
	})
	t.Run("errors for many clusters", func(t *testing.T) {
		var few *estimate.FewClusters
		require.ErrorAs(t, errors.Join(fit(t, x, estimate.Options{Clusters: g, StdErrors: estimate.Stata}).Warnings...), &few)
		assert.Equal(t, 8, few.Clusters)
		assert.NotErrorAs(t, errors.Join(fit(t, x, estimate.Options{Clusters: g}).Warnings...), &few, "CR2 is made for few")
	})
	t.Run("one treated cluster", func(t *testing.T) {
		lone := []estimate.Column{{Name: "z", Values: make([]float64, len(g))}}
		for i := range g {
			if g[i] == 3 {
				lone[0].Values[i] = 1
			}
		}
		for _, kind := range []estimate.StdErrors{estimate.CR0, estimate.Stata, estimate.CR2} {
			var self *estimate.SelfFitted
			require.ErrorAs(t, errors.Join(fit(t, lone, estimate.Options{Clusters: g, StdErrors: kind}).Warnings...), &self, "%s", kind)
			assert.Equal(t, estimate.SelfFitted{Term: "z", Clusters: 1}, *self)
		}
	})
	t.Run("fixed effects of the clusters are no such thing", func(t *testing.T) {
		var self *estimate.SelfFitted
		within := fit(t, f.columns(t, "x"), estimate.Options{Clusters: g, FixedEffects: g})
		assert.NotErrorAs(t, errors.Join(within.Warnings...), &self)
		// lm_robust(y ~ x, fixed_effects = ~ g, clusters = g, se_type = "CR2")
		assert.InEpsilon(t, 0.0858285060624, within.Coefficients[0].StdError, 1e-11)
		assert.InEpsilon(t, 4.23896889487, within.Coefficients[0].DF, 1e-11)
	})
	t.Run("few degrees of freedom", func(t *testing.T) {
		unequal := readFrame(t, "data/cl_sim_g6_unbal.csv")
		fit, err := estimate.LMRobust(unequal.column(t, "y"), unequal.columns(t, "z"), estimate.Options{Clusters: estimate.Codes(unequal.text(t, "g"))})
		require.NoError(t, err)
		var few *estimate.FewDF
		require.ErrorAs(t, errors.Join(fit.Warnings...), &few)
		assert.Equal(t, "z", few.Term)
		assert.InEpsilon(t, 3.24908492250897, few.DF, 1e-8)
	})
}

// A regression does not depend on how clusters are named, nor on the order of rows.
func TestClusteredErrors_NamesAndOrder(t *testing.T) {
	f := readFrame(t, "data/cl_sim_g30_ind.csv")
	y, x, g := f.column(t, "y"), f.columns(t, "z", "x"), estimate.Codes(f.text(t, "g"))
	n := len(g)
	turned := func(c estimate.Column) estimate.Column {
		r := estimate.Column{Name: c.Name}
		for i := range n {
			r.Values = append(r.Values, c.Values[n-1-i])
		}
		return r
	}
	names := make([]int, n)
	for i := range n {
		names[i] = 1_000_000 - 7919*g[n-1-i] // far apart, in the other order
	}
	a, err := estimate.LMRobust(y, x, estimate.Options{Clusters: g})
	require.NoError(t, err)
	b, err := estimate.LMRobust(turned(y), []estimate.Column{turned(x[0]), turned(x[1])}, estimate.Options{Clusters: names})
	require.NoError(t, err)
	for j := range a.Coefficients {
		assert.InEpsilon(t, a.Coefficients[j].StdError, b.Coefficients[j].StdError, 1e-11)
		assert.InEpsilon(t, a.Coefficients[j].DF, b.Coefficients[j].DF, 1e-9)
	}
}
