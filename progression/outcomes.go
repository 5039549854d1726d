package progression

import (
	"cmp"
	"slices"

	"inwork/progression/money"
	"inwork/progression/rows"
)

// recordOutcomes closes and opens the outcome windows that fall into this week.
// The window of a horizon is the four weeks that end with it; horizons are at
// least four weeks apart.
func (w *World) recordOutcomes() {
	for _, h := range w.Horizons {
		for _, e := range w.randomisedIn(w.week - h) {
			w.outcome(int(e.person), h)
		}
	}
	for _, h := range w.Horizons {
		for _, e := range w.randomisedIn(w.week - h + 4) {
			i := int(e.person)
			w.people.settle(i, w.week+1)
			w.trial.grossBefore[i] = w.people.pay[i].gross
			w.causes.open(i, w.week+1)
		}
	}
	w.bookAnew()
}

// randomisedIn is who was randomised in a week.
func (w *World) randomisedIn(week int) []enrolment {
	at := func(week int) int {
		k, _ := slices.BinarySearchFunc(w.enrolled, week, func(e enrolment, week int) int { return cmp.Compare(int(e.week), week) })
		return k
	}
	return w.enrolled[at(week):at(week+1)]
}

func (w *World) outcome(i, horizon int) {
	t, q := &w.trial, &w.people
	q.settle(i, w.week+1)
	o := rows.Outcome{
		District: int32(w.District.District), Claimant: int64(w.id(i)), HorizonWeeks: int32(horizon),
		Arm: w.arm(i).Slug, Assigned: w.Arms[w.Assigned[i]].Slug, Randomised: w.day(int(t.week[i]) + 1),
		GrossFourWeeks: money.Pence(q.pay[i].gross - t.grossBefore[i]), GrossCumulated: money.Pence(q.pay[i].gross - t.grossAtStart[i]),
		Employed: q.employed(i), HoursPerWeek: float64(q.job[i].hours) / 10, HourlyPay: money.Pence(q.job[i].hourly), OnUC: q.claim[i].onUC,
		AwardsSum: money.Pence(t.awards[i]), Meetings: int32(t.meetings[i]), Contacts: int32(t.contacts[i]), Missed: int32(t.missed[i]),
		Sanctions: int32(t.sanctions[i]), JobsStarted: int32(t.jobs[i]), ProvisionCost: money.Pence(t.courses[i]),
	}
	t.dose.tell(w, i, horizon, &o)
	t.progress.tell(w, i, &o)
	t.accounts[i].tell(&o)
	t.outcomes = append(t.outcomes, o)
	w.decompose(i, horizon)
}
