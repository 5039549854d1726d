package progression

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/population"
)

// lively is a small district in which chances are several times the defaults, so
// that a few hundred people in a year and a half meet with everything the model
// has. Without it rare things would stay unseen: a job saved by a coach, a call
// to an employer that a rise follows. Some cannot act at the defaults at all:
// effort.cap (the multipliers there reach 1.5 x 1.2 x 1.1 = 1.98, just below 2),
// employers.* (no arm of the trial has EmployerCalls), and what is of channels and
// specialists that no arm of the trial has.
func lively() Setting {
	s := testSetting(1700, 1000, 34)
	s.RecruitWeeks, s.FollowUpWeeks, s.Horizons = 20, 40, []int{13, 40}
	s.People = families(s)
	s.Arms[frequent].EmployerCalls, s.Arms[moderate].EmployerCalls = true, true
	for _, a := range []Arm{
		{Slug: "digital", Channel: Digital, Practice: "call"},
		{Slug: "employer", EmployerCalls: true, Practice: "employer"},
		{Slug: "group", Channel: Group, Practice: "call"},
		{Slug: "specialist", Mandatory: true, EmployerCalls: true, Specialist: true, Practice: "specialist"},
	} {
		a.Share, a.WeeksApart, a.Minutes = 1, 2, 20
		s.Arms = append(s.Arms, a)
	}
	for i := range s.Assigned {
		s.Assigned[i] = uint8(i % len(s.Arms))
	}
	p := &s.Parameters
	p.Separation, p.HoursUp, p.HoursUpUnwanted, p.Rise = 0.01, 0.02, 0.01, 0.002
	p.SearchInWork, p.SearchOutOfWork = 0.1, 0.2
	p.EffortStrength, p.ObligationStrength, p.EngagementStrength = 0.6, 0.5, 2
	p.ChildcareLoss, p.ChildcareGain, p.PostPremiumMedian = 0.02, 0.05, 0.2
	p.MentalEpisode = 0.01
	p.ProvisionPlaces, p.ProvisionEffect, p.ReferThreshold = 36, 0.4, 0.1
	p.Courses[population.Qualifications].Weeks, p.Courses[population.English].Weeks = 8, 8
	p.MissFaceToFace, p.MissTelephone = 0.3, 0.3
	p.Reach = 0.3
	p.EngagementCall = 0.15
	return s
}

// A parameter that moves nothing is scanned, calibrated and reported in vain. Each
// one in List is taken alone to the end of its range that is farther off (to the
// other one if the model refuses it), in the randomised world of a lively
// district. The digest of its rows must change, so a new parameter that is read
// nowhere fails on its first day.
func TestParameters_NothingIsDead(t *testing.T) {
	s := lively()
	require.NoError(t, s.check())
	before := digest(t, s)
	assert.Equal(t, before, digest(t, s), "the digest tells change from noise")
	for k, q := range s.Parameters.List() {
		t.Run(q.Name, func(t *testing.T) {
			assert.NotEqual(t, before, digest(t, moved(t, s, k)), "moves nothing")
		})
	}
}

// moved is the setting with the parameter of that place in List at an end of its range.
func moved(t *testing.T, s Setting, k int) Setting {
	t.Helper()
	q := s.Parameters.List()[k]
	ends := []float64{q.Max, q.Min}
	now := *q.Value
	if now-q.Min > q.Max-now {
		ends = []float64{q.Min, q.Max}
	}
	for _, end := range ends {
		require.NoError(t, q.Set(end))
		if end != now && s.check() == nil {
			return s
		}
	}
	require.Fail(t, "no end of the range is accepted")
	return s
}

// digest is of all rows that the randomised world of a setting keeps.
func digest(t *testing.T, s Setting) string {
	t.Helper()
	w := world(t, district(t, s), randomisedWorld)
	require.NotEmpty(t, w.Outcomes())
	h := sha256.New()
	for _, table := range []any{w.Claimants(), w.Outcomes(), w.Months(), w.Events(), w.CoachWeeks(), w.Vacancies()} {
		require.NoError(t, json.NewEncoder(h).Encode(table))
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}
