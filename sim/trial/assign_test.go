package trial_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim"
	"inwork/sim/trial"
)

func ExampleAssign() {
	const assignment sim.Use = 9 // in the model's list of uses
	draws := sim.NewDraws(2015, 0, 0, assignment)
	arms := []trial.Arm{{Key: "minimal", Share: 1}, {Key: "moderate", Share: 1}, {Key: "frequent", Share: 2}}
	count := make(map[string]int)
	for ordinal := range 10_000 {
		count[arms[trial.Assign(draws, sim.ID(3, ordinal), arms)].Key]++
	}
	fmt.Println(count)
	// Output:
	// map[frequent:4986 minimal:2481 moderate:2533]
}

var draws = sim.NewDraws(1, 2, 3, 4)

// keyOf is the key of the arm a unit gets.
func keyOf(unit uint64, arms ...trial.Arm) string { return arms[trial.Assign(draws, unit, arms)].Key }

func arm(key string, share float64) trial.Arm { return trial.Arm{Key: key, Share: share} }

// Each arm gets its share of the units: in a district and across districts, with two arms or many, equal or not, and whatever the
// scale of the weights. At n = 500,000 a share of 1/3 that is 1% off lies at z = 5, and is refused.
func TestAssignShares(t *testing.T) {
	const n = 500_000
	for _, arms := range [][]trial.Arm{
		{arm("a", 1), arm("b", 1)},
		{arm("minimal", 1), arm("moderate", 1), arm("frequent", 1)},
		{arm("minimal", 0.25), arm("moderate", 0.25), arm("frequent", 0.5)},
		{arm("a", 1e-9), arm("b", 3e-9)},
		{arm("arm1", 1), arm("arm2", 2), arm("arm3", 3), arm("arm4", 4), arm("arm5", 90)},
	} {
		for name, unit := range map[string]func(i int) uint64{
			"one district": func(i int) uint64 { return sim.ID(7, i) },
			"37 districts": func(i int) uint64 { return sim.ID(i%37, i/37) },
		} {
			counts := make([]int, len(arms))
			sum := 0.0
			for _, a := range arms {
				sum += a.Share
			}
			for i := range n {
				counts[trial.Assign(draws, unit(i), arms)]++
			}
			for k, a := range arms {
				p := a.Share / sum
				z := (float64(counts[k]) - n*p) / math.Sqrt(n*p*(1-p))
				assert.Less(t, math.Abs(z), 4.2, "%v of %v in %s", a, arms, name)
			}
		}
	}
}

// Units are assigned independently of each other, and in each replicate (luck, say) independently of the others.
func TestAssignIndependent(t *testing.T) {
	const n = 500_000
	arms := []trial.Arm{arm("a", 1), arm("b", 1)}
	other := sim.NewDraws(1, 2, 4, 4)
	neighbours, replicates := 0, 0
	for i := range n {
		got := trial.Assign(draws, sim.ID(0, i), arms)
		neighbours += got ^ trial.Assign(draws, sim.ID(0, i+1), arms)
		replicates += got ^ trial.Assign(other, sim.ID(0, i), arms)
	}
	for _, differ := range []int{neighbours, replicates} {
		assert.Less(t, math.Abs(float64(differ)-n/2)/math.Sqrt(n/4), 4.2)
	}
}

// trialOf draws two to six arms with keys of their own.
func trialOf(t *rapid.T) []trial.Arm {
	keys := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z-]{1,12}`), 2, 6, rapid.ID).Draw(t, "keys")
	arms := make([]trial.Arm, len(keys))
	for k, key := range keys {
		arms[k] = arm(key, rapid.Float64Range(0.1, 10).Draw(t, "share"))
	}
	return arms
}

func anyUnit(t *rapid.T) uint64 { return rapid.Uint64Range(0, 1<<40-1).Draw(t, "unit") }

// The order in which arms are listed decides nothing.
func TestAssignOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arms, unit := trialOf(t), anyUnit(t)
		assert.Equal(t, keyOf(unit, arms...), keyOf(unit, rapid.Permutation(arms).Draw(t, "order")...))
	})
}

// An arm that is added, or grows, takes units only to itself; so one that is taken away, or shrinks, gives up only its own.
func TestAssignAddedArm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arms, unit := trialOf(t), anyUnit(t)
		added := arms[len(arms)-1]
		without, with := keyOf(unit, arms[:len(arms)-1]...), keyOf(unit, arms...)
		if with != added.Key {
			assert.Equal(t, without, with)
		}
		grown := slices.Clone(arms)
		grown[len(arms)-1].Share *= rapid.Float64Range(1, 10).Draw(t, "growth")
		if with == added.Key {
			assert.Equal(t, with, keyOf(unit, grown...))
		} else {
			assert.Contains(t, []string{with, added.Key}, keyOf(unit, grown...))
		}
	})
}

// The relation above is not empty: a third arm takes a third, equally from both.
func TestAssignAddedArmTakesItsShare(t *testing.T) {
	const n = 30_000
	from := make(map[string]int)
	for i := range n {
		if before := keyOf(sim.ID(1, i), arm("a", 1), arm("b", 1)); keyOf(sim.ID(1, i), arm("a", 1), arm("b", 1), arm("c", 1)) != before {
			from[before]++
		}
	}
	for _, key := range []string{"a", "b"} {
		assert.InDelta(t, n/6, from[key], 4.2*math.Sqrt(n*5./36), "from %s", key)
	}
}

// Only the key counts. The same shares under another key are another arm: a third of the units of a two-armed trial move.
func TestAssignKeyDecides(t *testing.T) {
	const n = 10_000
	moved := 0
	for i := range n {
		unit := sim.ID(2, i)
		a := trial.Assign(draws, unit, []trial.Arm{arm("control", 1), arm("frequent", 1)})
		require.Equal(t, a, trial.Assign(draws, unit, []trial.Arm{arm("control", 1), arm("frequent", 1)}))
		if a != trial.Assign(draws, unit, []trial.Arm{arm("control", 1), arm("frequent-2", 1)}) {
			moved++
		}
	}
	// The control's score stays. Of three scores in any order, exactly one of the other two is above it in one order of three.
	assert.InDelta(t, n/3, moved, 4.2*math.Sqrt(n*2./9))
}

func TestAssignOneArm(t *testing.T) {
	assert.Zero(t, trial.Assign(draws, 1, []trial.Arm{arm("all", 0.001)}))
}

// Pinned for ever: a trial is repeated from its seed.
func TestAssignPinned(t *testing.T) {
	arms := []trial.Arm{arm("minimal", 1), arm("moderate", 1), arm("frequent", 2)}
	var got []int
	for i := range 20 {
		got = append(got, trial.Assign(draws, sim.ID(3, i), arms))
	}
	assert.Equal(t, []int{2, 1, 0, 2, 0, 0, 1, 2, 2, 1, 0, 2, 1, 0, 2, 2, 2, 2, 2, 0}, got)
}

func TestAssignPanics(t *testing.T) {
	for want, arms := range map[string][]trial.Arm{
		"trial: no arms":               {},
		`trial: key "a" is used twice`: {arm("a", 1), arm("b", 1), arm("a", 2)},
		`trial: arm "b" has share 0, expected a finite one above 0`:    {arm("a", 1), arm("b", 0)},
		`trial: arm "b" has share -1, expected a finite one above 0`:   {arm("a", 1), arm("b", -1)},
		`trial: arm "b" has share NaN, expected a finite one above 0`:  {arm("a", 1), arm("b", math.NaN())},
		`trial: arm "a" has share +Inf, expected a finite one above 0`: {arm("a", math.Inf(1)), arm("b", 1)},
	} {
		assert.PanicsWithValue(t, want, func() { trial.Assign(draws, 1, arms) })
	}
}

func TestAssignAllocatesNothing(t *testing.T) {
	arms := []trial.Arm{arm("minimal", 1), arm("moderate", 1), arm("frequent", 2)}
	assert.Zero(t, testing.AllocsPerRun(100, func() { trial.Assign(draws, 1, arms) }))
}

func BenchmarkAssign(b *testing.B) {
	arms := []trial.Arm{arm("minimal", 1), arm("moderate", 1), arm("frequent", 1)}
	for i := uint64(0); b.Loop(); i++ {
		trial.Assign(draws, i, arms)
	}
}
