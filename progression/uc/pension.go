package uc

import "inwork/progression/money"

// autoEnrolment is the workplace pension that most employees are put into (Pensions Act 2008 ss.3, 13 and 20).
type autoEnrolment struct {
	minAge             int
	trigger            money.Pence // pay a year
	lower, upper       money.Pence // qualifying earnings, a year
	employee, employer rate
}

func readAutoEnrolment(r reading) autoEnrolment {
	return autoEnrolment{
		minAge: r.count("pension_ae.min_age"), trigger: r.pence("pension_ae.trigger"),
		lower: r.pence("pension_ae.qe_lower"), upper: r.pence("pension_ae.qe_upper"),
		employee: r.rate("pension_ae.rate_employee"), employer: r.rate("pension_ae.rate_employer"),
	}
}

// AutoEnrolment returns the least contributions on a month's pay of an employee of that age below pension age, tax relief included; nothing
// for those who are not enrolled.
func (r *Rules) AutoEnrolment(gross money.Pence, age int) (employee, employer money.Pence) {
	p, year := &r.pension, 12*gross
	if age < p.minAge || year < p.trigger {
		return 0, 0
	}
	qualifying := max(0, min(year, p.upper)-p.lower)
	return monthOf(money.Pence(p.employee) * qualifying), monthOf(money.Pence(p.employer) * qualifying)
}
