package uc

import "inwork/progression/money"

// Entitlement is what a unit is entitled to in an assessment period before its earnings count. It depends on circumstances alone, so one
// computed once serves as long as neither they nor the rules change. The zero value is of no use: it comes from [Rules.Entitlement].
type Entitlement struct {
	Elements
	MaximumAmount  money.Pence // sum of the elements, a month
	WorkAllowance  money.Pence // earnings, a month, that reduce nothing
	UnearnedIncome money.Pence // that counts in full (reg 66)
	TariffIncome   money.Pence // from capital

	rules         *Rules
	tax           *incomeTax
	adults        int
	noEntitlement bool // capital above the limit
	floor         incomeFloor
	brought       money.Pence // surplus earnings of an earlier award
	cap           capping
	sanction      money.Pence
	asked         money.Pence // of deductions
}

// Entitlement works out a unit's maximum amount (WRA 2012 s.8(2)) and all else that its pay does not change. It panics if the unit is malformed:
// adults other than 1 or 2, children not eldest first, negative amounts, children without PeriodStart where their ages count.
func (r *Rules) Entitlement(u *Unit) Entitlement {
	u.check()
	e := Entitlement{
		Elements:       r.elements(u),
		UnearnedIncome: u.UnearnedMonth,
		TariffIncome:   r.capital.tariffIncome(u.Capital),
		rules:          r,
		tax:            &r.tax[0],
		adults:         u.Adults,
		noEntitlement:  u.Capital > r.capital.limit,
		brought:        u.SurplusEarnings,
		cap:            r.cap.of(u),
		asked:          u.DeductionsAskedMonth,
	}
	if u.Scotland {
		e.tax = &r.tax[1]
	}
	e.MaximumAmount = e.sum()
	e.WorkAllowance = r.allowances.of(u, e.HousingElement > 0)
	e.floor = r.floor(u, e.tax)
	if u.SanctionDays != [2]int{} {
		most := e.StandardAllowance / money.Pence(u.Adults) // reg 110: no more than the standard allowance, of one of a couple half of it
		for i, daily := range r.DailySanction(u) {
			e.sanction += min(daily*money.Pence(u.SanctionDays[i]), most)
		}
	}
	return e
}

// Earnings are what an adult earns in an assessment period.
type Earnings struct {
	Employed     money.Pence // gross pay received
	SelfEmployed money.Pence // receipts less expenses; a loss counts as nothing
	Pension      money.Pence // relievable contribution from pay: before tax, after National Insurance
}

// Employees returns the earnings of adults who are employees and pay into no pension.
func Employees(gross [2]money.Pence) [2]Earnings {
	return [2]Earnings{{Employed: gross[0]}, {Employed: gross[1]}}
}

// Award is a month's award of Universal Credit with the steps that lead to it, in the order of a statement. All amounts are of
// one assessment period.
type Award struct {
	Elements
	MaximumAmount      money.Pence    // sum of the elements
	Gross              [2]money.Pence // employed earnings by adult
	Profit             [2]money.Pence // self-employed earnings
	Pension            [2]money.Pence // contributions that count
	Tax                [2]money.Pence // income tax on them
	NationalInsurance  [2]money.Pence // class 1, 2 and 4 contributions on them
	Net                [2]money.Pence // what is left of them
	MinimumIncomeFloor money.Pence    // added for self-employed adults who earn less (reg 62)
	SurplusEarnings    money.Pence    // brought from an earlier award (reg 54A)
	EarnedIncome       money.Pence    // of the unit: the three above (regs 54 to 57)
	WorkAllowance      money.Pence    // of which this much reduces nothing
	EarningsDeduction  money.Pence    // taper on the rest
	UnearnedIncome     money.Pence    // taken off in full
	TariffIncome       money.Pence    // from capital, taken off in full
	BeforeCap          money.Pence    // maximum amount less these, not below zero
	CapReduction       money.Pence    // by the benefit cap
	Award              money.Pence    // what they are entitled to
	Sanction           money.Pence    // taken for failures
	Deductions         money.Pence    // taken for advances and debts
	Payment            money.Pence    // what is paid
	SurplusCarried     money.Pence    // of an award that ends: to the next claim's earnings
}

// At returns the award when the adults earn that much gross in the period as employees paid by the month (0 out of work; the second entry must be 0
// for a single person). Gross pay below a thousand million pounds a month is exact; below zero it panics.
func (e *Entitlement) At(gross [2]money.Pence) (a Award) {
	if gross[0] < 0 || gross[1] < 0 || e.adults == 1 && gross[1] != 0 {
		panic("uc: earnings below zero or of an adult who is not in the benefit unit")
	}
	for i, g := range gross {
		if g > 0 {
			a.Gross[i] = g
			a.Tax[i] = e.tax.month(g)
			a.NationalInsurance[i] = e.rules.insurance[Monthly].of(g)
			a.Net[i] = g - a.Tax[i] - a.NationalInsurance[i]
		}
	}
	e.complete(&a)
	return a
}

// Earning returns the award at earnings of all kinds, as [Entitlement.At] does at an employee's. Tax is that on the sum.
func (e *Entitlement) Earning(earnings [2]Earnings) (a Award) {
	for i, x := range earnings {
		if x.Employed < 0 || x.Pension < 0 || x.Pension > x.Employed || i >= e.adults && x != (Earnings{}) {
			panic("uc: earnings below zero, pension contributions above pay, or of an adult who is not in the benefit unit")
		}
		profit := max(0, x.SelfEmployed)
		a.Gross[i], a.Profit[i], a.Pension[i] = x.Employed, profit, x.Pension
		a.Tax[i] = e.tax.month(x.Employed - x.Pension + profit)
		a.NationalInsurance[i] = e.rules.insurance[Monthly].of(x.Employed) + e.rules.selfEmployed.month(profit)
		a.Net[i] = x.Employed + profit - x.Pension - a.Tax[i] - a.NationalInsurance[i]
	}
	e.complete(&a)
	return a
}

// Paid returns the award when employees received payslips in the period, from [Book.Received] or real ones.
func (e *Entitlement) Paid(slips [2]Payslip) (a Award) {
	for i, s := range slips {
		if i >= e.adults && s != (Payslip{}) {
			panic("uc: pay of an adult who is not in the benefit unit")
		}
		a.Gross[i], a.Pension[i], a.Tax[i], a.NationalInsurance[i], a.Net[i] = s.Gross, s.Pension, s.Tax, s.NationalInsurance, s.Net()
	}
	e.complete(&a)
	return a
}

// complete goes on from the adults' net earnings to the payment.
func (e *Entitlement) complete(a *Award) {
	a.Elements, a.MaximumAmount, a.WorkAllowance = e.Elements, e.MaximumAmount, e.WorkAllowance
	a.UnearnedIncome, a.TariffIncome, a.SurplusEarnings = e.UnearnedIncome, e.TariffIncome, e.brought

	earned := a.Net[0] + a.Net[1] + e.brought
	a.EarnedIncome = earned
	if e.floor.couple > 0 {
		a.MinimumIncomeFloor = e.floor.raise(a.Net)
		a.EarnedIncome += a.MinimumIncomeFloor
	}
	a.EarningsDeduction = e.rules.taper.of(max(0, a.EarnedIncome-e.WorkAllowance)) // reg 22(1)(b)
	a.BeforeCap = max(0, e.MaximumAmount-a.EarningsDeduction-e.UnearnedIncome-e.TariffIncome)
	if e.noEntitlement {
		a.BeforeCap = 0
	}
	if e.cap.limit > 0 && earned < e.rules.cap.earnings { // reg 82(4): without the floor
		a.CapReduction = e.cap.reduction(a.BeforeCap, e.ChildcareElement)
	}
	a.Award = a.BeforeCap - a.CapReduction // WRA 2012 s.8(1) and s.96
	a.Payment = a.Award
	if e.sanction > 0 || e.asked > 0 {
		e.reduce(a)
	}
	if a.BeforeCap == 0 && earned > 0 {
		a.SurplusCarried = e.surplus(earned)
	}
}

// reduce takes sanctions, at most the award, then deductions: as far as sanctions leave room and a penny is left to pay.
func (e *Entitlement) reduce(a *Award) {
	a.Sanction = min(e.sanction, a.Award)
	room := e.rules.LargestDeduction(e.StandardAllowance) - a.Sanction
	a.Deductions = max(0, min(e.asked, room, a.Award-a.Sanction-1))
	a.Payment = a.Award - a.Sanction - a.Deductions
}
