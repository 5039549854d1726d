package uc

import "inwork/progression/money"

// Tenure says whom housing costs are paid to. The zero value is nobody.
type Tenure uint8

const (
	NoHousingCosts Tenure = iota // people who live with family or friends
	SocialRent                   // from a council or housing association
	PrivateRent
	Owner // no housing element for people in work (Sch 5 para 4); loans for mortgage interest stand outside Universal Credit since April 2018
)

var tenureNames = [...]string{"none", "social", "private", "owner"}

// String returns none, social, private or owner.
func (t Tenure) String() string { return tenureNames[t] }

// housingElement is what reduces the rent that is met (regs 25 and 26, Sch 4).
type housingElement struct {
	oneSpare, moreSpare rate        // share of the rent that a social tenant with spare bedrooms loses (Sch 4 para 36)
	contribution        money.Pence // of each other adult in the home, a month (Sch 4 para 14)
}

func readHousingElement(r reading) housingElement {
	return housingElement{
		oneSpare:     r.rate("uc.under_occupancy.one_bedroom"),
		moreSpare:    r.rate("uc.under_occupancy.two_plus"),
		contribution: r.pence("uc.housing_cost_contribution_per_non_dependant"),
	}
}

// of is the rent, for a social tenant less the share for spare bedrooms, for a private tenant up to the local housing allowance, then less
// contributions: none are taken when the claimant or partner gets a disability benefit (Sch 4 para 15).
func (h *housingElement) of(u *Unit) money.Pence {
	met := u.RentMonth
	switch u.Tenure {
	case SocialRent:
		met -= h.spare(u.SpareBedrooms).of(u.RentMonth)
	case PrivateRent:
		if u.LHAMonth > 0 {
			met = min(met, u.LHAMonth)
		}
	default:
		return 0
	}
	if !u.either(u.Disabled) {
		met -= h.contribution * money.Pence(u.NonDependants)
	}
	return max(0, met)
}

func (h *housingElement) spare(bedrooms int) rate {
	switch bedrooms {
	case 0:
		return 0
	case 1:
		return h.oneSpare
	}
	return h.moreSpare
}
