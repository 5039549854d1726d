package estimate_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

func clusterReference(t *testing.T, c referenceCase) answers {
	f := c.frame(t)
	switch {
	case strings.HasSuffix(c.ID, "/icc_anova"):
		return iccReference(t, f)
	case strings.HasSuffix(c.ID, "/wild_exact"):
		return wildReference(t, c, f)
	case strings.Contains(c.ID, "/dim"):
		return differenceReference(t, c, f)
	case strings.Contains(c.ID, "/club_"):
		kind := regexp.MustCompile(`type='(\w+)'`).FindStringSubmatch(c.Call)[1]
		if kind == "CR1S" {
			kind = string(estimate.Stata)
		}
		o := estimate.Options{StdErrors: estimate.StdErrors(kind), Clusters: estimate.Codes(f.text(t, "g"))}
		fit, err := estimate.LMRobust(f.column(t, "y"), f.columns(t, namesAfter(t, c.Call, `y ?~ ?`)...), o)
		require.NoError(t, err)
		return fitAnswers(fit)
	}
	return lmReference(t, c, f)
}

func iccReference(t *testing.T, f frame) answers {
	c, err := estimate.IntraclusterCorrelation(f.numbers(t, "y"), estimate.Codes(f.text(t, "g")))
	require.NoError(t, err)
	return answers{"msb": c.BetweenMeanSquare, "msw": c.WithinMeanSquare, "n0": c.EffectiveSize, "icc": c.ICC, "mbar": c.MeanSize, "cv": c.SizeCV,
		"deff_equal": c.EqualDesignEffect(), "deff_unequal": c.DesignEffect()}
}

func wildReference(t *testing.T, c referenceCase, f frame) answers {
	regressors := f.columns(t, "z")
	if strings.Contains(c.ID, "/ancova/") {
		regressors = f.columns(t, "z", "x")
	}
	r, err := estimate.WildBootstrap(t.Context(), f.column(t, "y"), regressors, "z", estimate.Options{Clusters: estimate.Codes(f.text(t, "g"))}, estimate.Resampling{})
	require.NoError(t, err)
	require.True(t, r.Exact)
	return answers{"t": r.Statistic, "p_two_sided_abs": r.PValue, "n_draws": r.Draws}
}
