package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/progression/population"
)

// What provision costs counts for a person from the first week of follow-up on:
// what she started before she was randomised is no part of what her arm did.
func TestStartCourse_CostCountsFromRandomisation(t *testing.T) {
	const she = 3
	w := newWorld(district(t, small()))
	w.Parameters.Courses[population.Debt].Cost = 12.345
	for _, c := range []struct {
		randomised int16
		pence      int64
	}{{-1, 0}, {5, 0}, {4, 1235}} {
		w.week, w.trial.week[she], w.trial.courses[she] = 5, c.randomised, 0
		w.startCourse(int(population.Debt), she)
		assert.Equal(t, c.pence, w.trial.courses[she], "randomised in week %d", c.randomised)
	}
}

// Two kinds of provision that begin together end each at its own time, and two that
// end together both do, though one calendar says when anything ends for a person.
func TestFinishCourses_EachAtItsTime(t *testing.T) {
	const she = 3
	debt, english, digital := int(population.Debt), int(population.English), int(population.Digital)
	w := newWorld(district(t, small()))
	w.Parameters.Courses[debt].Weeks, w.Parameters.Courses[english].Weeks, w.Parameters.Courses[digital].Weeks = 4, 6, 3
	w.startCourse(debt, she)
	w.startCourse(english, she)
	for ; w.week < 8; w.week++ {
		if w.week == 3 {
			w.startCourse(digital, she) // ends with english
		}
		w.finishCourses()
		want := [population.NBarriers]provided{}
		if w.week < 4 {
			want[debt] = started
		}
		if w.week < 6 {
			want[english] = started
			if w.week >= 3 {
				want[digital] = started
			}
		}
		assert.Equal(t, want, w.course.state[she], "week %d", w.week)
	}
}

// Who waits for two kinds when she is randomised has her place in each line.
func TestCoursePath_PlaceInEachLine(t *testing.T) {
	const other, she = 2, 3
	w := newWorld(district(t, small()))
	w.path = newPath(w)
	w.refer(other, population.Debt)
	w.week = 1
	w.refer(she, population.Debt)
	w.week = 2
	w.refer(she, population.English)
	w.path.enrolled(w, she)
	p := &w.path.course
	assert.Equal(t, w.course.line[population.Debt][1], p.place(she, population.Debt))
	assert.Equal(t, w.course.line[population.English][0], p.place(she, population.English))
	assert.NotEqual(t, p.place(she, population.Debt), p.place(she, population.English))
	assert.PanicsWithValue(t, "progression: nobody recorded in line", func() { p.place(other, population.Debt) })
}
