package estimate_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

var adjustments = map[string]estimate.Adjustment{"bonferroni": estimate.Bonferroni, "holm": estimate.Holm, "hochberg": estimate.Hochberg,
	"hommel": estimate.Hommel, "BH": estimate.BenjaminiHochberg, "BY": estimate.BenjaminiYekutieli}

func multipleTestingReference(t *testing.T, c referenceCase) answers {
	set, method, _ := strings.Cut(c.ID, "/")
	switch {
	case set == "wy_6_6":
		return westfallYoungReference(t, c)
	case method == "multtest":
		p := c.input("p")
		adjusted := [][]float64{adjust(t, p, estimate.Sidak), adjust(t, p, estimate.SidakStepDown), nil, adjust(t, p, estimate.AdaptiveBH)}
		var err error
		adjusted[2], err = estimate.TwoStageBH(p, 0.05)
		require.NoError(t, err)
		return answers{"names": []string{"SidakSS", "SidakSD", "TSBH_0.05", "ABH"}, "adjusted": adjusted}
	}
	require.Contains(t, adjustments, method)
	return answers{"adjusted": adjust(t, c.input("p"), adjustments[method])}
}

func adjust(t *testing.T, p []float64, method estimate.Adjustment) []float64 {
	adjusted, err := estimate.AdjustP(p, method)
	require.NoError(t, err)
	return adjusted
}

// The arms are of one size, so that Welch's t is the t of equal variances too.
func westfallYoungReference(t *testing.T, c referenceCase) answers {
	f := c.frame(t)
	outcomes := f.columns(t, "X1", "X2", "X3", "X4")
	m, err := estimate.WestfallYoung(context.Background(), outcomes, treatedIn(t, f), estimate.Resampling{})
	require.NoError(t, err)
	assert.True(t, m.Complete)
	return answers{"statistic": m.Statistic, "raw_p": m.Raw, "single_step_maxT_p": m.SingleStep, "stepdown_maxT_p": m.StepDown,
		"permutations": m.Draws}
}
