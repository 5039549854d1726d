package trial_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim"
	"inwork/sim/trial"
)

// A method assigns rows of units in blocks (or clusters, which the methods for clusters take them for).
var methods = map[string]func(d sim.Draws, units, groups []uint64, arms []trial.Arm) ([]int, error){
	"complete": func(d sim.Draws, units, _ []uint64, arms []trial.Arm) ([]int, error) {
		return trial.Complete(d, units, arms)
	},
	"blocked": trial.Blocked,
	"clustered": func(d sim.Draws, _, groups []uint64, arms []trial.Arm) ([]int, error) {
		return trial.Clustered(d, groups, arms), nil
	},
	"blocked clusters": func(d sim.Draws, _, groups []uint64, arms []trial.Arm) ([]int, error) {
		return trial.BlockedClusters(d, groups, halves(groups), arms)
	},
}

// halves puts clusters of even and of odd number in blocks of their own.
func halves(clusters []uint64) []uint64 {
	blocks := make([]uint64, len(clusters))
	for i, c := range clusters {
		blocks[i] = c % 2
	}
	return blocks
}

func replicate(r int) sim.Draws { return sim.NewDraws(2015, 0, uint32(r), 4) }

// people are n units of one district in groups of the sizes given, over and over.
func people(n int, sizes ...int) (units, groups []uint64) {
	group, left := 0, sizes[0]
	for i := range n {
		if left == 0 {
			group++
			left = sizes[group%len(sizes)]
		}
		left--
		units, groups = append(units, sim.ID(3, i)), append(groups, uint64(group))
	}
	return units, groups
}

// Each row has each arm with a probability of exactly its share, odd units included, by every method: over 20,000 trials no count of the
// 17 rows and 3 arms lies further from it than 4.2 standard deviations.
func TestMethods_Marginals(t *testing.T) {
	const trials = 20_000
	arms := []trial.Arm{arm("a", 1), arm("b", 2), arm("c", 4)}
	units, groups := people(17, 2, 5, 3)
	for name, method := range methods {
		counts := make([][3]int, len(units))
		for r := range trials {
			got, err := method(replicate(r), units, groups, arms)
			require.NoError(t, err)
			for i, a := range got {
				counts[i][a]++
			}
		}
		for i := range units {
			for a, arm := range arms {
				p := arm.Share / 7
				z := (float64(counts[i][a]) - trials*p) / math.Sqrt(trials*p*(1-p))
				assert.Less(t, math.Abs(z), 4.2, "%s: row %d, arm %s", name, i, arm.Key)
			}
		}
	}
}

// Two people of a completely randomised list of 7, 3 treated, are both treated in 3·2/(7·6) of trials: all lists of the same size are as
// likely.
func TestComplete_Pairs(t *testing.T) {
	const trials = 20_000
	units, _ := people(7, 7)
	arms := []trial.Arm{arm("control", 4), arm("treated", 3)}
	var both [7][7]int
	for r := range trials {
		got, err := trial.Complete(replicate(r), units, arms)
		require.NoError(t, err)
		for i := range got {
			for j := range i {
				both[i][j] += got[i] * got[j]
			}
		}
	}
	const p = 1. / 7
	for i := range both {
		for j := range i {
			assert.Less(t, math.Abs(float64(both[i][j])-trials*p)/math.Sqrt(trials*p*(1-p)), 4.2, "%d and %d", i, j)
		}
	}
}

// Every arm gets its share of every block, but for less than one unit.
func TestBlocked_Exact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arms := trialOf(t)
		n := rapid.IntRange(0, 60).Draw(t, "n")
		units, blocks := people(n, rapid.IntRange(1, 9).Draw(t, "size"), rapid.IntRange(1, 20).Draw(t, "other size"))
		got, err := trial.Blocked(draws, units, blocks, arms)
		require.NoError(t, err)
		sum, counts, sizes := 0.0, map[string]int{}, map[uint64]int{}
		for _, a := range arms {
			sum += a.Share
		}
		for i, a := range got {
			counts[fmt.Sprint(blocks[i], a)]++
			sizes[blocks[i]]++
		}
		for block, size := range sizes {
			for a := range arms {
				share := float64(size) * arms[a].Share / sum
				assert.Less(t, math.Abs(float64(counts[fmt.Sprint(block, a)])-share), 1.0+1e-6)
			}
		}
	})
}

// Shares that divide leave nothing to chance: 30 people in tenths, where 0.1·30 is not 3 in floating point.
func TestComplete_Divides(t *testing.T) {
	units, _ := people(30, 30)
	arms := []trial.Arm{arm("a", 0.1), arm("b", 0.2), arm("c", 0.7)}
	for r := range 200 {
		got, err := trial.Complete(replicate(r), units, arms)
		require.NoError(t, err)
		var counts [3]int
		for _, a := range got {
			counts[a]++
		}
		require.Equal(t, [3]int{3, 6, 21}, counts)
	}
}

// The order of rows and of arms decides nothing.
func TestMethods_Order(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arms := trialOf(t)
		units, groups := people(rapid.IntRange(1, 30).Draw(t, "n"), 4, 3)
		order := rapid.Permutation(seq(len(units))).Draw(t, "rows")
		shuffled := rapid.Permutation(arms).Draw(t, "arms")
		for name, method := range methods {
			a, err := method(draws, units, groups, arms)
			require.NoError(t, err)
			b, err := method(draws, take(units, order), take(groups, order), shuffled)
			require.NoError(t, err)
			for k, i := range order {
				assert.Equal(t, arms[a[i]].Key, shuffled[b[k]].Key, name)
			}
		}
	})
}

func seq(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func take[T any](from []T, rows []int) []T {
	taken := make([]T, len(rows))
	for k, i := range rows {
		taken[k] = from[i]
	}
	return taken
}

// People who join another block, and clusters that join another block of clusters, move nobody.
func TestBlocked_AddedElsewhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		arms := trialOf(t)
		units, groups := people(20, 4, 3)
		more := rapid.IntRange(1, 10).Draw(t, "more")
		moreUnits, moreGroups := units, groups
		for k := range more {
			moreUnits, moreGroups = append(moreUnits, sim.ID(9, k)), append(moreGroups, 1001+2*uint64(k/3))
		}
		before, err := trial.Blocked(draws, units, groups, arms)
		require.NoError(t, err)
		after, err := trial.Blocked(draws, moreUnits, moreGroups, arms)
		require.NoError(t, err)
		assert.Equal(t, before, after[:20])
		before, err = trial.BlockedClusters(draws, groups, halves(groups), arms)
		require.NoError(t, err)
		after, err = trial.BlockedClusters(draws, moreGroups, halves(moreGroups), arms)
		require.NoError(t, err)
		for i := range before {
			if groups[i]%2 == 0 { // those that came are odd
				assert.Equal(t, before[i], after[i])
			}
		}
	})
}

// All rows of a cluster have one arm.
func TestClustered_Together(t *testing.T) {
	_, clusters := people(200, 4, 3, 9)
	got := trial.Clustered(draws, clusters, []trial.Arm{arm("a", 1), arm("b", 1)})
	of, seen := map[uint64]int{}, map[int]int{}
	for i, c := range clusters {
		if a, is := of[c]; is {
			require.Equal(t, a, got[i])
			continue
		}
		of[c] = got[i]
		seen[got[i]]++
	}
	assert.InDelta(t, seen[0], seen[1], 1)
}

// Another use, another replicate: nothing in common. Rows agree in a half of trials, to 4.2 standard deviations.
func TestMethods_IndependentUses(t *testing.T) {
	const trials = 4000
	units, groups := people(16, 2)
	arms := []trial.Arm{arm("a", 1), arm("b", 1)}
	for name, method := range methods {
		agree := make([]int, len(units))
		for r := range trials {
			a, err := method(replicate(r), units, groups, arms)
			require.NoError(t, err)
			b, err := method(sim.NewDraws(2015, 0, uint32(r), 5), units, groups, arms)
			require.NoError(t, err)
			for i := range units {
				if a[i] == b[i] {
					agree[i]++
				}
			}
		}
		for i, n := range agree {
			assert.Less(t, math.Abs(float64(n)-trials/2)/math.Sqrt(trials/4), 4.2, "%s: row %d", name, i)
		}
	}
}

// A toss a pair: one of each, a half each way, whatever other pairs do.
func TestMatchedPairs(t *testing.T) {
	units, pairs := people(12, 2)
	arms := []trial.Arm{arm("control", 1), arm("treated", 1)}
	const trials = 5000
	firsts := make([]int, 6)
	both := 0
	for r := range trials {
		got, err := trial.MatchedPairs(replicate(r), units, pairs, arms)
		require.NoError(t, err)
		for p := range 6 {
			require.Equal(t, 1, got[2*p]+got[2*p+1])
			firsts[p] += got[2*p]
		}
		both += got[0] * got[2]
	}
	for p, n := range firsts {
		assert.Less(t, math.Abs(float64(n)-trials/2)/math.Sqrt(trials/4), 4.2, "pair %d", p)
	}
	assert.Less(t, math.Abs(float64(both)-trials/4)/math.Sqrt(trials*3./16), 4.2)
	_, err := trial.MatchedPairs(draws, units[:3], pairs[:3], arms)
	assert.EqualError(t, err, "pair 1: found 1 units, expected 2")
	assert.Panics(t, func() { _, _ = trial.MatchedPairs(draws, units, pairs, []trial.Arm{arm("a", 1), arm("b", 2)}) })
}

func TestMethods_Refuse(t *testing.T) {
	arms := []trial.Arm{arm("a", 1), arm("b", 1)}
	_, err := trial.Complete(draws, []uint64{7, 9, 7}, arms)
	var duplicate *trial.Duplicate
	require.ErrorAs(t, err, &duplicate)
	assert.EqualError(t, err, "rows 0 and 2: found unit 7 twice, expected each unit once")
	_, err = trial.BlockedClusters(draws, []uint64{1, 2, 1}, []uint64{5, 5, 6}, arms)
	assert.EqualError(t, err, "rows 0 and 2: found cluster 1 in two blocks, expected each cluster in one")
	assert.PanicsWithValue(t, "trial: units and blocks differ in length: 2 and 1", func() { _, _ = trial.Blocked(draws, []uint64{1, 2}, []uint64{1}, arms) })
	assert.PanicsWithValue(t, "trial: no arms", func() { _, _ = trial.Complete(draws, []uint64{1}, nil) })
	assert.Panics(t, func() { trial.Clustered(draws, []uint64{1}, []trial.Arm{arm("a", 1), arm("a", 1)}) })
	none, err := trial.Complete(draws, nil, arms)
	require.NoError(t, err)
	assert.Empty(t, none)
}

// Pinned for ever: a trial is repeated from its seed.
func TestMethods_Pinned(t *testing.T) {
	arms := []trial.Arm{arm("minimal", 1), arm("moderate", 1), arm("frequent", 2)}
	units, groups := people(14, 3, 2)
	got := map[string][]int{}
	for name, method := range methods {
		assigned, err := method(draws, units, groups, arms)
		require.NoError(t, err)
		got[name] = assigned
	}
	assert.Equal(t, pinned, got)
}
