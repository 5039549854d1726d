package uc

import (
	"inwork/progression/money"
	"inwork/sim"
)

// Unit is a benefit unit - a single person or a couple, and their children - as it is in one assessment period. A change of
// circumstances counts for the whole period in which it happens (SI 2013/381 Sch 1 para 20), so give the state of the last day.
type Unit struct {
	Adults int    // 1 or 2; in the pairs below the second entry is the partner's
	Age    [2]int // in years

	LCW   [2]bool // limited capability for work
	LCWRA [2]bool // limited capability for work and work-related activity, the three months' wait (reg 28) over
	// Protected keeps the older terms: an LCW element for someone who had it before 3 April 2017; the full LCWRA element from 6 April 2026 for someone
	// entitled to it before that day, terminally ill or with a severe condition for life.
	Protected [2]bool
	Carer     [2]bool // cares 35 hours a week or more for a severely disabled person, each for a different one

	Children  []sim.Day // days of birth, eldest first, of the children and qualifying young persons they are responsible for (regs 4 and 5)
	LeadCarer int       // which adult of a couple (0 or 1) is the children's nominated responsible carer (reg 86)
	// PeriodStart is the first day of the assessment period. Only Regime and CET need it, for the ages of children.
	PeriodStart sim.Day

	Scotland       bool        // a Scottish taxpayer
	HousingMonth   money.Pence // housing element, after caps and contributions; 0 none
	ChildcareMonth money.Pence // what they pay for registered childcare
	ChildrenInCare int         // how many children that is for
	Working        [2]bool     // in paid work, or with an offer that starts by the end of the next period (reg 32)
}

// check panics on what no household can be.
func (u *Unit) check() {
	if u.Adults != 1 && u.Adults != 2 {
		panic("uc: a benefit unit has one or two adults")
	}
	if u.HousingMonth < 0 || u.ChildcareMonth < 0 || u.ChildrenInCare < 0 {
		panic("uc: negative housing or childcare of a benefit unit")
	}
	if u.LeadCarer < 0 || u.LeadCarer >= u.Adults {
		panic("uc: the lead carer is not in the benefit unit")
	}
	for i := 1; i < len(u.Children); i++ {
		if u.Children[i-1] > u.Children[i] {
			panic("uc: the children of a benefit unit are not eldest first")
		}
	}
}

// either reports whether the fact holds for an adult of the unit.
func (u *Unit) either(fact [2]bool) bool { return fact[0] || u.Adults == 2 && fact[1] }

// all reports whether the fact holds for every adult of the unit.
func (u *Unit) all(fact [2]bool) bool { return fact[0] && (u.Adults == 1 || fact[1]) }
