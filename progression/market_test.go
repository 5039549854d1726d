package progression

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
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
