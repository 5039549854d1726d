package uc

import "inwork/progression/money"

// Rules is the complete set of amounts and rates in force in one assessment period. It comes from [Book.Period] and is never changed.
type Rules struct {
	standard   standardAllowances
	children   childElement
	health     healthElements
	carer      money.Pence // carer element (reg 29), a month
	childcare  childcareElement
	allowances workAllowances
	taper      rate // share of earnings above the work allowance that the award loses (reg 22(1)(b))

	tax       [2]incomeTax // the UK's, Scotland's
	insurance nationalInsurance

	wages      minimumWages
	thresholds earningsThresholds
	ages       leadCarerAges
}

func newRules(r reading) Rules {
	return Rules{
		standard:   readStandardAllowances(r),
		children:   readChildElement(r),
		health:     readHealthElements(r),
		carer:      r.pence("uc.carer_element"),
		childcare:  readChildcareElement(r),
		allowances: readWorkAllowances(r),
		taper:      r.rate("uc.taper"),
		tax:        [2]incomeTax{readUKTax(r), readScottishTax(r)},
		insurance:  readNationalInsurance(r),
		wages:      readMinimumWages(r),
		thresholds: readEarningsThresholds(r),
		ages:       readLeadCarerAges(r),
	}
}

// Taper returns the share of earnings above the work allowance by which the award is reduced.
func (r *Rules) Taper() money.Ratio { return r.taper.ratio() }
