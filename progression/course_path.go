package progression

import "inwork/progression/population"

// coursePath says how far each line for provision moved each week.
type coursePath struct {
	first   int
	reached [population.NBarriers][]uint64 // rank of the first who did not start; allSeen if nobody waited
	spare   [population.NBarriers][]bool   // a place was left
	started [population.NBarriers]bitmaps
	inLine  []inLine // participants who waited when randomised
}

// inLine is a participant who waited for provision when randomised, and her place.
type inLine struct {
	barrier population.Barrier
	place   waiting
}

func newCoursePath(w *World) coursePath {
	p := coursePath{first: w.week}
	for b := range p.reached {
		p.reached[b] = make([]uint64, w.weeks-w.week)
		p.spare[b] = make([]bool, w.weeks-w.week)
		p.started[b] = newBitmaps(w.week, w.weeks, len(w.People))
	}
	return p
}

// keep records a week's line.
func (p *coursePath) keep(w *World, b int) {
	c, k := &w.course, w.week-p.first
	p.reached[b][k] = allSeen
	if c.next[b] < len(c.line[b]) {
		p.reached[b][k] = c.line[b][c.next[b]].rank
	}
	p.spare[b][k] = c.given[b]+1 <= c.opened[b]
}

// enrolled records what a participant waits for on the day of randomisation.
func (p *coursePath) enrolled(w *World, i int) {
	c := &w.course
	for b := range c.line {
		if c.state[i][b] != queued {
			continue
		}
		for _, place := range c.line[b][c.next[b]:] {
			if int(place.who) == i {
				p.inLine = append(p.inLine, inLine{population.Barrier(b), place})
			}
		}
	}
}

// place is where a participant stood in a line when randomised.
func (p *coursePath) place(i int, b population.Barrier) waiting {
	for _, q := range p.inLine {
		if int(q.place.who) == i && q.barrier == b {
			return q.place
		}
	}
	panic("progression: nobody recorded in line")
}
