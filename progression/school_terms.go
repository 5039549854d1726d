package progression

import (
	"time"

	"inwork/sim"
)

// schoolHoliday says whether state schools are closed on a day: a calendar of
// thirteen weeks of holidays, computed by date. Councils set their own terms, a
// week apart at most; that of England serves Wales too.
func schoolHoliday(day sim.Day, scotland bool) bool {
	y, m, d := day.Date()
	from := func(month time.Month, date, days int) bool {
		first := sim.Date(y, month, date)
		return first <= day && day < first+sim.Day(days)
	}
	week := func(monday sim.Day) bool { return monday <= day && day < monday+7 }
	easter := easterSunday(y)
	if m == time.December && d >= 21 || m == time.January && d <= 3 || easter-6 <= day && day <= easter+7 {
		return true
	}
	if scotland {
		return from(time.June, 27, 49) || week(mondayFrom(y, time.October, 8)) || week(mondayFrom(y, time.February, 10))
	}
	return from(time.July, 22, 42) || week(mondayFrom(y, time.October, 22)) || week(mondayFrom(y, time.February, 12)) || week(mondayFrom(y, time.May, 25))
}

// mondayFrom is the first Monday on or after a date.
func mondayFrom(year int, month time.Month, date int) sim.Day {
	day := sim.Date(year, month, date)
	return day + sim.Day((11-int(day%7))%7) // 1 January 1970 was a Thursday
}

// easterSunday is the date of Easter in the Gregorian calendar, by the algorithm
// published in Nature, 20 April 1876.
func easterSunday(year int) sim.Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return sim.Date(year, time.Month(month), (h+l-7*m+33*month+19)%32)
}

// newSchoolWeeks says of each week of a world, and the one after the last, whether
// schools are closed: by its Thursday.
func newSchoolWeeks(d *District) []bool {
	closed := make([]bool, d.weeks+2)
	for week := range closed {
		monday := d.day(week) - sim.Day((int(d.day(week))+3)%7)
		closed[week] = schoolHoliday(monday+3, d.Scotland)
	}
	return closed
}

// schoolTerms changes the pay of people on term-time contracts at the end of the
// last week before a term or school holidays: from next week on.
func (w *World) schoolTerms() {
	if w.closed[w.week+1] == w.closed[w.week] {
		return
	}
	q := &w.people
	for i := range q.job {
		if q.job[i].termTime && q.employed(i) {
			w.repay(i, w.week+1, bySchoolTerm)
		}
	}
}
