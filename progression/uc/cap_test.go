package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// capped is a unit with far more need than any limit.
func capped(adults int, children int) uc.Unit {
	u := uc.Unit{Adults: adults, Age: [2]int{30, 30}, Tenure: uc.PrivateRent, RentMonth: 300000}
	for i := range children {
		u.Children = append(u.Children, uc.Child{Born: sim.Date(2005, time.June, 1+i)})
	}
	return u
}

// The limits by date, household and area, day by day about each change: out of work the award is the limit.
func TestBenefitCap_Limits(t *testing.T) {
	for _, c := range []struct {
		what                     string
		unit                     uc.Unit
		london                   bool
		made2015, in2016, in2023 string
	}{
		{"single", capped(1, 0), false, "1517.00", "1116.67", "1229.42"},
		{"single in London", capped(1, 0), true, "1517.00", "1284.17", "1413.92"},
		{"lone parent", capped(1, 2), false, "2167.00", "1666.67", "1835.00"},
		{"lone parent in London", capped(1, 2), true, "2167.00", "1916.67", "2110.25"},
		{"couple", capped(2, 0), false, "2167.00", "1666.67", "1835.00"},
		{"couple in London", capped(2, 0), true, "2167.00", "1916.67", "2110.25"},
	} {
		c.unit.GreaterLondon = c.london
		at := func(start sim.Day) string {
			e := entitlement(start, c.unit)
			return e.At([2]money.Pence{}).Award.String()
		}
		for day := sim.Day(-40); day < 40; day++ {
			want2016, want2023 := c.made2015, c.in2016
			if day >= 0 {
				want2016, want2023 = c.in2016, c.in2023
			}
			require.Equal(t, want2016, at(sim.Date(2016, time.November, 7)+day), "%s, %v days after the change of 2016", c.what, day)
			require.Equal(t, want2023, at(sim.Date(2023, time.April, 10)+day), "%s, %v days after the change of 2023", c.what, day)
		}
		assert.Equal(t, c.in2023, at(sim.Date(2026, time.June, 1)), c.what)
	}
}

// Every published earnings threshold, and each of those since 2017 as 16 hours at the living wage, pence dropped.
func TestRules_CapEarningsThreshold(t *testing.T) {
	for year, want := range map[int]money.Pence{
		2015: 430, 2016: 430, 2017: 520, 2018: 542, 2019: 569, 2020: 604, 2021: 617, 2022: 658, 2023: 722, 2024: 793, 2025: 846, 2026: 881,
	} {
		rules := uc.Statute().Period(sim.Date(year, time.June, 1))
		assert.Equal(t, want*money.Pound, rules.CapEarningsThreshold(), year)
		if year >= 2017 {
			formula := money.Ratio{Num: 16 * 52, Den: 12}.Down(rules.MinimumWage(40)) / money.Pound * money.Pound
			assert.Equal(t, formula, rules.CapEarningsThreshold(), year)
		}
	}
}

// Who is exempt, and what the cap counts and spares.
func TestBenefitCap_Exemptions(t *testing.T) {
	june := sim.Date(2022, time.June, 1)
	award := func(start sim.Day, change func(*uc.Unit), gross money.Pence) uc.Award {
		u := capped(1, 2)
		change(&u)
		e := entitlement(start, u)
		return e.At([2]money.Pence{gross})
	}
	free := func(start sim.Day, change func(*uc.Unit), gross money.Pence) bool {
		return award(start, change, gross).CapReduction == 0
	}
	nothing := func(*uc.Unit) {}
	assert.False(t, free(june, nothing, 0))
	assert.False(t, free(june, nothing, 65799), "a penny short of 658")
	assert.True(t, free(june, nothing, 65800))
	assert.True(t, free(june, func(u *uc.Unit) { u.LCWRA[0] = true }, 0))
	assert.False(t, free(june, func(u *uc.Unit) { u.LCW[0] = true }, 0))
	assert.True(t, free(june, func(u *uc.Unit) { u.Disabled[0] = true }, 0))
	assert.True(t, free(june, func(u *uc.Unit) { u.Children[1].Addition = uc.LowerAddition }, 0), "a child's disability benefit")
	assert.True(t, free(june, func(u *uc.Unit) { u.CapGrace = true }, 0))
	assert.True(t, free(june, func(u *uc.Unit) { u.Carer[0] = true }, 0))
	assert.False(t, free(sim.Date(2016, time.November, 6), func(u *uc.Unit) { u.Carer[0] = true }, 0), "carers count until November 2016")
	assert.True(t, free(sim.Date(2016, time.November, 7), func(u *uc.Unit) { u.Carer[0] = true }, 0))

	// Net pay counts for the threshold, not gross: 900 a month in 2022/23 is more than 658 net, 700 before the pension is not.
	pension := capped(1, 2)
	e := entitlement(june, pension)
	assert.Zero(t, e.Earning([2]uc.Earnings{{Employed: 70000, Pension: 4200}}).CapReduction, "658.00 net")
	assert.NotZero(t, e.Earning([2]uc.Earnings{{Employed: 70000, Pension: 4201}}).CapReduction)

	with := award(june, func(u *uc.Unit) { u.ChildBenefit = true }, 0)
	assert.Equal(t, "157.08", (award(june, nothing, 0).Award - with.Award).String(), "(21.80 + 14.45) x 52/12 less is left for Universal Credit")
}

// The childcare element is not touched: it comes on top of the limit.
func TestBenefitCap_Childcare(t *testing.T) {
	u := capped(1, 2)
	u.ChildcareMonth, u.ChildrenInCare, u.Working = 50000, 1, [2]bool{true}
	e := entitlement(sim.Date(2022, time.June, 1), u)
	assert.Equal(t, "2091.67", e.At([2]money.Pence{}).Award.String(), "1,666.67 + 85% of 500")
	other := u
	other.CappedBenefitsMonth = 30000
	e = entitlement(sim.Date(2022, time.June, 1), other)
	assert.Equal(t, "1791.67", e.At([2]money.Pence{}).Award.String(), "another benefit of 300 leaves 300 less")
}

// Twelve good months bring nine of grace, eleven none; a good month in between is one of the nine, and the count starts again.
func TestCapGrace(t *testing.T) {
	const good, bad = 70000, 0
	months := func(pay money.Pence, n int) (out []money.Pence) {
		for range n {
			out = append(out, pay)
		}
		return out
	}
	graces := func(history ...[]money.Pence) (n int) {
		var g uc.CapGrace
		for _, stretch := range history {
			for _, pay := range stretch {
				if g.Next(pay, 65800) {
					n++
				}
			}
		}
		return n
	}
	assert.Equal(t, 0, graces(months(bad, 20)))
	assert.Equal(t, 0, graces(months(good, 11), months(bad, 20)))
	assert.Equal(t, 9, graces(months(good, 12), months(bad, 20)))
	assert.Equal(t, 9, graces(months(good, 40), months(bad, 20)))
	assert.Equal(t, 8, graces(months(good, 12), months(bad, 3), months(good, 1), months(bad, 20)), "nine months in a row, one of them good")
	assert.Equal(t, 3+9, graces(months(good, 12), months(bad, 3), months(good, 12), months(bad, 20)))
}
