package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// Whole awards by hand, the sums beside the numbers.
func TestEntitlement_At_Worked(t *testing.T) {
	for _, c := range []struct {
		why   string
		start sim.Day
		unit  uc.Unit
		gross [2]money.Pence
		want  map[string]string
	}{
		{
			"a single person in 2015 pays nothing on 500 and still has the allowance of 111",
			sim.Date(2015, time.June, 1), uc.Unit{Adults: 1, Age: [2]int{26}}, [2]money.Pence{50000},
			map[string]string{
				"maximum": "317.82", "tax": "0.00", "insurance": "0.00", "earned": "500.00", "allowance": "111.00",
				"deduction": "252.85", // 65% of 389
				"award":     "64.97",
			},
		},
		{
			"a lone parent in 2016 with rent and childcare for one of two children, on 1,200",
			sim.Date(2016, time.June, 1), loneParent(), [2]money.Pence{120000},
			map[string]string{
				"maximum":   "1616.57", // 317.82 + (277.08 + 231.67) + 450 + 85% of 400
				"tax":       "56.67",   // 20% of (14,400 - 11,000) / 12
				"insurance": "63.36",   // 12% of (1,200 - 672)
				"earned":    "1079.97", //
				"allowance": "192.00",  //
				"deduction": "577.18",  // 65% of 887.97 is 577.1805
				"award":     "1039.39", //
			},
		},
		{
			"a couple just after the taper of 2021, both working, with a third child over the limit",
			sim.Date(2021, time.November, 25),
			uc.Unit{
				Adults: 2, Age: [2]int{30, 24}, Tenure: uc.SocialRent, RentMonth: 60000,
				Children: uc.Born(sim.Date(2016, time.May, 1), sim.Date(2018, time.May, 1), sim.Date(2020, time.May, 1)),
			},
			[2]money.Pence{150000, 70000},
			map[string]string{
				"maximum":   "1629.49", // 509.91 + (282.50 + 237.08) + 600
				"tax":       "90.50",   // 20% of (18,000 - 12,570) / 12; nothing on 700
				"insurance": "84.36",   // 12% of (1,500 - 797)
				"earned":    "2025.14", // 1,325.14 + 700
				"allowance": "335.00",  //
				"deduction": "929.58",  // 55% of 1,690.14 is 929.577
				"award":     "699.91",  //
			},
		},
		{
			"a Scottish taxpayer of 2025 on 2,000 earns the award away",
			sim.Date(2025, time.June, 1), uc.Unit{Adults: 1, Age: [2]int{30}, Scotland: true}, [2]money.Pence{200000},
			map[string]string{
				"maximum":   "400.14",
				"tax":       "188.14", // (19% of 2,827 + 20% of 8,603) / 12 is 188.144
				"insurance": "76.16",  // 8% of (2,000 - 1,048)
				"earned":    "1735.70",
				"allowance": "0.00",
				"deduction": "954.64", // 55% of 1,735.70 is 954.635
				"award":     "0.00",
			},
		},
		{
			"110,000 a year in 2024/25: half the personal allowance's excess is gone, two bands of both charges",
			sim.Date(2024, time.June, 1), uc.Unit{Adults: 1, Age: [2]int{30}}, [2]money.Pence{916667},
			map[string]string{
				"maximum":   "393.45",
				"tax":       "2786.00", // allowance 12,570 - 5,000; (20% of 37,700 + 40% of 64,730.04) / 12 is 2,786.0013
				"insurance": "350.83",  // 8% of (4,189 - 1,048) + 2% of 4,977.67 is 350.8334
				"earned":    "6029.84",
				"allowance": "0.00",
				"deduction": "3316.41", // 55% is 3,316.412
				"award":     "0.00",
			},
		},
		{
			"200,000 a year in 2024/25: no allowance, the additional rate",
			sim.Date(2024, time.June, 1), uc.Unit{Adults: 1, Age: [2]int{30}}, [2]money.Pence{1666667},
			map[string]string{
				"maximum":   "393.45",
				"tax":       "6350.25", // (20% of 37,700 + 40% of 87,440 + 45% of 74,860.04) / 12 is 6,350.2515
				"insurance": "500.83",  // 251.28 + 2% of 12,477.67 is 500.8334
				"earned":    "9815.59",
				"allowance": "0.00",
				"deduction": "5398.57", // 55% is 5,398.5745
				"award":     "0.00",
			},
		},
	} {
		e := uc.Statute().Period(c.start).Entitlement(&c.unit)
		a := e.At(c.gross)
		got := map[string]string{
			"maximum": a.MaximumAmount.String(), "tax": a.Tax[0].String(), "insurance": a.NationalInsurance[0].String(),
			"earned": a.EarnedIncome.String(), "allowance": a.WorkAllowance.String(), "deduction": a.EarningsDeduction.String(), "award": a.Award.String(),
		}
		assert.Equal(t, c.want, got, c.why)
	}
}

// Each deduction rounds once, half a penny up: in 2016/17 National Insurance is 12% above 672, tax 20% above 11,000/12 = 916.67.
func TestEntitlement_At_Rounding(t *testing.T) {
	u := uc.Unit{Adults: 1, Age: [2]int{30}}
	e := uc.Statute().Period(sim.Date(2016, time.June, 1)).Entitlement(&u)
	for gross, want := range map[money.Pence][3]string{ // National Insurance, tax, deduction
		67200: {"0.00", "0.00", "436.80"},
		67204: {"0.00", "0.00", "436.83"},  // 0.48 of a penny; 65% of 672.04 is 436.826
		67205: {"0.01", "0.00", "436.83"},  // 0.6; 65% of 672.04
		91669: {"29.36", "0.00", "576.76"}, // 29.3628; 0.47; 65% of 887.33 is 576.7645
		91670: {"29.36", "0.01", "576.76"}, // 29.364; 0.67
	} {
		a := e.At([2]money.Pence{gross})
		assert.Equal(t, want, [3]string{a.NationalInsurance[0].String(), a.Tax[0].String(), a.EarningsDeduction.String()}, "on %v", gross)
	}
}

// A pay day decides tax, not the period's start: the period that ends on 6 April has the new personal allowance for the whole month.
func TestEntitlement_At_PayDay(t *testing.T) {
	u := uc.Unit{Adults: 1, Age: [2]int{30}}
	for start, want := range map[sim.Day]string{
		sim.Date(2016, time.March, 6): "223.33", // ends 5 April: 20% of (24,000 - 10,600) / 12
		sim.Date(2016, time.March, 7): "216.67", // ends 6 April: 20% of (24,000 - 11,000) / 12
	} {
		e := uc.Statute().Period(start).Entitlement(&u)
		assert.Equal(t, want, e.At([2]money.Pence{200000}).Tax[0].String())
	}
}

// Mistakes of the calling code stop at once instead of turning into money.
func TestPanics(t *testing.T) {
	rules := uc.Statute().Period(sim.Date(2016, time.June, 1))
	born := []sim.Day{sim.Date(2014, 1, 1), sim.Date(2012, 1, 1)}
	for want, u := range map[string]uc.Unit{
		"uc: a benefit unit has one or two adults":                {},
		"uc: negative money of a benefit unit":                    {Adults: 1, Capital: -1},
		"uc: negative number in a benefit unit":                   {Adults: 1, NonDependants: -1},
		"uc: the children of a benefit unit are not eldest first": {Adults: 1, Children: uc.Born(born...)},
		"uc: the lead carer is not in the benefit unit":           {Adults: 1, LeadCarer: 1},
	} {
		assert.PanicsWithValue(t, want, func() { rules.Entitlement(&u) })
		assert.PanicsWithValue(t, want, func() { rules.Regime(&u, uc.Employees([2]money.Pence{})) })
	}
	single := uc.Unit{Adults: 1, Age: [2]int{30}}
	e := rules.Entitlement(&single)
	const earnings = "uc: earnings below zero or of an adult who is not in the benefit unit"
	assert.PanicsWithValue(t, earnings, func() { e.At([2]money.Pence{-1}) })
	assert.PanicsWithValue(t, earnings, func() { e.At([2]money.Pence{100, 100}) })
	parent := uc.Unit{Adults: 1, Age: [2]int{30}, Children: uc.Born(born[:1]...)}
	assert.PanicsWithValue(t, "uc: the regime of a unit with children needs PeriodStart", func() { rules.Regime(&parent, uc.Employees([2]money.Pence{})) })
}

// What is left of the personal allowance above 100,000 a year is a whole pound, up: at 8,341.67 a month, 100,100.04 a year, 50 pounds are gone and not 50.02.
func TestTax_TaperedAllowance(t *testing.T) {
	e := entitlement(sim.Date(2024, time.June, 1), uc.Unit{Adults: 1, Age: [2]int{30}})
	// (7,540 + 40% of (100,100.04 - 12,520 - 37,700)) / 12 = (7,540 + 40% of 49,880.04) / 12
	assert.Equal(t, "2291.00", e.At([2]money.Pence{834167}).Tax[0].String())
	// 100,101.96 a year: still 50 pounds, 101.96 / 2 is 50.98.
	assert.Equal(t, "2291.07", e.At([2]money.Pence{834183}).Tax[0].String())
	// 100,102.08 a year: 51 pounds.
	assert.Equal(t, "2291.10", e.At([2]money.Pence{834184}).Tax[0].String())
}
