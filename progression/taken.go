package progression

import (
	"inwork/progression/population"
	"inwork/sim"
)

// takeAsRecorded makes a branch of the trunk a world of takers. It has no rows of
// what it does not run itself.
func (w *World) takeAsRecorded() {
	p, frozen := w.kind.Path, w.kind.Frozen
	if p == nil {
		panic("progression: world " + w.kind.Slug + " takes couplings as recorded, and has no path")
	}
	if frozen.Holds(Diaries) {
		w.record.CoachWeeks, w.diary.rows = false, nil
		w.appointments = newTakenAppointments(w)
	}
	if frozen.Holds(Places) {
		w.courses = newTakenCourses(w)
	}
	if frozen.Holds(Vacancies) {
		w.record.Vacancies, w.market.rows = false, nil
		w.vacancies = newTakenVacancies(w)
	}
	if frozen.Holds(Engagement) {
		w.engagement = newTakenEngagement(w)
	}
	if frozen.Holds(Budgets) {
		w.budgets = newTakenBudgets(w)
	}
	if frozen == Everything {
		w.sendAway()
	}
}

// sendAway leaves nobody in the world. When everything is taken as recorded nobody
// needs the others: only participants are simulated, each from the day of
// randomisation.
func (w *World) sendAway() {
	w.alone = true
	w.appointments.(*takenAppointments).waiting = nil
	lines := w.courses.(*takenCourses)
	for b := range lines.line {
		lines.line[b] = nil
	}
	w.course.end = w.emptyCalendar(len(w.People), horizonWeeks)
	w.people.periodEnd = w.emptyCalendar(len(w.People), 8)
	w.diary.calendar = w.emptyCalendar(len(w.diary.due), horizonWeeks)
	for j := range w.places.n {
		w.place.taken[j] = false
		w.seek.Ceiling(j, 0)
	}
	for i := range w.People {
		w.people.job[i].hours = 0
		w.life.Ceiling(i, 0)
		w.job.Ceiling(i, 0)
		w.idle.Ceiling(i, 0)
	}
}

// comeIn brings a participant into the world as she was when randomised.
func (w *World) comeIn(i int) {
	w.copyRow(w.kind.Path.start, i)
	w.people.periodEnd.Set(i, w.lastWeek(w.people.period[i].start))
	if int(w.diary.due[i]) > w.week {
		w.diary.calendar.Set(i, int(w.diary.due[i]))
	}
	if w.diary.waiting[i] {
		w.appointments.wait(w, i)
	}
	lines := w.courses.(*takenCourses)
	for b, stands := range w.course.state[i] {
		switch stands {
		case queued:
			w.courses.wait(w, population.Barrier(b), lines.path.place(i, population.Barrier(b)))
		case started:
			w.course.end.Set(i, int(w.course.until[i][b]))
		}
	}
	w.life.Ceiling(i, w.ceiling(w.limit.life))
	w.situation(i)
}

// emptyCalendar has nobody in it and goes on from this week.
func (w *World) emptyCalendar(n, weeks int) *sim.Calendar {
	c := sim.NewCalendar(n, weeks)
	for week := range w.week {
		c.Words(week)
	}
	return c
}

// ceiling is a ceiling, or 1 in the test that no result depends on them.
func (w *World) ceiling(c float64) float64 {
	if w.record.uncapped {
		return 1
	}
	return c
}
