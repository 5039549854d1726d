package progression

import (
	"cmp"
	"fmt"
	"slices"

	"inwork/progression/rows"
)

// logs collect what a world records, in order of time; its accessors return rows
// in the order of the tables.
type logs struct {
	events []eventRow
	months []rows.Month
}

type eventRow struct {
	person, week int32
	kind         string
	detail       int64
}

// EventKind says what a kind of event is and what its detail counts.
type EventKind struct {
	Name   string
	Detail string   // what is counted, with its unit; empty when the detail is always 0
	Values []string // what 0, 1 … stand for, when the detail is one of a few; otherwise nil
}

// InWords is what a detail says.
func (k EventKind) InWords(detail int64) string {
	switch {
	case k.Detail == "":
		return ""
	case 0 <= detail && detail < int64(len(k.Values)):
		return k.Values[detail]
	}
	return fmt.Sprintf("%d %s", detail, k.Detail)
}

// Legend is the line of the dictionary: what the detail is, and what its values stand for.
func (k EventKind) Legend() string {
	if k.Detail == "" {
		return "0"
	}
	legend := k.Detail
	for i, value := range k.Values {
		separator := ", "
		if i == 0 {
			separator = ": "
		}
		legend += fmt.Sprintf("%s%d %s", separator, i, value)
	}
	return legend
}

// EventKinds lists the kinds of events.
func EventKinds() []EventKind { return slices.Clone(eventKinds) }

var eventKinds = []EventKind{
	{"adjustment", "number of the employer", nil},
	{"application", "number of the post applied for", nil},
	{"caring_begins", "severity of the caring barrier after it, in percent", nil},
	{"caring_ends", "", nil},
	{"childcare_found", "", nil},
	{"childcare_lost", "severity of the childcare barrier after it, in percent", nil},
	{"claimed_uc", "", nil},
	{"confidence_ebbs", "severity of the confidence barrier after it, in percent", nil},
	{"confidence_returns", "", nil},
	{"debt_builds", "severity of the debt barrier after it, in percent", nil},
	{"debt_cleared", "", nil},
	{"eased", "", nil},
	{"employer_call", "number of the employer", nil},
	{"fewer_hours", "hours a week lost, in tenths", nil},
	{"health_episode", "severity of the health barrier after it, in percent", nil},
	{"health_recovery", "", nil},
	{"hours_refused", "", nil},
	{"job_changed", "hours a week of the new job, in tenths", nil},
	{"job_ended", "", nil},
	{"job_started", "hours a week of the job, in tenths", nil},
	{"left_uc", "", nil},
	{"meeting", "channel", []string{"face to face", "by telephone", "in the journal", "in a group"}},
	{"mental_health_episode", "severity of the mental health barrier after it, in percent", nil},
	{"mental_health_recovery", "", nil},
	{"missed", "", nil},
	{"more_hours", "hours a week gained, in tenths", nil},
	{"motivation_ebbs", "severity of the motivation barrier after it, in percent", nil},
	{"motivation_returns", "", nil},
	{"provision_completed", "kind", helpNames()},
	{"provision_dropped", "kind", helpNames()},
	{"provision_started", "kind", helpNames()},
	{"randomised", "", nil},
	{"referral", "kind", helpNames()},
	{"rise", "pence an hour gained", nil},
	{"sanction", "days of the standard allowance", nil},
	{"signpost", "", nil},
	{"three_way", "number of the employer", nil},
	{"transport_found", "", nil},
	{"transport_lost", "severity of the transport barrier after it, in percent", nil},
}

// note records an event in a person's follow-up.
func (w *World) note(i int, kind string, detail int64) {
	if w.record.Events && w.inFollowUp(i) {
		w.log.events = append(w.log.events, eventRow{int32(i), int32(w.week), kind, detail})
	}
}

// expect makes room for the months of everybody's follow-up.
func (l *logs) expect(d *District, record Records) {
	if record.Months {
		l.months = make([]rows.Month, 0, d.mostRandomised()*(d.FollowUpWeeks*12/52+1))
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
	slices.SortStableFunc(w.log.months, func(a, b rows.Month) int { return cmp.Compare(a.Claimant, b.Claimant) })
	return w.log.months
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
