package trial_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
	"inwork/sim/trial"
)

var (
	meetings = trial.Factor{Key: "meetings", Levels: []trial.Arm{arm("few", 1), arm("many", 1)}}
	money    = trial.Factor{Key: "money", Levels: []trial.Arm{arm("none", 2), arm("some", 1)}}
)

// Factors are independent: each cell has the product of the shares. A factor that joins moves no level of the others.
func TestFactorial(t *testing.T) {
	const n = 100_000
	var cells [2][2]int
	for i := range n {
		levels := trial.Factorial(draws, sim.ID(1, i), []trial.Factor{meetings, money})
		cells[levels[0]][levels[1]]++
		if i < 1000 {
			added := trial.Factorial(draws, sim.ID(1, i), []trial.Factor{{Key: "coach", Levels: meetings.Levels}, money, meetings})
			require.Equal(t, levels, []int{added[2], added[1]})
		}
	}
	for m := range 2 {
		for k, p := range []float64{1. / 3, 1. / 6} {
			assert.Less(t, math.Abs(float64(cells[m][k])-n*p)/math.Sqrt(n*p*(1-p)), 4.2)
		}
	}
}

// Two factors with the same levels are not the same factor.
func TestFactorial_KeysTellFactorsApart(t *testing.T) {
	const n = 10_000
	same := 0
	for i := range n {
		levels := trial.Factorial(draws, sim.ID(1, i), []trial.Factor{meetings, {Key: "other", Levels: meetings.Levels}})
		if levels[0] == levels[1] {
			same++
		}
	}
	assert.Less(t, math.Abs(float64(same)-n/2)/math.Sqrt(n/4), 4.2)
	assert.PanicsWithValue(t, `trial: factor "meetings" is used twice`, func() {
		trial.Factorial(draws, 1, []trial.Factor{meetings, meetings})
	})
}

// Crossed, the factors are balanced exactly: of 12 people 4 in each cell of few, 2 of those with money.
func TestCross(t *testing.T) {
	factors := []trial.Factor{meetings, money}
	arms := trial.Cross(factors)
	require.Len(t, arms, 4)
	assert.Equal(t, trial.Arm{Key: `"meetings"="many","money"="none"`, Share: 2}, arms[2])
	units, _ := people(12, 12)
	got, err := trial.Complete(draws, units, arms)
	require.NoError(t, err)
	var cells [2][2]int
	for _, a := range got {
		levels := trial.Levels(factors, a)
		cells[levels[0]][levels[1]]++
	}
	assert.Equal(t, [2][2]int{{4, 2}, {4, 2}}, cells)
}

// As many clusters a step as divide, all rows of a cluster at one step, each step as likely.
func TestSteppedWedge(t *testing.T) {
	_, clusters := people(60, 6) // 10 clusters
	const trials = 5000
	var counts [4]int
	for r := range trials {
		steps, err := trial.SteppedWedge(replicate(r), clusters, 4)
		require.NoError(t, err)
		var sizes [5]int
		for i, s := range steps {
			sizes[s]++
			require.Equal(t, steps[i-i%6], s)
		}
		for _, n := range sizes[1:] {
			require.Contains(t, []int{12, 18}, n, "2 or 3 clusters of 6")
		}
		counts[steps[0]-1]++
	}
	for s, n := range counts {
		assert.Less(t, math.Abs(float64(n)-trials/4)/math.Sqrt(trials*3./16), 4.2, "step %d", s+1)
	}
	_, err := trial.SteppedWedge(draws, clusters[:12], 3)
	assert.EqualError(t, err, "stepped wedge: found 2 clusters, expected at least 3, one a step")
	assert.Panics(t, func() { _, _ = trial.SteppedWedge(draws, clusters, 0) })
}

// The share treated of each cluster is its saturation's, exactly; and a unit's treatment has nothing to do with the saturation of the
// cluster that bears its number.
func TestTwoStage(t *testing.T) {
	saturations := []trial.Saturation{{Key: "none", Share: 1}, {Key: "half", Share: 1, Treated: 0.5}, {Key: "all", Share: 2, Treated: 1}}
	var units, clusters []uint64
	for i := range 64 {
		units, clusters = append(units, uint64(i)), append(clusters, uint64(i/8))
	}
	const trials = 4000
	treatedInHalf, half, together := 0, 0, 0
	for r := range trials {
		level, treated, err := trial.TwoStage(replicate(r), units, clusters, saturations)
		require.NoError(t, err)
		var levels [3]int
		for c := range 8 {
			levels[level[8*c]]++
			n := 0
			for i := 8 * c; i < 8*c+8; i++ {
				require.Equal(t, level[8*c], level[i])
				if treated[i] {
					n++
				}
			}
			require.Equal(t, int(8*saturations[level[8*c]].Treated), n)
		}
		require.Equal(t, [3]int{2, 2, 4}, levels)
		if level[8] == 1 { // cluster 1, where unit 9 lives
			half++
			if treated[9] {
				treatedInHalf++
			}
		}
		if level[0] == 1 && treated[0] { // cluster 0 and unit 0 bear one number
			together++
		}
	}
	assert.Less(t, math.Abs(float64(treatedInHalf)-float64(half)/2)/math.Sqrt(float64(half)/4), 4.2)
	assert.Less(t, math.Abs(float64(together)-trials/8)/math.Sqrt(trials*7./64), 4.2)
	_, _, err := trial.TwoStage(draws, []uint64{1, 1}, []uint64{1, 2}, saturations)
	assert.Error(t, err)
	assert.PanicsWithValue(t, `trial: saturation "much" treats a share of 1.5, expected 0 to 1`, func() {
		_, _, _ = trial.TwoStage(draws, units, clusters, []trial.Saturation{{Key: "much", Share: 1, Treated: 1.5}})
	})
}

// A unit in a cluster that is treated in part keeps its treatment when its cluster's saturation stays, whatever other clusters there are.
func TestTwoStage_Elsewhere(t *testing.T) {
	saturations := []trial.Saturation{{Key: "half", Share: 1, Treated: 0.5}}
	units, clusters := people(24, 6)
	_, before, err := trial.TwoStage(draws, units, clusters, saturations)
	require.NoError(t, err)
	_, after, err := trial.TwoStage(draws, append(units, sim.ID(8, 1), sim.ID(8, 2)), append(clusters, 99, 99), saturations)
	require.NoError(t, err)
	assert.Equal(t, before, after[:24])
}
