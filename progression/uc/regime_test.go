package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// withYoungest is a lone parent whose youngest child has that age in years in the middle of the period that starts on the day.
func withYoungest(years int, start sim.Day) uc.Unit {
	return uc.Unit{Adults: 1, Age: [2]int{30}, Children: uc.Born(start.AddMonths(-12*years) - 100), PeriodStart: start}
}

// The regimes of a single person by date, group and earnings, at and a penny below each threshold.
func TestRules_Regime_Single(t *testing.T) {
	y2016, y2017, y2024 := sim.Date(2016, time.June, 1), sim.Date(2017, time.June, 1), sim.Date(2024, time.June, 1)
	adult := func(age int) uc.Unit { return uc.Unit{Adults: 1, Age: [2]int{age}} }
	fact := func(lcw, lcwra, carer bool) uc.Unit {
		return uc.Unit{Adults: 1, Age: [2]int{30}, LCW: [2]bool{lcw}, LCWRA: [2]bool{lcwra}, Carer: [2]bool{carer}}
	}
	parent := func(lcw, lcwra, carer bool) uc.Unit {
		u := fact(lcw, lcwra, carer)
		u.Children, u.PeriodStart = withYoungest(7, y2016).Children, y2016
		return u
	}
	for _, c := range []struct {
		why   string
		start sim.Day
		unit  uc.Unit
		gross money.Pence
		want  uc.Regime
	}{
		{"out of work", y2016, adult(30), 0, uc.Intensive},
		{"below the AET of 338", y2016, adult(30), 33799, uc.Intensive},
		{"at the AET", y2016, adult(30), 33800, uc.LightTouch},
		{"below 35 hours at 7.20: 1,092", y2016, adult(30), 109199, uc.LightTouch},
		{"at it", y2016, adult(30), 109200, uc.WorkingEnough},
		{"a wage of 6.70 under 25: 1,016.17", y2016, adult(24), 101616, uc.LightTouch},
		{"at it", y2016, adult(24), 101617, uc.WorkingEnough},
		{"the AET of 892 in 2024", y2024, adult(30), 89199, uc.Intensive},
		{"at it", y2024, adult(30), 89200, uc.LightTouch},
		{"35 hours at 11.44", y2024, adult(30), 173507, uc.WorkingEnough}, // 1,735.07

		{"child under 1", y2016, withYoungest(0, y2016), 0, uc.NoRequirements},
		{"child under 1, whatever is earned", y2016, withYoungest(0, y2016), 500000, uc.NoRequirements},
		{"child of 1", y2016, withYoungest(1, y2016), 0, uc.Planning},
		{"child of 2 until April 2017", y2016, withYoungest(2, y2016), 40000, uc.Planning},
		{"child of 3 until April 2017", y2016, withYoungest(3, y2016), 40000, uc.Preparing},
		{"child of 4 until April 2017", y2016, withYoungest(4, y2016), 49919, uc.Preparing},
		{"16 hours at 7.20: 499.20", y2016, withYoungest(4, y2016), 49920, uc.WorkingEnough},
		{"child of 5", y2016, withYoungest(5, y2016), 0, uc.Intensive},
		{"child of 5: 25 hours, 780", y2016, withYoungest(5, y2016), 77999, uc.LightTouch},
		{"at it", y2016, withYoungest(5, y2016), 78000, uc.WorkingEnough},
		{"child of 12", y2016, withYoungest(12, y2016), 78000, uc.WorkingEnough},
		{"child of 13: 35 hours", y2016, withYoungest(13, y2016), 109199, uc.LightTouch},
		{"child of 1 in 2017", y2017, withYoungest(1, y2017), 0, uc.Planning},
		{"child of 2 in 2017", y2017, withYoungest(2, y2017), 0, uc.Preparing},
		{"child of 3 in 2017", y2017, withYoungest(3, y2017), 0, uc.Intensive},
		{"child of 3 in 2017: 16 hours at 7.50, 520", y2017, withYoungest(3, y2017), 52000, uc.WorkingEnough},
		{"child of 3 in 2024: 30 hours at 11.44, 1,487.20", y2024, withYoungest(3, y2024), 148719, uc.LightTouch},
		{"at it", y2024, withYoungest(3, y2024), 148720, uc.WorkingEnough},

		{"LCWRA", y2016, fact(false, true, false), 500000, uc.NoRequirements},
		{"carer", y2016, fact(false, false, true), 0, uc.NoRequirements},
		{"LCW", y2016, fact(true, false, false), 0, uc.Preparing},
		{"the AET is not for LCW", y2016, fact(true, false, false), 40000, uc.Preparing},
		{"a child of 7 does not make it more", y2016, parent(true, false, false), 0, uc.Preparing},
		{"nor with LCWRA", y2016, parent(false, true, false), 0, uc.NoRequirements},
		{"nor for a carer", y2016, parent(false, false, true), 0, uc.NoRequirements},
		{"LCW at 16 hours", y2016, fact(true, false, false), 49920, uc.WorkingEnough},
	} {
		regimes := uc.Statute().Period(c.start).Regime(&c.unit, uc.Employees([2]money.Pence{c.gross}))
		assert.Equal(t, [2]uc.Regime{c.want, 0}, regimes, "%s on %v", c.why, c.gross)
	}
}

// A birthday on the period's last day counts for the period, one a day later does not; the ages of the lead carer's law changed on 3 April 2017.
func TestRules_Regime_Days(t *testing.T) {
	start := sim.Date(2018, time.June, 10) // to 9 July
	for born, want := range map[sim.Day]uc.Regime{
		sim.Date(2015, time.July, 9):  uc.Intensive, // three on the last day
		sim.Date(2015, time.July, 10): uc.Preparing, // still two
	} {
		u := uc.Unit{Adults: 1, Age: [2]int{30}, Children: uc.Born(born), PeriodStart: start}
		assert.Equal(t, want, uc.Statute().Period(start).Regime(&u, uc.Employees([2]money.Pence{}))[0], "born %v", born)
	}
	for start, want := range map[sim.Day]uc.Regime{
		sim.Date(2017, time.April, 2): uc.Preparing,
		sim.Date(2017, time.April, 3): uc.Intensive,
	} {
		u := withYoungest(3, start)
		assert.Equal(t, want, uc.Statute().Period(start).Regime(&u, uc.Employees([2]money.Pence{}))[0], "period from %v", start)
	}
}

// Couples: until 25 September 2022 only the couple's earnings ended intensive search; since then one's own do as well.
func TestRules_Regime_Couple(t *testing.T) {
	before, since := sim.Date(2022, time.September, 25), sim.Date(2022, time.September, 26)
	two := uc.Unit{Adults: 2, Age: [2]int{30, 30}}
	disabled := uc.Unit{Adults: 2, Age: [2]int{30, 30}, LCWRA: [2]bool{false, true}}
	family := uc.Unit{Adults: 2, Age: [2]int{30, 30}, Children: uc.Born(sim.Date(2020, time.June, 1)), LeadCarer: 1, PeriodStart: before}
	for _, c := range []struct {
		why   string
		start sim.Day
		unit  uc.Unit
		gross [2]money.Pence
		want  [2]uc.Regime
	}{
		{"own earnings above 355 do not help while the couple's are below 567", before, two, [2]money.Pence{56699, 0}, [2]uc.Regime{uc.Intensive, uc.Intensive}},
		{"the couple's do", before, two, [2]money.Pence{40000, 16700}, [2]uc.Regime{uc.LightTouch, uc.LightTouch}},
		{"one earner is enough for both", before, two, [2]money.Pence{0, 56700}, [2]uc.Regime{uc.LightTouch, uc.LightTouch}},
		{"since, own earnings of 494 help the earner", since, two, [2]money.Pence{49400, 0}, [2]uc.Regime{uc.LightTouch, uc.Intensive}},
		{"the couple's 782 help both", since, two, [2]money.Pence{49400, 28800}, [2]uc.Regime{uc.LightTouch, uc.LightTouch}},
		{"neither", since, two, [2]money.Pence{49399, 28799}, [2]uc.Regime{uc.Intensive, uc.Intensive}},
		// 35 hours at 9.50 is 1,440.83 each, 2,881.66 together.
		{"own conditionality threshold", since, two, [2]money.Pence{144083, 0}, [2]uc.Regime{uc.WorkingEnough, uc.LightTouch}},
		{"the couple's", since, two, [2]money.Pence{248166, 40000}, [2]uc.Regime{uc.WorkingEnough, uc.WorkingEnough}},
		{"a penny less", since, two, [2]money.Pence{248165, 40000}, [2]uc.Regime{uc.WorkingEnough, uc.LightTouch}},
		{"a partner with LCWRA adds nothing to the couple's", since, disabled, [2]money.Pence{100000, 44083}, [2]uc.Regime{uc.WorkingEnough, uc.NoRequirements}},
		{"the lead carer of a child of two prepares, the other searches", before, family, [2]money.Pence{}, [2]uc.Regime{uc.Intensive, uc.Preparing}},
	} {
		assert.Equal(t, c.want, uc.Statute().Period(c.start).Regime(&c.unit, uc.Employees(c.gross)), c.why)
	}
}

// More pay of one's own never brings a heavier regime.
func TestRules_Regime_MonotoneInPay(t *testing.T) {
	burden := map[uc.Regime]int{uc.NoRequirements: 0, uc.WorkingEnough: 0, uc.Planning: 1, uc.LightTouch: 1, uc.Preparing: 2, uc.Intensive: 3}
	rapid.Check(t, func(t *rapid.T) {
		u := units.Draw(t, "unit")
		rules := uc.Statute().Period(u.PeriodStart)
		gross := pay.Draw(t, "pay")
		gross[1] *= money.Pence(u.Adults - 1)
		more := gross
		more[0] += money.Pence(rapid.Int64Range(1, 100000).Draw(t, "more"))
		low, high := rules.Regime(&u, uc.Employees(gross)), rules.Regime(&u, uc.Employees(more))
		for i := range u.Adults {
			if burden[high[i]] > burden[low[i]] {
				t.Fatalf("adult %d goes from %v to %v", i, low[i], high[i])
			}
		}
	})
}

// Tables and scenario files carry these names.
func TestRegime_String(t *testing.T) {
	want := []string{"no_requirements", "working_enough", "planning", "preparing", "intensive", "light_touch"}
	for r, name := range want {
		assert.Equal(t, name, uc.Regime(r).String())
	}
	assert.PanicsWithValue(t, "uc: no such regime", func() { _ = uc.Regime(len(want)).String() })
}
