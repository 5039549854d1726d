package population

import (
	"math"

	"inwork/sim"
)

// claims is when claims began. With the same number of claims each week, each of
// them ending at the same weekly rate, time on Universal Credit is exponential,
// and the published share under three months gives the rate.
type claims struct {
	rate    float64 // claims ending, and beginning, each week, as a share of the stock
	longest int     // weeks
}

func newClaims(m *margins) claims {
	const weeks = 13 // three months
	return claims{
		rate:    -sim.Log(1-m.value("claim_under_3_months", "under 3 months")) / weeks,
		longest: int(m.value("claim_longest", "longest")),
	}
}

// weeksBefore turns a uniform into Person.ClaimWeeksBefore. People are the stock
// on the first day and all who claim in the weeks of spread, in that proportion.
func (c claims) weeksBefore(u float64, spread int) int {
	stock := 1 / (1 + float64(c.rate*float64(spread)))
	if u < stock {
		return min(c.longest, int(math.Floor(-sim.Log(1-u/stock)/c.rate)))
	}
	return -1 - int(math.Floor((u-stock)/(1-stock)*float64(spread)))
}
