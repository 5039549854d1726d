package uc

import "inwork/progression/money"

// benefitCap limits what a household that earns little gets in benefits altogether (WRA 2012 s.96, regs 78 to 83).
type benefitCap struct {
	family, single [2]money.Pence                      // a month, outside and in Greater London; family: couples and parents
	earnings       money.Pence                         // net earnings a month from which there is no cap
	carersExempt   bool                                // since November 2016
	childBenefit   struct{ eldest, other money.Pence } // a week
}

func readBenefitCap(r reading) benefitCap {
	c := benefitCap{earnings: r.pence("benefit_cap.earnings_threshold"), carersExempt: r.flag("benefit_cap.carers_exempt")}
	for i, area := range [2]string{"outside", "london"} {
		c.family[i] = r.capMonth(area + ".couple_or_child")
		c.single[i] = r.capMonth(area + ".single")
	}
	c.childBenefit.eldest = r.pence("child_benefit.eldest")
	c.childBenefit.other = r.pence("child_benefit.additional")
	return c
}

// capMonth is a twelfth of the annual limit (reg 80A), or before 7 November 2016 the month's amount that reg 79(3) gave in whole pounds.
func (r reading) capMonth(who string) money.Pence {
	if r.start < r.date("benefit_cap.annual_limits_from") {
		return r.pence("benefit_cap_month." + who)
	}
	return twelfth.Of(r.pence("benefit_cap." + who))
}

var twelfth = money.Ratio{Num: 1, Den: 12}

// capping is how the cap applies to a unit.
type capping struct {
	limit   money.Pence // a month; 0 no cap
	counted money.Pence // benefits beside Universal Credit that count
}

// of exempts a household with LCWRA, a carer, or a disability benefit of an adult or child (reg 83), and one in its grace period (reg 82(1)(b)).
func (c *benefitCap) of(u *Unit) capping {
	if u.CapGrace || u.either(u.LCWRA) || u.either(u.Disabled) || c.carersExempt && u.either(u.Carer) {
		return capping{}
	}
	for i := range u.Children {
		if u.Children[i].Addition != NoAddition {
			return capping{}
		}
	}
	area := 0
	if u.GreaterLondon {
		area = 1
	}
	out := capping{limit: c.single[area], counted: u.CappedBenefitsMonth}
	if u.Adults == 2 || len(u.Children) > 0 {
		out.limit = c.family[area]
	}
	if u.ChildBenefit && len(u.Children) > 0 {
		out.counted += Weekly.Month(c.childBenefit.eldest + c.childBenefit.other*money.Pence(len(u.Children)-1))
	}
	return out
}

// reduction is what the benefits exceed the limit by, less the childcare element, at most the award (reg 81).
func (c *capping) reduction(award, childcare money.Pence) money.Pence {
	return min(max(0, award+c.counted-c.limit-childcare), award)
}

// CapGrace follows a household's earnings for the grace period of the benefit cap: nine months in a row from the period in which net earnings fall below the
// threshold, if in each of the twelve months before they reached it (reg 82(2) and (3)). Better months in between do not stretch it. The zero value has no history.
type CapGrace struct{ good, left int8 }

// CapEarningsThreshold returns the net earnings, a month, from which the benefit cap does not apply (reg 82(1)(a)). The amount is that of the period's first day.
func (r *Rules) CapEarningsThreshold() money.Pence { return r.cap.earnings }

// Next takes in the net earnings of one more assessment period, without any minimum income floor, and reports whether the period is one of grace.
// The threshold is that of the period, from [Rules.CapEarningsThreshold].
func (g *CapGrace) Next(earnings, threshold money.Pence) bool {
	if earnings >= threshold {
		g.good, g.left = min(g.good+1, graceAfter), max(0, g.left-1)
		return false
	}
	if g.good == graceAfter {
		g.left = graceMonths
	}
	g.good = 0
	if g.left == 0 {
		return false
	}
	g.left--
	return true
}

const (
	graceAfter  = 12 // months at or above the threshold
	graceMonths = 9
)
