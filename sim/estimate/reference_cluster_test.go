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
		t.Skip("not estimated yet")
	case strings.HasSuffix(c.ID, "/wild_exact"):
		t.Skip("not estimated yet")
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
	default:
		return lmReference(t, c, f)
	}
	return nil
}
