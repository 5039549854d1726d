package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A job that is left stands open from the next week on as it was: its hours,
// contract and pay, at its employer. Without a chain its hours are there for
// colleagues instead.
func TestChain_TheJobLeftIsAdvertised(t *testing.T) {
	s := small()
	s.Parameters.Chain, s.Parameters.PostPremiumCap = 1, 2
	w := newWorld(district(t, s))
	i := 0
	for !w.people.employed(i) {
		i++
	}
	w.people.job[i].hourly = int32(w.floor(i, w.day(0))) * 3 / 2
	hours, variable, employer := w.people.job[i].hours, w.people.job[i].variable, w.people.job[i].employer
	open := append([]bool{}, w.market.open...)
	w.separation(i, 0)
	assert.Equal(t, open, w.market.open, "not in the same week")
	w.posts.opens, w.posts.withdrawn = 0, 0
	w.week = 1
	w.vacancies.advertise(w)
	var opened []int
	for post := range open {
		if w.market.open[post] && !open[post] {
			opened = append(opened, post)
		}
	}
	require.Len(t, opened, 1)
	a := w.market.adverts[opened[0]]
	assert.Equal(t, employer, w.posts.employer[opened[0]])
	assert.Equal(t, hours, a.tenths)
	assert.Equal(t, variable, a.variable)
	assert.InDelta(t, 0.5, a.premium, 0.01)
	assert.Equal(t, int16(1), a.opened)

	s.Parameters.Chain = 0
	w = newWorld(district(t, s))
	w.separation(i, 0)
	assert.Empty(t, w.market.jobs)
	assert.Equal(t, float64(hours), w.employers.extra.value[employer], "tenths for colleagues")
}

// An employer whose posts all stand open advertises no other.
func TestChain_OnlyPostsThatExist(t *testing.T) {
	s := small()
	w := newWorld(district(t, s))
	for k := range w.market.open {
		w.market.open[k] = true
	}
	before := append([]advert{}, w.market.adverts...)
	w.market.advertiseJob(w, vacated{employer: 0, from: 7, tenths: 111})
	assert.Equal(t, before, w.market.adverts)
}

// Pay far above the floor is advertised at the largest premium that posts have, and
// pay below it, of somebody who has just come under a higher floor, at none.
func TestChain_PremiumWithinThatOfPosts(t *testing.T) {
	s := small()
	s.Parameters.Chain = 1
	w := newWorld(district(t, s))
	i := 0
	for !w.people.employed(i) {
		i++
	}
	floor := int32(w.floor(i, w.day(0)))
	for _, hourly := range []int32{3 * floor, floor - 10} {
		w.people.job[i].hourly = hourly
		w.vacate(i, i)
	}
	require.Len(t, w.market.jobs, 2)
	assert.Equal(t, s.Parameters.PostPremiumCap, w.market.jobs[0].premium)
	assert.Zero(t, w.market.jobs[1].premium)
}
