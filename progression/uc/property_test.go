package uc_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// units draws any benefit unit in any assessment period from April 2014 to April 2027.
var units = rapid.Custom(func(t *rapid.T) uc.Unit {
	flags := func(name string) [2]bool { return [2]bool{rapid.Bool().Draw(t, name), rapid.Bool().Draw(t, name+" 2")} }
	start := sim.Day(rapid.IntRange(int(sim.Date(2014, time.April, 6)), int(sim.Date(2027, time.April, 5))).Draw(t, "start"))
	u := uc.Unit{
		Adults: rapid.IntRange(1, 2).Draw(t, "adults"), PeriodStart: start,
		Age:       [2]int{rapid.IntRange(18, 65).Draw(t, "age"), rapid.IntRange(18, 65).Draw(t, "age 2")},
		Carer:     flags("carer"),
		Protected: flags("protected"), Working: flags("working"), Scotland: rapid.Bool().Draw(t, "Scotland"),
		Tenure: uc.Tenure(rapid.IntRange(0, 3).Draw(t, "tenure")), RentMonth: money.Pence(rapid.Int64Range(0, 150000).Draw(t, "rent")),
		SpareBedrooms: rapid.IntRange(0, 2).Draw(t, "spare bedrooms"), NonDependants: rapid.IntRange(0, 2).Draw(t, "non-dependants"),
		GreaterLondon: rapid.Bool().Draw(t, "London"), ChildBenefit: rapid.Bool().Draw(t, "child benefit"),
		ChildcareMonth: money.Pence(rapid.Int64Range(0, 200000).Draw(t, "childcare")),
	}
	if rapid.IntRange(0, 3).Draw(t, "ill") == 0 {
		u.LCW, u.LCWRA = flags("LCW"), flags("LCWRA")
	}
	for range rapid.IntRange(0, 5).Draw(t, "children") {
		u.Children = append(u.Children, uc.Child{Born: start - sim.Day(rapid.IntRange(0, 19*365).Draw(t, "child's age in days"))})
	}
	slices.SortFunc(u.Children, func(a, b uc.Child) int { return int(a.Born - b.Born) })
	for i := range u.Children {
		u.Children[i].Addition = uc.Addition(rapid.SampledFrom([]int{0, 0, 0, 0, 1, 2}).Draw(t, "addition"))
		u.Children[i].Exception = uc.Exception(rapid.SampledFrom([]int{0, 0, 0, 0, 1, 2, 3, 4}).Draw(t, "exception"))
	}
	sometimes := func(name string, most int64) money.Pence {
		if rapid.IntRange(0, 3).Draw(t, name+" at all") > 0 {
			return 0
		}
		return money.Pence(rapid.Int64Range(0, most).Draw(t, name))
	}
	u.LHAMonth, u.Capital, u.UnearnedMonth = sometimes("LHA", 120000), sometimes("capital", 1700000), sometimes("unearned", 60000)
	u.TransitionalElement, u.SurplusEarnings = sometimes("transitional", 30000), sometimes("surplus", 100000)
	u.CappedBenefitsMonth, u.DeductionsAskedMonth = sometimes("capped", 50000), sometimes("deductions", 50000)
	if rapid.IntRange(0, 3).Draw(t, "rare") == 0 {
		u.Disabled, u.NearBirth, u.SelfEmployed, u.StartUp = flags("disabled"), flags("near birth"), flags("self-employed"), flags("start-up")
		u.SanctionDays = [2]int{rapid.IntRange(0, 31).Draw(t, "sanction"), rapid.IntRange(0, 31).Draw(t, "sanction 2")}
		u.CapGrace = rapid.Bool().Draw(t, "grace")
	}
	u.ChildrenInCare = rapid.IntRange(0, len(u.Children)).Draw(t, "in care")
	u.LeadCarer = rapid.IntRange(0, u.Adults-1).Draw(t, "lead carer")
	return u
})

// plain leaves out what has cliffs of its own or stands outside the award: floors, capital, sanctions and deductions.
func plain(u uc.Unit) uc.Unit {
	u.SelfEmployed, u.SanctionDays, u.DeductionsAskedMonth, u.Capital = [2]bool{}, [2]int{}, 0, min(u.Capital, 1600000)
	return u
}

// pay draws gross pay by adult: often none, mostly below 3,000 a month, sometimes past every band.
var pay = rapid.Custom(func(t *rapid.T) (gross [2]money.Pence) {
	for i := range gross {
		switch rapid.IntRange(0, 9).Draw(t, "kind of pay") {
		case 0, 1, 2:
		case 9:
			gross[i] = money.Pence(rapid.Int64Range(0, 3000000).Draw(t, "high pay"))
		default:
			gross[i] = money.Pence(rapid.Int64Range(0, 300000).Draw(t, "pay"))
		}
	}
	return gross
})

// drawn is a unit with pay that fits it.
func drawn(t *rapid.T) (uc.Unit, [2]money.Pence) {
	u, gross := units.Draw(t, "unit"), pay.Draw(t, "pay")
	if u.Adults == 1 {
		gross[1] = 0
	}
	return u, gross
}

func award(u uc.Unit, gross [2]money.Pence) uc.Award {
	e := uc.Statute().Period(u.PeriodStart).Entitlement(&u)
	return e.At(gross)
}

// netIncome is what the award and the pay of the period put in the purse.
func netIncome(a uc.Award) money.Pence { return a.Net[0] + a.Net[1] + a.Payment }

// The identities of a statement: every step follows from those above it.
func TestAward_Identities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, gross := drawn(t)
		a := award(u, gross)
		require.Equal(t, a.MaximumAmount, a.StandardAllowance+a.ChildElement+a.DisabledChildAddition+a.LCWElement+a.LCWRAElement+a.CarerElement+
			a.HousingElement+a.ChildcareElement+a.TransitionalElement)
		require.Equal(t, a.EarnedIncome, a.Net[0]+a.Net[1]+a.MinimumIncomeFloor+a.SurplusEarnings)
		for i := range gross {
			require.Equal(t, gross[i], a.Net[i]+a.Tax[i]+a.NationalInsurance[i])
			require.GreaterOrEqual(t, min(a.Tax[i], a.NationalInsurance[i], a.Net[i]), money.Pence(0))
		}
		taper := uc.Statute().Period(u.PeriodStart).Taper()
		require.Equal(t, taper.Of(max(0, a.EarnedIncome-a.WorkAllowance)), a.EarningsDeduction)
		if u.Capital <= 1600000 {
			require.Equal(t, max(0, a.MaximumAmount-a.EarningsDeduction-a.UnearnedIncome-a.TariffIncome), a.BeforeCap)
		} else {
			require.Zero(t, a.BeforeCap)
		}
		require.Equal(t, a.Award, a.BeforeCap-a.CapReduction)
		require.Equal(t, a.Payment, a.Award-a.Sanction-a.Deductions)
		require.GreaterOrEqual(t, min(a.Award, a.Payment, a.CapReduction, a.Sanction, a.Deductions, a.MinimumIncomeFloor, a.SurplusCarried), money.Pence(0))
		require.Positive(t, a.StandardAllowance)
	})
}

// A pound more gross never lowers net income: at given circumstances these rules have no cliff. (The childcare work condition is one, but it
// turns on work, not on pay.) A penny more may cost three: tax, National Insurance and deduction each round.
func TestAward_MorePayNeverCosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, gross := drawn(t)
		u = plain(u)
		base := award(u, gross)
		who := rapid.IntRange(0, u.Adults-1).Draw(t, "who")
		more := gross
		more[who] += money.Pound + money.Pence(rapid.Int64Range(0, 5000).Draw(t, "beyond a pound"))
		require.GreaterOrEqual(t, netIncome(award(u, more)), netIncome(base))
		more[who] = gross[who] + 1
		require.GreaterOrEqual(t, netIncome(award(u, more)), netIncome(base)-3)
		if award(u, more).CapReduction > 0 || base.CapReduction == 0 { // or else the threshold was crossed above which there is no cap
			require.LessOrEqual(t, netIncome(award(u, more)), netIncome(base)+1+3, "continuous")
		}
		require.LessOrEqual(t, award(u, more).BeforeCap, base.BeforeCap+2, "nor does pay raise the award, but for rounding and the threshold above which there is no cap")
	})
}

// Income tax and National Insurance never fall as pay rises, and together never take all of the rise.
func TestAward_ChargesMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := units.Draw(t, "unit")
		low := money.Pence(rapid.Int64Range(0, 3000000).Draw(t, "pay"))
		high := low + money.Pence(rapid.Int64Range(0, 100000).Draw(t, "more"))
		a, b := award(u, [2]money.Pence{low}), award(u, [2]money.Pence{high})
		require.GreaterOrEqual(t, b.Tax[0], a.Tax[0])
		require.GreaterOrEqual(t, b.NationalInsurance[0], a.NationalInsurance[0])
		require.GreaterOrEqual(t, b.Net[0], a.Net[0]-5, "the personal allowance goes in steps of a pound a year")
	})
}

// Partners are interchangeable: swapping them swaps their columns and nothing else.
func TestAward_CoupleSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, gross := units.Draw(t, "unit"), pay.Draw(t, "pay")
		u.Adults = 2
		swapped := u
		swapped.LeadCarer = 1 - u.LeadCarer
		swapped.Age[0], swapped.Age[1] = u.Age[1], u.Age[0]
		swapped.SanctionDays[0], swapped.SanctionDays[1] = u.SanctionDays[1], u.SanctionDays[0]
		for _, pair := range []*[2]bool{&swapped.LCW, &swapped.LCWRA, &swapped.Protected, &swapped.Carer, &swapped.Working, &swapped.Disabled, &swapped.NearBirth, &swapped.SelfEmployed, &swapped.StartUp} {
			pair[0], pair[1] = pair[1], pair[0]
		}
		want := award(u, gross)
		for _, pair := range []*[2]money.Pence{&want.Gross, &want.Tax, &want.NationalInsurance, &want.Net, &want.Profit, &want.Pension} {
			pair[0], pair[1] = pair[1], pair[0]
		}
		other := [2]money.Pence{gross[1], gross[0]}
		require.Equal(t, want, award(swapped, other))

		rules := uc.Statute().Period(u.PeriodStart)
		regimes := rules.Regime(&u, uc.Employees(gross))
		require.Equal(t, [2]uc.Regime{regimes[1], regimes[0]}, rules.Regime(&swapped, uc.Employees(other)))
	})
}

// An entitlement kept over many months answers as one computed afresh, in any order of pay, and computing changes no unit.
func TestEntitlement_CachedEqualsRecomputed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, _ := drawn(t)
		before := u
		before.Children = slices.Clone(u.Children)
		kept := uc.Statute().Period(u.PeriodStart).Entitlement(&u)
		for range 5 {
			gross := pay.Draw(t, "pay")
			gross[1] *= money.Pence(u.Adults - 1)
			require.Equal(t, award(u, gross), kept.At(gross))
		}
		require.Equal(t, before, u)
	})
}

// More need never lowers the maximum amount: another child, rent, childcare cost, age 25, protection.
func TestEntitlement_MoreNeed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, _ := drawn(t)
		maximum := func(u uc.Unit) money.Pence { return uc.Statute().Period(u.PeriodStart).Entitlement(&u).MaximumAmount }
		base := maximum(u)
		for _, change := range []func(*uc.Unit){
			func(u *uc.Unit) { u.Children = append(slices.Clone(u.Children), uc.Child{Born: u.PeriodStart}) },
			func(u *uc.Unit) { u.RentMonth += 100 },
			func(u *uc.Unit) { u.ChildcareMonth += 10000 },
			func(u *uc.Unit) { u.Age = [2]int{max(u.Age[0], 25), max(u.Age[1], 25)} },
			func(u *uc.Unit) { u.Protected = [2]bool{true, true} },
		} {
			more := u
			change(&more)
			require.GreaterOrEqual(t, maximum(more), base)
		}
	})
}

// The paths of the weekly simulation put nothing on the heap.
func TestNoAllocation(t *testing.T) {
	book, u := uc.Statute(), couple()
	var sum money.Pence
	for name, path := range map[string]func(){
		"Period":      func() { _ = book.Period(u.PeriodStart) },
		"Entitlement": func() { e := book.Period(u.PeriodStart).Entitlement(&u); sum += e.MaximumAmount },
		"At": func() {
			e := book.Period(u.PeriodStart).Entitlement(&u)
			sum += e.At([2]money.Pence{120000, 2000000}).Award
		},
		"Regime": func() {
			sum += money.Pence(book.Period(u.PeriodStart).Regime(&u, uc.Employees([2]money.Pence{50000, 1}))[0])
		},
		"CET":         func() { sum += book.Period(u.PeriodStart).CET(&u)[0] },
		"MinimumWage": func() { sum += book.MinimumWage(u.PeriodStart, 22) },
	} {
		assert.Zero(t, testing.AllocsPerRun(100, path), name)
	}
	assert.Positive(t, sum)
}
