package progression

// An employer has some hours a week to give: what its workers, most of them none
// of the model's, give up and nobody has taken yet. Hours granted to one person
// are missing for the next, and hours that one gives up are there for others,
// until colleagues have made up for either. Only an elastic employer makes hours
// to measure, which come from nobody.

// spareOf are the tenths that an employer has to give this week.
func (w *World) spareOf(employer uint32, extra float64) int16 {
	usual := float64(w.Parameters.SpareHours * 10 * float64(w.posts.first[employer+1]-w.posts.first[employer]))
	return int16(min(max(usual+extra, 0), maxTenths))
}

func (e *employers) spare(w *World, i int) int16 {
	employer := w.people.job[i].employer
	return w.spareOf(employer, e.extra.now(int(employer), w.week))
}

// weeksEnd stands for the end of a week in the order of people's turns, in which job risks are dealt.
const weeksEnd = 1<<31 - 1

func (e *employers) give(w *World, i int, tenths int16, at int) {
	employer := w.people.job[i].employer
	after := e.extra.now(int(employer), w.week) + float64(tenths)
	e.extra.set(int(employer), w.week, after)
	w.path.gave(w, i, at, tenths, after)
}

// granted is what an employer grants of the tenths a person asks for, and how much
// of it comes from its budget.
func (w *World) granted(i int, asked int16) (granted, fromBudget int16) {
	if w.employers.elastic.Uniform(w.id(i), uint32(w.week)) < w.Parameters.Elasticity {
		return asked, 0
	}
	granted = min(asked, w.budgets.spare(w, i))
	return granted, granted
}
