package uc

import (
	"inwork/progression/money"
	"inwork/sim"
)

// Unit is a benefit unit - a single person or a couple, and their children - as it is in one assessment period. A change of
// circumstances counts for the whole period in which it happens (SI 2013/381 Sch 1 para 20), so give the state of the last day.
// Everything but Adults and Age may be left zero.
type Unit struct {
	Adults int    // 1 or 2; in the pairs below the second entry is the partner's
	Age    [2]int // in years

	LCW   [2]bool // limited capability for work
	LCWRA [2]bool // limited capability for work and work-related activity, the three months' wait (reg 28) over
	// Protected keeps the older terms: an LCW element for someone who had it before 3 April 2017; the full LCWRA element from 6 April 2026 for someone
	// entitled to it before that day, terminally ill or with a severe condition for life.
	Protected [2]bool
	Carer     [2]bool // cares 35 hours a week or more for a severely disabled person, each for a different one
	Disabled  [2]bool // gets personal independence payment, disability living allowance or attendance allowance
	NearBirth [2]bool // within 11 weeks before or 15 weeks after giving birth, or adopted a child in the last year (reg 89(1)(c) and (d))

	Children  []Child // eldest first: the children and qualifying young persons they are responsible for (regs 4 and 5)
	LeadCarer int     // which adult of a couple (0 or 1) is the children's nominated responsible carer (reg 86)
	// PeriodStart is the first day of the assessment period. Regime, CET, sanctions and the minimum income floor need it when there are children, for their ages.
	PeriodStart sim.Day

	Scotland      bool // Scottish taxpayers
	GreaterLondon bool // for the benefit cap

	Tenure         Tenure
	RentMonth      money.Pence // eligible rent and service charges
	LHAMonth       money.Pence // local housing allowance for their bedrooms and area, if they rent privately; 0 no limit
	SpareBedrooms  int         // of a social tenant
	NonDependants  int         // other adults of 21 or more in the home who have to contribute (Sch 4 paras 13 to 16)
	ChildcareMonth money.Pence // what they pay for registered childcare
	ChildrenInCare int         // how many children that is for
	Working        [2]bool     // in paid work, or with an offer that starts by the end of the next period (reg 32)

	ExpectedHours [2]int // of work a week, where the coach has set fewer than law and guidance (reg 88); 0 what they say

	SelfEmployed [2]bool // gainfully (reg 64), so that the minimum income floor applies to those asked to look for work
	StartUp      [2]bool // in the twelve months' start-up period, without a floor (reg 63)

	Capital             money.Pence // both adults' savings that count
	UnearnedMonth       money.Pence // income that counts in full: contributory benefits, carer's allowance, pensions (reg 66)
	TransitionalElement money.Pence // of a household that was moved to Universal Credit (SI 2014/1230 reg 52), as it now is
	SurplusEarnings     money.Pence // carried over from the award that ended (reg 54A)

	ChildBenefit         bool        // they get it for the children: it counts for the benefit cap
	CappedBenefitsMonth  money.Pence // other benefits that count for the cap, beside Universal Credit and child benefit (WRA 2012 s.96(10))
	CapGrace             bool        // in the nine months after good earnings, without a cap: see [CapGrace]
	SanctionDays         [2]int      // days of the period, or outstanding from before, on which each is sanctioned
	DeductionsAskedMonth money.Pence // to repay advances and debts: see [Rules.LargestDeduction]
}

// Child is a child or qualifying young person. The zero value but for the day of birth is a child without additions or exceptions.
type Child struct {
	Born      sim.Day
	Addition  Addition
	Exception Exception
}

// Born returns children by their days of birth, eldest first.
func Born(days ...sim.Day) []Child {
	children := make([]Child, len(days))
	for i, day := range days {
		children[i].Born = day
	}
	return children
}

// check panics on what no household can be.
func (u *Unit) check() {
	if u.Adults != 1 && u.Adults != 2 {
		panic("uc: a benefit unit has one or two adults")
	}
	if min(u.RentMonth, u.LHAMonth, u.ChildcareMonth, u.Capital, u.UnearnedMonth, u.TransitionalElement, u.SurplusEarnings, u.CappedBenefitsMonth, u.DeductionsAskedMonth) < 0 {
		panic("uc: negative money of a benefit unit")
	}
	if min(u.SpareBedrooms, u.NonDependants, u.ChildrenInCare, u.SanctionDays[0], u.SanctionDays[1], u.ExpectedHours[0], u.ExpectedHours[1]) < 0 {
		panic("uc: negative number in a benefit unit")
	}
	if u.LeadCarer < 0 || u.LeadCarer >= u.Adults {
		panic("uc: the lead carer is not in the benefit unit")
	}
	for i := 1; i < len(u.Children); i++ {
		if u.Children[i-1].Born > u.Children[i].Born {
			panic("uc: the children of a benefit unit are not eldest first")
		}
	}
}

// either reports whether the fact holds for an adult of the unit.
func (u *Unit) either(fact [2]bool) bool { return fact[0] || u.Adults == 2 && fact[1] }

// all reports whether the fact holds for every adult of the unit.
func (u *Unit) all(fact [2]bool) bool { return fact[0] && (u.Adults == 1 || fact[1]) }
