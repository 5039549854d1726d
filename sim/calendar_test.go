package sim_test

import (
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim"
)

func ExampleCalendar() {
	meetings := sim.NewCalendar(100, 8) // 100 people, up to 8 weeks after the coming one
	meetings.Set(31, 0)
	meetings.Set(4, 0)
	for week := range 5 {
		for i := range meetings.Due(week) {
			fmt.Println("week", week, "- person", i)
			meetings.Set(i, week+2) // every other week
		}
	}
	// Output:
	// week 0 - person 4
	// week 0 - person 31
	// week 2 - person 4
	// week 2 - person 31
	// week 4 - person 4
	// week 4 - person 31
}

// diary is the calendar said in three lines: who is due, by week.
type diary map[int]map[int]bool

func (d diary) set(i, week int) {
	if d[week] == nil {
		d[week] = make(map[int]bool)
	}
	d[week][i] = true
}

// due returns who is due, from start to the end and then from 0.
func (d diary) due(week, start int) []int {
	who := slices.Sorted(maps.Keys(d[week]))
	from, _ := slices.BinarySearch(who, start)
	return slices.Concat(who[from:], who[:from])
}

// The ring of bitmaps does what the three lines do, whatever is set, cleared and handed out, before a week and while it is handed out.
func TestCalendarIsADiary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 2, 63, 64, 65, 128, 130, 200}).Draw(t, "n")
		ahead := rapid.IntRange(0, 20).Draw(t, "weeks ahead")
		who, offset := rapid.IntRange(0, n-1), rapid.IntRange(0, ahead)
		c, d, next := sim.NewCalendar(n, ahead), make(diary), 0
		t.Repeat(map[string]func(*rapid.T){
			"set": func(t *rapid.T) {
				for range rapid.IntRange(1, 20).Draw(t, "times") {
					i, week := who.Draw(t, "who"), next+offset.Draw(t, "in weeks")
					c.Set(i, week)
					d.set(i, week)
				}
			},
			"clear": func(t *rapid.T) {
				i, week := who.Draw(t, "who"), next+rapid.IntRange(-30, 30).Draw(t, "in weeks")
				c.Clear(i, week)
				delete(d[week], i)
			},
			"due": func(t *rapid.T) {
				start := who.Draw(t, "start")
				assert.Equal(t, d.due(next, start), slices.Collect(c.DueFrom(next, start)), "week %d from %d", next, start)
				delete(d, next)
				next++
			},
			"due, with changes": func(t *rapid.T) {
				next++
				stop := rapid.IntRange(0, 10).Draw(t, "stop after")
				for i := range c.Due(next - 1) {
					require.Equal(t, d.due(next-1, 0)[0], i)
					delete(d[next-1], i)
					if stop--; stop < 0 {
						break
					}
					j, week := who.Draw(t, "who"), next+offset.Draw(t, "in weeks")
					c.Set(j, week)
					d.set(j, week)
					k := who.Draw(t, "whom to clear")
					c.Clear(k, next-1) // perhaps still to come
					delete(d[next-1], k)
				}
				if stop >= 0 {
					require.Empty(t, d[next-1])
				}
				delete(d, next-1)
			},
			"clone": func(t *rapid.T) {
				before := c
				c = c.Clone()
				i := who.Draw(t, "who")
				before.Clear(i, next) // whatever becomes of the original
				before.Set((i+1)%n, next)
			},
			"": func(t *rapid.T) {
				i, week := who.Draw(t, "who"), next+rapid.IntRange(-30, 30).Draw(t, "in weeks")
				require.Equal(t, d[week][i], c.Has(i, week), "%d in week %d", i, week)
			},
		})
	})
}

// Words hands out who Due hands out, and clears the week for its next round in the ring.
func TestCalendarWordsAreDue(t *testing.T) {
	a, b := sim.NewCalendar(200, 6), sim.NewCalendar(200, 6)
	for week := range 40 {
		for k := range 20 {
			i, ahead := (week*37+k*53)%200, 1+(week+k)%6
			if week > 0 {
				a.Set(i, week+ahead-1)
				b.Set(i, week+ahead-1)
			}
		}
		var due, words []int
		for i := range a.Due(week) {
			due = append(due, i)
		}
		for k, word := range b.Words(week) {
			for ; word != 0; word &= word - 1 {
				words = append(words, k<<6+bits.TrailingZeros64(word))
			}
		}
		require.Equal(t, due, words, "week %d", week)
		if week > 6 {
			require.NotEmpty(t, due)
		}
	}
	assert.Panics(t, func() { b.Words(42) }, "weeks come one after another")
}

func TestCalendarPanics(t *testing.T) {
	c := sim.NewCalendar(10, 4)
	for range c.Due(0) {
		t.Fatal("nobody is due")
	}
	c.Set(9, 1)
	c.Set(9, 5)
	assert.PanicsWithValue(t, "sim: Set of 9 in week 6: the calendar holds 0 to 9 in weeks 1 to 5", func() { c.Set(9, 6) })
	assert.PanicsWithValue(t, "sim: Set of 9 in week 0: the calendar holds 0 to 9 in weeks 1 to 5", func() { c.Set(9, 0) })
	assert.Panics(t, func() { c.Set(10, 1) })
	assert.Panics(t, func() { c.Set(-1, 1) })
	assert.Panics(t, func() { c.Has(10, 1) })
	assert.Panics(t, func() { c.Clear(-1, 1) })
	hand := func(week, start int) func() {
		return func() {
			for range c.DueFrom(week, start) { //nolint:revive // the loop is the call
			}
		}
	}
	assert.PanicsWithValue(t, "sim: week 0 is due: week 1 is next", hand(0, 0))
	assert.Panics(t, hand(2, 0), "week 1 would be lost")
	assert.Panics(t, hand(1, 10))
	assert.Panics(t, hand(1, -1))
	assert.NotPanics(t, hand(1, 9))
	for range c.Due(2) {
		t.Fatal("nobody is due")
	}
	assert.Panics(t, func() { sim.NewCalendar(10, -1) })
	assert.Panics(t, func() { sim.NewCalendar(-1, 10) })
}

// While a week is handed out it cannot be set any more: whoever is set would be lost or not, by their place.
func TestCalendarSetInItsOwnWeek(t *testing.T) {
	c := sim.NewCalendar(10, 4)
	c.Set(3, 0)
	assert.Panics(t, func() {
		for range c.Due(0) {
			c.Set(5, 0)
		}
	})
}

func TestCalendarOfNobody(t *testing.T) {
	c := sim.NewCalendar(0, 4)
	for week := range 10 {
		assert.Empty(t, slices.Collect(c.Due(week)))
	}
}

func TestCalendarAllocatesNothing(t *testing.T) {
	c := sim.NewCalendar(1000, 9)
	week, sum := 0, 0
	assert.Zero(t, testing.AllocsPerRun(50, func() {
		c.Set(7, week)
		for i := range c.DueFrom(week, 500) {
			sum += i
			c.Set(i, week+1)
		}
		week++
	}))
	assert.Positive(t, sum)
}

// The cost of a week follows those due in it, not those who wait: 25,000 people every 2 or every 8 weeks.
func BenchmarkCalendar(b *testing.B) {
	for _, every := range []int{2, 8} {
		b.Run(fmt.Sprintf("every=%d", every), func(b *testing.B) {
			const people = 25_000
			c := sim.NewCalendar(people, 8)
			for i := range people {
				c.Set(i, i%every)
			}
			week := 0
			for b.Loop() {
				for i := range c.Due(week) {
					c.Set(i, week+every)
				}
				week++
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/people*float64(every), "ns/due")
		})
	}
}
