package progression

import "inwork/progression/population"

// coursePath says how far each line for provision moved each week.
type coursePath struct {
	first   int
	reached [population.NBarriers][]uint64 // rank of the first who did not start; allSeen if nobody waited
	spare   [population.NBarriers][]bool   // a place was left
	started [population.NBarriers]bitmaps
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
		p.reached[b][k] = c.rank[b][c.line[b][c.next[b]]]
	}
	p.spare[b][k] = c.given[b]+1 <= c.opened[b]
}
