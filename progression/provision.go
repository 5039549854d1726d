package progression

import (
	"slices"

	"inwork/progression/population"
	"inwork/sim"
)

// provision is help against each barrier: childcare brokerage, a course, health
// support, a confidence course. Places are few; who has waited longest starts
// first. Completion relieves part of the severity.
type provision struct {
	state      [population.NBarriers][]provided
	rank       [population.NBarriers][]uint64 // of who waits: by week of referral, then in the order of meetings
	until      [population.NBarriers][]int16  // week in which a person's provision ends
	line       [population.NBarriers][]int32  // who waits, first come first served, from next on
	next       [population.NBarriers]int
	end        [population.NBarriers]*sim.Calendar
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

func newProvision(d *District) provision {
	p := provision{completion: d.luck(useCompletion)}
	for b := range p.state {
		p.state[b] = make([]provided, len(d.People))
		p.rank[b] = make([]uint64, len(d.People))
		p.until[b] = make([]int16, len(d.People))
		p.end[b] = sim.NewCalendar(len(d.People), horizonWeeks)
	}
	return p
}

// clone copies the columns.
func (p provision) clone() provision {
	for b := range p.state {
		p.state[b] = slices.Clone(p.state[b])
		p.rank[b] = slices.Clone(p.rank[b])
		p.until[b] = slices.Clone(p.until[b])
		p.line[b] = slices.Clone(p.line[b])
		p.end[b] = p.end[b].Clone()
	}
	return p
}

// copyRow copies where a person stands.
func (p *provision) copyRow(from *provision, i int) {
	for b := range p.state {
		p.state[b][i], p.rank[b][i], p.until[b][i] = from.state[b][i], from.rank[b][i], from.until[b][i]
	}
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
	if p.state[b][i] != idle {
		return
	}
	p.state[b][i] = queued
	p.rank[b][i] = w.referralRank(i)
	w.courses.wait(w, b, i)
	w.note(i, "referral", int64(b))
}

func (p *provision) wait(_ *World, b population.Barrier, i int) {
	p.line[b] = append(p.line[b], int32(i))
}

// start gives the week's places; of those that nobody waits for at most one is kept.
func (p *provision) start(w *World) {
	for b := range p.line {
		p.opened[b] += w.Parameters.ProvisionPlaces * float64(w.Coaches) / 100
		for p.next[b] < len(p.line[b]) && p.given[b]+1 <= p.opened[b] {
			i := int(p.line[b][p.next[b]])
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

// startCourse starts a person's provision.
func (w *World) startCourse(b, i int) {
	p := &w.course
	p.state[b][i] = started
	p.until[b][i] = int16(w.week + int(w.Parameters.ProvisionWeeks))
	p.end[b].Set(i, int(p.until[b][i]))
	w.note(i, "provision_started", int64(b))
}

// finishCourses ends what is due: completed with an effect, or dropped.
func (w *World) finishCourses() {
	p := &w.course
	for b := range p.end {
		for i := range p.end[b].Due(w.week) {
			p.state[b][i] = idle
			x := p.completion.Bits(w.id(i), uint32(8*w.week+b))
			if float64(x&0xffff)*0x1p-16 >= w.Parameters.ProvisionCompletion {
				w.note(i, "provision_dropped", int64(b))
				continue
			}
			relief := w.Parameters.ProvisionEffect + float64(w.Parameters.ProvisionSpread*sim.Normal(x&^0xffff))
			w.people.severity[b][i] *= 1 - min(max(relief, 0), 1)
			w.note(i, "provision_completed", int64(b))
		}
	}
}
