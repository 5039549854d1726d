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
	line       [population.NBarriers][]int32 // who waits, first come first served, from next on
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
		p.end[b] = sim.NewCalendar(len(d.People), horizonWeeks)
	}
	return p
}

// clone copies the columns.
func (p provision) clone() provision {
	for b := range p.state {
		p.state[b] = slices.Clone(p.state[b])
		p.line[b] = slices.Clone(p.line[b])
		p.end[b] = p.end[b].Clone()
	}
	return p
}

// refer puts a person in line, once.
func (w *World) refer(i int, b population.Barrier) {
	p := &w.course
	if p.state[b][i] != idle {
		return
	}
	p.state[b][i] = queued
	p.line[b] = append(p.line[b], int32(i))
	w.note(i, "referral", int64(b))
}

// startCourses gives the week's places; of those that nobody waits for at most one is kept.
func (w *World) startCourses() {
	p := &w.course
	for b := range p.line {
		p.opened[b] += w.Parameters.ProvisionPlaces * float64(w.Coaches) / 100
		for p.next[b] < len(p.line[b]) && p.given[b]+1 <= p.opened[b] {
			i := int(p.line[b][p.next[b]])
			p.next[b]++
			p.given[b]++
			p.state[b][i] = started
			p.end[b].Set(i, w.week+int(w.Parameters.ProvisionWeeks))
			w.note(i, "provision_started", int64(b))
		}
		if p.next[b] == len(p.line[b]) {
			p.line[b], p.next[b] = p.line[b][:0], 0
			p.given[b] = max(p.given[b], p.opened[b]-1)
		}
	}
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
