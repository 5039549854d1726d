package progression

import (
	"math/bits"
	"slices"

	"inwork/progression/rows"
	"inwork/progression/uc"
	"inwork/sim"
)

// horizonWeeks is how far ahead an appointment can be planned.
const horizonWeeks = 27

// diaries hold who is due when, and each coach's queue: first due, first seen.
// Candidates come first in the numbering, then the places of the rest of the
// caseload. What does not fit into a coach's week waits.
type diaries struct {
	calendar *sim.Calendar
	due      []int16   // week of the next appointment; -1 none planned
	waiting  []bool    // in the coach's queue
	came     []int16   // week of coming into it
	line     []support // what a candidate was last in line for

	queue []uint32 // all coaches' rings, one behind the other
	from  []int32  // where a coach's ring starts; from[c+1]-from[c] is its size
	head  []int32
	count []int32
	fresh []int32  // of count, who came this week
	seat  []uint32 // of each person and place on her coach's list; the same in all worlds

	rotation, absence, attend sim.Draws
	rows                      []rows.CoachWeek
}

func newDiaries(d *District) diaries {
	n := len(d.People) + d.places.n
	q := diaries{
		calendar: sim.NewCalendar(n, horizonWeeks), due: make([]int16, n), waiting: make([]bool, n), came: make([]int16, n), line: make([]support, len(d.People)), fresh: make([]int32, d.Coaches),
		queue: make([]uint32, n), from: make([]int32, d.Coaches+1), head: make([]int32, d.Coaches), count: make([]int32, d.Coaches),
		rotation: d.luck(useRotation), absence: d.luck(useAbsence), attend: d.luck(useAttend),
	}
	for _, c := range d.coach {
		q.from[c+1]++
	}
	for _, c := range d.places.coach {
		q.from[c+1]++
	}
	for c := range d.Coaches {
		q.from[c+1] += q.from[c]
	}
	q.seat = make([]uint32, n)
	taken := make([]uint32, d.Coaches)
	for i := range q.seat {
		c := d.coachOf(i)
		q.seat[i] = taken[c]
		taken[c]++
	}
	for i := range q.due {
		q.due[i] = -1
	}
	for j := range d.places.n { // reviews of the stock are spread over a fortnight
		q.plan(len(d.People)+j, j&1)
	}
	return q
}

// clone copies the columns.
func (q diaries) clone() diaries {
	q.due = slices.Clone(q.due)
	q.waiting = slices.Clone(q.waiting)
	q.came = slices.Clone(q.came)
	q.line = slices.Clone(q.line)
	q.fresh = slices.Clone(q.fresh)
	q.queue = slices.Clone(q.queue)
	q.head = slices.Clone(q.head)
	q.count = slices.Clone(q.count)
	q.rows = slices.Clone(q.rows)
	q.calendar = q.calendar.Clone()
	return q
}

// copyRow copies what is planned for a person.
func (q *diaries) copyRow(from *diaries, i int) {
	q.due[i], q.waiting[i], q.came[i], q.line[i] = from.due[i], from.waiting[i], from.came[i], from.line[i]
}

// plan sets the next appointment, in place of any planned before.
func (q *diaries) plan(i, week int) {
	q.due[i] = int16(week)
	q.calendar.Set(i, week)
}

// cancel forgets a planned appointment.
func (q *diaries) cancel(i int) { q.due[i] = -1 }

// coachOf is the coach of a candidate or of a caseload place.
func (d *District) coachOf(i int) int {
	if i < len(d.coach) {
		return int(d.coach[i])
	}
	return int(d.places.coach[i-len(d.coach)])
}

// callIn puts who is due this week into the coaches' queues. With whom a coach
// begins is drawn anew each week among all on her list, so that nobody is always
// first and who else is due changes nobody's place relative to a third person.
func (w *World) callIn() {
	q := &w.diary
	for k, word := range q.calendar.Words(w.week) {
		for ; word != 0; word &= word - 1 {
			if i := k<<6 + bits.TrailingZeros64(word); int(q.due[i]) == w.week && !q.waiting[i] {
				q.waiting[i], q.came[i] = true, int16(w.week)
				w.appointments.wait(w, i)
			}
		}
	}
	for c, n := range q.fresh {
		if n > 1 {
			q.rotate(c, q.before(c, w.firstSeat(c, w.week)))
		}
		q.fresh[c] = 0
	}
}

// size is how many stand on a coach's list, and so at most in her queue.
func (q *diaries) size(c int) int32 { return q.from[c+1] - q.from[c] }

// at is the k-th of a coach's queue, counted from its head.
func (q *diaries) at(c int, k int32) *uint32 {
	k += q.head[c]
	if size := q.size(c); k >= size {
		k -= size
	}
	return &q.queue[q.from[c]+k]
}

// wait puts a person at the end of her coach's queue.
func (q *diaries) wait(w *World, i int) {
	c := w.coachOf(i)
	*q.at(c, q.count[c]) = uint32(i)
	q.count[c]++
	q.fresh[c]++
}

// firstSeat is the seat on a coach's list with which she begins in a week.
func (w *World) firstSeat(c, week int) uint32 {
	q := &w.diary
	return uint32(q.rotation.Below(w.id(c), uint32(week), int(q.size(c))))
}

// before counts who came this week and sits before a seat. They stand in the order of seats.
func (q *diaries) before(c int, seat uint32) int32 {
	first, n := q.count[c]-q.fresh[c], int32(0)
	for n < q.fresh[c] && q.seat[*q.at(c, first+n)] < seat {
		n++
	}
	return n
}

// rotate lets those of a coach who came this week begin with another one of them.
func (q *diaries) rotate(c int, by int32) {
	n, first := q.fresh[c], q.count[c]-q.fresh[c]
	q.reverse(c, first, first+by)
	q.reverse(c, first+by, first+n)
	q.reverse(c, first, first+n)
}

// reverse turns round a part of a coach's queue, counted from its head.
func (q *diaries) reverse(c int, from, to int32) {
	for to--; from < to; from, to = from+1, to-1 {
		i, j := q.at(c, from), q.at(c, to)
		*i, *j = *j, *i
	}
}

// support is the kind of appointments that a person is in line for.
type support uint8

const (
	none   support = iota
	review         // intensive work search: the same in every arm that does not replace it
	inArm          // what the arm offers
)

// supported says which support a candidate is in line for this week.
func (w *World) supported(i int) support {
	if !w.people.claim[i].onUC {
		return none
	}
	switch r := w.people.claim[i].regime; {
	case r == uc.Intensive:
		if w.trial.follows(i, w.week) && w.people.employed(i) && w.arm(i).While == BelowAET && !w.hasHadAll(i) {
			return w.inArm(i)
		}
		return review
	case r == uc.LightTouch, r == uc.WorkingEnough:
		if !w.trial.follows(i, w.week) {
			return none
		}
		live := w.arm(i).While == Always || w.arm(i).While == Band && r == uc.LightTouch
		if live && !w.hasHadAll(i) {
			return w.inArm(i)
		}
	}
	return none
}

// hasHadAll says whether a participant's support is over, or all its appointments are kept.
func (w *World) hasHadAll(i int) bool {
	a := w.arm(i)
	return a.DurationWeeks > 0 && w.week-int(w.trial.week[i]) > a.DurationWeeks || a.Contacts > 0 && int(w.trial.contacts[i]) >= a.Contacts
}

// inArm is the support of an arm that is live.
func (w *World) inArm(i int) support {
	if w.arm(i).Channel == NoContact {
		return none
	}
	return inArm
}

// resume plans an appointment for a person who is in line for one and has none,
// or whose line has changed: a review never waits for the interval of an arm, and
// an arm's appointment never comes at the interval of reviews.
func (w *World) resume(i int) {
	q := &w.diary
	now := w.supported(i)
	changed := now != q.line[i]
	q.line[i] = now
	if q.waiting[i] || q.due[i] >= 0 && !changed {
		return
	}
	q.cancel(i)
	switch now {
	case review:
		q.plan(i, w.week+1)
	case inArm:
		next := w.week + 1
		if w.trial.contacts[i] > 0 {
			next = max(next, int(w.trial.lastContact[i])+w.arm(i).WeeksApart)
		}
		q.plan(i, next)
	}
}
