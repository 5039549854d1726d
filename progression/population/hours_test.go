package population

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A larger uniform gives more hours, and the inverse of the distribution agrees
// with its integral: by hand, below 18 hours lie 80,000, 113,900, 129,900 and
// 180,000 people, above it 17 hours at a mean density of 0.6 x 60,000.
func TestNewHours(t *testing.T) {
	c := Pack2015().jobs.hours
	const total = 7.6*10526 + 3.4*33500 + 3*43300 + 3*60000 + 17*0.6*60000
	for _, k := range []struct{ people, hours float64 }{
		{0, 1},
		{7.6 * 10526, 8.6},
		{7.6*10526 + 3.4*33500/2, 10.3},
		{7.6*10526 + 3.4*33500, 12},
		{7.6*10526 + 3.4*33500 + 3*43300, 15},
		{7.6*10526 + 3.4*33500 + 3*43300 + 0.75*60000, 16}, // the spike begins
		{7.6*10526 + 3.4*33500 + 3*43300 + 0.75*60000 + 0.25*180000 - 1, 16},
		{7.6*10526 + 3.4*33500 + 3*43300 + 3*60000, 18},
		// Up to 26.5 hours density falls from 1 to 0.6 of 60,000.
		{7.6*10526 + 3.4*33500 + 3*43300 + 3*60000 + 8.5*0.8*60000, 26.5},
		{total, 35},
	} {
		assert.InDelta(t, k.hours, c.at(k.people/total), 1e-9, "%v people", k.people)
	}
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.Float64Range(0, 1).Draw(t, "u")
		v := rapid.Float64Range(u, 1).Draw(t, "v")
		require.LessOrEqual(t, c.at(u), c.at(v))
	})
}

func TestCurve_Panics(t *testing.T) {
	assert.Panics(t, func() { curve{}.step(0, 2, 1).step(1, 3, 1) }, "overlap")
	assert.Panics(t, func() { bounds("18") })
	assert.Panics(t, func() { bounds("18-8") })
}

// Pay is the floor for the share of jobs at it and never less; above it the
// premium is log-normal: at a normal score of 0 its median, 8%, and capped at 60%.
func TestJobs_Hourly(t *testing.T) {
	j := &Pack2015().jobs
	assert.EqualValues(t, 720, j.hourly(720, Retail, 0.399, 0))
	assert.EqualValues(t, 778, j.hourly(720, Retail, 0.401, 0), "720 x 1.08 = 777.6")
	assert.EqualValues(t, 1152, j.hourly(720, Retail, 0.401, 5), "720 x 1.6")
	assert.EqualValues(t, math.Floor(720*(1+0.08*math.Exp(0.9))+0.5), j.hourly(720, Retail, 0.401, 1))
	assert.EqualValues(t, 720, j.hourly(720, Care, 0.549, 5))
	rapid.Check(t, func(t *rapid.T) {
		s := Sector(rapid.IntRange(int(Retail), NSectors-1).Draw(t, "sector"))
		u, z := rapid.Float64Range(0, 1).Draw(t, "u"), rapid.Float64Range(-9, 9).Draw(t, "z")
		require.GreaterOrEqual(t, int(j.hourly(530, s, u, z)), 530)
	})
}
