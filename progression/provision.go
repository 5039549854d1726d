package progression

import (
	"slices"

	"inwork/progression/population"
	"inwork/sim"
)

// provision is help against each barrier, one kind for each: courses.go. Places
// are few, and shared among the kinds; of a kind who has waited longest starts first.
// Completion relieves part of the severity.
type provision struct {
	state      [][population.NBarriers]provided // of each person
	until      [][population.NBarriers]int16    // week in which a person's provision ends
	line       [population.NBarriers][]waiting  // who waits, first come first served, from next on
	next       [population.NBarriers]int
	end        *sim.Calendar                 // of whatever ends for a person
	opened     [population.NBarriers]float64 // places opened so far
	given      [population.NBarriers]float64
	completion sim.Draws
}

// provided is where a person stands with a kind of provision.
type provided uint8

const (
	idle provided = iota
	queued
	started
)

// waiting is a place in a line: by week of referral, then in the order of meetings.
type waiting struct {
	rank uint64
	who  int32
}

func newProvision(d *District) provision {
	n := len(d.People)
	return provision{
		state: make([][population.NBarriers]provided, n), until: make([][population.NBarriers]int16, n),
		end: sim.NewCalendar(n, horizonWeeks), completion: d.luck(useCourseEnd),
	}
}

// clone copies the columns.
func (p provision) clone() provision {
	p.state = slices.Clone(p.state)
	p.until = slices.Clone(p.until)
	for b := range p.line {
		p.line[b] = slices.Clone(p.line[b])
	}
	p.end = p.end.Clone()
	return p
}

// copyRow copies where a person stands.
func (p *provision) copyRow(from *provision, i int) {
	p.state[i], p.until[i] = from.state[i], from.until[i]
}

// referralRank orders who is referred this week as coaches meet them.
func (w *World) referralRank(i int) uint64 {
	turn := w.coachOf(i) - w.firstCoach()
	if turn < 0 {
		turn += w.Coaches
	}
	r := w.rank(i)
	return uint64(w.week)<<52 | uint64(turn)<<36 | r>>32<<24 | r&0xffffff
}

// refer puts a person in line, once.
func (w *World) refer(i int, b population.Barrier) {
	p := &w.course
	if p.state[i][b] != idle {
		return
	}
	p.state[i][b] = queued
	w.courses.wait(w, b, waiting{w.referralRank(i), int32(i)})
	w.note(i, "referral", int64(b))
}

func (p *provision) wait(_ *World, b population.Barrier, at waiting) {
	p.line[b] = append(p.line[b], at)
}

// start gives the week's places; of those that nobody waits for at most one is kept.
func (p *provision) start(w *World) {
	for b := range p.line {
		p.opened[b] += w.placesAWeek(b)
		for p.next[b] < len(p.line[b]) && p.given[b]+1 <= p.opened[b] {
			i := int(p.line[b][p.next[b]].who)
			p.next[b]++
			p.given[b]++
			w.startCourse(b, i)
			w.path.startedCourse(w, b, i)
		}
		if p.next[b] == len(p.line[b]) {
			p.line[b], p.next[b] = p.line[b][:0], 0
			p.given[b] = max(p.given[b], p.opened[b]-1)
		}
		w.path.lineMoved(w, b)
	}
}

// startCourse starts a person's provision, and its cost.
func (w *World) startCourse(b, i int) {
	p, c := &w.course, &w.Parameters.Courses[b]
	p.state[i][b] = started
	p.until[i][b] = int16(w.week + int(c.Weeks))
	p.end.Set(i, int(p.until[i][b]))
	if w.trial.follows(i, w.week) {
		w.trial.courses[i] += int64(float64(100*c.Cost) + 0.5)
	}
	w.note(i, "provision_started", int64(b))
}

// finishCourses ends what is due: completed with an effect, or dropped.
func (w *World) finishCourses() {
	p := &w.course
	for i := range p.end.Due(w.week) {
		for b := range p.state[i] {
			if p.state[i][b] == started && int(p.until[i][b]) == w.week {
				w.finishCourse(i, population.Barrier(b))
			}
		}
	}
}

func (w *World) finishCourse(i int, b population.Barrier) {
	p, q := &w.course, &w.Parameters
	p.state[i][b] = idle
	x := p.completion.Bits(w.id(i), uint32(16*w.week+int(b)))
	if float64(x&0xffff)*0x1p-16 >= q.ProvisionCompletion {
		w.note(i, "provision_dropped", int64(b))
		return
	}
	relief := float64(q.ProvisionEffect*q.Courses[b].Effect) + float64(q.ProvisionSpread*sim.Normal(x&^0xffff))
	w.people.setBarrier(b, i, float64(w.people.barrier(b, i)*(1-min(max(relief, 0), 1))))
	w.note(i, "provision_completed", int64(b))
}

// placesAWeek is how many may start a kind of provision in a week: its part of all places.
func (w *World) placesAWeek(b int) float64 {
	part, all := w.Parameters.Courses[b].Places, 0.0
	if part == 0 {
		return 0
	}
	for k := range w.Parameters.Courses {
		all += w.Parameters.Courses[k].Places
	}
	return float64(w.Parameters.ProvisionPlaces*part) / all * float64(w.Coaches) / 100
}
