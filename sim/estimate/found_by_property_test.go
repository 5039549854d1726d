package estimate_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

// What TestEstimators_NeverUnexplained found: each was a number that is not finite, or none, without a word.
func TestEstimators_FoundByProperty(t *testing.T) {
	huge := []float64{1e308, 1e308, 1, 2}
	const refused = "row 0: outcome: found 1e+308, expected a number "
	for name, ask := range map[string]func() error{
		"Lee bounds": func() error {
			_, err := estimate.LeeBounds(huge, []bool{true, true, false, false}, estimate.QuantileTrim)
			return err
		},
		"Gini":   func() error { _, err := estimate.Gini(huge, nil); return err },
		"Lorenz": func() error { _, err := estimate.Lorenz(huge, []float64{0.5}); return err },
		"weighted quantiles": func() error {
			_, err := estimate.WeightedQuantiles(huge, []float64{1, 1, 1, 1}, []float64{0.5})
			return err
		},
	} {
		assert.ErrorContains(t, ask(), refused, "%s: sums overflow", name)
	}

	z := []estimate.Column{{Name: "z", Values: []float64{1, 1, 0}}}
	gray, err := estimate.FineGray([]float64{0.04, 1, 1}, []int{0, 1, 1}, 1, z)
	require.NoError(t, err)
	require.Len(t, gray.Warnings, 1)
	assert.ErrorContains(t, gray.Warnings[0], "z: the standard error is 0")

	// Arms without variation: the statistic is infinite, and only the draws that part the arms alike are as far out.
	r, err := estimate.RandomisationTest(t.Context(), []float64{5, 5, 5, 1, 1, 1}, []bool{true, true, true, false, false, false},
		estimate.Randomisation{Statistic: estimate.WelchT}, estimate.Resampling{})
	require.NoError(t, err)
	assert.InDelta(t, 2./20, r.PValue, 1e-12)
	require.Len(t, r.Warnings, 1)
	assert.ErrorContains(t, r.Warnings[0], "nothing varies within arms")
}
