package progression

import (
	"slices"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// people are the candidates' jobs, pay, barriers and claims. Hours are in tenths
// of an hour, pay in pence; gross pay is settled only when it changes.
type people struct {
	job    []job
	pay    []pay
	period []period // the assessment period that is open
	claim  []claim

	severity    []severities
	entitlement []uc.Entitlement // of the last period
	periodEnd   *sim.Calendar

	closed      []bool // by week: schools are
	holidayPart int64  // thousandths of usual pay on a term-time contract while they are

	shocks, reclaim sim.Draws
}

// job is what a person works, or worked last.
type job struct {
	hourly   int32 // pence an hour
	employer uint32
	hours    int16 // usual hours a week in tenths; 0 out of work
	shock    int16 // hours worked in this assessment period, in thousandths of usual ones
	week     int16 // first week of the job, if it began in this world
	variable bool  // variable-hours contract
	termTime bool  // no work in school holidays
	pattern  payPattern
	rhythm   payRhythm
}

// pay is what a person earned and what of it was paid, in pence.
type pay struct {
	gross    int64 // before week since
	paid     int64 // of it, on pay days before that week
	weekly   int32 // gross pay a week
	since    int16 // week from which weekly has held
	payments int8  // of this assessment period so far, on pay days that paid something; below 0 in several rhythms
}

// period is an assessment period.
type period struct {
	gross, paid int64 // pay at its first week
	start       sim.Day
	week        int16 // its first
	ended       int16 // assessment periods before it
}

// claim is where a person stands with Universal Credit.
type claim struct {
	income        int64 // of the benefit unit in the last period, after tax and with Universal Credit paid, pence
	week          int16 // in which the claim begins, 0 before week 0
	assessedHours int16 // hours a week in the last period, in tenths
	firstHours    int16 // hours for which the childcare cost was given
	assessed      bool  // there was a period
	known         bool  // claimed before
	onUC          bool
	regime        uc.Regime
	grace         uc.CapGrace // from the benefit cap
}

func newPeople(d *District) people {
	n := len(d.People)
	p := people{
		job: make([]job, n), pay: make([]pay, n), period: make([]period, n), claim: make([]claim, n),
		severity: make([]severities, n), entitlement: make([]uc.Entitlement, n), periodEnd: sim.NewCalendar(n, 8),
		closed: d.closed, holidayPart: int64(float64(1000*d.Parameters.HolidayPay) + 0.5),
	}
	p.shocks, p.reclaim = d.luck(useShock), d.luck(useReclaim)
	patterns, contracts := d.fixed(useFirstPattern), d.fixed(useFirstConditions)
	for i := range n {
		q, of := &d.People[i], &p.job[i]
		conditions := d.Parameters.conditions(contracts.Bits(d.id(i), 0), q.Job.Sector, q.Job.Variable)
		*of = job{
			employer: d.employer[i], hours: int16(float64(q.Job.HoursPerWeek*10) + 0.5), hourly: int32(q.Job.HourlyPence), variable: q.Job.Variable,
			pattern:  d.Parameters.pattern(patterns.Uniform(d.id(i), 0), q.Job.Variable),
			termTime: conditions.termTime, rhythm: conditions.rhythm,
		}
		of.shock = d.Parameters.shock(p.shocks.Bits(d.id(i), 0), of.pattern)
		p.claim[i] = claim{
			week: int16(max(-q.ClaimWeeksBefore, 0)), onUC: q.ClaimWeeksBefore >= 0, known: q.ClaimWeeksBefore >= 0,
			firstHours: int16(float64(q.ChildcareHours*10) + 0.5),
		}
		p.period[i].start = lastPeriodStart(d.first, q.PeriodDay)
		for b, s := range q.Barriers {
			p.severity[i][b] = in65535ths(s)
		}
		p.pay[i].weekly = p.payIn(i, 0)
		p.periodEnd.Set(i, d.lastWeek(p.period[i].start))
	}
	return p
}

// clone copies the columns.
func (p people) clone() people {
	p.job = slices.Clone(p.job)
	p.pay = slices.Clone(p.pay)
	p.period = slices.Clone(p.period)
	p.claim = slices.Clone(p.claim)
	p.severity = slices.Clone(p.severity)
	p.entitlement = slices.Clone(p.entitlement)
	p.periodEnd = p.periodEnd.Clone()
	return p
}

// copyRow copies a person.
func (p *people) copyRow(from *people, i int) {
	p.job[i], p.pay[i], p.period[i], p.claim[i] = from.job[i], from.pay[i], from.period[i], from.claim[i]
	p.severity[i], p.entitlement[i] = from.severity[i], from.entitlement[i]
}

// lastPeriodStart is the day of the month on or before a day.
func lastPeriodStart(day sim.Day, dayOfMonth int) sim.Day {
	y, m, dom := day.Date()
	if dom >= dayOfMonth {
		return sim.Date(y, m, dayOfMonth)
	}
	return sim.Date(y, m, dayOfMonth).AddMonths(-1)
}

// lastWeek is the week that holds the last day of the assessment period from start.
func (d *District) lastWeek(start sim.Day) int {
	return int(d.on(start).next-1-d.first) / 7
}

// weeklyPay is gross pay a week to the penny: hours in tenths, pence an hour,
// hours worked in thousandths of usual hours.
func weeklyPay(hours int16, hourly int32, shock int16) int32 {
	return int32((int64(hours)*int64(hourly)*int64(shock) + 5000) / 10000)
}

// settle adds pay up to the start of a week and makes it the week from which pay is counted anew.
// On pay days before that week people are paid what they earned before each of them, less
// what a month paid too much: nobody pays back.
func (p *people) settle(i, week int) {
	if p.job[i].rhythm != 0 {
		p.payDays(i, week)
	}
	p.pay[i].gross += int64(p.pay[i].weekly) * int64(week-int(p.pay[i].since))
	p.pay[i].since = int16(week)
}

// repay recomputes weekly pay from this week on.
func (p *people) repay(i, week int) {
	p.settle(i, week)
	p.pay[i].weekly = p.payIn(i, week)
}

// payIn is gross pay in a week at present hours.
func (p *people) payIn(i, week int) int32 {
	pay := weeklyPay(p.job[i].hours, p.job[i].hourly, p.job[i].shock)
	if p.job[i].termTime && p.closed[week] {
		pay = int32(int64(pay) * p.holidayPart / 1000)
	}
	return pay
}

// employed says whether the person is in work.
func (p *people) employed(i int) bool { return p.job[i].hours > 0 }

// floor is the wage floor an hour of a person on a day.
func (w *World) floor(i int, day sim.Day) money.Pence {
	return w.Book.MinimumWage(day, years(w.births[i].own, w.on(day).date))
}
