package progression

import (
	"math/bits"

	"inwork/progression/money"
	"inwork/progression/population"
	"inwork/progression/uc"
)

// payRhythm is when a job pays: 0 is by the month. Otherwise its highest bit is
// the number of weeks between pay days, 1, 2 or 4, and the rest says which of them.
// A pay day is the first day of a week and pays what was earned before it.
type payRhythm uint8

// weeks between pay days; 0 by the month.
func (r payRhythm) weeks() int {
	if r == 0 {
		return 0
	}
	return 1 << (bits.Len8(uint8(r)) - 1)
}

// frequency is the rhythm in the words of tax.
func (r payRhythm) frequency() uc.Frequency {
	return [...]uc.Frequency{uc.Monthly, uc.Weekly, uc.Fortnightly, uc.Fortnightly, uc.FourWeekly}[min(r, 4)]
}

// before is the last pay week before a week; below 0 when there was none.
func (r payRhythm) before(week int) int {
	every := r.weeks()
	phase := int(r) - every
	return week - 1 - (week-1-phase+every)%every
}

// payRhythm is the rhythm of a job, for a uniform draw and the bits of another one.
func (p *Parameters) payRhythm(u float64, phase uint64) payRhythm {
	switch {
	case u < p.PaidWeekly:
		return 1
	case u < p.PaidWeekly+p.PaidFortnightly:
		return payRhythm(2 | phase&1)
	case u < p.PaidWeekly+p.PaidFortnightly+p.PaidFourWeekly:
		return payRhythm(4 | phase&3)
	}
	return 0
}

// conditions of a job beside hours and pay.
type conditions struct {
	termTime bool // no work in school holidays
	rhythm   payRhythm
}

// conditions are those of a job in a sector, for the bits of a draw. Schools are
// among the other sectors and cleaning.
func (p *Parameters) conditions(x uint64, sector population.Sector, variable bool) conditions {
	school := !variable && (sector == population.OtherSector || sector == population.Cleaning)
	return conditions{
		termTime: school && float64(x&0xffff)*0x1p-16 < p.TermTime,
		rhythm:   p.payRhythm(float64(x>>16&0xffff)*0x1p-16, x>>32),
	}
}

// severalRhythms stands for the number of payments of an assessment period in which
// pay came in more than one rhythm: so far below 0 that further ones leave it there.
const severalRhythms = -100

// received is what a person is paid in the assessment period that ends this week,
// and in how many payments, 0 and less standing for a month's pay. By law that is what counts,
// whenever it was earned (Universal Credit Regulations 2013, regs 54 and 61). Pay by
// the month is a twelfth of 52 weeks at the period's average; a month in which a job
// begins or ends pays what is owed, beside what another rhythm has paid in it. Of the
// first period, which began before the world, only a part was seen: it counts as a
// month like it.
func (w *World) received(i int) (gross money.Pence, payments int) {
	q := &w.people
	r := q.job[i].rhythm
	switch {
	case q.period[i].ended == 0:
		if r == 0 {
			q.pay[i].paid = q.pay[i].gross
		}
		return w.monthGross(i), 0
	case r != 0:
		payments = int(q.pay[i].payments)
	case q.employed(i) && q.job[i].week <= q.period[i].week:
		q.pay[i].paid += int64(w.monthGross(i))
	default:
		q.payOff(i)
	}
	return money.Pence(q.pay[i].paid - q.period[i].paid), payments
}

// payDays pays what was earned before each pay day since pay was settled and before a
// week, less what a month paid too much: nobody pays back.
func (p *people) payDays(i, week int) {
	r, since := p.job[i].rhythm, int(p.pay[i].since)
	first := r.before(since) + r.weeks()
	for day := first; day < week; day += r.weeks() {
		if earned := p.pay[i].gross + int64(p.pay[i].weekly)*int64(day-since); earned > p.pay[i].paid {
			p.pay[i].paid = earned
			p.pay[i].payments++
		}
	}
}

// payOff pays what is owed of settled pay.
func (p *people) payOff(i int) { p.pay[i].paid = max(p.pay[i].paid, p.pay[i].gross) }

// slips are the payslips of a period in which a person was paid by the week or by
// several: tax and National Insurance go by each payment. Payments count as equal, also
// the part of one with which a job begins or ends.
func (w *World) slips(i int, gross money.Pence, payments int) (slips [2]uc.Payslip) {
	every, last := w.people.job[i].rhythm.frequency(), w.on(w.people.period[i].start).next-1
	for part := range parts(gross, payments) {
		s := w.Book.Payslip(last, every, part, 0, w.Scotland)
		slips[0].Gross += s.Gross
		slips[0].Tax += s.Tax
		slips[0].NationalInsurance += s.NationalInsurance
	}
	if partner := w.People[i].PartnerGrossMonth; partner > 0 {
		slips[1] = w.Book.Payslip(last, uc.Monthly, partner, 0, w.Scotland)
	}
	return slips
}
