package estimate_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

func regressionReference(t *testing.T, c referenceCase) answers {
	f := c.frame(t)
	if strings.HasSuffix(c.ID, "/dim/simple") {
		return differenceInMeansReference(t, f)
	}
	t.Skip("not estimated yet")
	return nil
}

func differenceInMeansReference(t *testing.T, f frame) answers {
	z := f.numbers(t, "z")
	treated := make([]bool, len(z))
	for i := range z {
		treated[i] = z[i] == 1
	}
	e, err := estimate.DifferenceInMeans(f.numbers(t, "y"), treated)
	require.NoError(t, err)
	one := func(v float64) []float64 { return []float64{v} }
	return answers{"terms": []string{"z"}, "estimate": one(e.Estimate), "std_error": one(e.StdError), "statistic": one(e.Statistic),
		"p_value": one(e.PValue), "conf_low": one(e.ConfLow), "conf_high": one(e.ConfHigh), "df": one(e.DF), "n": e.N, "design": "Standard"}
}
