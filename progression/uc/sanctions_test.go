package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// The daily rates of 2016/17 by group: 317.82 x 12/365 is 10.4488, down to 10.40; 40% of it 4.1795, down to 4.10; a couple's 498.89 gives 16.40, half of it each.
func TestRules_DailySanction(t *testing.T) {
	june := sim.Date(2016, time.June, 1)
	youngest := func(months int) []uc.Child { return uc.Born(june.AddMonths(-months)) }
	for _, c := range []struct {
		why  string
		unit uc.Unit
		want [2]money.Pence
	}{
		{"single", uc.Unit{Adults: 1, Age: [2]int{30}}, [2]money.Pence{1040}},
		{"single under 25: 8.2773", uc.Unit{Adults: 1, Age: [2]int{24}}, [2]money.Pence{820}},
		{"couple", uc.Unit{Adults: 2, Age: [2]int{30, 30}}, [2]money.Pence{820, 820}},
		{"half after rounding: 395.20 gives 12.99, 12.90, 6.45", uc.Unit{Adults: 2, Age: [2]int{20, 20}}, [2]money.Pence{645, 645}},
		{"LCWRA", uc.Unit{Adults: 2, Age: [2]int{30, 30}, LCWRA: [2]bool{true}}, [2]money.Pence{0, 820}},
		{"LCW", uc.Unit{Adults: 1, Age: [2]int{30}, LCW: [2]bool{true}}, [2]money.Pence{1040}},
		{"carer", uc.Unit{Adults: 1, Age: [2]int{30}, Carer: [2]bool{true}}, [2]money.Pence{1040}},
		{"near a birth", uc.Unit{Adults: 1, Age: [2]int{30}, NearBirth: [2]bool{true}}, [2]money.Pence{410}},
		{"child under one", uc.Unit{Adults: 1, Age: [2]int{30}, Children: youngest(6)}, [2]money.Pence{410}},
		{"child of two: interviews only in 2016", uc.Unit{Adults: 1, Age: [2]int{30}, Children: youngest(30)}, [2]money.Pence{410}},
		{"child of four: preparation", uc.Unit{Adults: 1, Age: [2]int{30}, Children: youngest(50)}, [2]money.Pence{1040}},
		{"only the lead carer has less", uc.Unit{Adults: 2, Age: [2]int{30, 30}, Children: youngest(6), LeadCarer: 1}, [2]money.Pence{820, 325}}, // 6.56, 6.50
	} {
		c.unit.PeriodStart = june
		assert.Equal(t, c.want, uc.Statute().Period(june).DailySanction(&c.unit), c.why)
	}
}

// Sanctions come off the award, at most all of it; deductions have the room they leave, and a penny is paid.
func TestAward_SanctionsAndDeductions(t *testing.T) {
	june := sim.Date(2016, time.June, 1) // 40% of 317.82 is 127.13
	of := func(days int, asked, gross money.Pence) [3]string {
		u := uc.Unit{Adults: 1, Age: [2]int{30}, SanctionDays: [2]int{days}, DeductionsAskedMonth: asked}
		e := entitlement(june, u)
		a := e.At([2]money.Pence{gross})
		return [3]string{a.Sanction.String(), a.Deductions.String(), a.Payment.String()}
	}
	assert.Equal(t, [3]string{"0.00", "0.00", "317.82"}, of(0, 0, 0))
	assert.Equal(t, [3]string{"72.80", "0.00", "245.02"}, of(7, 0, 0))
	assert.Equal(t, [3]string{"0.00", "50.00", "267.82"}, of(0, 5000, 0))
	assert.Equal(t, [3]string{"0.00", "127.13", "190.69"}, of(0, 50000, 0))
	assert.Equal(t, [3]string{"72.80", "54.33", "190.69"}, of(7, 50000, 0), "together at most 127.13")
	assert.Equal(t, [3]string{"312.00", "0.00", "5.82"}, of(30, 50000, 0))
	assert.Equal(t, [3]string{"25.32", "0.00", "0.00"}, of(30, 0, 45000), "317.82 - 65% of 450: no more than the award")
	assert.Equal(t, [3]string{"0.00", "25.31", "0.01"}, of(0, 50000, 45000), "a penny is left")
	assert.Equal(t, [3]string{"0.00", "0.00", "0.00"}, of(30, 50000, 60000))
}

// The largest share by date, day by day about each change.
func TestRules_LargestDeduction(t *testing.T) {
	for day, want := range map[sim.Day][2]money.Pence{
		sim.Date(2019, time.October, 1): {4000, 3000},
		sim.Date(2021, time.April, 12):  {3000, 2500},
		sim.Date(2025, time.April, 30):  {2500, 1500},
	} {
		for d := day - 40; d < day+40; d++ {
			w := want[0]
			if d >= day {
				w = want[1]
			}
			assert.Equal(t, w, uc.Statute().Period(d).LargestDeduction(10000), d)
		}
	}
}

// How long a first, second and third failure of a level lasts.
func TestRules_SanctionDays(t *testing.T) {
	before, since := uc.Statute().Period(sim.Date(2019, time.November, 26)), uc.Statute().Period(sim.Date(2019, time.November, 27))
	third := func(r *uc.Rules, level uc.SanctionLevel) (days [4]int) {
		for i := range days {
			if i > 0 {
				days[i] = r.SanctionDays(level, days[i-1])
			} else {
				days[i] = r.SanctionDays(level, 0)
			}
		}
		return days
	}
	assert.Equal(t, [4]int{0, 0, 0, 0}, third(since, uc.Lowest))
	assert.Equal(t, [4]int{7, 14, 28, 28}, third(since, uc.Low))
	assert.Equal(t, [4]int{28, 91, 91, 91}, third(since, uc.Medium))
	assert.Equal(t, [4]int{91, 182, 1095, 1095}, third(before, uc.Higher))
	assert.Equal(t, [4]int{91, 182, 182, 182}, third(since, uc.Higher))
}

// A whole month of 31 days costs no more than the standard allowance, or half of it for one of a couple (reg 110).
func TestAward_SanctionAtMostTheStandardAllowance(t *testing.T) {
	june := sim.Date(2016, time.June, 1)
	sanction := func(u uc.Unit, days ...int) string {
		copy(u.SanctionDays[:], days)
		u.Tenure, u.RentMonth = uc.SocialRent, 50000
		e := entitlement(june, u)
		return e.At([2]money.Pence{}).Sanction.String()
	}
	single, couple := uc.Unit{Adults: 1, Age: [2]int{30}}, uc.Unit{Adults: 2, Age: [2]int{30, 30}}
	assert.Equal(t, "312.00", sanction(single, 30))
	assert.Equal(t, "317.82", sanction(single, 31), "31 x 10.40 is 322.40")
	assert.Equal(t, "249.44", sanction(couple, 31), "31 x 8.20 is 254.20, half of 498.89 less")
	assert.Equal(t, "498.88", sanction(couple, 31, 31))
	young := uc.Unit{Adults: 1, Age: [2]int{17}}
	assert.Equal(t, "102.30", sanction(young, 31), "40% of 251.77 x 12/365 is 3.31: 3.30 a day")
}
