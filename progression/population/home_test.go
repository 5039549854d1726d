package population

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/uc"
	"inwork/sim"
)

// By the rule of the Local Housing Allowance 70% of private rents are at the cap,
// and the cap is the 30th percentile of the region and size, brought to the era.
func TestHome_PrivateRent(t *testing.T) {
	const n = 60_000
	start := sim.Date(2015, time.April, 6)
	people := Pack2015().People(1, 0, 4, n, start, 0) // Mercia: West Midlands
	rooms, atCap := 0, 0
	for _, p := range people {
		if p.Tenure != uc.PrivateRent || p.Couple || len(p.Children) > 0 || years(p.Born, start) >= 35 {
			continue
		}
		rooms++
		require.LessOrEqual(t, p.RentMonth, roundPounds(332*0.92), "M0596 x A-rent-index")
		if p.RentMonth == roundPounds(332*0.92) {
			atCap++
		}
	}
	require.Greater(t, rooms, 8000)
	assert.InDelta(t, 0.7, float64(atCap)/float64(rooms), 4*0.46/90)
}

// London's social rents are higher by the assumed ratio, and a home has a room
// more for each two children.
func TestHome_SocialRent(t *testing.T) {
	assert.Equal(t, []int{1, 2, 2, 3, 3, 4}, []int{bedrooms(0), bedrooms(1), bedrooms(2), bedrooms(3), bedrooms(4), bedrooms(5)})
	mean := func(district int) float64 {
		total, people := 0.0, 0.0
		for _, p := range Pack2015().People(1, 0, district, 40_000, sim.Date(2015, time.April, 6), 0) {
			if p.Tenure == uc.SocialRent && len(p.Children) == 0 {
				total += float64(p.RentMonth)
				people++
			}
		}
		return total / people
	}
	// A log-normal's mean is exp(0.12^2/2) of its median; 4 SE of 10,000 rents are 0.5%.
	assert.InEpsilon(t, 35000*1.00722595, mean(4), 0.005)
	assert.InEpsilon(t, 35000*1.25*1.00722595, mean(12), 0.005)
}

// The floor by day of birth is that of the Book by age in completed years, on
// every birthday and the day before it.
func TestWages_Floor(t *testing.T) {
	for _, start := range []sim.Day{sim.Date(2015, time.April, 6), sim.Date(2016, time.April, 1), sim.Date(2018, time.June, 15)} {
		w := newWages(uc.Statute(), start)
		seen := map[int64]bool{}
		for age := adult; age < 70; age++ {
			birthday := start.AddMonths(-12 * age)
			want := uc.Statute().MinimumWage(start, age)
			assert.Equal(t, want, w.floor(birthday), "%d on %v", age, start)
			assert.Equal(t, want, w.floor(start.AddMonths(-12*(age+1))+1), "a day before %d", age+1)
			seen[int64(want)] = true
		}
		require.Greater(t, len(seen), 1, "ages have different floors")
		assert.Panics(t, func() { w.floor(start.AddMonths(-12*adult) + 1) })
	}
}

// Childcare is bought for the children below the age, at the region's price: by
// hand, 25 hours a week for one child below school age and one above it, in
// London, cost 116.77 x 165.47/131.61 x 1.4 a week.
func TestChildcare_Cost(t *testing.T) {
	start := sim.Date(2016, time.June, 1)
	m := Pack2015().newMaker(1, 0, 12, start, 0)
	family := Person{Children: []sim.Day{start.AddMonths(-15 * 12), start.AddMonths(-7 * 12), start.AddMonths(-2 * 12)}}
	bought := 0
	for id := range uint64(400) {
		p := family
		m.childcare(&p, id, start, 2, 25)
		if p.ChildrenInCare == 0 {
			assert.Zero(t, p.ChildcareMonth)
			continue
		}
		bought++
		assert.Equal(t, 2, p.ChildrenInCare, "not the child of 15")
		assert.InDelta(t, 100*116.77*165.47/131.61*1.4*52/12, float64(p.ChildcareMonth), 0.51)
	}
	assert.InDelta(t, 0.28*400, bought, 4*9, "take-up with a youngest of 2; the binomial's SD is 9")
}
