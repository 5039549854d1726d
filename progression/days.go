package progression

import (
	"inwork/progression/uc"
	"inwork/sim"
)

// margin is how many days before week 0 the table of days begins: an assessment
// period may have started a month before.
const margin = 32

// calendarDay is what is asked of a day over and over again.
type calendarDay struct {
	rules *uc.Rules // of the assessment period that starts on it
	next  sim.Day   // first day of the period after that one
	date  date
}

func newDays(d *District) []calendarDay {
	days := make([]calendarDay, 7*d.weeks+margin+40)
	for k := range days {
		day := d.first - margin + sim.Day(k)
		days[k] = calendarDay{d.Book.Period(day), day.AddMonths(1), dateOf(day)}
	}
	return days
}

// on looks a day up.
func (d *District) on(day sim.Day) *calendarDay { return &d.days[day-d.first+margin] }

// date is a day as year, month and day of month in one number, so that the
// difference of two dates, cut to whole years, is an age.
type date int32

func dateOf(day sim.Day) date {
	y, m, d := day.Date()
	return date(y<<9 | int(m)<<5 | d)
}

// years is the age on a day of somebody born on another.
func years(born, on date) int { return int(on-born) >> 9 }

// births are the dates of birth of a benefit unit.
type births struct {
	own, partner date
	twelfth      sim.Day    // the youngest child's twelfth birthday
	sixteenth    []sim.Day  // each child's sixteenth birthday, eldest first
	children     []uc.Child // the same children
}

func newBirths(d *District) []births {
	out := make([]births, len(d.People))
	for i := range out {
		p, b := &d.People[i], &out[i]
		b.own = dateOf(p.Born)
		if p.Couple {
			b.partner = dateOf(p.PartnerBorn)
		}
		for _, c := range p.Children {
			b.twelfth = c.AddMonths(12 * 12)
			b.sixteenth = append(b.sixteenth, c.AddMonths(16*12))
		}
		b.children = uc.Born(p.Children...)
	}
	return out
}

// grown is how many of the eldest children are no longer counted on a day: those who have turned 16.
func (b *births) grown(on sim.Day) int {
	n := 0
	for n < len(b.sixteenth) && b.sixteenth[n] <= on {
		n++
	}
	return n
}
