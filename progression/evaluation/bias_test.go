package evaluation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
)

// A trial is judged on what it estimates. By the recipe the trials of frequent find 5 and 7 pounds at 52 weeks, 6 on average;
// pilot is 5, so that the bias is 1, and not the 2 against rollout. Each trial's error is 40 x sqrt(2/39).
func TestBias_IsAgainstPilot(t *testing.T) {
	s := ordinary
	s.split = true
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, s))
	require.NoError(t, err)
	ofOne := 40 * math.Sqrt(2.0/39)
	f := e.Effect("earnings_week", "frequent", 52)
	require.NotNil(t, f.Bias)
	assert.Equal(t, 5.0, f.Pilot.Effect)
	assert.Equal(t, 4.0, f.Truth.Effect)
	assert.Equal(t, 2, f.Bias.Trials)
	assert.InDelta(t, 6, f.Bias.Estimate, 1e-9)
	assert.InDelta(t, 1, f.Bias.Bias, 1e-9)
	assert.InDelta(t, ofOne/math.Sqrt2, f.Bias.StdError, 1e-9)
	assert.InDelta(t, 1/(ofOne/math.Sqrt2), f.Bias.Z, 1e-9)
	assert.Equal(t, 2, f.Bias.Covered)

	without, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	assert.Nil(t, without.Effect("earnings_week", "frequent", 52).Bias, "rollout is no substitute")
	assert.Nil(t, without.Effect("earnings_week", "frequent", 52).Parts)
}

// Trials that share people and assignment miss together: two of them are no surer than one. With either of their own they are.
func TestBias_SharedAssignment(t *testing.T) {
	ofOne := 40 * math.Sqrt(2.0/39)
	for _, c := range []struct {
		second map[string]int
		want   float64
	}{
		{map[string]int{"luck": 1}, ofOne},
		{map[string]int{"assignment": 1}, ofOne / math.Sqrt2},
		{map[string]int{"population": 1, "luck": 1}, ofOne / math.Sqrt2},
	} {
		s := ordinary
		s.split, s.indices = true, []map[string]int{{}, c.second}
		e, err := evaluation.Evaluate(t.Context(), studyFolder(t, s))
		require.NoError(t, err)
		assert.InDelta(t, c.want, e.Effect("earnings_week", "frequent", 52).Bias.StdError, 1e-9, "%v", c.second)
	}
	s := ordinary
	s.indices = []map[string]int{{}}
	_, err := evaluation.Evaluate(t.Context(), studyFolder(t, s))
	assert.ErrorContains(t, err, "indices: found those of 1 replicates, expected 2")
}

// Rollout comes with its parts, each with its own Monte Carlo error, in both orders.
func TestEvaluate_Parts(t *testing.T) {
	s := swept
	s.split = true
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, s))
	require.NoError(t, err)
	for p, at := range e.Points() {
		f := at.Effect("earnings_week", "moderate", 26)
		require.NotNil(t, f.Parts)
		d := f.Parts
		assert.Equal(t, 2+float64(p), f.Truth.Effect)
		assert.Equal(t, f.Truth.Effect, d.Single.Effect+d.QueueFirst.Effect+d.MarketSecond.Effect)
		assert.Equal(t, f.Truth.Effect, d.Single.Effect+d.MarketFirst.Effect+d.QueueSecond.Effect)
		assert.Equal(t, d.Interaction.Effect, d.QueueSecond.Effect-d.QueueFirst.Effect)
		for part, want := range map[*float64]float64{d.Single.MonteCarloError: 0.6, d.QueueFirst.MonteCarloError: 0.1, d.MarketSecond.MonteCarloError: 0.2,
			d.MarketFirst.MonteCarloError: 0.3, d.QueueSecond.MonteCarloError: 0.4, d.Interaction.MonteCarloError: 0.05} {
			assert.Equal(t, want, *part)
		}
	}
}
