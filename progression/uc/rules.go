package uc

import "inwork/progression/money"

// Rules is the complete set of amounts and rates in force in one assessment period. It comes from [Book.Period] and is never changed.
type Rules struct {
	standard   standardAllowances
	children   childElement
	health     healthElements
	carer      money.Pence // carer element (reg 29), a month
	housing    housingElement
	childcare  childcareElement
	allowances workAllowances
	taper      rate // share of earnings above the work allowance that the award loses (reg 22(1)(b))
	capital    capitalRules
	cap        benefitCap

	floorSuspended  bool        // 30 March 2020 to 31 July 2021 (SI 2020/371 reg 2)
	surplusAbove    money.Pence // earnings above the nil threshold that are not carried over; 0 nothing is
	deductions      rate        // of the standard allowance
	longestSanction int         // days, of a third higher-level failure

	tax          [2]incomeTax         // the UK's, Scotland's
	insurance    [4]nationalInsurance // by Frequency
	selfEmployed selfEmployedInsurance
	employer     [4]employerInsurance // by Frequency
	pension      autoEnrolment

	wages      minimumWages
	thresholds earningsThresholds
	ages       leadCarerAges
	workPilots bool
}

func newRules(r reading) Rules {
	rules := Rules{
		standard:        readStandardAllowances(r),
		children:        readChildElement(r),
		health:          readHealthElements(r),
		carer:           r.pence("uc.carer_element"),
		housing:         readHousingElement(r),
		childcare:       readChildcareElement(r),
		allowances:      readWorkAllowances(r),
		taper:           r.rate("uc.taper"),
		capital:         readCapitalRules(r),
		cap:             readBenefitCap(r),
		deductions:      r.rate("uc.deductions.max_share_of_standard_allowance"),
		longestSanction: r.count("uc.sanction.higher_level_longest"),
		tax:             [2]incomeTax{readUKTax(r), readScottishTax(r)},
		insurance:       readNationalInsurance(r),
		selfEmployed:    readSelfEmployedInsurance(r),
		employer:        readEmployerInsurance(r),
		pension:         readAutoEnrolment(r),
		wages:           readMinimumWages(r),
		thresholds:      readEarningsThresholds(r),
		ages:            readLeadCarerAges(r),
		workPilots:      r.flag("conditionality.in_work_pilots"),
	}
	if r.inForce("uc.mif.suspended") {
		rules.floorSuspended = r.flag("uc.mif.suspended")
	}
	if r.inForce("uc.surplus_earnings.relevant_threshold") {
		rules.surplusAbove = r.pence("uc.surplus_earnings.relevant_threshold")
	}
	return rules
}

// Taper returns the share of earnings above the work allowance by which the award is reduced.
func (r *Rules) Taper() money.Ratio { return r.taper.ratio() }
