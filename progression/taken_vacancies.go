package progression

import (
	"cmp"
	"slices"
)

// takenVacancies stand open as recorded, and go to those who beat all who applied
// in the record.
type takenVacancies struct {
	path         *marketPath
	applications []application
	vacated      [][]departure // jobs that each person left here, to be advertised
	filled       [][]fill      // posts that each person got here
}

func newTakenVacancies(w *World) *takenVacancies {
	t := &takenVacancies{path: &w.kind.Path.market, vacated: make([][]departure, len(w.People)), filled: make([][]fill, len(w.People))}
	for _, v := range w.market.jobs {
		t.leaves(v, w.week)
	}
	return t
}

// advertise changes nothing: what opens and closes is in the record.
func (t *takenVacancies) advertise(*World) {}

func (t *takenVacancies) stands(w *World, who int, post uint32) (advert, bool) {
	if a, ok := t.keptOpen(w, int32(who), post); ok {
		return a, true
	}
	a, by, ok := t.path.advertised(w.week, post)
	if ok && int(by) == who && !t.hasVacated(w, who, departure{w.posts.employer[post], a.opened}) {
		return advert{}, false // in the record she left that job; here she has not
	}
	return a, ok
}

// departure is a job with an employer that a person left, to be advertised from a week on.
type departure struct {
	employer uint32
	week     int16
}

// hasVacated says whether a person left a job here too that the record has advertised.
func (t *takenVacancies) hasVacated(w *World, i int, v departure) bool {
	return w.alone && int(v.week) <= int(w.trial.week[i])+1 || slices.Contains(t.vacated[i], v)
}

func (t *takenVacancies) leaves(v vacated, week int) {
	t.vacated[v.by] = append(t.vacated[v.by], departure{v.employer, int16(week)})
}

func (t *takenVacancies) apply(_ *World, a application) { t.applications = append(t.applications, a) }

// reopen remembers that a person left a job, which only she could miss: what
// others find is in the record.
func (t *takenVacancies) reopen(w *World, v vacated) { t.leaves(v, w.week+1) }

func (t *takenVacancies) match(w *World) {
	for _, a := range t.applications {
		if !t.path.beaten(w.week, a.post, a.who, a.score) || !w.offered(int(a.post)) {
			continue
		}
		if int(a.opened) < w.week && w.fate(a.post, w.week) == contested && w.rivalScore(a.post, w.week) >= a.score {
			continue
		}
		if i := int(a.who); i < len(w.People) {
			t.filled[i] = append(t.filled[i], fill{who: a.who, post: a.post, week: int16(w.week)})
			w.hire(i, int(a.post), a.advert)
		} else {
			w.placeHired(i - len(w.People))
		}
	}
	t.applications = t.applications[:0]
}

// keptOpen says whether a post that a person filled in the record stands open for
// her here, where she may not have: as long as nobody else would have filled it and
// it would not have been withdrawn.
func (t *takenVacancies) keptOpen(w *World, who int32, post uint32) (advert, bool) {
	p := t.path
	k, _ := slices.BinarySearchFunc(p.fills, who, func(f fill, who int32) int { return cmp.Compare(f.who, who) })
	for ; k < len(p.fills) && p.fills[k].who == who; k++ {
		f := &p.fills[k]
		if f.post == post && int(f.week) < w.week && !f.runnerUp && !t.took(w, int(who), f) && w.staysOpen(post, int(f.week)) {
			return f.advert, true
		}
	}
	return advert{}, false
}

// took says whether a person or place has filled here too what was filled in the record; after
// that a place is another person's.
func (t *takenVacancies) took(w *World, who int, f *fill) bool {
	if j := who - len(w.People); j >= 0 {
		return !w.place.taken[j] || w.place.claimed[j] > f.week
	}
	if w.alone && int(f.week) <= int(w.trial.week[who]) {
		return true // what she did before is in both
	}
	return slices.ContainsFunc(t.filled[who], func(g fill) bool { return g.post == f.post && g.week >= f.opened })
}
