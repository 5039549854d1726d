package evaluation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
)

// Every published figure has a source and a mark, and figures from memory are never offered for fitting.
func TestTargets(t *testing.T) {
	list := evaluation.Targets()
	require.Len(t, list, 200)
	seen := map[string]bool{}
	for _, f := range list {
		assert.NotEmpty(t, f.Source, f.ID)
		assert.NotContains(t, f.Source, "as above", f.ID)
		assert.Contains(t, []evaluation.Confidence{evaluation.ReadInDocument, evaluation.Excerpt, evaluation.Memory}, f.Confidence, f.ID)
		assert.False(t, seen[f.ID], "%s stands twice", f.ID)
		seen[f.ID] = true
		if f.Confidence == evaluation.Memory {
			assert.NotContains(t, []string{"calibrate", "validate"}, f.Use, "%s is from memory", f.ID)
		}
		if f.Low != nil && f.High != nil {
			assert.LessOrEqual(t, *f.Low, *f.High, f.ID)
		}
	}
}

// The figures of the published trial stand beside its own arms at its own horizon only; those from memory judge nothing.
func TestEvaluate_Published(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	frequent := e.Effect("earnings_week", "frequent", 52).Published
	require.NotNil(t, frequent)
	assert.Equal(t, "A10", frequent.ID)
	assert.Equal(t, 5.25, *frequent.Value)
	assert.Equal(t, evaluation.Memory, frequent.Confidence)
	assert.Equal(t, "A11", e.Effect("earnings_week", "moderate", 52).Published.ID)
	assert.Nil(t, e.Effect("earnings_week", "frequent", 26).Published)
	assert.Nil(t, e.Effect("hours_per_week", "frequent", 52).Published)

	verdicts := map[string]evaluation.Verdict{}
	for _, c := range e.Targets {
		verdicts[c.Target.ID] = c.Verdict
	}
	// A12, the sign: moderate's mean of 4 has a standard error of 9/sqrt(2), within two of 0
	assert.Equal(t, map[string]evaluation.Verdict{"A10": evaluation.NotCompared, "A11": evaluation.NotCompared,
		"A12": evaluation.Undecided, "A20": evaluation.Outside}, verdicts)
	assert.InDelta(t, 6, e.Targets[0].Simulated[0].Mean, 1e-9) // of 5 and 7
}

// Published figures speak of one scenario: a study with its arms, control and horizons that is not that scenario has none beside
// it, and says so.
func TestEvaluate_NotThePublishedTrial(t *testing.T) {
	why := evaluation.LeftOut{What: "published figures", Why: "the study is not of the published trial's scenario"}
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	assert.True(t, e.Study.IsPublishedTrial())
	assert.NotContains(t, e.LeftOut, why)
	for _, other := range []string{"", "trial-2016"} {
		s := ordinary
		s.published = other
		e, err := evaluation.Evaluate(t.Context(), studyFolder(t, s))
		require.NoError(t, err)
		assert.False(t, e.Study.IsPublishedTrial())
		assert.Empty(t, e.Targets)
		for _, f := range e.Effects {
			assert.Nil(t, f.Published)
		}
		assert.Contains(t, e.LeftOut, why)
	}
}

// The standard error of the recipe is 40 * sqrt(2/(persons-1)), the same in all trials: 1.79 pounds with 1,000 people an arm,
// inside the band of 1.54 to 2.52; 2.83 with 400 and 1.26 with 2,000, outside it.
func TestEvaluate_StandardErrorBand(t *testing.T) {
	for persons, want := range map[int]evaluation.Verdict{400: evaluation.Outside, 1000: evaluation.Inside, 2000: evaluation.Outside} {
		s := ordinary
		s.persons, s.months, s.parts = persons, 1, 1
		e, err := evaluation.Evaluate(t.Context(), studyFolder(t, s))
		require.NoError(t, err)
		require.Len(t, e.Targets, 4)
		require.Equal(t, "A20", e.Targets[3].Target.ID)
		require.Len(t, e.Targets[3].Simulated, 2)
		assert.InDelta(t, 40*math.Sqrt(2/float64(persons-1)), e.Targets[3].Simulated[0].Mean, 1e-9)
		assert.Equal(t, want, e.Targets[3].Verdict, "%d people an arm", persons)
	}
}

// With many people the direction is decided, either way.
func TestEvaluate_Sign(t *testing.T) {
	many := ordinary
	many.persons, many.months, many.parts = 2000, 1, 1
	for harmful, want := range map[bool]evaluation.Verdict{false: evaluation.Hit, true: evaluation.Miss} {
		many.harmful = harmful
		e, err := evaluation.Evaluate(t.Context(), studyFolder(t, many))
		require.NoError(t, err)
		require.Equal(t, "A12", e.Targets[2].Target.ID)
		assert.Equal(t, want, e.Targets[2].Verdict)
	}
}
