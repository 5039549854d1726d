package progression

import (
	"slices"

	"inwork/progression/money"
	"inwork/progression/rows"
)

// progress is how participants' jobs compare with those that they were randomised in. Usual pay, hours times hourly pay, is what
// rises: pay of a few weeks goes up and down by itself, and half of all people would seem to have progressed.
type progress struct {
	start      []startingJob
	risenSince []int16 // week from which usual pay has been a tenth above that at the start; -1 it is not
	leftWork   []bool  // out of work at some time since randomisation
}

// startingJob is the job on the day of randomisation.
type startingJob struct {
	employer uint32
	hourly   int32 // pence
	hours    int16 // tenths; 0 out of work
}

func newProgress(n int) progress {
	p := progress{start: make([]startingJob, n), risenSince: make([]int16, n), leftWork: make([]bool, n)}
	for i := range n {
		p.risenSince[i] = -1
	}
	return p
}

// clone copies the columns.
func (p progress) clone() progress {
	return progress{slices.Clone(p.start), slices.Clone(p.risenSince), slices.Clone(p.leftWork)}
}

// begin takes the job that a person is randomised in.
func (p *progress) begin(q *people, i int) {
	p.start[i] = startingJob{q.job[i].employer, q.job[i].hourly, q.job[i].hours}
	p.leftWork[i] = !q.employed(i)
}

// jobIs takes a change of a participant's job, or of its hours or pay, that holds from a week on.
func (p *progress) jobIs(q *people, i, from int) {
	p.leftWork[i] = p.leftWork[i] || !q.employed(i)
	switch risen := p.risen(q, i); {
	case !risen:
		p.risenSince[i] = -1
	case p.risenSince[i] < 0:
		p.risenSince[i] = int16(from)
	}
}

// usualPay is gross pay a week at usual hours, pence.
func usualPay(hours int16, hourly int32) int32 { return weeklyPay(hours, hourly, usualShock) }

// risen says whether usual pay is at least a tenth above that at randomisation.
func (p *progress) risen(q *people, i int) bool {
	return q.employed(i) && 10*int64(usualPay(q.job[i].hours, q.job[i].hourly)) >= 11*int64(usualPay(p.start[i].hours, p.start[i].hourly))
}

// route is how pay has risen. With the same employer it is what made more of the rise: of a change in the product of hours and
// pay each makes its own change times the mean of the other.
func (p *progress) route(q *people, i int) string {
	then := p.start[i]
	switch {
	case p.risenSince[i] < 0:
		return rows.NoRise
	case p.leftWork[i]:
		return rows.AfterNoWork
	case q.job[i].employer != then.employer:
		return rows.NewEmployer
	}
	byHours := int64(q.job[i].hours-then.hours) * int64(q.job[i].hourly+then.hourly)
	byPay := int64(q.job[i].hourly-then.hourly) * int64(q.job[i].hours+then.hours)
	if byPay > byHours {
		return rows.MorePay
	}
	return rows.MoreHours
}

// tell fills in an outcome's columns.
func (p *progress) tell(w *World, i int, o *rows.Outcome) {
	q := &w.people
	o.PayAtStart = money.Pence(usualPay(p.start[i].hours, p.start[i].hourly))
	o.Route = p.route(q, i)
	if since := p.risenSince[i]; since >= 0 {
		o.RisenWeeks = int32(w.week + 1 - int(since))
	}
	o.NetIncome = money.Pence(q.claim[i].income)
	o.VariableHours = q.employed(i) && q.job[i].variable
	o.WageFloor = w.floor(i, w.day(w.week+1)-1)
}
