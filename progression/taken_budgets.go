package progression

// takenBudgets are the recorded hours that employers have to give, with what a
// person herself took and left here instead of there.
type takenBudgets struct {
	path *budgetPath
	own  [][]ownHours // of each person, in this world
}

func newTakenBudgets(w *World) *takenBudgets {
	return &takenBudgets{path: &w.kind.Path.budgets, own: make([][]ownHours, len(w.People))}
}

func (t *takenBudgets) spare(w *World, i int) int16 {
	employer := w.people.job[i].employer
	extra := 0.0
	if r := t.path.before(employer, w.week, i); r != nil {
		extra = float64(r.value * w.employers.extra.left[w.week-int(r.week)])
	}
	since := -1
	if w.alone {
		since = int(w.trial.week[i]) // what she did before is in both
	}
	return w.spareOf(employer, extra+(w.left(t.own[i], employer, since)-w.left(t.path.of(i), employer, since)))
}

// left is what remains at an employer of a person's changes after a week and before this one.
func (w *World) left(changes []ownHours, employer uint32, since int) (tenths float64) {
	for _, c := range changes {
		if c.employer == employer && int(c.week) > since && int(c.week) < w.week {
			tenths += float64(float64(c.tenths) * w.employers.extra.left[w.week-int(c.week)])
		}
	}
	return tenths
}

func (t *takenBudgets) give(w *World, i int, tenths int16, _ int) {
	t.own[i] = append(t.own[i], ownHours{int32(i), int16(w.week), tenths, w.people.job[i].employer})
}
