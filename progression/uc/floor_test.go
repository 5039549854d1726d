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

// trader is gainfully self-employed.
func trader(start sim.Day) uc.Unit {
	return uc.Unit{Adults: 1, Age: [2]int{30}, PeriodStart: start, SelfEmployed: [2]bool{true}, Working: [2]bool{true}}
}

func trading(u uc.Unit, profit ...money.Pence) uc.Award {
	var earnings [2]uc.Earnings
	for i, p := range profit {
		earnings[i].SelfEmployed = p
	}
	e := entitlement(u.PeriodStart, u)
	return e.Earning(earnings)
}

// The floor of a single person in 2023/24: 35 x 10.42 x 52/12 is 1,580.37 gross, a year 18,964.40; tax 20% of 6,394.44 over 12 is 106.57; class 4 9% of
// 6,394.44 over 12 is 47.96; class 2 3.45 x 52/12 is 14.95: 1,410.89 net.
func TestMinimumIncomeFloor(t *testing.T) {
	june := sim.Date(2023, time.June, 1)
	a := trading(trader(june), 50000)
	assert.Equal(t, "910.89", a.MinimumIncomeFloor.String())
	assert.Equal(t, "1410.89", a.EarnedIncome.String())
	assert.Equal(t, "0.00", a.Award.String())

	above := trading(trader(june), 160000)
	assert.Zero(t, above.MinimumIncomeFloor)
	assert.Equal(t, above.Net[0], above.EarnedIncome)

	loss := trading(trader(june), -50000)
	assert.Equal(t, "1410.89", loss.EarnedIncome.String(), "a loss counts as nothing")

	wages := trader(june)
	e := entitlement(june, wages)
	both := e.Earning([2]uc.Earnings{{Employed: 50000, SelfEmployed: 30000}})
	assert.Equal(t, "610.89", both.MinimumIncomeFloor.String(), "employed earnings count towards it")
	together := e.Earning([2]uc.Earnings{{Employed: 100000, SelfEmployed: 50000}})
	assert.Equal(t, "90.50", together.Tax[0].String(), "20% of (18,000 - 12,570) / 12: one allowance for both")

	for why, change := range map[string]func(*uc.Unit){
		"start-up":              func(u *uc.Unit) { u.StartUp[0] = true },
		"an employee":           func(u *uc.Unit) { u.SelfEmployed[0] = false },
		"LCW: preparation only": func(u *uc.Unit) { u.LCW[0] = true },
		"a carer":               func(u *uc.Unit) { u.Carer[0] = true },
		"child of two":          func(u *uc.Unit) { u.Children = uc.Born(june.AddMonths(-30)) },
	} {
		u := trader(june)
		change(&u)
		assert.Zero(t, trading(u, 50000).MinimumIncomeFloor, why)
	}
	parent := trader(june)
	parent.Children = uc.Born(june.AddMonths(-12 * 8))
	assert.Equal(t, "1090.29", trading(parent, 50000).EarnedIncome.String(), "25 hours: 1,128.83 less tax of 16.27, class 4 of 7.32 and class 2 of 14.95")
}

// The couple's floor: neither is taken to earn more than brings both to the couple's threshold (reg 62(3)).
func TestMinimumIncomeFloor_Couple(t *testing.T) {
	june := sim.Date(2023, time.June, 1) // 1,410.89 each
	u := trader(june)
	u.Adults, u.Age[1] = 2, 30
	e := entitlement(june, u)
	partner := func(gross money.Pence) uc.Award {
		return e.Earning([2]uc.Earnings{{SelfEmployed: 20000}, {Employed: gross}})
	}
	assert.Equal(t, "1210.89", partner(0).MinimumIncomeFloor.String())
	low := partner(100000)
	assert.Equal(t, "1210.89", low.MinimumIncomeFloor.String(), "a partner below her own threshold takes nothing off")
	high := partner(190000) // net 1,900 - 170.50 - 102.24 = 1,627.26, over her threshold by 216.37
	assert.Equal(t, "1627.26", high.Net[1].String())
	assert.Equal(t, "994.52", high.MinimumIncomeFloor.String())
	assert.Equal(t, "2821.78", high.EarnedIncome.String(), "the couple's threshold")
	assert.Zero(t, partner(400000).MinimumIncomeFloor, "together above it")

	u.SelfEmployed[1] = true
	both := trading(u, 20000, 30000)
	assert.Equal(t, "2821.78", both.EarnedIncome.String(), "both have a floor")
}

// No floor from 30 March 2020 to 31 July 2021, day by day.
func TestMinimumIncomeFloor_Suspended(t *testing.T) {
	from, to := sim.Date(2020, time.March, 30), sim.Date(2021, time.July, 31)
	for _, edge := range []sim.Day{from, to} {
		for day := edge - 30; day <= edge+30; day++ {
			a := trading(trader(day), 10000)
			assert.Equal(t, day >= from && day <= to, a.MinimumIncomeFloor == 0, day)
		}
	}
}

// The benefit cap asks what was really earned, and who has a floor is asked for nothing more (reg 82(4), reg 62(1)(b)).
func TestMinimumIncomeFloor_CapAndRegime(t *testing.T) {
	june := sim.Date(2023, time.June, 1)
	u := trader(june)
	u.Tenure, u.RentMonth = uc.PrivateRent, 300000
	assert.NotZero(t, trading(u, 10000).CapReduction)
	rules := uc.Statute().Period(june)
	low := [2]uc.Earnings{{SelfEmployed: 10000}}
	assert.Equal(t, uc.WorkingEnough, rules.Regime(&u, low)[0])
	u.StartUp[0] = true
	assert.Equal(t, uc.Intensive, rules.Regime(&u, low)[0])
	assert.Equal(t, uc.Intensive, rules.Regime(&u, [2]uc.Earnings{{SelfEmployed: 100000}})[0], "only pay counts for the administrative threshold")
	assert.Equal(t, uc.WorkingEnough, rules.Regime(&u, [2]uc.Earnings{{SelfEmployed: 160000}})[0], "profit counts for the other")
}

// Contributions of the self-employed by year, by hand: 1,500 a month, 18,000 a year.
func TestSelfEmployedInsurance(t *testing.T) {
	for year, want := range map[int]string{
		2015: "86.68", // 2.80 x 52/12 is 12.13; 9% of 9,940 over 12 is 74.55
		2021: "76.46", // 3.05 x 52/12 is 13.22; 9% of 8,432 over 12 is 63.24
		2022: "63.05", // 3.15 x 52/12 is 13.65; 9.73% of 6,092 over 12 is 49.396
		2023: "55.68", // 3.45 x 52/12 is 14.95; 9% of 5,430 over 12 is 40.725
		2024: "27.15", // 6% of 5,430 over 12
	} {
		u := trader(sim.Date(year, time.June, 1))
		assert.Equal(t, want, trading(u, 150000).NationalInsurance[0].String(), year)
	}
	// At the threshold itself the contribution is due: 6,205 a year in 2018/19 is no whole number of pence a month, 6,180 with a reform is.
	small := trader(sim.Date(2018, time.June, 1))
	book, err := uc.Statute().Reform(uc.Reform{Amount: "ni.class2.from", From: sim.Date(2018, time.April, 6), Value: "6180"})
	require.NoError(t, err)
	at := book.Period(small.PeriodStart).Entitlement(&small)
	assert.Equal(t, "12.78", at.Earning([2]uc.Earnings{{SelfEmployed: 51500}}).NationalInsurance[0].String(), "2.95 x 52/12")
	assert.Zero(t, at.Earning([2]uc.Earnings{{SelfEmployed: 51499}}).NationalInsurance[0])
	// The small profits threshold, 5,965 a year, and nothing below it.
	u := trader(sim.Date(2015, time.June, 1))
	assert.Equal(t, "12.13", trading(u, 49709).NationalInsurance[0].String())
	assert.Equal(t, "0.00", trading(u, 49708).NationalInsurance[0].String())
	// Above the upper limit: 60,000 a year in 2023/24.
	assert.Equal(t, "313.92", trading(trader(sim.Date(2023, time.June, 1)), 500000).NationalInsurance[0].String()) // 14.95 + (9% of 37,700 + 2% of 9,730) / 12
}

// Parents who are self-employed keep the 16 and 25 hours that others had before October 2023: 25 x 11.44 x 52/12 is 1,239.33 gross, less tax of 38.37 and
// class 4 of 11.51.
func TestMinimumIncomeFloor_ParentsSince2023(t *testing.T) {
	june := sim.Date(2024, time.June, 1)
	u := trader(june)
	u.Children = uc.Born(june.AddMonths(-12 * 8))
	assert.Equal(t, "1189.45", trading(u, 10000).EarnedIncome.String())
	rules := uc.Statute().Period(june)
	assert.Equal(t, "1239.33", rules.CET(&u)[0].String())
	u.SelfEmployed[0] = false
	assert.Equal(t, "1487.20", rules.CET(&u)[0].String(), "30 hours")
	u.Children = uc.Born(june.AddMonths(-12*3 - 6))
	assert.Equal(t, "1487.20", rules.CET(&u)[0].String())
	u.SelfEmployed[0] = true
	assert.Equal(t, "793.17", rules.CET(&u)[0].String(), "16 hours")
}
