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
	hours    []int16 // usual hours a week in tenths; 0 out of work
	hourly   []int32 // pence an hour
	variable []bool  // variable-hours contract
	employer []uint32
	jobWeek  []int16 // first week of the present job, if it began in this world
	pattern  []payPattern
	termTime []bool // no work in school holidays
	rhythm   []payRhythm
	shock    []int16 // hours worked in this assessment period, in thousandths of usual ones
	weekly   []int32 // gross pay a week, pence
	since    []int16 // week from which weekly has held
	gross    []int64 // gross pay before that week, pence
	paid     []int64 // of it, on pay days before that week

	closed      []bool // by week: schools are
	holidayPart int64  // thousandths of usual pay on a term-time contract while they are

	severity []severities

	claimWeek     []int16 // week in which the claim begins, 0 before week 0
	claimed       []bool
	onUC          []bool
	regime        []uc.Regime
	periodEnd     *sim.Calendar
	periodStart   []sim.Day
	periodWeek    []int16          // first week of the assessment period
	periodGross   []int64          // gross at its first week, pence
	periodPaid    []int64          // paid at its first week
	periods       []int16          // assessment periods ended
	entitlement   []uc.Entitlement // of the last period
	assessed      []bool           // there was one
	assessedHours []int16          // hours a week then, in tenths
	grace         []uc.CapGrace    // from the benefit cap
	firstHours    []int16          // hours for which the childcare cost was given
	income        []int64          // of the benefit unit in the last period, after tax and with Universal Credit paid, pence

	shocks, reclaim sim.Draws
}

func newPeople(d *District) people {
	n := len(d.People)
	p := people{
		hours: make([]int16, n), hourly: make([]int32, n), variable: make([]bool, n), pattern: make([]payPattern, n), employer: make([]uint32, n), jobWeek: make([]int16, n),
		shock: make([]int16, n), weekly: make([]int32, n), since: make([]int16, n), gross: make([]int64, n), paid: make([]int64, n),
		termTime: make([]bool, n), rhythm: make([]payRhythm, n), closed: d.closed, holidayPart: int64(float64(1000*d.Parameters.HolidayPay) + 0.5),
		claimWeek: make([]int16, n), claimed: make([]bool, n), onUC: make([]bool, n), regime: make([]uc.Regime, n),
		periodEnd: sim.NewCalendar(n, 8), periodStart: make([]sim.Day, n), periodWeek: make([]int16, n),
		periodGross: make([]int64, n), periodPaid: make([]int64, n), periods: make([]int16, n),
		entitlement: make([]uc.Entitlement, n), assessed: make([]bool, n), assessedHours: make([]int16, n), grace: make([]uc.CapGrace, n), firstHours: make([]int16, n), income: make([]int64, n),
	}
	copy(p.employer, d.employer)
	p.severity = make([]severities, n)
	p.shocks, p.reclaim = d.luck(useShock), d.luck(useReclaim)
	patterns, contracts := d.fixed(useFirstPattern), d.fixed(useFirstConditions)
	for i := range n {
		q := &d.People[i]
		p.hours[i] = int16(float64(q.Job.HoursPerWeek*10) + 0.5)
		p.hourly[i] = int32(q.Job.HourlyPence)
		p.variable[i] = q.Job.Variable
		p.firstHours[i] = int16(float64(q.ChildcareHours*10) + 0.5)
		for b, s := range q.Barriers {
			p.severity[i][b] = in65535ths(s)
		}
		p.claimWeek[i] = int16(max(-q.ClaimWeeksBefore, 0))
		p.onUC[i] = q.ClaimWeeksBefore >= 0
		p.claimed[i] = p.onUC[i]
		p.periodStart[i] = lastPeriodStart(d.first, q.PeriodDay)
		p.pattern[i] = d.Parameters.pattern(patterns.Uniform(d.id(i), 0), p.variable[i])
		p.shock[i] = d.Parameters.shock(p.shocks.Bits(d.id(i), 0), p.pattern[i])
		of := d.Parameters.conditions(contracts.Bits(d.id(i), 0), q.Job.Sector, p.variable[i])
		p.termTime[i], p.rhythm[i] = of.termTime, of.rhythm
		p.weekly[i] = p.payIn(i, 0)
		p.periodEnd.Set(i, d.lastWeek(p.periodStart[i]))
	}
	return p
}

// clone copies the columns.
func (p people) clone() people {
	p.hours = slices.Clone(p.hours)
	p.hourly = slices.Clone(p.hourly)
	p.variable = slices.Clone(p.variable)
	p.pattern = slices.Clone(p.pattern)
	p.termTime = slices.Clone(p.termTime)
	p.rhythm = slices.Clone(p.rhythm)
	p.employer = slices.Clone(p.employer)
	p.jobWeek = slices.Clone(p.jobWeek)
	p.shock = slices.Clone(p.shock)
	p.weekly = slices.Clone(p.weekly)
	p.since = slices.Clone(p.since)
	p.gross = slices.Clone(p.gross)
	p.paid = slices.Clone(p.paid)
	p.claimWeek = slices.Clone(p.claimWeek)
	p.claimed = slices.Clone(p.claimed)
	p.assessedHours = slices.Clone(p.assessedHours)
	p.onUC = slices.Clone(p.onUC)
	p.regime = slices.Clone(p.regime)
	p.periodStart = slices.Clone(p.periodStart)
	p.periodWeek = slices.Clone(p.periodWeek)
	p.periodGross = slices.Clone(p.periodGross)
	p.periodPaid = slices.Clone(p.periodPaid)
	p.periods = slices.Clone(p.periods)
	p.entitlement = slices.Clone(p.entitlement)
	p.assessed = slices.Clone(p.assessed)
	p.grace = slices.Clone(p.grace)
	p.firstHours = slices.Clone(p.firstHours)
	p.income = slices.Clone(p.income)
	p.severity = slices.Clone(p.severity)
	p.periodEnd = p.periodEnd.Clone()
	return p
}

// copyRow copies a person.
func (p *people) copyRow(from *people, i int) {
	p.hours[i], p.hourly[i], p.variable[i], p.pattern[i] = from.hours[i], from.hourly[i], from.variable[i], from.pattern[i]
	p.employer[i], p.jobWeek[i], p.shock[i] = from.employer[i], from.jobWeek[i], from.shock[i]
	p.weekly[i], p.since[i], p.gross[i] = from.weekly[i], from.since[i], from.gross[i]
	p.termTime[i], p.rhythm[i], p.paid[i], p.periodPaid[i] = from.termTime[i], from.rhythm[i], from.paid[i], from.periodPaid[i]
	p.severity[i] = from.severity[i]
	p.claimWeek[i], p.claimed[i], p.onUC[i], p.regime[i] = from.claimWeek[i], from.claimed[i], from.onUC[i], from.regime[i]
	p.periodStart[i], p.periodWeek[i], p.periodGross[i], p.periods[i] = from.periodStart[i], from.periodWeek[i], from.periodGross[i], from.periods[i]
	p.entitlement[i], p.assessed[i], p.assessedHours[i] = from.entitlement[i], from.assessed[i], from.assessedHours[i]
	p.grace[i], p.firstHours[i], p.income[i] = from.grace[i], from.firstHours[i], from.income[i]
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
	if r := p.rhythm[i]; r != 0 {
		if day := r.before(week); day >= int(p.since[i]) {
			p.paid[i] = max(p.paid[i], p.gross[i]+int64(p.weekly[i])*int64(day-int(p.since[i])))
		}
	}
	p.gross[i] += int64(p.weekly[i]) * int64(week-int(p.since[i]))
	p.since[i] = int16(week)
}

// repay recomputes weekly pay from this week on.
func (p *people) repay(i, week int) {
	p.settle(i, week)
	p.weekly[i] = p.payIn(i, week)
}

// payIn is gross pay in a week at present hours.
func (p *people) payIn(i, week int) int32 {
	pay := weeklyPay(p.hours[i], p.hourly[i], p.shock[i])
	if p.termTime[i] && p.closed[week] {
		pay = int32(int64(pay) * p.holidayPart / 1000)
	}
	return pay
}

// employed says whether the person is in work.
func (p *people) employed(i int) bool { return p.hours[i] > 0 }

// floor is the wage floor an hour of a person on a day.
func (w *World) floor(i int, day sim.Day) money.Pence {
	return w.Book.MinimumWage(day, years(w.births[i].own, w.on(day).date))
}
