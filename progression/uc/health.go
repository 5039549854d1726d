package uc

import "inwork/progression/money"

// healthElements for limited capability, a month (regs 27 and 36; Universal Credit Act 2025 s.2).
type healthElements struct {
	lcw             money.Pence
	lcwClosed       bool        // since 3 April 2017 only protected cases have the LCW element (SI 2017/204)
	lcwra, lcwraOld money.Pence // the same until 6 April 2026; since then protected cases keep more
}

func readHealthElements(r reading) healthElements {
	h := healthElements{
		lcw:       r.pence("uc.lcw_element"),
		lcwClosed: r.flag("uc.lcw_element.protected_cases_only"),
	}
	h.lcwra = r.penceOr("uc.lcwra_element.new_claimant", "uc.lcwra_element")
	h.lcwraOld = r.penceOr("uc.lcwra_element.pre_2026_or_severe_or_terminal", "uc.lcwra_element")
	return h
}

// of returns the one element an award may include for limited capability, a couple's too (reg 27(4)): LCWRA before LCW, and the
// higher amount if partners differ. Someone with LCW who is paid as a carer brings no LCW element (reg 29(4) as it stood
// until 2 April 2017, saved for protected cases; from memory).
func (h *healthElements) of(u *Unit) (lcw, lcwra money.Pence) {
	for i := range u.Adults {
		switch {
		case u.LCWRA[i] && u.Protected[i]:
			lcwra = max(lcwra, h.lcwraOld)
		case u.LCWRA[i]:
			lcwra = max(lcwra, h.lcwra)
		case u.LCW[i] && !u.Carer[i] && (u.Protected[i] || !h.lcwClosed):
			lcw = h.lcw
		}
	}
	if lcwra > 0 {
		return 0, lcwra
	}
	return lcw, 0
}

// carersPaid counts the carer elements: one for each carer, except the person for whom the LCWRA element is paid (reg 29(2) and (4)). When
// both partners have LCWRA the element counts as the one's who is no carer.
func carersPaid(u *Unit) int {
	carers, onlyCarersHaveLCWRA := 0, u.either(u.LCWRA)
	for i := range u.Adults {
		if u.Carer[i] {
			carers++
		} else if u.LCWRA[i] {
			onlyCarersHaveLCWRA = false
		}
	}
	if onlyCarersHaveLCWRA {
		carers--
	}
	return carers
}
