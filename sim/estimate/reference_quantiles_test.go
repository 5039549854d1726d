package estimate_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"

	"inwork/sim/estimate"
)

func quantilesReference(t *testing.T, c referenceCase) answers {
	f := c.frame(t)
	y := f.numbers(t, "y")
	var kind estimate.QuantileType
	var tau float64
	switch {
	case matches(c.ID, "quantile_type%d", &kind):
		p := c.expected("p")
		q, err := estimate.Quantiles(y, p, kind)
		require.NoError(t, err)
		return answers{"p": p, "q": q}
	case matches(c.ID, "qte_raw_type%d", &kind):
		p := c.expected("p")
		effects, err := estimate.QuantileEffects(y, treatedIn(t, f), p, kind)
		require.NoError(t, err)
		qte := make([]float64, len(p))
		for i, e := range effects {
			qte[i] = e.Effect
		}
		return answers{"p": p, "qte": qte}
	case matches(c.ID, "rq/z/tau%f", &tau):
		return quantileRegressionReference(t, c, y, f.columns(t, "z"), tau)
	case matches(c.ID, "rq/zx/tau%f", &tau):
		return quantileRegressionReference(t, c, y, f.columns(t, "z", "x"), tau)
	case c.ID == "weighted_quantile":
		p, w := c.expected("p"), f.numbers(t, "w")
		q, err := estimate.WeightedQuantiles(y, w, p)
		require.NoError(t, err)
		mean, variance := stat.MeanVariance(y, w) // gonum's are Hmisc's
		return answers{"p": p, "q": q, "mean": mean, "var": variance}
	case c.ID == "inequality":
		return inequalityReference(t, y, f.numbers(t, "w"), c.expected("lorenz_p"))
	}
	t.Fatalf("unknown case %s", c.ID)
	return nil
}

func quantileRegressionReference(t *testing.T, c referenceCase, y []float64, x []estimate.Column, tau float64) answers {
	fit, err := estimate.QuantileRegression(y, x, tau)
	require.NoError(t, err)
	assert.InDelta(t, 0, fit.Gap, 1e-11*fit.Objective, "the dual problem proves the fit")
	se := func(way estimate.QuantileErrors) []float64 {
		list, _ := fit.Coefficients(way)
		_, _, se := apart(list)
		return se
	}
	return answers{"terms": fit.Terms, "estimate": fit.Coef, "objective": fit.Objective,
		"se_iid": se(estimate.IID), "se_nid": se(estimate.NID), "se_ker": se(estimate.Kernel)}
}

func inequalityReference(t *testing.T, y, w, lorenzP []float64) answers {
	gini, err := estimate.Gini(y, nil)
	require.NoError(t, err)
	weighted, err := estimate.Gini(y, w)
	require.NoError(t, err)
	theilT, theilL, err := estimate.Theil(y)
	require.NoError(t, err)
	atkinson, err := estimate.Atkinson(y, 0.5)
	require.NoError(t, err)
	lorenz, err := estimate.Lorenz(y, lorenzP)
	require.NoError(t, err)
	deciles, err := estimate.Groups(y, 10, 7)
	require.NoError(t, err)
	cuts := []float64{deciles[0].From}
	var sizes []int
	var means []float64
	for _, d := range deciles {
		cuts, sizes, means = append(cuts, d.To), append(sizes, d.N), append(means, d.Mean)
	}
	n := float64(len(y))
	return answers{"gini": gini, "gini_unbiased": gini * n / (n - 1), "gini_weighted": weighted, "theil_T": theilT, "theil_L": theilL,
		"atkinson_05": atkinson, "p90_p10": cuts[9] / cuts[1], "decile_cuts": cuts, "decile_n": sizes, "decile_mean": means,
		"lorenz_p": lorenzP, "lorenz": lorenz}
}

// matches says whether a case's name is of the form given, and reads the numbers in it.
func matches(id, form string, numbers ...any) bool {
	n, err := fmt.Sscanf(id, form, numbers...)
	return err == nil && n == len(numbers)
}

// expected returns a vector of R's answer that is really a question: the points at which it was asked.
func (c referenceCase) expected(name string) []float64 { return floats(c.Expected[name]) }

// input returns a vector of the case's inputs, NaN where it has null.
func (c referenceCase) input(name string) []float64 { return floats(c.Inputs[name]) }
