package population

import (
	"math"

	"inwork/progression/money"
	"inwork/sim"
)

const (
	schoolAge     = 5         // years
	weeksPerMonth = 52.0 / 12 // as the Universal Credit Regulations convert
)

// childcare is formal childcare bought while working.
type childcare struct {
	preSchool, primary float64            // shares of families who buy it, by age of the youngest
	hourly             float64            // pounds for a child below school age, Great Britain
	region             map[string]float64 // price over that of Great Britain; 1 where absent
	school             float64            // hours bought for a child at school, of those for a younger one
}

func newChildcare(m *margins) childcare {
	const hours = 25 // a week, which the price is for
	c := childcare{
		preSchool: m.value("childcare_use", "pre-school"),
		primary:   m.value("childcare_use", "primary"),
		hourly:    m.only("childcare_price").Value / hours,
		region:    map[string]float64{},
		school:    m.value("childcare_school_age", "over pre-school"),
	}
	britain := m.only("childcare_price").Value
	if m.has("childcare_price_britain") { // regions are of another year than the price
		britain = m.only("childcare_price_britain").Value
	}
	for _, r := range m.group("childcare_price_region") {
		c.region[r.Level] = r.Value / britain
	}
	return c
}

// price is the region's price over that of Great Britain.
func (c *childcare) price(region string) float64 {
	if ratio, ok := c.region[region]; ok {
		return ratio
	}
	return 1
}

// buys is the probability that a family in which every adult works buys
// childcare, by the age of the youngest in years.
func (c *childcare) buys(youngest float64, needed int) float64 {
	switch {
	case youngest < schoolAge:
		return c.preSchool
	case youngest < float64(needed):
		return c.primary
	}
	return 0
}

// childcare draws whether childcare is bought while the person works the hours,
// and for which children. A couple with a partner at home buys none.
func (m *maker) childcare(p *Person, id uint64, entry sim.Day, youngest, hours float64) {
	c, needed := &m.pack.childcare, m.pack.barriers.needed
	if p.Couple && p.PartnerGrossMonth == 0 || m.draws.uniform(useChildcareBuys, id) >= c.buys(youngest, needed) {
		return
	}
	weekly := 0.0 // hours a week of all children
	for _, born := range p.Children {
		switch age := years(born, entry); {
		case age < schoolAge:
			weekly += hours
			p.ChildrenInCare++
		case age < float64(needed):
			weekly += float64(hours * c.school)
			p.ChildrenInCare++
		}
	}
	p.ChildcareMonth, p.ChildcareHours = roundPounds(c.hourly*m.carePrice*weekly*weeksPerMonth), hours
}

// roundPence rounds an amount in pence, half up. The conversion keeps the
// processor from fusing the caller's product with the sum.
func roundPence(pence float64) money.Pence { return money.Pence(math.Floor(float64(pence) + 0.5)) }

// roundPounds rounds an amount in pounds to pence, half up.
func roundPounds(pounds float64) money.Pence { return roundPence(100 * pounds) }
