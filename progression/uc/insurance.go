package uc

import "inwork/progression/money"

// nationalInsurance is the employee's class 1 contribution on a month's pay, each month on its own (SSCBA 1992 s.8).
type nationalInsurance struct {
	primary, upper      money.Pence // primary threshold and upper earnings limit, a month
	mainRate, upperRate rate        // between the two, above both
}

func readNationalInsurance(r reading) nationalInsurance {
	return nationalInsurance{
		primary:   r.pence("ni.pt.month"),
		upper:     r.pence("ni.uel.month"),
		mainRate:  r.rate("ni.rate.employee_main"),
		upperRate: r.rate("ni.rate.employee_upper"),
	}
}

func (n *nationalInsurance) month(gross money.Pence) money.Pence {
	if gross <= n.primary {
		return 0
	}
	sum := money.Pence(n.mainRate) * (min(gross, n.upper) - n.primary) // ten-thousandths of a penny
	if gross > n.upper {
		sum += money.Pence(n.upperRate) * (gross - n.upper)
	}
	return (sum + money.Pence(whole)/2) / money.Pence(whole)
}
