package uc

import "inwork/progression/money"

// nationalInsurance is the employee's class 1 contribution on one payment, each on its own (SSCBA 1992 s.8).
type nationalInsurance struct {
	primary, upper      money.Pence // primary threshold and upper earnings limit
	mainRate, upperRate rate        // between the two, above both
}

// readNationalInsurance returns the contributions by [Frequency]; two and four weeks have that many times a week's thresholds.
func readNationalInsurance(r reading) (by [4]nationalInsurance) {
	set := func(f Frequency, times money.Pence, period string) {
		by[f] = nationalInsurance{
			primary:   times * r.pence("ni.pt."+period),
			upper:     times * r.pence("ni.uel."+period),
			mainRate:  r.rate("ni.rate.employee_main"),
			upperRate: r.rate("ni.rate.employee_upper"),
		}
	}
	set(Monthly, 1, "month")
	set(Weekly, 1, "week")
	set(Fortnightly, 2, "week")
	set(FourWeekly, 4, "week")
	return by
}

func (n *nationalInsurance) of(gross money.Pence) money.Pence {
	if gross <= n.primary {
		return 0
	}
	sum := money.Pence(n.mainRate) * (min(gross, n.upper) - n.primary) // ten-thousandths of a penny
	if gross > n.upper {
		sum += money.Pence(n.upperRate) * (gross - n.upper)
	}
	return (sum + money.Pence(whole)/2) / money.Pence(whole)
}

// selfEmployedInsurance is classes 2 and 4, on a year's profit (SSCBA 1992 ss.11 and 15).
type selfEmployedInsurance struct {
	class2              money.Pence // a month
	class2From          money.Pence // profit a year: the small profits threshold, since April 2022 the lower profits threshold
	lower, upper        money.Pence // profits limits, a year
	mainRate, upperRate rate        // of class 4 between them, above both
}

func readSelfEmployedInsurance(r reading) selfEmployedInsurance {
	return selfEmployedInsurance{
		class2:     Weekly.Month(r.pence("ni.class2.week")),
		class2From: r.pence("ni.class2.from"),
		lower:      r.pence("ni.class4.lpl"),
		upper:      r.pence("ni.class4.upl"),
		mainRate:   r.rate("ni.class4.rate_main"),
		upperRate:  r.rate("ni.class4.rate_upper"),
	}
}

// month is a twelfth of the contributions on twelve such months.
func (s *selfEmployedInsurance) month(profit money.Pence) money.Pence {
	year := 12 * profit
	var class2 money.Pence
	if profit > 0 && year >= s.class2From {
		class2 = s.class2
	}
	if year <= s.lower {
		return class2
	}
	sum := money.Pence(s.mainRate) * (min(year, s.upper) - s.lower) // ten-thousandths of a penny a year
	if year > s.upper {
		sum += money.Pence(s.upperRate) * (year - s.upper)
	}
	const parts = 12 * money.Pence(whole)
	return class2 + (sum+parts/2)/parts
}

// employerInsurance is the employer's class 1 contribution on a month's pay (SSCBA 1992 ss.9 to 9B).
type employerInsurance struct {
	secondary, upper money.Pence // threshold, and the point up to which the young cost nothing
	rate             rate
	youngFree        bool // under 21
}

func readEmployerInsurance(r reading) employerInsurance {
	return employerInsurance{
		secondary: r.pence("ni.st.month"), upper: r.pence("ni.uel.month"),
		rate: r.rate("ni.rate.employer"), youngFree: r.flag("ni.under_21_employer_zero_to_uel"),
	}
}

// EmployerInsurance returns what a month's pay of an employee of that age costs the employer in National Insurance, before any employment allowance. An apprentice
// under 25 counts as one under 21 does.
func (r *Rules) EmployerInsurance(gross money.Pence, age int, apprentice bool) money.Pence {
	e := &r.employer
	from := e.secondary
	if e.youngFree && (age < 21 || apprentice && age < 25) {
		from = e.upper
	}
	return e.rate.of(max(0, gross-from))
}
