package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// engagedTaker is a world of takers of a record in which coaches rang up employer 0
// about people, one call each, in the weeks given.
func engagedTaker(t *testing.T, alone bool, calls ...ownCall) *World {
	t.Helper()
	d := district(t, small())
	live := newWorld(d)
	live.week = 1
	live.path = newPath(live)
	for _, c := range calls {
		live.week = int(c.week)
		live.people.job[c.who].employer = c.employer
		live.engagement.call(live, int(c.who), 1)
	}
	live.path.finish(live)
	w := newWorld(d)
	w.week, w.alone = 1, alone
	w.kind = Kind{Slug: "taker", Frozen: 1 << Engagement, Path: live.path}
	w.takeAsRecorded()
	return w
}

// What a person's own calls did in the record is taken out of what she meets, of
// all employers, whenever she comes to ask, and whomever she works for here.
func TestTakenEngagement_HerOwnCallsThere(t *testing.T) {
	const she, he = 3, 4
	const home, other = 0, 1
	for name, works := range map[string]uint32{"works there": home, "works elsewhere": other} {
		t.Run(name, func(t *testing.T) {
			w := engagedTaker(t, false, ownCall{who: she, employer: home, week: 2}, ownCall{who: he, employer: home, week: 3}, ownCall{who: she, employer: home, week: 4})
			w.people.job[she].employer, w.people.job[he].employer = other, other
			w.week = 3
			assert.Zero(t, w.engagement.met(w, she, other))
			w.people.job[she].employer, w.week = works, 6
			faded := w.employers.engaged.left
			call := w.Parameters.EngagementCall
			assert.InDelta(t, call*faded[3], w.engagement.met(w, she, home), 1e-12, "his call alone")
			his := (call*faded[1] + call*(1-call*faded[1])) * faded[1]
			both := (his + call*(1-his)) * faded[2]
			without := both - call*(1-call*faded[1])*faded[1]*(1-call)*faded[2]
			assert.InDelta(t, without, w.engagement.met(w, he, home), 1e-12, "her calls alone, with her second as his would have left it")
		})
	}
}

// Her own calls here stay with the employer when she has left it, and come before a
// record in which others go on calling.
func TestTakenEngagement_HerOwnCallsHere(t *testing.T) {
	const she, he = 3, 4
	w := engagedTaker(t, false, ownCall{who: he, employer: 0, week: 4})
	call, left := w.Parameters.EngagementCall, w.employers.engaged.left
	w.people.job[she].employer, w.week = 0, 2
	w.engagement.call(w, she, 1)
	w.people.job[she].employer, w.week = 1, 6
	before := call * left[2]
	assert.InDelta(t, (before+call*(1-before))*left[2], w.engagement.met(w, she, 0), 1e-12)
	assert.Zero(t, w.engagement.met(w, she, 1))
	assert.InDelta(t, call*left[2], w.engagement.met(w, he+1, 0), 1e-12, "another person meets the record")
}

// What a participant alone did before she was randomised is in both.
func TestTakenEngagement_HerPastIsThatOfTheRecord(t *testing.T) {
	const she = 3
	w := engagedTaker(t, true, ownCall{who: she, employer: 0, week: 2})
	w.trial.week[she], w.people.job[she].employer, w.week = 2, 0, 5
	assert.InDelta(t, w.Parameters.EngagementCall*w.employers.engaged.left[3], w.engagement.met(w, she, 0), 1e-12)
}

// What her calls did to one employer in the record is not taken out of another.
func TestTakenEngagement_OfEachEmployerItsOwn(t *testing.T) {
	const she, he = 3, 4
	w := engagedTaker(t, false, ownCall{who: he, employer: 1, week: 2}, ownCall{who: she, employer: 0, week: 3}, ownCall{who: she, employer: 1, week: 4})
	w.week = 6
	assert.Zero(t, w.engagement.met(w, she, 0))
	assert.InDelta(t, w.Parameters.EngagementCall*w.employers.engaged.left[4], w.engagement.met(w, she, 1), 1e-12, "his call alone")
}
