package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A queue is fair: nobody stands in it twice, nobody in another coach's, and who
// waited last week and still waits stands in front of who came since, in the same
// order. Coaches here are too few, and places are vacated and taken again by people
// who come due while their place still stands in the queue.
func TestDiaries_FirstDueFirstSeen(t *testing.T) {
	s := small()
	s.Parameters.InterviewMinutes, s.Parameters.CaseloadSearch, s.Parameters.CaseloadRefill = 400, 0.3, 0.24
	s.Parameters.Reach = 2
	w := newWorld(district(t, s))
	w.kind = everyoneFrequent
	q := &w.diary
	place := make([]int, len(q.waiting)) // in the queue a week ago, from 1; 0 not in it
	stood, dueAgain := 0, 0
	for range 70 {
		require.NoError(t, w.step())
		now, total := make([]int, len(place)), 0
		for c := range w.Coaches {
			last, newcomers := 0, false
			total += int(q.count[c])
			for k, who := range q.queued(c) {
				i := int(who)
				require.Zero(t, now[i], "week %d: %d stands twice in a queue", w.week, i)
				require.Equal(t, c, w.coachOf(i), "week %d: %d stands in another coach's queue", w.week, i)
				now[i] = k + 1
				if place[i] == 0 {
					newcomers = true
					continue
				}
				stood++
				if int(q.due[i]) == w.week {
					dueAgain++
				}
				require.False(t, newcomers, "week %d: %d was overtaken by who came since", w.week, i)
				require.Greater(t, place[i], last, "week %d: %d was overtaken", w.week, i)
				last = place[i]
			}
		}
		require.Equal(t, total, count(q.waiting), "week %d: who waits stands in a queue", w.week)
		place = now
		w.week++
	}
	assert.Positive(t, stood, "queues hold from week to week")
	assert.Positive(t, dueAgain, "some come due while they wait")
}
