package uc

import "inwork/progression/money"

// childcareElement covers a share of what registered childcare costs (regs 31 to 34).
type childcareElement struct {
	rate            rate
	capOne, capMore money.Pence // most that is paid a month for one child, for two or more
}

func readChildcareElement(r reading) childcareElement {
	return childcareElement{
		rate:    r.rate("uc.childcare.rate"),
		capOne:  r.pence("uc.childcare.cap_one_child"),
		capMore: r.pence("uc.childcare.cap_two_plus"),
	}
}

// of pays the share of the cost up to the cap, which is on the element and not on the cost.
func (c *childcareElement) of(u *Unit) money.Pence {
	if u.ChildrenInCare == 0 || !meetsWorkCondition(u) {
		return 0
	}
	limit := c.capOne
	if u.ChildrenInCare > 1 {
		limit = c.capMore
	}
	return min(c.rate.of(u.ChildcareMonth), limit)
}

// meetsWorkCondition: all adults work, or one does and the other cannot look after the children for limited capability or caring (reg 32).
func meetsWorkCondition(u *Unit) bool {
	excused := func(i int) bool { return u.Working[i] || u.LCW[i] || u.LCWRA[i] || u.Carer[i] }
	return u.either(u.Working) && (u.Adults == 1 || excused(0) && excused(1))
}
