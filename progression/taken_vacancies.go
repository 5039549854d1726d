package progression

// takenVacancies stand open as recorded, and go to those who beat all who applied
// in the record.
type takenVacancies struct {
	path         *marketPath
	applications []application
	vacated      bitmaps // who has a job of her own advertised from a week on
}

func newTakenVacancies(w *World) *takenVacancies {
	t := &takenVacancies{path: &w.kind.Path.market, vacated: newBitmaps(w.week, w.weeks+1, len(w.People))}
	for _, v := range w.market.jobs {
		t.vacated.set(w.week, int(v.by))
	}
	return t
}

// advertise changes nothing: what opens and closes is in the record.
func (t *takenVacancies) advertise(*World) {}

func (t *takenVacancies) stands(w *World, who int, post uint32) (advert, bool) {
	if a, ok := t.path.keptOpen(w, int32(who), post); ok {
		return a, true
	}
	a, by, ok := t.path.advertised(w.week, post)
	if ok && int(by) == who && !t.hasVacated(w, who, int(a.opened)) {
		return advert{}, false // in the record she left that job; here she has not
	}
	return a, ok
}

// hasVacated says whether a person left a job here too, to be advertised from a week on.
func (t *takenVacancies) hasVacated(w *World, i, week int) bool {
	return w.alone && week <= int(w.trial.week[i])+1 || t.vacated.has(week, i)
}

func (t *takenVacancies) apply(_ *World, a application) { t.applications = append(t.applications, a) }

// reopen remembers that a person left a job, which only she could miss: what
// others find is in the record.
func (t *takenVacancies) reopen(w *World, v vacated) { t.vacated.set(w.week+1, int(v.by)) }

func (t *takenVacancies) match(w *World) {
	for _, a := range t.applications {
		if !t.path.beaten(w.week, a.post, a.who, a.score) || !w.offered(int(a.post)) {
			continue
		}
		if int(a.opened) < w.week && w.fate(a.post, w.week) == contested && w.rivalScore(a.post, w.week) >= a.score {
			continue
		}
		if i := int(a.who); i < len(w.People) {
			w.hire(i, int(a.post), a.advert)
		} else {
			w.placeHired(i - len(w.People))
		}
	}
	t.applications = t.applications[:0]
}
