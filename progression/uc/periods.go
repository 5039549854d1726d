package uc

import (
	"time"

	"inwork/sim"
)

// PeriodOf returns the first and last day of the assessment period number n, counted from 0, of an entitlement that begins on a day (reg 21): the same day of each
// month; the last day of each month if it begins on a 31st; the 27th of February, in a leap year the 28th, if it begins on a 29th or 30th.
func PeriodOf(entitled sim.Day, n int) (first, last sim.Day) {
	return periodStart(entitled, n), periodStart(entitled, n+1) - 1
}

func periodStart(entitled sim.Day, n int) sim.Day {
	start := entitled.AddMonths(n) // in a month that is too short, its last day
	_, _, day := entitled.Date()
	year, month, _ := start.Date()
	if n > 0 && month == time.February && (day == 29 || day == 30) {
		return sim.Date(year, time.March, 1) - 2
	}
	return start
}
