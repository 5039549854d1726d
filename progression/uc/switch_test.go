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

// What one amount of the rules looks like from outside: units that show it.
var (
	childless = uc.Unit{Adults: 1, Age: [2]int{30}}
	carer     = uc.Unit{Adults: 1, Age: [2]int{30}, Carer: [2]bool{true}}
	parent    = uc.Unit{
		Adults: 1, Age: [2]int{30}, Children: uc.Born(sim.Date(2010, 1, 1), sim.Date(2012, 1, 1)),
		Working: [2]bool{true}, ChildcareMonth: 500000, ChildrenInCare: 1,
	}
	renting = uc.Unit{Adults: 1, Age: [2]int{30}, Children: parent.Children, Tenure: uc.SocialRent, RentMonth: 1}
)

func standard(r *uc.Rules) money.Pence      { return entitled(r, childless).StandardAllowance }
func caring(r *uc.Rules) money.Pence        { return entitled(r, carer).CarerElement }
func childcareCap(r *uc.Rules) money.Pence  { return entitled(r, parent).ChildcareElement }
func workAllowance(r *uc.Rules) money.Pence { return entitled(r, renting).WorkAllowance }
func children(r *uc.Rules) money.Pence      { return entitled(r, parent).ChildElement }
func taperOfPound(r *uc.Rules) money.Pence  { return r.Taper().Of(money.Pound) }
func insurance(r *uc.Rules) money.Pence     { return earning(r, 200000).NationalInsurance[0] }
func tax(r *uc.Rules) money.Pence           { return earning(r, 200000).Tax[0] }
func wage(r *uc.Rules) money.Pence          { return r.MinimumWage(30) }
func singleAET(r *uc.Rules) money.Pence     { single, _ := r.AET(); return single }
func lcwElement(r *uc.Rules) money.Pence {
	return entitled(r, uc.Unit{Adults: 1, Age: [2]int{30}, LCW: [2]bool{true}}).LCWElement
}
func lcwraElement(r *uc.Rules) money.Pence {
	return entitled(r, uc.Unit{Adults: 1, Age: [2]int{30}, LCWRA: [2]bool{true}}).LCWRAElement
}
func thirdChild(r *uc.Rules) money.Pence { // of three born since April 2017
	young := []sim.Day{sim.Date(2017, 5, 1), sim.Date(2018, 5, 1), sim.Date(2019, 5, 1)}
	return entitled(r, uc.Unit{Adults: 1, Age: [2]int{30}, Children: uc.Born(young...)}).ChildElement - entitled(r, uc.Unit{Adults: 1, Age: [2]int{30}, Children: uc.Born(young[:2]...)}).ChildElement
}

func nonDependant(r *uc.Rules) money.Pence {
	return entitled(r, uc.Unit{Adults: 1, Age: [2]int{30}, Tenure: uc.SocialRent, RentMonth: 100000}).HousingElement -
		entitled(r, uc.Unit{Adults: 1, Age: [2]int{30}, Tenure: uc.SocialRent, RentMonth: 100000, NonDependants: 1}).HousingElement
}
func disabledChild(r *uc.Rules) money.Pence {
	child := uc.Child{Born: sim.Date(2012, 1, 1), Addition: uc.HigherAddition}
	return entitled(r, uc.Unit{Adults: 1, Age: [2]int{30}, Children: []uc.Child{child}}).DisabledChildAddition
}
func childBenefit(r *uc.Rules) money.Pence { // by what it takes from a capped award
	u := capped(1, 1)
	u.PeriodStart = sim.Date(2020, time.June, 1)
	without := entitled(r, u)
	u.ChildBenefit = true
	with := entitled(r, u)
	return without.At([2]money.Pence{}).Award - with.At([2]money.Pence{}).Award
}
func selfEmployed(r *uc.Rules) money.Pence {
	e := entitled(r, childless)
	return e.Earning([2]uc.Earnings{{SelfEmployed: 200000}}).NationalInsurance[0]
}
func scottishTax(r *uc.Rules) money.Pence {
	e := entitled(r, uc.Unit{Adults: 1, Age: [2]int{30}, Scotland: true})
	return e.At([2]money.Pence{200000}).Tax[0]
}
func enrolment(r *uc.Rules) money.Pence  { employee, _ := r.AutoEnrolment(200000, 30); return employee }
func apprentice(r *uc.Rules) money.Pence { return r.ApprenticeWage() }

func entitled(r *uc.Rules, u uc.Unit) uc.Entitlement { return r.Entitlement(&u) }

func earning(r *uc.Rules, gross money.Pence) uc.Award {
	e := entitled(r, childless)
	return e.At([2]money.Pence{gross})
}

// Every switch day by day: for each start day within forty days, the new amount from the first period that starts (or ends, or is paid)
// on or after the day, the old one before.
func TestPeriod_SwitchDays(t *testing.T) {
	const byStart, byEnd = false, true
	for _, c := range []struct {
		what        string
		amount      func(*uc.Rules) money.Pence
		day         sim.Day
		end         bool
		before, now string
	}{
		// Uprating: the first period that starts on or after the Monday.
		{"work allowance cut", workAllowance, sim.Date(2016, time.April, 11), byStart, "263.00", "192.00"},
		{"childcare 70% to 85%", childcareCap, sim.Date(2016, time.April, 11), byStart, "532.29", "646.35"},
		{"carer element", caring, sim.Date(2017, time.April, 10), byStart, "150.39", "151.89"},
		{"carer element", caring, sim.Date(2018, time.April, 9), byStart, "151.89", "156.45"},
		{"carer element", caring, sim.Date(2019, time.April, 8), byStart, "156.45", "160.20"},
		{"standard allowance, end of the freeze and uplift", standard, sim.Date(2020, time.April, 6), byStart, "317.82", "409.89"},
		{"standard allowance", standard, sim.Date(2021, time.April, 12), byStart, "409.89", "411.51"},
		{"standard allowance", standard, sim.Date(2022, time.April, 11), byStart, "324.84", "334.91"},
		{"standard allowance", standard, sim.Date(2023, time.April, 10), byStart, "334.91", "368.74"},
		{"standard allowance", standard, sim.Date(2024, time.April, 8), byStart, "368.74", "393.45"},
		{"standard allowance", standard, sim.Date(2025, time.April, 7), byStart, "393.45", "400.14"},
		{"standard allowance", standard, sim.Date(2026, time.April, 6), byStart, "400.14", "424.90"},
		{"child elements", children, sim.Date(2025, time.April, 7), byStart, "621.25", "631.81"},
		{"childcare caps", childcareCap, sim.Date(2023, time.June, 28), byStart, "646.35", "950.92"},
		{"taper 65% to 63%", taperOfPound, sim.Date(2017, time.April, 10), byStart, "0.65", "0.63"},
		{"two-child limit removed", thirdChild, sim.Date(2026, time.April, 6), byStart, "0.00", "303.94"},
		{"LCW element closed", lcwElement, sim.Date(2017, time.April, 3), byStart, "126.11", "0.00"},
		{"LCWRA for new claimants", lcwraElement, sim.Date(2026, time.April, 6), byStart, "423.27", "217.26"},
		{"contribution of a non-dependant", nonDependant, sim.Date(2018, time.April, 9), byStart, "70.06", "72.16"},
		{"contribution of a non-dependant", nonDependant, sim.Date(2023, time.April, 10), byStart, "77.87", "85.73"},
		{"addition for a severely disabled child", disabledChild, sim.Date(2022, time.April, 11), byStart, "402.41", "414.88"},
		// What the instruments key on the end of the period.
		{"end of the uplift", standard, sim.Date(2021, time.October, 6), byEnd, "411.51", "324.84"},
		{"taper 63% to 55%", taperOfPound, sim.Date(2021, time.November, 24), byEnd, "0.63", "0.55"},
		{"work allowance", workAllowance, sim.Date(2021, time.November, 24), byEnd, "293.00", "335.00"},
		// Pay day, on 2,000 a month: personal allowance 10,600 and 11,000, so 20% of (24,000 - 10,600)/12.
		{"personal allowance", tax, sim.Date(2016, time.April, 6), byEnd, "223.33", "216.67"},
		{"National Insurance 13.25%", insurance, sim.Date(2022, time.April, 6), byEnd, "144.36", "155.95"}, // 12% above 797, 13.25% above 823
		{"primary threshold 1,048", insurance, sim.Date(2022, time.July, 6), byEnd, "155.95", "126.14"},    // 13.25% of 952
		{"back to 12%", insurance, sim.Date(2022, time.November, 6), byEnd, "126.14", "114.24"},
		{"10%", insurance, sim.Date(2024, time.January, 6), byEnd, "114.24", "95.20"},
		{"8%", insurance, sim.Date(2024, time.April, 6), byEnd, "95.20", "76.16"},
		// 24,000 a year: 9.73% of 12,092 and 3.15 a week; 9% of 14,432 and 3.05 a week.
		{"class 4 9.73%", selfEmployed, sim.Date(2022, time.April, 6), byEnd, "121.46", "111.70"},
		{"class 4 6%, no class 2", selfEmployed, sim.Date(2024, time.April, 6), byEnd, "100.68", "57.15"},
		// 20% of (24,000 - 11,500) / 12; 19% of 2,000, 20% of 10,150, by the Scottish rates of 2018/19.
		{"Scottish rates", scottishTax, sim.Date(2018, time.April, 6), byEnd, "208.33", "200.83"},
		{"enrolment at 3%", enrolment, sim.Date(2018, time.April, 6), byEnd, "15.10", "44.92"},
		// Calendar day: a period takes the amount of its first day.
		{"national living wage", wage, sim.Date(2016, time.April, 1), byStart, "6.70", "7.20"},
		{"child benefit", childBenefit, sim.Date(2021, time.April, 12), byStart, "91.22", "91.65"},
		{"apprentice wage", apprentice, sim.Date(2022, time.April, 1), byStart, "4.30", "4.81"},
		{"AET to 12 hours", singleAET, sim.Date(2022, time.September, 26), byStart, "355.00", "494.00"},
		{"AET to 18 hours", singleAET, sim.Date(2024, time.May, 13), byStart, "743.00", "892.00"},
	} {
		reached := 0
		for start := c.day - 40; start <= c.day+40; start++ {
			deciding := start
			if c.end {
				deciding = start.AddMonths(1) - 1
			}
			want := c.before
			if deciding >= c.day {
				want = c.now
				reached++
			}
			require.Equal(t, want, c.amount(uc.Statute().Period(start)).String(), "%s: period from %v", c.what, start)
		}
		assert.NotEqual(t, c.before, c.now)
		assert.Greater(t, reached, 40, c.what)
	}
}

// The first period with a 55% taper, in dates: 25 October to 24 November 2021.
func TestPeriod_TaperOf2021(t *testing.T) {
	assert.Equal(t, money.Ratio{Num: 6300, Den: 10000}, uc.Statute().Period(sim.Date(2021, time.October, 24)).Taper())
	assert.Equal(t, money.Ratio{Num: 5500, Den: 10000}, uc.Statute().Period(sim.Date(2021, time.October, 25)).Taper())
}
