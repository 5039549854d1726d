package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/rows"
	"inwork/sim"
)

// The months of a district add up to what its other tables and its market say, in every live world: posts advertised are posts filled and withdrawn
// and what more stands open; minutes contracted are used, unused and absent ones; posts to participants are those of the vacancies.
func TestDistricts_AddUp(t *testing.T) {
	s := small()
	s.Keep.Everywhere = true
	s.Openings = []Opening{{Week: 6, Offices: s.Offices}} // in the middle of a month, which the worlds then have in common
	d := district(t, s)
	for _, kind := range []Kind{controlWorld, randomisedWorld, everyoneFrequent} {
		w := world(t, d, kind)
		months := w.Districts()
		require.NotEmpty(t, months)
		year, month, _ := w.day(w.BurnInWeeks).Date()
		assert.Equal(t, sim.Date(year, month, 1), months[0].Month)
		var sum rows.District
		for k, m := range months {
			assert.Positive(t, m.Weeks)
			assert.LessOrEqual(t, m.Weeks, int32(5))
			if k > 0 {
				assert.Equal(t, months[k-1].Month.AddMonths(1), m.Month)
				assert.Equal(t, m.Advertised, m.ByParticipants+m.ByCandidates+m.ByCaseload+m.ByElsewhere+m.Withdrawn+m.Open-months[k-1].Open, "%s, %v", kind.Slug, m.Month)
			}
			assert.LessOrEqual(t, m.ParticipantMinutes, m.Used)
			sum.Weeks, sum.Randomised = sum.Weeks+m.Weeks, sum.Randomised+m.Randomised
			sum.ByParticipants, sum.ByCandidates, sum.ByCaseload, sum.ByElsewhere = sum.ByParticipants+m.ByParticipants, sum.ByCandidates+m.ByCandidates, sum.ByCaseload+m.ByCaseload, sum.ByElsewhere+m.ByElsewhere
			sum.Reviews = sum.Reviews + m.Reviews
		}
		assert.EqualValues(t, w.weeks-w.BurnInWeeks, sum.Weeks)
		assert.EqualValues(t, len(d.enrolled), sum.Randomised)
		for _, n := range []int32{sum.ByParticipants, sum.ByCandidates, sum.ByCaseload, sum.ByElsewhere, sum.Reviews} {
			assert.Positive(t, n, kind.Slug)
		}
		hired := int32(0)
		for _, v := range w.Vacancies() {
			if v.How == "participant" {
				hired++
			}
		}
		assert.Equal(t, hired, sum.ByParticipants, kind.Slug)
		assert.EqualValues(t, w.market.hires, w.monthly.idle.ByParticipants+w.monthly.idle.ByCandidates+w.monthly.idle.ByCaseload+sum.ByParticipants+sum.ByCandidates+sum.ByCaseload, kind.Slug)
		coachMonths(t, w, months)
	}
}

// coachMonths holds the coaches' time of a world against its weeks of coaches.
func coachMonths(t *testing.T, w *World, months []rows.District) {
	sums := map[sim.Day]*rows.District{}
	for _, c := range w.CoachWeeks() {
		year, month, _ := c.Week.Date()
		first := sim.Date(year, month, 1)
		if sums[first] == nil {
			sums[first] = &rows.District{}
		}
		m := sums[first]
		m.Contracted, m.Absent, m.Used = m.Contracted+int64(c.Contracted), m.Absent+int64(c.Absent), m.Used+int64(c.Used)
		m.ParticipantMinutes += int64(c.Participants)
		require.Equal(t, c.Contracted, c.Used+c.Unused+c.Absent)
	}
	require.Len(t, sums, len(months))
	for _, m := range months {
		of := sums[m.Month]
		assert.Equal(t, []int64{of.Contracted, of.Absent, of.Used, of.ParticipantMinutes}, []int64{m.Contracted, m.Absent, m.Used, m.ParticipantMinutes}, "%v", m.Month)
	}
}

// A world that takes the market or the coaches as recorded has none of its own to tell of.
func TestDistricts_OfTakers(t *testing.T) {
	s := small()
	d := district(t, s)
	control := controlWorld
	control.Recorded = true
	w := world(t, d, control)
	assert.NotNil(t, w.Districts())
	assert.Nil(t, world(t, d, Kind{Slug: "single-frequent", Arm: 0, Frozen: Everything, Path: w.Path()}).Districts())
}
