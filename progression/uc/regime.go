package uc

import "inwork/progression/money"

// Regime is a labour-market regime, DWP's name for what is asked of a claimant given group and earnings. The zero value is NoRequirements.
type Regime uint8

const (
	NoRequirements Regime = iota // nothing is asked, whatever is earned
	WorkingEnough                // nothing is asked because of earnings: at or above the conditionality earnings threshold
	Planning                     // interviews about work to come
	Preparing                    // interviews and preparation for work
	Intensive                    // intensive work search: earnings below the administrative earnings threshold
	LightTouch                   // between the thresholds: requirements that must not be imposed, except in pilots of in-work progression (reg 99(6), SI 2015/89)
	nRegimes
)

// String returns the name that tables use: "light_touch".
func (r Regime) String() string {
	names := [nRegimes]string{"no_requirements", "working_enough", "planning", "preparing", "intensive", "light_touch"}
	if r >= nRegimes {
		panic("uc: no such regime")
	}
	return names[r]
}

// Regime returns each adult's regime, given what the adults earn in the period (WRA 2012 ss.19 to 22, regs 90 to 91A and 99(6)): the conditionality threshold
// counts pay and profit before tax and pension contributions, the administrative one pay alone. Who has a minimum income floor is taken to reach the former (reg 62(1)(b)).
// For a single person the second entry is the zero value. It panics if the unit is malformed or has children and no PeriodStart.
func (r *Rules) Regime(u *Unit, earnings [2]Earnings) [2]Regime {
	groups, thresholds := r.groupsAndCET(u)
	var gross, all [2]money.Pence // pay; pay and profit
	for i := range u.Adults {
		gross[i] = earnings[i].Employed
		all[i] = gross[i] + max(0, earnings[i].SelfEmployed)
	}
	sum := thresholds[0] + thresholds[1]
	var regimes [2]Regime
	for i := range u.Adults {
		enough := all[i] >= thresholds[i] || u.Adults == 2 && all[0]+all[1] >= sum || r.floorApplies(u, i, groups[i])
		switch {
		case groups[i] == noRequirements:
			regimes[i] = NoRequirements
		case enough:
			regimes[i] = WorkingEnough
		case groups[i] == interviewsOnly:
			regimes[i] = Planning
		case groups[i] == preparationOnly:
			regimes[i] = Preparing
		case r.thresholds.reached(u.Adults, gross[i], gross[0]+gross[1]):
			regimes[i] = LightTouch
		default:
			regimes[i] = Intensive
		}
	}
	return regimes
}

// reached reports whether earnings end intensive work search (reg 99(6)). In a couple only the couple's earnings did until 25 September 2022;
// since then one's own do as well (SI 2022/886).
func (t *earningsThresholds) reached(adults int, own, combined money.Pence) bool {
	if adults == 1 {
		return own >= t.single
	}
	return combined >= t.couple || t.ownCounts && own >= t.single
}

// InWorkPilots reports whether claimants above the administrative earnings threshold may be required to look for work or be available for more if they
// take part in a pilot of in-work progression: Part 3 of SI 2015/89 lifts the ban of reg 99(6) for them, since 19 February 2015, a year at a time.
func (r *Rules) InWorkPilots() bool { return r.workPilots }
