package uc

import "inwork/progression/money"

// minimumWages by age, an hour (National Minimum Wage Regulations 2015 regs 4 and 4A). The adult rate, since April 2016 the national
// living wage, has started at 21, 25, 23 and 21 again.
type minimumWages struct {
	adultFrom                      int // years
	adult, from21, from18, under18 money.Pence
	apprentice                     money.Pence // under 19, or in the first year
}

func readMinimumWages(r reading) minimumWages {
	w := minimumWages{
		adultFrom:  r.count("nmw.adult_min_age"),
		adult:      r.pence("nmw.adult"),
		from18:     r.pence("nmw.18_to_20"),
		under18:    r.pence("nmw.under_18"),
		apprentice: r.pence("nmw.apprentice"),
	}
	if r.inForce("nmw.21_to_below_adult_age") {
		w.from21 = r.pence("nmw.21_to_below_adult_age")
	}
	return w
}

// MinimumWage returns the hourly minimum wage at that age in years on the first day of the period (the wage of a pay period is that of
// the day it starts), apprentices apart.
func (r *Rules) MinimumWage(age int) money.Pence {
	w := &r.wages
	switch {
	case age >= w.adultFrom:
		return w.adult
	case age >= 21:
		return w.from21
	case age >= 18:
		return w.from18
	}
	return w.under18
}

// ApprenticeWage returns the hourly minimum wage of apprentices under 19 or in the first year of the apprenticeship; others have the wage of their age.
func (r *Rules) ApprenticeWage() money.Pence { return r.wages.apprentice }
