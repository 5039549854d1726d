package population

import "inwork/sim"

const (
	daysPerYear = 365.25
	adult       = 18 // youngest age on the world's first day
	young       = 25 // below it the published share of starters is
)

// band is a range of ages in years, the upper end not included.
type band struct{ from, to float64 }

// ages is the distribution of the adult's age by family type, over bands of which
// the first is the under-25s. What is published of an era is the age at the claim
// of those who start, or that of all on Universal Credit on a day.
type ages struct {
	single, parent []band
	of             [nFamilies]shares
	stock          bool // age on the day of entry, not at the claim
}

func newAges(m *margins, first shares) (a ages) {
	var under [nFamilies]float64
	under[loneParent] = m.value("age_lone_parent_under_25", "under 25")
	under[couple] = m.value("age_couple_under_25", "under 25")
	under[coupleWithChildren] = under[couple]
	overall := "age_start_under_25"
	if a.stock = m.has("age_stock_under_25"); a.stock {
		overall = "age_stock_under_25"
	}
	under[single] = restOf(m.value(overall, "under 25"), first, under)
	singles, parents := m.group("age_single_25"), m.group("age_parent_25")
	a.single, a.parent = ageBands(singles), ageBands(parents)
	for f := range family(nFamilies) {
		older := singles
		if f.children() {
			older = parents
		}
		a.of[f] = ageShares(under[f], older)
	}
	return a
}

// ageBands puts the under-25s before the published bands, whose levels name
// completed years.
func ageBands(older []Margin) []band {
	list := []band{{adult, young}}
	for _, r := range older {
		from, to := bounds(r.Level)
		list = append(list, band{from, to + 1})
	}
	return list
}

func ageShares(under float64, older []Margin) shares {
	weights := []float64{0}
	for _, r := range older {
		weights = append(weights, r.Value)
	}
	weights[0] = under / (1 - under) * sum(weights)
	return newShares(weights...)
}

// bands are those of the family type.
func (a *ages) bands(f family) []band {
	if f.children() {
		return a.parent
	}
	return a.single
}

// bornAt is the day of birth of somebody of that age in years on the day.
func bornAt(day sim.Day, years float64) sim.Day { return day - sim.Day(years*daysPerYear) }

// years is the age on the day, to within a day.
func years(born, day sim.Day) float64 { return (float64(day-born) + 0.5) / daysPerYear }
