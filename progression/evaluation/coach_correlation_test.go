package evaluation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/sim"
	"inwork/sim/estimate"
)

// The recipe's coaches have people all of a pound above the mean, or all of one
// below, two of them in each district: everything lies between coaches.
func TestEvaluate_CoachCorrelation(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	require.Len(t, e.CoachCorrelations, 3)
	for k, c := range e.CoachCorrelations {
		assert.Equal(t, slugs[k], c.Arm)
		assert.Equal(t, 2*ordinary.parts, c.Coaches, "coach 0 of one district is not coach 0 of another")
		assert.Equal(t, ordinary.persons, c.Persons, "the first trial's")
		assert.InDelta(t, 1, c.ICC, 1e-9)
	}

	other := ordinary
	other.without = "claimants"
	e, err = evaluation.Evaluate(t.Context(), studyFolder(t, other))
	require.NoError(t, err)
	assert.Empty(t, e.CoachCorrelations)
}

// The error of a correlation of 0 is what estimates of it scatter by: 2,000 samples of
// 900 people with 300 coaches, none of whom makes a difference. A standard deviation of
// 2,000 values has a standard error of 1.6%; the bound is 4 of them and the 1% by which
// large samples differ.
func TestCoachCorrelation_NullError(t *testing.T) {
	const samples, coaches, persons = 2000, 300, 900
	draws := sim.NewDraws(1, 0, 0, 1)
	codes := make([]int, persons)
	for i := range codes {
		codes[i] = i % coaches
	}
	var found estimate.Moments
	c := evaluation.CoachCorrelation{Coaches: coaches, Persons: persons}
	for s := range samples {
		pay := make([]float64, persons)
		for i := range pay {
			pay[i] = sim.Normal(draws.Bits(uint64(i), uint32(s)))
		}
		var err error
		c.Intracluster, err = estimate.IntraclusterCorrelation(pay, codes)
		require.NoError(t, err)
		found.Add(c.ICC)
	}
	assert.InEpsilon(t, math.Sqrt(found.Variance()), c.NullError(), 0.075)
	assert.InDelta(t, 0, found.Mean(), 4*c.NullError()/math.Sqrt(samples))
}
