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
		HousingMonth:   money.Pence(rapid.Int64Range(0, 150000).Draw(t, "housing")),
		ChildcareMonth: money.Pence(rapid.Int64Range(0, 200000).Draw(t, "childcare")),
	}
	if rapid.IntRange(0, 3).Draw(t, "ill") == 0 {
		u.LCW, u.LCWRA = flags("LCW"), flags("LCWRA")
	}
	for range rapid.IntRange(0, 5).Draw(t, "children") {
		u.Children = append(u.Children, start-sim.Day(rapid.IntRange(0, 19*365).Draw(t, "child's age in days")))
	}
	slices.Sort(u.Children)
	u.ChildrenInCare = rapid.IntRange(0, len(u.Children)).Draw(t, "in care")
	u.LeadCarer = rapid.IntRange(0, u.Adults-1).Draw(t, "lead carer")
	return u
})

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

func netIncome(a uc.Award) money.Pence { return a.EarnedIncome + a.Award }

// The identities of a statement: every step follows from those above it.
func TestAward_Identities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, gross := drawn(t)
		a := award(u, gross)
		require.Equal(t, a.MaximumAmount, a.StandardAllowance+a.ChildElement+a.LCWElement+a.LCWRAElement+a.CarerElement+a.HousingElement+a.ChildcareElement)
		require.Equal(t, a.EarnedIncome, a.Net[0]+a.Net[1])
		for i := range gross {
			require.Equal(t, gross[i], a.Net[i]+a.Tax[i]+a.NationalInsurance[i])
			require.GreaterOrEqual(t, min(a.Tax[i], a.NationalInsurance[i], a.Net[i]), money.Pence(0))
		}
		taper := uc.Statute().Period(u.PeriodStart).Taper()
		require.Equal(t, taper.Of(max(0, a.EarnedIncome-a.WorkAllowance)), a.EarningsDeduction)
		require.Equal(t, max(0, a.MaximumAmount-a.EarningsDeduction), a.Award)
		require.Positive(t, a.StandardAllowance)
	})
}

// A pound more gross never lowers net income: at given circumstances these rules have no cliff. (The childcare work condition is one, but it
// turns on work, not on pay.) A penny more may cost three: tax, National Insurance and deduction each round.
func TestAward_MorePayNeverCosts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u, gross := drawn(t)
		base := award(u, gross)
		who := rapid.IntRange(0, u.Adults-1).Draw(t, "who")
		more := gross
		more[who] += money.Pound + money.Pence(rapid.Int64Range(0, 5000).Draw(t, "beyond a pound"))
		require.GreaterOrEqual(t, netIncome(award(u, more)), netIncome(base))
		more[who] = gross[who] + 1
		require.GreaterOrEqual(t, netIncome(award(u, more)), netIncome(base)-3)
		require.LessOrEqual(t, award(u, more).Award, base.Award+2, "nor does pay raise the award, but for rounding")
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
		for _, pair := range []*[2]bool{&swapped.LCW, &swapped.LCWRA, &swapped.Protected, &swapped.Carer, &swapped.Working} {
			pair[0], pair[1] = pair[1], pair[0]
		}
		want := award(u, gross)
		for _, pair := range []*[2]money.Pence{&want.Gross, &want.Tax, &want.NationalInsurance, &want.Net} {
			pair[0], pair[1] = pair[1], pair[0]
		}
		other := [2]money.Pence{gross[1], gross[0]}
		require.Equal(t, want, award(swapped, other))

		rules := uc.Statute().Period(u.PeriodStart)
		regimes := rules.Regime(&u, gross)
		require.Equal(t, [2]uc.Regime{regimes[1], regimes[0]}, rules.Regime(&swapped, other))
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
			func(u *uc.Unit) { u.Children = append(slices.Clone(u.Children), u.PeriodStart) },
			func(u *uc.Unit) { u.HousingMonth += 100 },
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
		"Regime":      func() { sum += money.Pence(book.Period(u.PeriodStart).Regime(&u, [2]money.Pence{50000, 1})[0]) },
		"CET":         func() { sum += book.Period(u.PeriodStart).CET(&u)[0] },
		"MinimumWage": func() { sum += book.MinimumWage(u.PeriodStart, 22) },
	} {
		assert.Zero(t, testing.AllocsPerRun(100, path), name)
	}
	assert.Positive(t, sum)
}
