package uc

import "inwork/progression/money"

// Entitlement is what a unit is entitled to in an assessment period before its earnings count. It depends on circumstances alone, so one
// computed once serves as long as neither they nor the rules change. The zero value is of no use: it comes from [Rules.Entitlement].
type Entitlement struct {
	Elements
	MaximumAmount money.Pence // sum of the elements, a month
	WorkAllowance money.Pence // earnings, a month, that reduce nothing

	adults    int
	taper     rate
	tax       *incomeTax
	insurance *nationalInsurance
}

// Entitlement works out a unit's maximum amount (WRA 2012 s.8(2)) and work allowance. It panics if the unit is malformed:
// adults other than 1 or 2, children not eldest first, negative costs.
func (r *Rules) Entitlement(u *Unit) Entitlement {
	u.check()
	e := Entitlement{
		Elements:      r.elements(u),
		WorkAllowance: r.allowances.of(u),
		adults:        u.Adults,
		taper:         r.taper,
		tax:           &r.tax[0],
		insurance:     &r.insurance,
	}
	if u.Scotland {
		e.tax = &r.tax[1]
	}
	e.MaximumAmount = e.sum()
	return e
}

// Award is a month's award of Universal Credit with the steps that lead to it, in the order of a statement. All amounts are of
// one assessment period.
type Award struct {
	Elements
	MaximumAmount     money.Pence    // sum of the elements
	Gross             [2]money.Pence // employed earnings by adult
	Tax               [2]money.Pence // income tax on them
	NationalInsurance [2]money.Pence // class 1 contributions on them
	Net               [2]money.Pence // what is left of them
	EarnedIncome      money.Pence    // net earnings of the unit (reg 55)
	WorkAllowance     money.Pence    // of which this much reduces nothing
	EarningsDeduction money.Pence    // taper on the rest
	Award             money.Pence    // maximum amount less deduction, not below zero
}

// At returns the award when the adults earn that much gross in the period as employees (0 out of work; the second entry must be 0
// for a single person). Gross pay below a thousand million pounds a month is exact; below zero it panics.
func (e *Entitlement) At(gross [2]money.Pence) Award {
	if gross[0] < 0 || gross[1] < 0 || e.adults == 1 && gross[1] != 0 {
		panic("uc: earnings below zero or of an adult who is not in the benefit unit")
	}
	a := Award{Elements: e.Elements, MaximumAmount: e.MaximumAmount, Gross: gross, WorkAllowance: e.WorkAllowance}
	for i, g := range gross {
		if g > 0 {
			a.Tax[i] = e.tax.month(g)
			a.NationalInsurance[i] = e.insurance.month(g)
			a.Net[i] = g - a.Tax[i] - a.NationalInsurance[i]
			a.EarnedIncome += a.Net[i]
		}
	}
	a.EarningsDeduction = e.taper.of(max(0, a.EarnedIncome-e.WorkAllowance)) // reg 22(1)(b)
	a.Award = max(0, a.MaximumAmount-a.EarningsDeduction)                    // WRA 2012 s.8(1)
	return a
}
