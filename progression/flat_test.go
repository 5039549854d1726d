package progression

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Backlogs are given in days of a coach's time: she sees 75 people in five days.
const (
	seenAWeek  = 75
	mostDays   = 90
	perBacklog = (mostDays/5 + 3) * seenAWeek // places a coach, whatever the backlog
)

// backlog is a world in which each coach has as many people waiting as she sees in
// so many days, and as many come every week as she sees: it stays as it is.
func backlog(t testing.TB, coaches, days int) *World {
	t.Helper()
	w := queues(t, coaches, perBacklog, seenAWeek*appointmentMinutes, 0)
	for c := range coaches {
		first := c * perBacklog
		for k := range days*seenAWeek/5 + 2*seenAWeek {
			week := 0
			if k >= days*seenAWeek/5+seenAWeek {
				week = 1 // reviews are a fortnight apart
			}
			w.diary.plan(first+k, week)
		}
	}
	return w
}

// A week's appointments cost the same with nobody waiting and with a queue of 90
// days. Nothing is timed. The queue behind those who are seen this week is
// poisoned with numbers that no place has: to look one up would panic, to move one
// would show. So a week touches who comes, who is seen, and the first who is not.
func TestMeet_WorkIsFlatInTheBacklog(t *testing.T) {
	for _, days := range []int{0, 5, 30, mostDays} {
		w := backlog(t, 8, days)
		q := &w.diary
		weeks(w, 6) // as it is in the long run
		for c := range w.Coaches {
			require.EqualValues(t, days*seenAWeek/5, q.count[c], "waiting after a week, %d days", days)
		}

		const poison, size = 1 << 31, perBacklog
		for c := range w.Coaches {
			for k := seenAWeek + 1; k < int(q.count[c]); k++ {
				q.queue[int(q.from[c])+(int(q.head[c])+k)%size] |= poison
			}
		}
		before, head, count := slices.Clone(q.queue), slices.Clone(q.head), slices.Clone(q.count)
		assert.NotPanics(t, func() { weeks(w, 1) }, "%d days: somebody not due was looked up", days)
		for c := range w.Coaches {
			written := 0
			for k := range size {
				at := int(q.from[c]) + (int(head[c])+k)%size
				if q.queue[at] != before[at] {
					written++
					assert.True(t, k >= int(count[c]) && k < int(count[c])+seenAWeek, "%d days: place %d of the queue was rewritten", days, k)
				}
			}
			assert.LessOrEqual(t, written, seenAWeek, "%d days", days)
			assert.EqualValues(t, (int(head[c])+seenAWeek)%size, q.head[c], "%d days: seen", days)
			assert.Equal(t, count[c], q.count[c], "%d days: still waiting", days)
		}
	}
}

// Appointments allocate nothing, however many wait.
func TestMeet_DoesNotAllocate(t *testing.T) {
	for _, days := range []int{0, mostDays} {
		w := backlog(t, 8, days)
		weeks(w, 6)
		assert.Zero(t, testing.AllocsPerRun(20, func() { weeks(w, 1) }), "%d days", days)
	}
}

// weeks runs the diaries alone.
func weeks(w *World, n int) {
	for range n {
		w.callIn()
		w.appointments.meet(w)
		w.week++
	}
}

// No event allocates: of a district in which everybody is enrolled and only
// outcomes are kept, 10 more weeks and 80 more allocate no more than a few times
// that a list of applications or referrals grows to its size.
func TestStep_NoAllocationPerEvent(t *testing.T) {
	s := small()
	s.FollowUpWeeks, s.Horizons, s.Keep = 200, nil, Records{}
	s.Arms[frequent].DurationWeeks, s.Arms[frequent].EmployerCalls = 0, true
	d := district(t, s)
	w := newWorld(d)
	w.kind = everyoneFrequent
	require.NoError(t, w.run(context.Background(), 0, d.BurnInWeeks+d.RecruitWeeks))
	require.NotEmpty(t, d.enrolled)
	for _, n := range []int{10, 80} {
		seen := func() (sum int) {
			for i := range w.People {
				sum += int(w.trial.meetings[i])
			}
			return sum + w.market.hires
		}
		before := seen()
		got := testing.AllocsPerRun(1, func() { // which runs it twice and counts the second time
			for range n {
				if err := w.step(); err != nil {
					t.Fatal(err)
				}
				w.week++
			}
		})
		assert.Greater(t, seen()-before, 20*n, "events happen")
		assert.LessOrEqual(t, got, 4.0, "%d weeks", n)
	}
}

// BenchmarkBacklog shows in time what the tests above show in work. The district
// and its places are the same; days is how long the coaches' queues are.
func BenchmarkBacklog(b *testing.B) {
	const coaches, span = 50, 20_000
	for _, days := range []int{0, 30, mostDays} {
		b.Run(fmt.Sprintf("days=%d", days), func(b *testing.B) {
			w := backlog(b, coaches, days)
			b.ReportAllocs()
			for b.Loop() {
				weeks(w, 1)
				if w.week == span { // weeks are 16 bits wide
					b.StopTimer()
					w = backlog(b, coaches, days)
					b.StartTimer()
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(coaches*seenAWeek), "ns/appointment")
		})
	}
}
