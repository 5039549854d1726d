package uc

import "inwork/progression/money"

// MaxSanctionDays is the longest total reduction period outstanding (reg 101(3)).
const MaxSanctionDays = 1095

// SanctionLevel is how grave a failure is (regs 102 to 105).
type SanctionLevel uint8

const (
	Lowest SanctionLevel = iota // no work-focused interview, of someone asked for no more: until it is made good
	Low                         // no interview or preparation: until made good, and some days more
	Medium                      // no search for work, or not available
	Higher                      // a job refused or lost
)

// SanctionDays returns the days for which an adult's failure reduces the award, given the days that the last failure of the same level within a year,
// but not within a fortnight, brought (0 none). At the lower two levels the days until the person complies come on top.
func (r *Rules) SanctionDays(level SanctionLevel, last int) int {
	steps := [...][3]int{Low: {7, 14, 28}, Medium: {28, 91, 91}, Higher: {91, 182, r.longestSanction}}[level]
	switch {
	case last < steps[0]:
		return steps[0]
	case last == steps[0]:
		return steps[1]
	}
	return steps[2]
}

// DailySanction returns by how much a day's sanction of each adult reduces the award: the standard allowance times 12 over 365, or 40% of
// it for those under 18, near a birth, with a child under one, or asked for interviews only, each rounded down to 10 pence; nothing with LCWRA; for one of a
// couple half of that (reg 111). It panics if the unit is malformed or has children and no PeriodStart.
func (r *Rules) DailySanction(u *Unit) (daily [2]money.Pence) {
	u.check()
	youngest, standard := u.youngestAge(), r.standard.of(u)
	for i := range u.Adults {
		daily[i] = half(r.sanctionRate(u, i, youngest).Down(standard)/10*10, u.Adults == 2)
	}
	return daily
}

// sanctionRate is the share of a month's standard allowance that a day costs.
func (r *Rules) sanctionRate(u *Unit, i, youngest int) money.Ratio {
	full := money.Ratio{Num: 12, Den: 365}
	switch {
	case u.LCWRA[i]:
		return money.Ratio{Num: 0, Den: 1}
	case u.Age[i] < 18, u.NearBirth[i], u.isLeadCarer(i) && r.ages.ofCare(youngest) <= interviewsOnly:
		return money.Ratio{Num: 4 * full.Num, Den: 10 * full.Den}
	}
	return full
}

// half returns half of an amount that is a multiple of 10 pence, or all of it.
func half(p money.Pence, halved bool) money.Pence {
	if halved {
		return p / 2
	}
	return p
}

// LargestDeduction returns how much of an award may go to advances, debts and sanctions together: a share of the standard allowance
// (SI 2013/380 Sch 6 and 7, as the Secretary of State has lowered it since). Last-resort deductions for housing, fuel and children may exceed it.
func (r *Rules) LargestDeduction(standardAllowance money.Pence) money.Pence {
	return r.deductions.of(standardAllowance)
}
