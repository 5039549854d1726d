package uc

import "inwork/progression/money"

// NilThreshold returns the earned income at which nothing is left of the award (reg 54A(6)).
func (e *Entitlement) NilThreshold() money.Pence {
	return e.rules.taper.grossUp(max(0, e.MaximumAmount-e.UnearnedIncome-e.TariffIncome)) + e.WorkAllowance
}

// surplus returns what of earnings that ended an award is carried over to the next claim: all above the nil threshold plus 2,500, without
// any minimum income floor (reg 54A, since 11 April 2018). The caller knows when a claim is made again within six months, and
// leaves out those who fled domestic violence.
func (e *Entitlement) surplus(earned money.Pence) money.Pence {
	if e.rules.surplusAbove == 0 || e.noEntitlement {
		return 0
	}
	return max(0, earned-e.NilThreshold()-e.rules.surplusAbove)
}
