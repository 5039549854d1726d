package progression

import (
	"slices"

	"inwork/progression/population"
	"inwork/sim"
)

// takers are people in a world that takes couplings as recorded elsewhere: who
// waits, and what they wish for this week.
type takers struct {
	waiting []int32                         // for a coach
	lines   [population.NBarriers][]waiting // for provision
	wishes  []wish

	// When everything is taken as recorded nobody needs the others: only
	// participants are simulated, each from the day of randomisation.
	alone bool

	own []ownEngagement
}

// wish is an application of the week.
type wish struct {
	who    int32
	post   uint32
	opened int16
	score  uint32
}

// takeAsRecorded makes a branch of the trunk a world of takers. It has no rows of
// what it does not run itself.
func (w *World) takeAsRecorded() {
	if w.kind.Path == nil {
		panic("progression: world " + w.kind.Slug + " takes couplings as recorded, and has no path")
	}
	t := &w.take
	if w.held(Vacancies) {
		w.record.Vacancies, w.market.rows = false, nil
	}
	if w.held(Diaries) {
		w.record.CoachWeeks, w.diary.rows = false, nil
		for i, waits := range w.diary.waiting {
			if waits {
				t.waiting = append(t.waiting, int32(i))
			}
		}
	}
	if w.held(Places) {
		for b := range t.lines {
			t.lines[b] = slices.Clone(w.course.line[b][w.course.next[b]:])
		}
	}
	if w.held(Engagement) {
		t.own = w.ownEngagements()
	}
	if w.kind.Frozen == Everything {
		w.sendAway()
	}
}

// sendAway leaves nobody in the world: participants come in when randomised.
func (w *World) sendAway() {
	t := &w.take
	t.alone = true
	t.waiting = t.waiting[:0]
	for b := range t.lines {
		t.lines[b] = t.lines[b][:0]
	}
	w.course.end = w.emptyCalendar(len(w.People), horizonWeeks)
	w.people.periodEnd = w.emptyCalendar(len(w.People), 8)
	w.diary.calendar = w.emptyCalendar(len(w.diary.due), horizonWeeks)
	for j := range w.places.n {
		w.place.taken[j] = false
		w.seek.Ceiling(j, 0)
	}
	for i := range w.People {
		w.people.hours[i] = 0
		w.life.Ceiling(i, 0)
		w.job.Ceiling(i, 0)
		w.idle.Ceiling(i, 0)
	}
}

// comeIn brings a participant into the world as she was when randomised.
func (w *World) comeIn(i int) {
	t := &w.take
	w.copyRow(w.kind.Path.start, i)
	w.people.periodEnd.Set(i, w.lastWeek(w.people.periodStart[i]))
	if int(w.diary.due[i]) > w.week {
		w.diary.calendar.Set(i, int(w.diary.due[i]))
	}
	if w.diary.waiting[i] {
		t.waiting = append(t.waiting, int32(i))
	}
	for b := range w.course.state[i] {
		switch w.course.state[i][b] {
		case queued:
			t.lines[b] = append(t.lines[b], w.kind.Path.course.place(i, population.Barrier(b)))
		case started:
			w.course.end.Set(i, int(w.course.until[i][b]))
		}
	}
	t.own[i].employer = w.people.employer[i]
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

// meetTakers sees who waits as far as each coach came in the record. Her own
// minutes there are free for a person seen in it; those of others only as far as
// they were unused, or behind her in the queue.
func (w *World) meetTakers() {
	p, q, t := &w.kind.Path.diary, &w.diary, &w.take
	keep := t.waiting[:0]
	for _, who := range t.waiting {
		i := int(who)
		c := w.coachOf(i)
		k := (w.week-p.first)*p.coaches + c
		if p.reached[k] <= w.rank(i) {
			keep = append(keep, who)
			continue
		}
		minutes, wanted := w.appointment(i)
		if wanted && p.reached[k] == allSeen && minutes > int(p.left[k]) && !p.seen.has(w.week, i) {
			keep = append(keep, who)
			continue
		}
		q.waiting[i] = false
		q.cancel(i)
		if wanted {
			w.see(i, c, minutes, int(w.Parameters.InterviewMinutes)-minutes)
		}
	}
	t.waiting = keep
}

// startTakers starts provision as far as each line moved in the record.
func (w *World) startTakers() {
	p, t := &w.kind.Path.course, &w.take
	for b := range t.lines {
		k, keep := w.week-p.first, t.lines[b][:0]
		for _, place := range t.lines[b] {
			i := int(place.who)
			reached := p.reached[b][k]
			if place.rank >= reached || reached == allSeen && !p.spare[b][k] && !p.started[b].has(w.week, i) {
				keep = append(keep, place)
				continue
			}
			w.startCourse(b, i)
		}
		t.lines[b] = keep
	}
}

// matchTakers gives posts to those who beat all others in the record.
func (w *World) matchTakers() {
	t := &w.take
	for _, a := range t.wishes {
		if !w.kind.Path.market.beaten(w.week, a.post, a.who, a.score) || !w.offered(int(a.post)) {
			continue
		}
		if i := int(a.who); i < len(w.People) {
			w.hire(i, int(a.post), int(a.opened))
		} else {
			w.placeHired(i - len(w.People))
		}
	}
	t.wishes = t.wishes[:0]
}
