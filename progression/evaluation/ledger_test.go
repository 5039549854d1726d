package evaluation

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/rows"
	"inwork/sim"
)

// By hand: of two people in the arm one has two meetings before the horizon, at day 7 x 26 - 1 the last, and one none: a mean of 1 and, of 2 and
// 0, a variance of 2, which leaves an error of 1. What comes at the horizon, or is of a kind that no arm aims at, does not count.
func TestLedger(t *testing.T) {
	s := &Study{Horizons: []int{13, 26}, Control: "c", Arms: []Arm{{Slug: "c"}, {Slug: "t"}}}
	g := newLedger(s)
	day := sim.Date(2015, 4, 6)
	event := func(weeks int, less sim.Day, kind string) rows.Event {
		return rows.Event{Day: day + sim.Day(7*weeks) - less, Kind: kind}
	}
	g.add(&life{who: rows.Claimant{Assigned: "t", Randomised: day}, events: []rows.Event{event(0, 0, "meeting"), event(1, 0, "health_episode"),
		event(26, 1, "meeting"), event(26, 0, "meeting")}})
	g.add(&life{who: rows.Claimant{Assigned: "t", Randomised: day}})
	g.add(&life{who: rows.Claimant{Assigned: "c", Randomised: day}, events: []rows.Event{event(3, 0, "meeting"), event(4, 0, "sanction")}})
	lines := g.lines()
	require.Len(t, lines, 2)
	assert.Equal(t, "meeting", lines[0].Kind)
	assert.Equal(t, LedgerCell{Persons: 2, Mean: 1, StdError: 1}, lines[0].Arms[1])
	assert.Equal(t, 1.0, lines[0].Arms[0].Mean)
	assert.True(t, math.IsNaN(lines[0].Arms[0].StdError), "one person has no scatter")
	difference, _ := lines[1].Against(1, 0)
	assert.Equal(t, -1.0, difference)
	lines[0].Arms[0].StdError = math.Sqrt(3)
	_, stdError := lines[0].Against(1, 0)
	assert.InDelta(t, 2, stdError, 1e-12)
}
