package uc

import (
	"iter"

	"inwork/progression/money"
	"inwork/sim"
)

// Frequency is how often something is paid.
type Frequency uint8

const (
	Monthly Frequency = iota
	Weekly
	Fortnightly
	FourWeekly
)

// year is how many such payments a year has.
func (f Frequency) year() int64 { return [...]int64{12, 52, 26, 13}[f] }

// days between payments; monthly ones go by the calendar.
func (f Frequency) days() sim.Day { return [...]sim.Day{0, 7, 14, 28}[f] }

// Month returns the monthly equivalent of a payment: a week's times 52 over 12, four weeks' times 13 over 12 (reg 73, Sch 4 para 7).
func (f Frequency) Month(p money.Pence) money.Pence { return money.Ratio{Num: f.year(), Den: 12}.Of(p) }

// PayPattern is when somebody is paid: on the first pay day and then in the rhythm, without end.
type PayPattern struct {
	First sim.Day
	Every Frequency
}

// PayDays returns the pay days of the assessment period from one day to another, both included. A month has four or five weekly ones, two or three fortnightly,
// one or two four-weekly; monthly pay keeps its day of the month.
func (p PayPattern) PayDays(from, to sim.Day) iter.Seq[sim.Day] {
	return func(yield func(sim.Day) bool) {
		n := p.before(from)
		for day := p.day(n); day <= to; day = p.day(n) {
			if day >= from && !yield(day) {
				return
			}
			n++
		}
	}
}

// before is a number of payments that are surely before a day, close to it.
func (p PayPattern) before(day sim.Day) int {
	if day <= p.First {
		return 0
	}
	if p.Every == Monthly {
		return max(0, int(day-p.First)/31-1)
	}
	return int((day - p.First) / p.Every.days())
}

func (p PayPattern) day(n int) sim.Day {
	if p.Every == Monthly {
		return p.First.AddMonths(n)
	}
	return p.First + sim.Day(n)*p.Every.days()
}

// Payslip is what one or more payments of wages came to.
type Payslip struct{ Gross, Pension, Tax, NationalInsurance money.Pence }

// Net returns what was paid out.
func (p Payslip) Net() money.Pence { return p.Gross - p.Pension - p.Tax - p.NationalInsurance }

// Payslip returns what is deducted from one payment on a pay day: tax by the rates of that day on so many such payments a year, National Insurance by that day's
// thresholds for the frequency. Pension is the employee's relievable contribution.
func (b *Book) Payslip(day sim.Day, every Frequency, gross, pension money.Pence, scotland bool) Payslip {
	r := b.day(day)
	tax := &r.tax[0]
	if scotland {
		tax = &r.tax[1]
	}
	return Payslip{
		Gross: gross, Pension: pension,
		Tax:               tax.payment(max(0, gross-pension), every.year()),
		NationalInsurance: r.insurance[every].of(gross),
	}
}

// Received returns what the payments of an assessment period come to: what counts as earned is what is received in the period, whenever it was earned (regs 54 and 61).
func (b *Book) Received(p PayPattern, from, to sim.Day, gross, pension money.Pence, scotland bool) (sum Payslip) {
	for day := range p.PayDays(from, to) {
		s := b.Payslip(day, p.Every, gross, pension, scotland)
		sum.Gross += s.Gross
		sum.Pension += s.Pension
		sum.Tax += s.Tax
		sum.NationalInsurance += s.NationalInsurance
	}
	return sum
}
