package progression

import (
	"time"

	"inwork/progression/population"
	"inwork/sim"
)

// maxTenths is the longest usual week, in tenths of an hour.
const maxTenths = 400

// minTenths is the shortest, in tenths of an hour.
const minTenths = 40

func (w *World) separationRate(i int) float64 {
	if !w.people.employed(i) {
		return 0
	}
	p := &w.Parameters
	r := p.Separation * (1 + float64(p.SeparationHealth*w.strain(i)))
	if w.people.job[i].variable {
		r *= 1 + p.SeparationVariable
	}
	return r * (1 - float64(p.Protection*w.effort.now(i, w.week)))
}

func (w *World) separation(i, week int) {
	w.vacate(i, i)
	w.people.job[i].hours = 0
	w.people.job[i].hourly = 0
	w.repay(i, week, byExit)
	w.situation(i)
	w.note(i, "job_ended", 0)
}

// multiplier is what opportunity, effort and the person's barriers make of a base
// rate, capped.
func (w *World) multiplier(i int, opportunity float64, obliged bool, gates ...gate) float64 {
	p := &w.Parameters
	m := opportunity * (1 + float64(p.EffortStrength*w.effort.now(i, w.week)))
	if obliged {
		m *= 1 + float64(p.ObligationStrength*w.effort.obligation(i, w.week))
	}
	return min(m*w.people.past(i, gates...), p.MultiplierCap)
}

func (w *World) hoursUpRate(i int) float64 {
	p := &w.Parameters
	if !w.people.employed(i) || w.people.job[i].hours >= maxTenths {
		return 0
	}
	base := p.HoursUpUnwanted
	if w.People[i].WantsMoreHours {
		base = p.HoursUp
	}
	base *= 1 + float64(p.SeasonHours*w.seasonOf(i))
	return base * w.multiplier(i, w.openness(i), true,
		gate{population.Childcare, p.GateChildcare}, gate{population.Caring, p.GateCaring},
		gate{population.Health, p.GateHealth}, gate{population.MentalHealth, p.GateMentalHealth},
		gate{population.Confidence, p.GateConfidence}, gate{population.Motivation, p.GateMotivation})
}

// hoursUp asks for more hours in the present job: the person takes what the employer
// can give. Below the premium nobody takes them, at it one in two, above it more.
func (w *World) hoursUp(i, week int) {
	q := &w.people
	granted, fromBudget := w.granted(i, min(w.hoursStep(i, week), maxTenths-q.job[i].hours))
	if granted == 0 {
		w.note(i, "hours_refused", 0)
		return
	}
	hours := q.job[i].hours + granted
	if gain, premium := w.gain(i, hours, q.job[i].hourly), w.Parameters.HoursPremium; gain < premium || !w.takes(i, week, gain, premium) {
		return
	}
	if fromBudget > 0 {
		w.budgets.give(w, i, -fromBudget, i)
	}
	w.note(i, "more_hours", int64(hours-q.job[i].hours))
	q.job[i].hours = hours
	w.repay(i, week, byMoreHours)
}

func (w *World) hoursDownRate(i int) float64 {
	if !w.people.employed(i) || w.people.job[i].hours <= minTenths {
		return 0
	}
	return w.Parameters.HoursDown * (1 - float64(w.Parameters.SeasonHours*w.seasonOf(i)))
}

func (w *World) hoursDown(i, week int) {
	q := &w.people
	hours := max(q.job[i].hours-w.hoursStep(i, week), minTenths)
	w.note(i, "fewer_hours", int64(q.job[i].hours-hours))
	w.budgets.give(w, i, q.job[i].hours-hours, i)
	q.job[i].hours = hours
	w.repay(i, week, byFewerHours)
}

// hoursStep is a change of hours in tenths, from nearly 0 to twice the mean.
func (w *World) hoursStep(i, week int) int16 {
	u := w.effort.size.Uniform(w.id(i), uint32(week))
	return int16(float64(u*20*w.Parameters.HoursStep)) + 1
}

func (w *World) riseRate(i int) float64 {
	p := &w.Parameters
	if !w.people.employed(i) {
		return 0
	}
	return p.Rise * w.multiplier(i, w.openness(i), false,
		gate{population.Skills, p.GateSkills}, gate{population.Qualifications, p.GateQualifications},
		gate{population.English, p.GateEnglish}, gate{population.Confidence, p.GateConfidence})
}

func (w *World) rise(i, week int) {
	q := &w.people
	u := w.effort.size.Uniform(w.id(i), uint32(week))
	more := int32(float64(float64(q.job[i].hourly)*w.Parameters.RiseSize*(0.5+u)) + 0.5)
	q.job[i].hourly += more
	w.repay(i, week, byRise)
	w.note(i, "rise", int64(more))
}

// settlements raises everybody's hourly pay in the week of 6 April.
func (w *World) settlements() {
	day := w.day(w.week)
	year, _, _ := day.Date()
	if april := sim.Date(year, time.April, 6); april < day || april > day+6 {
		return
	}
	q := &w.people
	for i := range q.job {
		if q.employed(i) {
			q.job[i].hourly = int32(float64(float64(q.job[i].hourly)*(1+w.Parameters.Settlement)) + 0.5)
			w.repay(i, w.week, bySettlement)
		}
	}
}
