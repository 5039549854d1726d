package uc

import "inwork/progression/money"

// incomeFloor is what self-employed people are taken to earn at least (regs 62 to 64), net, a month. The zero value is no floor.
type incomeFloor struct {
	own    [2]money.Pence // 0 for an adult without one
	couple money.Pence    // of both: a partner's threshold counts as well
}

// floor works out the thresholds: expected hours at the minimum wage, less the tax and National Insurance of a self-employed person with that
// profit (reg 62(4); which deductions is the Secretary of State's choice). Those in a start-up period, or not asked for all requirements, have none.
func (r *Rules) floor(u *Unit, tax *incomeTax) (f incomeFloor) {
	if !u.either(u.SelfEmployed) {
		return f
	}
	groups, gross := r.groupsAndCET(u)
	for i := range u.Adults {
		net := gross[i] - tax.month(gross[i]) - r.selfEmployed.month(gross[i])
		f.couple += net
		if r.floorApplies(u, i, groups[i]) {
			f.own[i] = net
		}
	}
	return f
}

func (r *Rules) floorApplies(u *Unit, i int, g group) bool {
	return !r.floorSuspended && u.SelfEmployed[i] && !u.StartUp[i] && g == allRequirements
}

// raise returns by how much the floor raises the earnings of the unit (reg 62(2) and (3)). In a couple each is taken to have no more of the
// threshold than brings both to the couple's.
func (f *incomeFloor) raise(net [2]money.Pence) (raised money.Pence) {
	for i, own := range f.own {
		if own == 0 || net[i] >= own {
			continue
		}
		raised += max(0, own-max(0, own+net[1-i]-f.couple)-net[i])
	}
	return raised
}
