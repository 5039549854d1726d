package uc

import "inwork/sim"

// group is one of the four legal groups of requirements (WRA 2012 ss.19 to 22), lightest first, earnings apart.
type group uint8

const (
	noRequirements  group = iota // s.19
	interviewsOnly               // s.20
	preparationOnly              // s.21
	allRequirements              // s.22
)

// leadCarerAges are the ages in years of the youngest child from which more is asked of the responsible carer (WRA 2012 ss.19 to 21, regs 91 and 91A).
type leadCarerAges struct{ interviews, preparation, all int }

func readLeadCarerAges(r reading) leadCarerAges {
	return leadCarerAges{
		interviews:  r.count("conditionality.lead_carer.no_requirements_below_age"),
		preparation: r.count("conditionality.lead_carer.work_prep_age"),
		all:         r.count("conditionality.lead_carer.all_requirements_from_age"),
	}
}

// group is the lightest that fits adult i.
func (a *leadCarerAges) group(u *Unit, i, youngest int) group {
	if !u.isLeadCarer(i) {
		return ofCapability(u, i)
	}
	return min(ofCapability(u, i), a.ofCare(youngest))
}

// ofCapability: nothing is asked with LCWRA, while caring for a severely disabled person (s.19(2)) or near a birth or adoption (reg 89(1)),
// preparation with LCW (s.21(1)(a)).
func ofCapability(u *Unit, i int) group {
	switch {
	case u.LCWRA[i] || u.Carer[i] || u.NearBirth[i]:
		return noRequirements
	case u.LCW[i]:
		return preparationOnly
	}
	return allRequirements
}

// ofCare goes by the age of the youngest child of a lead carer.
func (a *leadCarerAges) ofCare(youngest int) group {
	switch {
	case youngest < a.interviews:
		return noRequirements
	case youngest < a.preparation:
		return interviewsOnly
	case youngest < a.all:
		return preparationOnly
	}
	return allRequirements
}

// isLeadCarer reports whether adult i is the one whose care for the children counts: a single parent always is.
func (u *Unit) isLeadCarer(i int) bool { return len(u.Children) > 0 && i == u.LeadCarer }

// youngestAge is the age in years of the youngest child on the last day of the period; without children it has no meaning.
func (u *Unit) youngestAge() int {
	if len(u.Children) == 0 {
		return 0
	}
	if u.PeriodStart == 0 {
		panic("uc: the regime of a unit with children needs PeriodStart")
	}
	return yearsBetween(u.Children[len(u.Children)-1].Born, lastDay(u.PeriodStart))
}

// yearsBetween counts birthdays; those born on 29 February have theirs on 1 March in other years.
func yearsBetween(born, on sim.Day) int {
	year, month, day := born.Date()
	onYear, onMonth, onDay := on.Date()
	years := onYear - year
	if onMonth < month || onMonth == month && onDay < day {
		years--
	}
	return years
}
