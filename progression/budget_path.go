package progression

import (
	"cmp"
	"slices"
	"sort"
)

// budgetPath says what each employer had to give when, and who had changed that.
type budgetPath struct {
	extra []extraHours // by employer and time once finished
	own   []ownHours   // by person and time once finished
}

// extraHours are what an employer has to give above the usual, after a change.
type extraHours struct {
	employer uint32
	week     int16
	at       int32 // the person in whose turn it was, or weeksEnd
	value    float64
}

// ownHours are tenths that a person left, or took (below 0), at an employer.
type ownHours struct {
	who      int32
	week     int16
	tenths   int16
	employer uint32
}

func newBudgetPath(w *World) budgetPath {
	p := budgetPath{}
	for e, x := range w.employers.extra.value {
		if x != 0 {
			p.extra = append(p.extra, extraHours{uint32(e), w.employers.extra.week[e], weeksEnd, x})
		}
	}
	return p
}

// keep records a change.
func (p *budgetPath) keep(w *World, i, at int, tenths int16, after float64) {
	employer := w.people.job[i].employer
	p.extra = append(p.extra, extraHours{employer, int16(w.week), int32(at), after})
	p.own = append(p.own, ownHours{int32(i), int16(w.week), tenths, employer})
}

// finish sorts what was recorded in order of time.
func (p *budgetPath) finish() {
	slices.SortStableFunc(p.extra, func(a, b extraHours) int { return cmp.Compare(a.employer, b.employer) })
	slices.SortStableFunc(p.own, func(a, b ownHours) int { return cmp.Compare(a.who, b.who) })
}

// before is an employer's last record before a person's turn in a week, nil if there is none.
func (p *budgetPath) before(employer uint32, week, i int) *extraHours {
	k := sort.Search(len(p.extra), func(k int) bool {
		r := &p.extra[k]
		return cmp.Or(cmp.Compare(r.employer, employer), cmp.Compare(int(r.week), week), cmp.Compare(int(r.at), i)) >= 0
	}) - 1
	if k < 0 || p.extra[k].employer != employer {
		return nil
	}
	return &p.extra[k]
}

// of are a person's own changes.
func (p *budgetPath) of(i int) []ownHours {
	from, _ := slices.BinarySearchFunc(p.own, int32(i), func(o ownHours, i int32) int { return cmp.Compare(o.who, i) })
	to := from
	for to < len(p.own) && int(p.own[to].who) == i {
		to++
	}
	return p.own[from:to]
}
