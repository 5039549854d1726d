package report_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/progression/report"
	"inwork/sim/estimate"
)

// What is printed of coaches is what was found, with the error beside it.
func TestText_CoachCorrelation(t *testing.T) {
	var b strings.Builder
	e := trial2015()
	e.CoachCorrelations = nil
	require.NoError(t, report.WriteText(&b, e))
	assert.NotContains(t, b.String(), "intra-class", "nothing without")
	e.CoachCorrelations = []evaluation.CoachCorrelation{{Arm: "frequent", Coaches: 50, Persons: 100,
		Intracluster: estimate.Intracluster{ICC: 0.05, MeanSize: 2, EffectiveSize: 2}}}
	require.NoError(t, report.WriteText(&b, e))
	// sqrt(2 x 99 / (49 x 50)) / 2 is 0.1421; 1 + (2 - 1) x 0.05 is 1.05.
	assert.Regexp(t, `Frequent\S* +50 +2\.00 +0\.0500 +0\.1421 +1\.050\n`, b.String())
}
