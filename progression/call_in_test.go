package progression

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// queued is a coach's queue from its head.
func (q *diaries) queued(c int) (list []uint32) {
	for k := range q.count[c] {
		list = append(list, *q.at(c, k))
	}
	return list
}

// Who else is due changes nobody's place relative to a third person: the queue of
// a part of those due is that part of the queue of all. Otherwise one meeting more
// would reorder a whole caseload, and worlds would differ by more than their
// policies.
func TestCallIn_OthersChangeNoOrder(t *testing.T) {
	d := district(t, small())
	firsts := map[uint32]bool{}
	for week := range 40 {
		queue := func(keep func(i int) bool) []uint32 {
			w := newWorld(d)
			for w.week = 0; w.week < week; w.week++ {
				w.diary.calendar.Words(w.week)
			}
			for i := range w.diary.due {
				w.diary.due[i] = -1
				if w.coachOf(i) == 1 && keep(i) {
					w.diary.plan(i, week)
				}
			}
			w.callIn()
			return w.diary.queued(1)
		}
		all := queue(func(int) bool { return true })
		require.Greater(t, len(all), 50)
		firsts[all[0]] = true
		for part := 2; part < 5; part++ {
			kept := func(i int) bool { return i%part == week%part }
			want := slices.DeleteFunc(slices.Clone(all), func(i uint32) bool { return !kept(int(i)) })
			assert.Equal(t, want, queue(kept))
		}
	}
	assert.Greater(t, len(firsts), 15, "nobody is always first")
}
