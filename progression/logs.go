package progression

import (
	"cmp"
	"slices"

	"inwork/progression/rows"
)

// logs collect what a world records, in order of time; its accessors return rows
// in the order of the tables.
type logs struct {
	events []eventRow
	months []monthRow
}

type eventRow struct {
	person, week int32
	kind         string
	detail       int64
}

type monthRow struct {
	person int32
	row    rows.Month
}

// EventKind says what a kind of event is and what its detail counts.
type EventKind struct{ Name, Detail string }

// EventKinds lists the kinds of events.
func EventKinds() []EventKind { return slices.Clone(eventKinds) }

var eventKinds = []EventKind{
	{"application", "number of the post applied for"},
	{"childcare_found", "severity of the childcare barrier after it, in percent"},
	{"childcare_lost", "severity of the childcare barrier after it, in percent"},
	{"claimed_uc", "0"},
	{"confidence_ebbs", "severity of the confidence barrier after it, in percent"},
	{"employer_call", "number of the employer"},
	{"fewer_hours", "hours a week lost, in tenths"},
	{"health_episode", "severity of the health barrier after it, in percent"},
	{"health_recovery", "severity of the health barrier after it, in percent"},
	{"job_changed", "hours a week of the new job, in tenths"},
	{"job_ended", "0"},
	{"job_started", "hours a week of the job, in tenths"},
	{"left_uc", "0"},
	{"meeting", "0 face to face, 1 by telephone"},
	{"missed", "0"},
	{"more_hours", "hours a week gained, in tenths"},
	{"provision_completed", "kind: 0 childcare, 1 skills, 2 health, 3 confidence"},
	{"provision_dropped", "kind: 0 childcare, 1 skills, 2 health, 3 confidence"},
	{"provision_started", "kind: 0 childcare, 1 skills, 2 health, 3 confidence"},
	{"randomised", "0"},
	{"referral", "kind: 0 childcare, 1 skills, 2 health, 3 confidence"},
	{"rise", "pence an hour gained"},
	{"sanction", "days of the standard allowance"},
	{"signpost", "0"},
}

// note records an event in a person's follow-up.
func (w *World) note(i int, kind string, detail int64) {
	if w.record.Events && w.inFollowUp(i) {
		w.log.events = append(w.log.events, eventRow{int32(i), int32(w.week), kind, detail})
	}
}

// Claimants are the randomised people, in order.
func (w *World) Claimants() []rows.Claimant {
	slices.SortFunc(w.trial.claimants, func(a, b rows.Claimant) int { return cmp.Compare(a.Claimant, b.Claimant) })
	return w.trial.claimants
}

// Outcomes are the randomised people's outcomes, by person and horizon.
func (w *World) Outcomes() []rows.Outcome {
	slices.SortFunc(w.trial.outcomes, func(a, b rows.Outcome) int {
		return cmp.Or(cmp.Compare(a.Claimant, b.Claimant), cmp.Compare(a.HorizonWeeks, b.HorizonWeeks))
	})
	return w.trial.outcomes
}

// Months are the monthly rows, by person and period; nil unless recorded.
func (w *World) Months() []rows.Month {
	slices.SortStableFunc(w.log.months, func(a, b monthRow) int { return cmp.Compare(a.person, b.person) })
	out := make([]rows.Month, len(w.log.months))
	for k := range out {
		out[k] = w.log.months[k].row
	}
	return out
}

// Events are the randomised people's events, by person and day; nil unless recorded.
func (w *World) Events() []rows.Event {
	slices.SortStableFunc(w.log.events, func(a, b eventRow) int { return cmp.Compare(a.person, b.person) })
	out := make([]rows.Event, len(w.log.events))
	for k, e := range w.log.events {
		out[k] = rows.Event{District: int32(w.District.District), Claimant: int64(w.id(int(e.person))), Day: w.day(int(e.week)), Kind: e.kind, Detail: e.detail}
	}
	return out
}

// CoachWeeks are the coaches' weeks, by coach and week; nil unless recorded.
func (w *World) CoachWeeks() []rows.CoachWeek {
	slices.SortStableFunc(w.diary.rows, func(a, b rows.CoachWeek) int { return cmp.Compare(a.Coach, b.Coach) })
	return w.diary.rows
}

// Vacancies are the posts that participants applied for, by employer and day of closing; nil unless recorded.
func (w *World) Vacancies() []rows.Vacancy {
	slices.SortFunc(w.market.rows, func(a, b rows.Vacancy) int {
		return cmp.Or(cmp.Compare(a.Employer, b.Employer), cmp.Compare(a.Closed, b.Closed), cmp.Compare(a.Slot, b.Slot))
	})
	return w.market.rows
}
