package estimate_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

func randomisationReference(t *testing.T, c referenceCase) answers {
	if c.ID == "table2x2" {
		return tableReference(t, c)
	}
	f := c.frame(t)
	test := func(how estimate.Randomisation) estimate.Resampled {
		r, err := estimate.RandomisationTest(t.Context(), f.numbers(t, "y"), treatedIn(t, f), how, estimate.Resampling{})
		require.NoError(t, err)
		require.True(t, r.Exact)
		return r
	}
	switch {
	case c.ID == "ri_blocked/exact":
		r := test(estimate.Randomisation{Blocks: estimate.Codes(f.text(t, "block"))})
		return answers{"diff": r.Statistic, "assignments": r.Draws, "p_two_sided": r.PValue}
	case strings.HasSuffix(c.ID, "/inversion"):
		var ps []float64
		for _, effect := range c.Expected["tau"].([]any) {
			ps = append(ps, test(estimate.Randomisation{Effect: effect.(float64)}).PValue)
		}
		return answers{"tau": c.Expected["tau"], "p": ps}
	}
	mean, ranks := test(estimate.Randomisation{}), test(estimate.Randomisation{Statistic: estimate.RankSum})
	n1, n0 := 0, 0
	for _, is := range treatedIn(t, f) {
		if is {
			n1++
		} else {
			n0++
		}
	}
	return answers{"diff": mean.Statistic, "assignments": mean.Draws, "p_two_sided": mean.PValue, "p_upper": mean.Upper, "p_lower": mean.Lower,
		"perm_var": mean.Variance, "p_welch_t": test(estimate.Randomisation{Statistic: estimate.WelchT}).PValue,
		"wilcoxon_W": ranks.Statistic + float64(n1*n0)/2, "wilcoxon_p": ranks.PValue,
		"ks_D": estimate.KolmogorovSmirnov(f.numbers(t, "y"), treatedIn(t, f))}
}

func tableReference(t *testing.T, c referenceCase) answers {
	m := c.Inputs["M"].([]any)
	table := estimate.TwoByTwo{{int64(m[0].(float64)), int64(m[2].(float64))}, {int64(m[1].(float64)), int64(m[3].(float64))}}
	fisher, err := table.Fisher()
	require.NoError(t, err)
	plain, err := table.ChiSquared(false)
	require.NoError(t, err)
	yates, err := table.ChiSquared(true)
	require.NoError(t, err)
	return answers{"fisher_p": fisher.PValue, "fisher_or": fisher.OddsRatio, "chisq": plain.Statistic, "chisq_p": plain.PValue, "chisq_yates": yates.Statistic, "chisq_yates_p": yates.PValue}
}
