package estimate_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"inwork/sim/estimate"
)

// Cancellation: numbers a billion away from zero with a spread of 1. The textbook formula, sum of squares less n times the
// squared mean, has an error of about 1e18 * 1e-16 = 100 here, beside a variance of 1.
func TestMoments_Cancellation(t *testing.T) {
	const far, n = 1e9, 100_000
	draw := rand.New(rand.NewPCG(2015, 3))
	var near, away estimate.Moments
	var sum, squares float64
	for range n {
		y := math.Round(draw.NormFloat64()*1024) / 1024 // exact in binary, also after adding far
		near.Add(y)
		away.Add(far + y)
		sum += far + y
		squares += (far + y) * (far + y)
	}
	assert.InDelta(t, near.Variance(), away.Variance(), 1e-6)
	assert.InDelta(t, far+near.Mean(), away.Mean(), 1e-4) // 1e-13 of the mean: 100,000 roundings of 1e-16 each
	textbook := (squares - sum*sum/n) / (n - 1)
	assert.Greater(t, math.Abs(textbook-near.Variance()), 1e-3, "the trap that this test is about must exist")
}

// However a stream is cut, the parts merged are the whole.
func TestMoments_Merge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ys := rapid.SliceOf(rapid.Float64Range(-1e4, 1e4)).Draw(t, "ys")
		cut := rapid.IntRange(0, len(ys)).Draw(t, "cut")
		var whole, left, right estimate.Moments
		for i, y := range ys {
			whole.Add(y)
			if i < cut {
				left.Add(y)
			} else {
				right.Add(y)
			}
		}
		left.Merge(right)
		assert.Equal(t, whole.N(), left.N())
		if len(ys) > 1 {
			assert.InDelta(t, whole.Mean(), left.Mean(), 1e-10*1e4)
			assert.InDelta(t, whole.Variance(), left.Variance(), 1e-10*1e8)
		}
	})
}

// Worked by hand: 2, 4, 9 have mean 5 and sum of squared deviations 9 + 1 + 16 = 26.
func TestMoments_Values(t *testing.T) {
	var m estimate.Moments
	assert.True(t, math.IsNaN(m.Mean()))
	for _, y := range []float64{2, 4, 9} {
		m.Add(y)
	}
	assert.Equal(t, int64(3), m.N())
	assert.Equal(t, 5.0, m.Mean())
	assert.InDelta(t, 13, m.Variance(), 1e-12)
	assert.InDelta(t, math.Sqrt(13.0/3), m.StdError(), 1e-12)
	m.Add(math.Inf(1))
	assert.False(t, m.Mean() < math.MaxFloat64, "an infinity stays visible")
	var one estimate.Moments
	one.Add(1)
	assert.True(t, math.IsNaN(one.Variance()), "one number has no variance")
}
