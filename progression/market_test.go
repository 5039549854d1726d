package progression

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/population"
)

// Posts follow a two-state chain, so without applicants the share that stands
// open is opens/(opens+closes): one in SlotsPerPost. A z-test over some 6,000
// posts and 40 weeks, far enough apart to be independent ((1-opens-closes)^20 is
// 1%), finds 1.5% wrong with power above 0.95; the seed is fixed.
func TestAdvertise_ShareOpenIsStationary(t *testing.T) {
	s := small()
	s.Coaches = 130
	s.FollowUpWeeks = 800
	s.Parameters.Rivalry = 0 // as many background jobseekers every year
	w := newWorld(district(t, s))
	open, n := 0.0, 0.0
	for w.week = range 800 {
		w.vacancies.advertise(w)
		w.vacancies.match(w)
		if w.week%20 != 0 {
			continue
		}
		for _, o := range w.market.open {
			n++
			if o {
				open++
			}
		}
	}
	opens, closes := float64(w.posts.opens), float64(w.posts.closes[0])
	p := opens / (opens + closes)
	assert.InDelta(t, 1/s.Parameters.SlotsPerPost, p, 1e-4)
	z := (open - n*p) / math.Sqrt(n*p*(1-p))
	assert.Less(t, math.Abs(z), 4.0, "share open %.4f of %.0f, expected %.4f", open/n, n, p)
}

// The best applicant of the week is the one with the highest score, whatever the
// order in which people apply.
func TestApplies_OrderDoesNotMatter(t *testing.T) {
	type application struct {
		who   int32
		score uint32
	}
	list := []application{{7, 100}, {3, 900}, {5, 900}, {1, 899}}
	for shift := range list {
		m := market{best: make([]uint32, 1), second: make([]uint32, 1), who: make([]int32, 1), applied: make([]uint16, 1)}
		for k := range list {
			a := list[(k+shift)%len(list)]
			m.applies(0, a.who, a.score)
		}
		assert.Equal(t, int32(3), m.who[0], "ties go to the lower number")
		assert.Equal(t, uint32(900), m.second[0], "the next best, for who is taken out")
		assert.Equal(t, uint16(4), m.applied[0])
		assert.Equal(t, []uint32{0}, m.touched)
	}
}

// Where nobody else applies, an open post goes to a background jobseeker with the
// declared probability a week; in a district with half as many vacancies per
// unemployed person the hazard is 2^rivalry times that, and so it is when the
// country's fall by half. A z-test over some 2,000 posts and 200 weeks finds 1% wrong
// with power above 0.95.
func TestMarket_BackgroundJobseekersFollowTightness(t *testing.T) {
	s := small()
	s.Coaches, s.FollowUpWeeks = 130, 200
	s.Parameters.Withdrawn, s.Parameters.SlotsPerPost = 0, 1.5
	for _, c := range []struct{ tightness, rivalry float64 }{{0.44, 0.6}, {0.22, 0.6}, {0.88, 0.6}, {0.22, 0}} {
		s.VacanciesPerUnemployed, s.Parameters.Rivalry = c.tightness, c.rivalry
		d := district(t, s)
		w := newWorld(d)
		asked, filled, expected, variance := 0.0, 0.0, 0.0, 0.0
		for w.week = range d.weeks {
			w.vacancies.advertise(w)
			for post, open := range w.market.open {
				if open && int(w.market.adverts[post].opened) < w.week {
					national := population.Tightness(w.day(w.week)) / population.Tightness(d.Start)
					p := 1 - math.Pow(1-s.Parameters.Elsewhere, math.Pow(c.tightness*national/0.44, -c.rivalry))
					asked++
					expected += p
					variance += p * (1 - p)
				}
			}
			open := slices.Clone(w.market.open)
			w.vacancies.match(w)
			for post := range open {
				if open[post] && !w.market.open[post] {
					filled++
				}
			}
		}
		assert.Greater(t, asked, 100_000.0)
		z := (filled - expected) / math.Sqrt(variance)
		assert.Less(t, math.Abs(z), 4.0, "tightness %v: %.0f filled of %.0f, expected %.1f", c.tightness, filled, asked, expected)
	}
}

// Of a claimant and a background jobseeker who is as good, either is better as
// often as the other; a claimant who fits half as well wins a quarter of the time.
// A z-test of 20,000 contests finds 4% wrong with power above 0.99.
func TestMarket_TheBetterOfTwoIsHired(t *testing.T) {
	d := district(t, small())
	w := newWorld(d)
	for quality, p := range map[float64]float64{1: 0.5, 0.5: 0.25} {
		wins, n := 0.0, 20_000.0
		for k := range 20_000 {
			if score(w.market.score.Bits(d.id(k), 5), quality) > w.rivalScore(uint32(k), 5) {
				wins++
			}
		}
		z := (wins - n*p) / math.Sqrt(n*p*(1-p))
		assert.Less(t, math.Abs(z), 4.0, "quality %v: %v of %v", quality, wins, n)
	}
}

// The test of four cards at once says what looking at each would: of any cards, and
// with each of them at the limit, just below it and just above.
func TestNoneBelow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.Uint16().Draw(t, "limit")
		cards, none := uint64(0), true
		for lane := range 4 {
			card := rapid.OneOf(rapid.Uint16(), rapid.SampledFrom([]uint16{limit - 1, limit, limit + 1})).Draw(t, "card")
			cards |= uint64(card) << (16 * lane)
			none = none && card >= limit
		}
		require.Equal(t, none && limit <= 0x8000, noneBelow(cards, limit))
	})
}
