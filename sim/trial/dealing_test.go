package trial_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim/trial"
)

// Whole numbers of units are dealt as such whatever rounding makes of their shares: all lists up to 120 whose tenths, sevenths or twelfths
// divide, over assignments that would give an odd one out.
func TestComplete_DividesEverywhere(t *testing.T) {
	for _, weights := range [][]float64{{0.1, 0.2, 0.7}, {0.3, 0.3, 0.4}, {1. / 7, 2. / 7, 4. / 7}, {1. / 12, 5. / 12, 0.5}, {0.1, 0.9}} {
		arms := make([]trial.Arm, len(weights))
		for k, w := range weights {
			arms[k] = arm(string(rune('a'+k)), w)
		}
		for n := 420; n <= 4_200; n += 420 { // divides by all
			units, _ := people(n, n)
			for r := range 5 {
				got, err := trial.Complete(replicate(r), units, arms)
				require.NoError(t, err)
				counts := make([]float64, len(arms))
				for _, a := range got {
					counts[a]++
				}
				for k, w := range weights {
					require.InDelta(t, w*float64(n), counts[k], 1e-6, "%v of %d", w, n)
				}
			}
		}
	}
}

// All but one of 200 is not all.
func TestTwoStage_NearlyEverybody(t *testing.T) {
	units, clusters := people(200, 200)
	_, treated, err := trial.TwoStage(draws, units, clusters, []trial.Saturation{{Key: "nearly all", Share: 1, Treated: 0.995}})
	require.NoError(t, err)
	count := 0
	for _, is := range treated {
		if is {
			count++
		}
	}
	assert.Equal(t, 199, count)
}

// Arms of crossed factors have the product of the shares, and say which levels they are, with any number of levels.
func TestCross_SharesAndLevels(t *testing.T) {
	factors := []trial.Factor{{Key: "a", Levels: []trial.Arm{arm("1", 1), arm("2", 2)}}, {Key: "b", Levels: []trial.Arm{arm("x", 3), arm("y", 5), arm("z", 7)}}}
	var shares []float64
	var levels [][]int
	for k, a := range trial.Cross(factors) {
		shares, levels = append(shares, a.Share), append(levels, trial.Levels(factors, k))
	}
	assert.Equal(t, []float64{3, 5, 7, 6, 10, 14}, shares)
	assert.Equal(t, [][]int{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}}, levels)
}
