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

// Regime returns each adult's regime, given the adults' gross employed earnings in the period (WRA 2012 ss.19 to 22, regs 90 to 91A and 99(6)).
// For a single person the second entry is the zero value. It panics if the unit is malformed or has children and no PeriodStart.
func (r *Rules) Regime(u *Unit, gross [2]money.Pence) [2]Regime {
	groups, thresholds := r.groupsAndCET(u)
	combined, sum := gross[0]+gross[1], thresholds[0]+thresholds[1]
	var regimes [2]Regime
	for i := range u.Adults {
		enough := gross[i] >= thresholds[i] || u.Adults == 2 && combined >= sum
		switch {
		case groups[i] == noRequirements:
			regimes[i] = NoRequirements
		case enough:
			regimes[i] = WorkingEnough
		case groups[i] == interviewsOnly:
			regimes[i] = Planning
		case groups[i] == preparationOnly:
			regimes[i] = Preparing
		case r.thresholds.reached(u.Adults, gross[i], combined):
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
