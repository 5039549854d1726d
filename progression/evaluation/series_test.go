package evaluation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/sim"
)

// The recipe pays (m+1) * 52 pounds in month m, that is 12 * (m+1) pounds a week, and 12 more in the frequent arm. People start
// in three calendar months; the last month, which every other person lacks, must not show.
func TestEvaluate_Earnings(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	require.Len(t, e.Earnings, 3)
	for _, s := range e.Earnings {
		require.Len(t, s.Points, ordinary.months)
		extra := map[string]float64{"frequent": 12}[s.Arm]
		for m, p := range s.Points {
			assert.Equal(t, m, p.Month)
			assert.InDelta(t, 12*float64(m+1)+extra, p.PoundsAWeek, 1e-9)
			assert.Equal(t, int64(80), p.Persons)
			assert.InDelta(t, 12/math.Sqrt(79), p.StdError, 1e-9) // half 12 above, half 12 below the mean
		}
	}
}

// Two coaches in each of two districts and trials: eight coach-weeks a week, in bins of four weeks.
func TestEvaluate_CoachTime(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	require.Len(t, e.Coaches, 2)
	first, second := e.Coaches[0], e.Coaches[1]
	assert.Equal(t, start, first.From)
	assert.Equal(t, start+28, second.From)
	assert.Equal(t, int64(4*8), first.CoachWeeks)
	assert.Equal(t, int64(2*8), second.CoachWeeks)
	assert.Equal(t, 1015.0, first.PerCoach(first.Used)) // the mean of 1000, 1010, 1020, 1030
	assert.Equal(t, 1045.0, second.PerCoach(second.Used))
	assert.Equal(t, 100.0, first.PerCoach(first.Participants))
	assert.Equal(t, 0.5, first.PerCoach(first.Waiting))
	for _, c := range e.Coaches {
		assert.Equal(t, c.Contracted, c.Used+c.Unused+c.Absent)
	}
}

// Everybody of an arm is seen as often at 52 weeks, once more in the second trial: both trials are in the means. Half of the
// people miss two appointments and have two sanctions: a share, not a number.
func TestEvaluate_Support(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	assert.Equal(t, []evaluation.Support{
		{Arm: "frequent", Persons: 80, Meetings: 15.5, Contacts: 12.5, Missed: 1, Sanctioned: 0.5},
		{Arm: "minimal", Persons: 80, Meetings: 4.5, Contacts: 1.5, Missed: 1, Sanctioned: 0.5},
		{Arm: "moderate", Persons: 80, Meetings: 9.5, Contacts: 6.5, Missed: 1, Sanctioned: 0.5},
	}, e.Support)
}

// Hours are 15 or 25 in control and one more in the frequent arm: a standardised difference of 1 over the standard deviation.
func TestEvaluate_Balance(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	balance := map[string]evaluation.Balance{}
	for _, b := range e.Baseline {
		balance[b.Name] = b
	}
	hours := balance["hours_per_week"].Arms
	sd := 5 * math.Sqrt(40.0/39)
	require.Len(t, hours, 3)
	assert.InDelta(t, 21, hours[0].Mean, 1e-12)
	assert.InDelta(t, sd, hours[1].SD, 1e-12)
	assert.InDelta(t, 1/sd, hours[0].Standardised, 1e-12)
	assert.Zero(t, hours[1].Standardised, "control against itself")
	assert.InDelta(t, 0, hours[2].Standardised, 1e-12)
	assert.Equal(t, int64(40), hours[0].Persons, "the first trial only")
	assert.InDelta(t, 7.20, balance["hourly_pay_pence"].Arms[0].Mean, 1e-12)
	assert.True(t, math.IsNaN(balance["hourly_pay_pence"].Arms[0].Standardised), "no variation has no standardised difference")
	assert.InDelta(t, 0.5, balance["female"].Arms[2].Mean, 1e-12)
}

// A study starts at a date that its plan gives.
func TestEvaluate_Study(t *testing.T) {
	dir := studyFolder(t, ordinary)
	e, err := evaluation.Evaluate(t.Context(), dir)
	require.NoError(t, err)
	s := e.Study
	assert.Equal(t, sim.Date(2015, 4, 6), s.Start)
	assert.Equal(t, []evaluation.Arm{{Slug: "frequent", Label: "Frequent", Key: "frequent", WeeksApart: 2, Contacts: 13}, {Slug: "moderate", Label: "Moderate", Key: "moderate"}}, s.Treatments())
	assert.Equal(t, "minimal", s.Label("minimal"), "an arm without label is called by its slug")
	assert.Equal(t, 52, s.MainHorizon())
	assert.Equal(t, "1", s.Model)
	assert.Equal(t, 150, s.Claimants)
	assert.Equal(t, dir, s.Dir)
	assert.Equal(t, "abc", s.Digest)
	assert.Equal(t, "synthetic", s.Title, "a study without label is called by its name")
	assert.Len(t, s.Tables, 64, "a SHA-256 of all tables")
}
