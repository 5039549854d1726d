package uc

import (
	"inwork/progression/money"
	"inwork/sim"
)

// twoRates charge an amount between two limits at one rate and above the upper at another.
type twoRates struct {
	lower, upper   money.Pence
	between, above rate
}

// on is the charge in ten-thousandths of a penny.
func (t *twoRates) on(p money.Pence) money.Pence {
	if p <= t.lower {
		return 0
	}
	sum := money.Pence(t.between) * (min(p, t.upper) - t.lower)
	if p > t.upper {
		sum += money.Pence(t.above) * (p - t.upper)
	}
	return sum
}

// nationalInsurance is the employee's class 1 contribution on one payment, each on its own (SSCBA 1992 s.8): from the primary threshold, and above the upper
// earnings limit.
type nationalInsurance struct{ twoRates }

// readNationalInsurance returns the contributions by [Frequency]; two and four weeks have that many times a week's thresholds.
func readNationalInsurance(r reading) (by [4]nationalInsurance) {
	set := func(f Frequency, times money.Pence, period string) {
		by[f] = nationalInsurance{twoRates{
			lower: times * r.pence("ni.pt."+period), upper: times * r.pence("ni.uel."+period),
			between: r.rate("ni.rate.employee_main"), above: r.rate("ni.rate.employee_upper"),
		}}
	}
	set(Monthly, 1, "month")
	set(Weekly, 1, "week")
	set(Fortnightly, 2, "week")
	set(FourWeekly, 4, "week")
	return by
}

func (n *nationalInsurance) of(gross money.Pence) money.Pence {
	return (n.on(gross) + money.Pence(whole)/2) / money.Pence(whole)
}

// selfEmployedInsurance is classes 2 and 4, on a year's profit (SSCBA 1992 ss.11 and 15).
type selfEmployedInsurance struct {
	class2     money.Pence // a month
	class2From money.Pence // profit a year: the small profits threshold, since April 2022 the lower profits threshold
	class4     twoRates    // between the profits limits, a year, and above them
}

func readSelfEmployedInsurance(r reading) selfEmployedInsurance {
	return selfEmployedInsurance{
		class2:     Weekly.Month(r.pence("ni.class2.week")),
		class2From: r.pence("ni.class2.from"),
		class4: twoRates{
			lower: r.pence("ni.class4.lpl"), upper: r.pence("ni.class4.upl"),
			between: r.rate("ni.class4.rate_main"), above: r.rate("ni.class4.rate_upper"),
		},
	}
}

// month is a twelfth of the contributions on twelve such months.
func (s *selfEmployedInsurance) month(profit money.Pence) money.Pence {
	year := 12 * profit
	var class2 money.Pence
	if profit > 0 && year >= s.class2From {
		class2 = s.class2
	}
	return class2 + monthOf(s.class4.on(year))
}

// employerInsurance is the employer's class 1 contribution on one payment (SSCBA 1992 ss.9 to 9B).
type employerInsurance struct {
	secondary, upper money.Pence // threshold, and the point up to which the young cost nothing
	rate             rate
	youngFree        bool // under 21
}

// readEmployerInsurance returns the contributions by [Frequency], with thresholds as [readNationalInsurance] has them.
func readEmployerInsurance(r reading) (by [4]employerInsurance) {
	set := func(f Frequency, times money.Pence, period string) {
		by[f] = employerInsurance{
			secondary: times * r.pence("ni.st."+period), upper: times * r.pence("ni.uel."+period),
			rate: r.rate("ni.rate.employer"), youngFree: r.flag("ni.under_21_employer_zero_to_uel"),
		}
	}
	set(Monthly, 1, "month")
	set(Weekly, 1, "week")
	set(Fortnightly, 2, "week")
	set(FourWeekly, 4, "week")
	return by
}

func (e *employerInsurance) of(gross money.Pence, age int, apprentice bool) money.Pence {
	from := e.secondary
	if e.youngFree && (age < 21 || apprentice && age < 25) {
		from = e.upper
	}
	return e.rate.of(max(0, gross-from))
}

// EmployerInsurance returns what a month's pay of an employee of that age costs the employer in National Insurance, before any employment allowance. An apprentice
// under 25 counts as one under 21 does.
func (r *Rules) EmployerInsurance(gross money.Pence, age int, apprentice bool) money.Pence {
	return r.employer[Monthly].of(gross, age, apprentice)
}

// EmployerInsurance returns what one payment on a pay day costs the employer in National Insurance, by that day's thresholds for the frequency; otherwise as
// [Rules.EmployerInsurance].
func (b *Book) EmployerInsurance(day sim.Day, every Frequency, gross money.Pence, age int, apprentice bool) money.Pence {
	return b.day(day).employer[every].of(gross, age, apprentice)
}
