package progression

import (
	"slices"

	"inwork/progression/population"
)

// takenCourses start provision as far as each line moved in the record.
type takenCourses struct {
	path *coursePath
	line [population.NBarriers][]int32
}

func newTakenCourses(w *World) *takenCourses {
	t := &takenCourses{path: &w.kind.Path.course}
	for b := range t.line {
		t.line[b] = slices.Clone(w.course.line[b][w.course.next[b]:])
	}
	return t
}

func (t *takenCourses) wait(_ *World, b population.Barrier, i int) {
	t.line[b] = append(t.line[b], int32(i))
}

func (t *takenCourses) start(w *World) {
	p, c := t.path, &w.course
	for b := range t.line {
		k, keep := w.week-p.first, t.line[b][:0]
		for _, who := range t.line[b] {
			i := int(who)
			reached := p.reached[b][k]
			if c.rank[b][i] >= reached || reached == allSeen && !p.spare[b][k] && !p.started[b].has(w.week, i) {
				keep = append(keep, who)
				continue
			}
			w.startCourse(b, i)
		}
		t.line[b] = keep
	}
}
