package evaluation_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
)

// Sums are over all trials at the main horizon, and the reasons add up to the gap. By the recipe people of frequent keep 12
// appointments of 21 in the first trial and 13 of 22 in the second: 5 slots are out of band, 3 without time, 2 lost to absence
// and one still due on average, and 2 were made up. Each of 40 people is in the band half of 52 weeks.
func TestEvaluate_Dose(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	require.Len(t, e.Dose, 3)
	d := e.Dose[0]
	assert.Equal(t, evaluation.Dose{Arm: "frequent", Persons: 80, Weeks: 80 * 52, WeeksInBand: 80 * 26, Intended: 40*21 + 40*22,
		Kept: 40*12 + 40*13, Missed: 160, OutOfBand: 400, NoTime: 240, FailedToAttend: 160, StillDue: 80, MadeUp: 160,
		Minutes: 8000, ContactMinutes: 4800}, d)
	for _, d := range e.Dose {
		assert.Equal(t, d.Gap(), d.OutOfBand+d.NoTime+d.FailedToAttend+d.StillDue-d.MadeUp)
	}
	assert.Equal(t, int64(40*12+40*13+160), d.Booked())
	assert.Equal(t, 0.5, d.ShareInBand())
	assert.Equal(t, 60.0, d.PerPersonYear(d.ContactMinutes))
}
