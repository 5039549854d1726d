package progression

import (
	"iter"

	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/progression/uc"
)

// account is what a person's assessment periods have come to since randomisation, in
// pence: each is booked whole in the week in which it ends, as benefit is. Pay is that on
// which tax and the award were worked out, so that of every account
//
//	gross pay = net pay + income tax + National Insurance
type account struct {
	pay, tax, insurance int64 // her own gross pay, and what is deducted
	employers           int64 // employer's National Insurance on it
	sanctions           int64 // taken from the award
	childcare, travel   int64 // what going to work costs the benefit unit
}

// book adds a period to a person's account.
func (w *World) book(i int, gross, sanction money.Pence, payments int, award *uc.Award, unit *uc.Unit) {
	a := &w.trial.accounts[i]
	a.pay += int64(gross)
	a.tax += int64(award.Tax[0])
	a.insurance += int64(award.NationalInsurance[0])
	a.employers += int64(w.employersInsurance(i, gross, payments, unit.Age[0]))
	a.sanctions += int64(sanction)
	a.childcare += int64(unit.ChildcareMonth)
	if w.people.employed(i) {
		a.travel += int64(w.travelMonth())
	}
}

// employersInsurance is what a period's pay costs the employer in National Insurance: on
// each payment by itself, as the employee's is. No employment allowance is taken off: an
// employer has one, however many work for her.
func (w *World) employersInsurance(i int, gross money.Pence, payments, age int) (sum money.Pence) {
	start := w.people.period[i].start
	if payments <= 0 {
		return w.on(start).rules.EmployerInsurance(gross, age, false)
	}
	every, last := w.people.job[i].rhythm.frequency(), w.on(start).next-1
	for part := range parts(gross, payments) {
		sum += w.Book.EmployerInsurance(last, every, part, age, false)
	}
	return sum
}

// parts are the payments of a period: equal, but for the pence that are left over, which
// are in the first one.
func parts(gross money.Pence, payments int) iter.Seq[money.Pence] {
	return func(yield func(money.Pence) bool) {
		part := gross / money.Pence(max(payments, 1))
		for k := range payments {
			pay := part
			if k == 0 {
				pay = gross - part*money.Pence(payments-1)
			}
			if !yield(pay) {
				return
			}
		}
	}
}

// travelMonth is what going to work costs a month, to any job.
func (w *World) travelMonth() money.Pence { return money.Pence(w.Parameters.Travel * 5200 / 12) }

// tell fills in an outcome's columns.
func (a *account) tell(o *rows.Outcome) {
	o.PayAssessed, o.IncomeTax, o.NationalInsurance = money.Pence(a.pay), money.Pence(a.tax), money.Pence(a.insurance)
	o.EmployerInsurance, o.SanctionsSum = money.Pence(a.employers), money.Pence(a.sanctions)
	o.Childcare, o.Travel = money.Pence(a.childcare), money.Pence(a.travel)
}
