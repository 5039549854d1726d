package progression

import (
	"errors"
	"fmt"
	"time"

	"inwork/progression/population"
	"inwork/sim"
)

// maxTenths is the longest usual week, in tenths of an hour.
const maxTenths = 400

// minTenths is the shortest, in tenths of an hour.
const minTenths = 40

// risks deals each situation's competing risks. Shares are constants of the
// model: a change of one changes every result.
func (w *World) risks() {
	n := len(w.People)
	deal := func(lane, card sim.Use, first uint64, n int, list ...sim.Risk[*World]) *sim.Risks[*World] {
		r, err := sim.NewRisks(w.luck(lane), w.luck(card), first, n, list...)
		if err != nil {
			panic("progression: " + err.Error()) // shares are constants of the code
		}
		return r
	}
	w.life = deal(useLifeLane, useLifeCard, w.id(0), n,
		sim.Risk[*World]{Name: "health episode", Share: 0.03, Rate: (*World).episodeRate, Happen: worsens(population.Health, "health_episode")},
		sim.Risk[*World]{Name: "health recovery", Share: 0.08, Rate: (*World).recoveryRate, Happen: eases(population.Health, "health_recovery")},
		sim.Risk[*World]{Name: "childcare lost", Share: 0.04, Rate: (*World).placeLostRate, Happen: worsens(population.Childcare, "childcare_lost")},
		sim.Risk[*World]{Name: "childcare found", Share: 0.20, Rate: (*World).placeFoundRate, Happen: eases(population.Childcare, "childcare_found")},
		sim.Risk[*World]{Name: "confidence ebbs", Share: 0.03, Rate: (*World).ebbRate, Happen: worsens(population.Confidence, "confidence_ebbs")},
		sim.Risk[*World]{Name: "motivation ebbs", Share: 0.03, Rate: (*World).motivationEbbRate, Happen: worsens(population.Motivation, "motivation_ebbs")},
		sim.Risk[*World]{Name: "mental health episode", Share: 0.03, Rate: (*World).mentalEpisodeRate, Happen: worsens(population.MentalHealth, "mental_health_episode")},
		sim.Risk[*World]{Name: "mental health recovery", Share: 0.08, Rate: (*World).mentalRecoveryRate, Happen: eases(population.MentalHealth, "mental_health_recovery")},
		sim.Risk[*World]{Name: "caring begins", Share: 0.03, Rate: (*World).caringBeginsRate, Happen: worsens(population.Caring, "caring_begins")},
		sim.Risk[*World]{Name: "caring ends", Share: 0.10, Rate: (*World).caringEndsRate, Happen: ends(population.Caring, "caring_ends")},
		sim.Risk[*World]{Name: "transport lost", Share: 0.03, Rate: (*World).transportLostRate, Happen: worsens(population.Transport, "transport_lost")},
		sim.Risk[*World]{Name: "transport found", Share: 0.08, Rate: (*World).transportFoundRate, Happen: ends(population.Transport, "transport_found")},
		sim.Risk[*World]{Name: "debt builds", Share: 0.04, Rate: (*World).debtBuildsRate, Happen: worsens(population.Debt, "debt_builds")},
		sim.Risk[*World]{Name: "debt eases", Share: 0.08, Rate: (*World).debtEasesRate, Happen: eases(population.Debt, "debt_eases")},
	)
	w.job = deal(useJobLane, useJobCard, w.id(0), n,
		sim.Risk[*World]{Name: "separation", Share: 0.10, Rate: (*World).separationRate, Happen: (*World).separation},
		sim.Risk[*World]{Name: "more hours", Share: 0.15, Rate: (*World).hoursUpRate, Happen: (*World).hoursUp},
		sim.Risk[*World]{Name: "fewer hours", Share: 0.08, Rate: (*World).hoursDownRate, Happen: (*World).hoursDown},
		sim.Risk[*World]{Name: "rise", Share: 0.05, Rate: (*World).riseRate, Happen: (*World).rise},
		sim.Risk[*World]{Name: "application", Share: 0.45, Rate: (*World).applicationRate, Happen: (*World).apply},
	)
	w.idle = deal(useIdleLane, useIdleCard, w.id(0), n,
		sim.Risk[*World]{Name: "application", Share: 0.80, Rate: (*World).idleApplicationRate, Happen: (*World).apply},
	)
	w.seek = deal(usePlaceLane, usePlaceCard, w.placeID(0), w.places.n,
		sim.Risk[*World]{Name: "application", Share: 0.60, Rate: (*World).placeApplicationRate, Happen: (*World).placeApply},
		sim.Risk[*World]{Name: "new claim", Share: 0.25, Rate: (*World).refillRate, Happen: (*World).refill},
	)
	w.ceilings()
}

// bounds are the largest rates that the parameters allow, as shares of the deal.
type bounds struct{ life, job, idle, taken, vacant float64 }

// bounds are computed from the parameters; the error names rates that may exceed
// their share of the deal.
func (p *Parameters) bounds() (bounds, error) {
	var b bounds
	var problems []error
	lift := func(to *float64, name string, rate, share float64) {
		if rate > share {
			problems = append(problems, fmt.Errorf("%s may reach %.3g a week together, expected at most %.2f", name, rate, share))
		}
		*to = max(*to, rate/share)
	}
	lift(&b.life, "barriers.health_episode", p.HealthEpisode, 0.03)
	lift(&b.life, "barriers.health_recovery", p.HealthRecovery, 0.08)
	lift(&b.life, "barriers.childcare_loss", p.ChildcareLoss, 0.04)
	lift(&b.life, "barriers.childcare_gain and provision.signpost", float64(p.ChildcareGain*(1+p.SignpostEffect)), 0.20)
	lift(&b.life, "barriers.ebb", p.SkillEbb, 0.03)
	lift(&b.life, "barriers.motivation_ebb", p.MotivationEbb, 0.03)
	lift(&b.life, "barriers.mental_episode", p.MentalEpisode, 0.03)
	lift(&b.life, "barriers.mental_recovery", p.MentalRecovery, 0.08)
	lift(&b.life, "barriers.caring_begins", p.CaringBegins, 0.03)
	lift(&b.life, "barriers.caring_ends", p.CaringEnds, 0.10)
	lift(&b.life, "barriers.transport_lost", p.TransportLost, 0.03)
	lift(&b.life, "barriers.transport_found", p.TransportFound, 0.08)
	lift(&b.life, "barriers.debt_builds and debt_out_of_work", float64(p.DebtBuilds*(1+p.DebtOutOfWork)), 0.04)
	lift(&b.life, "barriers.debt_eases", p.DebtEases, 0.08)
	lift(&b.job, "jobs.separation, separation_health and separation_variable", float64(p.Separation*(1+p.SeparationHealth))*(1+p.SeparationVariable), 0.10)
	lift(&b.job, "jobs.hours_up, hours_up_unwanted, season_hours and effort.cap", float64(max(p.HoursUp, p.HoursUpUnwanted)*(1+p.SeasonHours))*p.MultiplierCap, 0.15)
	lift(&b.job, "jobs.hours_down and season_hours", float64(p.HoursDown*(1+p.SeasonHours)), 0.08)
	lift(&b.job, "jobs.rise and effort.cap", float64(p.Rise*p.MultiplierCap), 0.05)
	lift(&b.job, "search.in_work and effort.cap", float64(p.SearchInWork*p.MultiplierCap), 0.45)
	lift(&b.idle, "search.out_of_work and effort.cap", float64(p.SearchOutOfWork*p.MultiplierCap), 0.80)
	lift(&b.taken, "staff.caseload_search and caseload_contact", float64(p.CaseloadSearch*(1+p.CaseloadContact)), 0.60)
	lift(&b.vacant, "staff.caseload_refill", p.CaseloadRefill, 0.25)
	return b, errors.Join(problems...)
}

// ceilings tells the deal who can be touched by what. It spares work and changes no result.
func (w *World) ceilings() {
	if w.record.uncapped {
		return
	}
	b := &w.limit
	for i := range w.People {
		w.life.Ceiling(i, b.life)
		w.situation(i)
	}
	for j := range w.places.n {
		w.placeSituation(j)
	}
}

// situation sets the ceilings of a person who came into or went out of work.
func (w *World) situation(i int) {
	if w.record.uncapped && !w.alone {
		return
	}
	if w.people.employed(i) {
		w.job.Ceiling(i, w.ceiling(w.limit.job))
		w.idle.Ceiling(i, 0)
	} else {
		w.job.Ceiling(i, 0)
		w.idle.Ceiling(i, w.ceiling(w.limit.idle))
	}
}

func (w *World) separationRate(i int) float64 {
	if !w.people.employed(i) {
		return 0
	}
	p := &w.Parameters
	r := p.Separation * (1 + float64(p.SeparationHealth*w.strain(i)))
	if w.people.variable[i] {
		r *= 1 + p.SeparationVariable
	}
	return r * (1 - float64(p.Protection*w.effort.now(i, w.week)))
}

func (w *World) separation(i, week int) {
	w.vacate(i, i)
	w.people.hours[i] = 0
	w.people.hourly[i] = 0
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
	if !w.people.employed(i) || w.people.hours[i] >= maxTenths {
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
	granted, fromBudget := w.granted(i, min(w.hoursStep(i, week), maxTenths-q.hours[i]))
	if granted == 0 {
		w.note(i, "hours_refused", 0)
		return
	}
	hours := q.hours[i] + granted
	if gain, premium := w.gain(i, hours, q.hourly[i]), w.Parameters.HoursPremium; gain < premium || !w.takes(i, week, gain, premium) {
		return
	}
	if fromBudget > 0 {
		w.budgets.give(w, i, -fromBudget, i)
	}
	w.note(i, "more_hours", int64(hours-q.hours[i]))
	q.hours[i] = hours
	w.repay(i, week, byMoreHours)
}

func (w *World) hoursDownRate(i int) float64 {
	if !w.people.employed(i) || w.people.hours[i] <= minTenths {
		return 0
	}
	return w.Parameters.HoursDown * (1 - float64(w.Parameters.SeasonHours*w.seasonOf(i)))
}

func (w *World) hoursDown(i, week int) {
	q := &w.people
	hours := max(q.hours[i]-w.hoursStep(i, week), minTenths)
	w.note(i, "fewer_hours", int64(q.hours[i]-hours))
	w.budgets.give(w, i, q.hours[i]-hours, i)
	q.hours[i] = hours
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
	more := int32(float64(float64(q.hourly[i])*w.Parameters.RiseSize*(0.5+u)) + 0.5)
	q.hourly[i] += more
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
	for i := range q.hours {
		if q.employed(i) {
			q.hourly[i] = int32(float64(float64(q.hourly[i])*(1+w.Parameters.Settlement)) + 0.5)
			w.repay(i, w.week, bySettlement)
		}
	}
}
