package pilot

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/rows"
)

// truthsOf folds the effects of cells.
func truthsOf(replicates int, cells []rows.Effect) []rows.Truth {
	all := tallies{}
	for _, take := range []func(rows.Effect){all.add, all.scatter} {
		for _, e := range cells {
			take(e)
		}
	}
	return all.truths(0, replicates, rows.Population)
}

var oneArm = contrast{rollout, "total", "a", []string{"everyone-a"}, []string{"control"}, "control"}

// Two people at two horizons, worked by hand: 40,000 and 20,000 pence in four
// weeks against 36,000 and 20,000 is 4,000 over two people, £5 a week on average.
func TestEffects_ByHand(t *testing.T) {
	outcome := func(claimant int64, horizon int32, pence int64, employed bool) rows.Outcome {
		return rows.Outcome{Claimant: claimant, HorizonWeeks: horizon, Employed: employed, GrossFourWeeks: money.Pence(pence)}
	}
	control := []rows.Outcome{outcome(1, 13, 0, false), outcome(1, 26, 36000, true), outcome(2, 13, 0, false), outcome(2, 26, 20000, true)}
	treated := []rows.Outcome{outcome(1, 13, 0, true), outcome(1, 26, 40000, true), outcome(2, 13, 0, false), outcome(2, 26, 20000, true)}
	got := effects(oneArm, []int{13, 26}, map[string][]rows.Outcome{"everyone-a": treated, "control": control})
	require.Len(t, got, 2*len(measures)-3-2, "at 13 weeks nothing has lasted 13, 26 or 52 of them, and at 26 neither 26 nor 52")
	by := map[string]rows.Effect{}
	for _, e := range got {
		by[e.Outcome+string(rune('0'+e.HorizonWeeks/13))] = e
	}
	assert.Equal(t, int64(2), by["earnings_week2"].N)
	assert.Equal(t, int64(4000), by["earnings_week2"].Sum)
	assert.Equal(t, int64(16_000_000), by["earnings_week2"].SumSquares)
	assert.Equal(t, int64(56000), by["earnings_week2"].SumControl)
	assert.Equal(t, int64(1), by["employed1"].Sum)
	assert.Zero(t, by["employed2"].Sum)

	for _, truth := range truthsOf(1, got) {
		if truth.Outcome == "earnings_week" && truth.HorizonWeeks == 26 {
			assert.Equal(t, 5.0, truth.Effect)
			assert.Equal(t, 70.0, truth.ControlMean)
			assert.Equal(t, "pounds a week", truth.Unit)
			assert.Nil(t, truth.MonteCarloError, "one cell says nothing of its error")
		}
	}
}

// The truth is the mean over people, and its Monte Carlo error that of cells as
// clusters. Worked by hand: 10 people each with effects of 1, 2 and 6 pounds have
// mean 3; residuals of the sums are -20, -10 and 30, so the error is
// sqrt(1400 x 3/2) / 30 = 1.5275, which is also the standard error of the mean of
// three numbers, sqrt(7/3).
func TestTruths_MonteCarloError(t *testing.T) {
	var cells []rows.Effect
	for district, pounds := range []int64{1, 2, 6} {
		cells = append(cells, rows.Effect{District: int32(district), Arm: "a", HorizonWeeks: 52, Outcome: "earnings_week", Estimand: rollout, N: 10, Sum: 10 * 400 * pounds, SumControl: 10 * 400 * 100})
	}
	truths := truthsOf(3, cells)
	require.Len(t, truths, 1)
	assert.InDelta(t, 3, truths[0].Effect, 1e-12)
	require.NotNil(t, truths[0].MonteCarloError)
	assert.InDelta(t, math.Sqrt(7.0/3), *truths[0].MonteCarloError, 1e-12)
	assert.Equal(t, int32(3), truths[0].Replicates)
	assert.Equal(t, int64(30), truths[0].Persons)
	assert.Equal(t, 100.0, truths[0].ControlMean)
}

// Worlds that follow different people cannot be compared: that is a bug, not a result.
func TestEffects_RefusesDifferentPeople(t *testing.T) {
	a, b := []rows.Outcome{{Claimant: 1, HorizonWeeks: 13}}, []rows.Outcome{{Claimant: 2, HorizonWeeks: 13}}
	assert.PanicsWithValue(t, "pilot: worlds differ in who is followed: 1 at 13 weeks and 2 at 13", func() { effects(oneArm, []int{13}, map[string][]rows.Outcome{"everyone-a": a, "control": b}) })
}
