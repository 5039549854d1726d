package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// What an employer has to give is as recorded up to a person's turn, less her own
// part there and with her own part here.
func TestTakenBudgets(t *testing.T) {
	const she, early, late = 5, 2, 9
	s := small()
	s.Parameters.SpareHours, s.Parameters.BudgetHalfLife = 10, 520
	d := district(t, s)
	live := newWorld(d)
	live.week = 1
	live.path = newPath(live)
	for _, i := range []int{early, early + 1, she, late} {
		live.people.job[i].employer = 0
	}
	usual := live.budgets.spare(live, she)
	live.budgets.give(live, early, -11, early)
	live.budgets.give(live, she, -20, she)
	live.budgets.give(live, late, 40, weeksEnd) // a job that was left: nobody's turn comes after
	live.path.finish(live)

	w := newWorld(d)
	w.week = 1
	w.kind = Kind{Slug: "taker", Frozen: 1 << Budgets, Path: live.path}
	w.takeAsRecorded()
	for _, i := range []int{early, early + 1, she, late} {
		w.people.job[i].employer = 0
	}
	assert.Equal(t, usual, w.budgets.spare(w, early), "nobody came before")
	assert.Equal(t, usual-11, w.budgets.spare(w, she))
	assert.Equal(t, usual-31, w.budgets.spare(w, late), "before what is left at the week's end")
	w.week = 2
	assert.InDelta(t, usual-11+40, w.budgets.spare(w, she), 1, "without what she took there")
	assert.InDelta(t, usual-31, w.budgets.spare(w, late), 1, "without what she left there")
	assert.InDelta(t, usual+9, w.budgets.spare(w, early+1), 1)

	w.week = 1
	w.budgets.give(w, she, -20, she)
	w.week = 2
	assert.InDelta(t, usual+9, w.budgets.spare(w, she), 1, "she did here as there")

	w = newWorld(d)
	w.kind, w.alone, w.week = Kind{Slug: "taker", Frozen: 1 << Budgets, Path: live.path}, true, 1
	w.takeAsRecorded()
	w.people.job[she].employer, w.trial.week[she], w.week = 0, 1, 2
	assert.InDelta(t, usual+9, w.budgets.spare(w, she), 1, "what she took there before she was randomised stays taken")
}

// The record has changes in the order in which people meet them: a job that ends
// does so in a person's turn, one left for another at the week's end.
func TestBudgetPath_Order(t *testing.T) {
	s := small()
	s.Parameters.Chain = 0
	w := newWorld(district(t, s))
	w.week, w.path = 1, newPath(w)
	var working []int
	for i := range w.People {
		if w.people.employed(i) {
			working = append(working, i)
		}
	}
	w.separation(working[0], w.week)
	w.hire(working[1], 0, advert{tenths: 100})
	assert.Equal(t, int32(working[0]), w.path.budgets.extra[0].at)
	assert.Equal(t, int32(weeksEnd), w.path.budgets.extra[1].at)
}
