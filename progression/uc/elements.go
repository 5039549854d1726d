package uc

import "inwork/progression/money"

// Elements are the parts of the maximum amount, a month, in the order of a statement.
type Elements struct {
	StandardAllowance     money.Pence
	ChildElement          money.Pence // all children together
	DisabledChildAddition money.Pence // all disabled children together
	LCWElement            money.Pence
	LCWRAElement          money.Pence
	CarerElement          money.Pence // both carers' together
	HousingElement        money.Pence
	ChildcareElement      money.Pence
	TransitionalElement   money.Pence
}

func (e *Elements) sum() money.Pence {
	return e.StandardAllowance + e.ChildElement + e.DisabledChildAddition + e.LCWElement + e.LCWRAElement + e.CarerElement +
		e.HousingElement + e.ChildcareElement + e.TransitionalElement
}

func (r *Rules) elements(u *Unit) Elements {
	lcw, lcwra := r.health.of(u)
	return Elements{
		StandardAllowance:     r.standard.of(u),
		ChildElement:          r.children.of(u.Children),
		DisabledChildAddition: r.children.additions(u.Children),
		LCWElement:            lcw,
		LCWRAElement:          lcwra,
		CarerElement:          r.carer * money.Pence(carersPaid(u)),
		HousingElement:        r.housing.of(u),
		ChildcareElement:      r.childcare.of(u),
		TransitionalElement:   u.TransitionalElement,
	}
}

// standardAllowances by age and couple, a month (reg 36).
type standardAllowances struct{ singleUnder25, single, coupleUnder25, couple money.Pence }

func readStandardAllowances(r reading) standardAllowances {
	return standardAllowances{
		singleUnder25: r.pence("uc.standard_allowance.single_under_25"),
		single:        r.pence("uc.standard_allowance.single_25_plus"),
		coupleUnder25: r.pence("uc.standard_allowance.couple_both_under_25"),
		couple:        r.pence("uc.standard_allowance.couple_25_plus"),
	}
}

// of gives a couple the lower amount only if both are under 25.
func (s *standardAllowances) of(u *Unit) money.Pence {
	under25 := u.all([2]bool{u.Age[0] < 25, u.Age[1] < 25})
	switch {
	case u.Adults == 1 && under25:
		return s.singleUnder25
	case u.Adults == 1:
		return s.single
	case under25:
		return s.coupleUnder25
	}
	return s.couple
}
