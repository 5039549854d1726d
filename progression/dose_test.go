package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/rows"
	"inwork/progression/uc"
)

// withoutDose gives an outcome the dose of another, which is all that an arm without mechanisms changes.
func withoutDose(o, other rows.Outcome) rows.Outcome {
	o.ContactsIntended, o.ContactsMissed, o.Minutes, o.ContactMinutes = other.ContactsIntended, other.ContactsMissed, other.Minutes, other.ContactMinutes
	o.LostOutOfBand, o.LostNoTime, o.LostAway, o.StillDue, o.MadeUp = other.LostOutOfBand, other.LostNoTime, other.LostAway, other.StillDue, other.MadeUp
	return o
}

// Why appointments were not kept adds up to what is missing of those intended, person by person, in every kind of world,
// when coaches are short of minutes and support ends within a slot, with a cap of contacts and without.
func TestDose_AddsUp(t *testing.T) {
	s := crowded()
	s.Horizons = []int{5, 13, 21, 40}
	s.Arms[frequent].DurationWeeks, s.Arms[moderate].DurationWeeks, s.Arms[minimal].WeeksApart = 33, 0, 6
	s.Parameters.InterviewMinutes = 600
	d := district(t, s)
	control := controlWorld
	control.Recorded = true
	first := world(t, d, control)
	single := everyoneFrequent
	single.Slug, single.Frozen, single.Path = "single", Everything, first.Path()
	var lost [5]int
	for _, w := range []*World{first, world(t, d, randomisedWorld), world(t, d, everyoneModerate), world(t, d, single)} {
		for _, o := range w.Outcomes() {
			require.Equal(t, o.ContactsIntended, o.Contacts+o.LostOutOfBand+o.LostNoTime+o.LostAway+o.StillDue-o.MadeUp, "%s: %+v", w.kind.Slug, o)
			assert.LessOrEqual(t, o.StillDue, int32(1))
			assert.LessOrEqual(t, o.WeeksInBand, o.HorizonWeeks)
			assert.LessOrEqual(t, o.ContactMinutes, o.Minutes)
			assert.LessOrEqual(t, o.ContactsMissed, o.Missed)
			for k, n := range []int32{o.LostOutOfBand, o.LostNoTime, o.LostAway, o.StillDue, o.MadeUp} {
				lost[k] += int(n)
			}
		}
	}
	for k, n := range lost {
		assert.Positive(t, n, "nothing of reason %d: the test sees no case of it", k)
	}
}

// What an arm intends follows from its terms. By hand: fortnightly for 33 weeks is 17 appointments, at 5 weeks it is 3;
// two calls are two however long; eight weeks apart to the end of 40 is five.
func TestArm_Slots(t *testing.T) {
	for _, c := range []struct {
		arm         Arm
		weeks, want int
	}{
		{Arm{WeeksApart: 2, DurationWeeks: 33}, 40, 17},
		{Arm{WeeksApart: 2, DurationWeeks: 33}, 5, 3},
		{Arm{WeeksApart: 8, Contacts: 2}, 40, 2},
		{Arm{WeeksApart: 8, Contacts: 2}, 8, 1},
		{Arm{WeeksApart: 8}, 40, 5},
		{Arm{WeeksApart: 8}, 41, 6},
	} {
		assert.Equal(t, c.want, c.arm.slots(c.weeks), "%+v", c)
	}
}

// Each obstacle alone costs appointments for its own reason and no other: to people who are in the band throughout, none of
// them without an obstacle, some for want of time when coaches are short of it, and some to absence when they do not come.
func TestDose_EachReasonHasItsCause(t *testing.T) {
	for _, c := range []struct {
		name         string
		minutes      float64
		miss         float64
		noTime, away bool
	}{
		{"none", 2220, 0, false, false},
		{"no time", 500, 0, true, false},
		{"away", 2220, 0.5, false, true},
	} {
		s := small()
		s.Arms[frequent].FirstMinutes = 0
		s.Parameters.InterviewMinutes, s.Parameters.AbsenceShare = c.minutes, 0
		s.Parameters.MissFaceToFace, s.Parameters.MissTelephone, s.Parameters.MissHealth = c.miss, 0, 0
		w := world(t, district(t, s), everyoneFrequent)
		var all rows.Outcome
		for _, o := range w.Outcomes() {
			if o.WeeksInBand < o.HorizonWeeks {
				continue
			}
			all.Contacts, all.ContactsIntended = all.Contacts+o.Contacts, all.ContactsIntended+o.ContactsIntended
			all.LostOutOfBand, all.LostNoTime, all.LostAway = all.LostOutOfBand+o.LostOutOfBand, all.LostNoTime+o.LostNoTime, all.LostAway+o.LostAway
			all.StillDue += o.StillDue
			assert.Equal(t, (o.Contacts+o.ContactsMissed)*int32(s.Arms[frequent].Minutes), o.ContactMinutes, "no calls and no longer first one")
		}
		assert.Positive(t, all.Contacts, c.name)
		assert.Zero(t, all.LostOutOfBand, c.name)
		assert.Equal(t, c.noTime || c.away, all.StillDue > 0, c.name)
		assert.Equal(t, c.noTime, all.LostNoTime > 0, c.name)
		assert.Equal(t, c.away, all.LostAway > 0, c.name)
		assert.Equal(t, !c.noTime && !c.away, all.Contacts == all.ContactsIntended, c.name)
	}
}

// The weeks in the band are those at whose start the last assessment had found it, counted here week by week; minutes,
// calls to employers among them, are those that coaches' weeks have for participants.
func TestDose_AgainstALedger(t *testing.T) {
	s := small()
	s.Keep.CoachWeeks = true
	s.Arms[frequent].EmployerCalls = true
	s.Horizons = []int{s.FollowUpWeeks}
	w := newWorld(district(t, s))
	w.kind, w.record = everyoneFrequent, s.Keep
	weeks := make([]int32, len(w.People))
	used := int32(0)
	for week := range w.weeks {
		for i := range w.People {
			if w.trial.follows(i, week) && week-int(w.trial.week[i]) <= s.FollowUpWeeks && w.people.claim[i].onUC && w.people.claim[i].regime == uc.LightTouch {
				weeks[i]++
			}
		}
		require.NoError(t, w.run(t.Context(), week, week+1))
	}
	for _, r := range w.CoachWeeks() {
		used += r.Participants
	}
	total := int32(0)
	for i := range w.People {
		total += w.trial.dose.minutes[i]
	}
	assert.Equal(t, used, total)
	require.NotEmpty(t, w.Outcomes())
	person := map[int64]int{}
	for i := range w.People {
		person[int64(w.id(i))] = i
	}
	for _, o := range w.Outcomes() {
		assert.Equal(t, weeks[person[o.Claimant]], o.WeeksInBand)
	}
}

// A second appointment kept in a slot makes up for another, and one after the last slot is in none; who waits for a review,
// with no right to the arm's support, has not lost her slot for want of time.
func TestDose_ByHand(t *testing.T) {
	s := small()
	s.Arms[frequent].DurationWeeks = 4
	w := newWorld(district(t, s))
	w.kind = everyoneFrequent
	d := &w.trial.dose
	w.trial.week[0] = 10
	for _, week := range []int{11, 12, 13, 15} { // two in the first slot, one in the second, one after the end
		w.week = week
		w.contacted(0)
	}
	assert.Equal(t, int16(2), d.madeUp[0])
	assert.Equal(t, notLost, w.loses(0, 1))

	w.week, w.trial.week[1], w.people.claim[1].onUC, w.diary.waiting[1] = 12, 10, true, true
	w.people.claim[1].regime = uc.LightTouch
	assert.Equal(t, toTime, w.loses(1, 0))
	w.people.claim[1].regime = uc.Intensive
	assert.Equal(t, toBand, w.loses(1, 0), "she waits for a review")
	w.stoodUp(1)
	assert.Equal(t, toAbsence, w.loses(1, 0))
	assert.Equal(t, toBand, w.loses(1, 1), "that was another slot")
}
