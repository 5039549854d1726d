package progression

import (
	"slices"

	"inwork/progression/population"
)

// takenCourses start provision as far as each line moved in the record.
type takenCourses struct {
	path *coursePath
	line [population.NBarriers][]waiting
}

func newTakenCourses(w *World) *takenCourses {
	t := &takenCourses{path: &w.kind.Path.course}
	for b := range t.line {
		t.line[b] = slices.Clone(w.course.line[b][w.course.next[b]:])
	}
	return t
}

func (t *takenCourses) wait(_ *World, b population.Barrier, at waiting) {
	t.line[b] = append(t.line[b], at)
}

func (t *takenCourses) start(w *World) {
	p := t.path
	for b := range t.line {
		k, keep := w.week-p.first, t.line[b][:0]
		for _, at := range t.line[b] {
			i := int(at.who)
			reached := p.reached[b][k]
			if at.rank >= reached || reached == allSeen && !p.spare[b][k] && !p.started[b].has(w.week, i) {
				keep = append(keep, at)
				continue
			}
			w.startCourse(b, i)
		}
		t.line[b] = keep
	}
}
