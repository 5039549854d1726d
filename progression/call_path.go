package progression

import (
	"cmp"
	"slices"
	"sort"
)

// callPath says how engaged each employer was.
type callPath struct {
	count  []int32  // calls of each employer so far, or contacts worth as many
	raised []raised // by employer and week once finished
	own    []ownCall
}

// raised is an employer's engagement after a call.
type raised struct {
	employer uint32
	week     int16
	calls    int32
	value    float64
}

// ownCall is what a contact about a person added: some calls, and how many were made when it ended.
type ownCall struct {
	who      int32
	week     int16
	employer uint32
	worth    int32
	calls    int32
	added    float64
}

func newCallPath(w *World) callPath {
	p := callPath{count: make([]int32, len(w.employers.engaged.value))}
	for e, x := range w.employers.engaged.value {
		if x > 0 {
			p.raised = append(p.raised, raised{uint32(e), w.employers.engaged.week[e], 0, x})
		}
	}
	return p
}

// keep records a contact that is worth some calls.
func (p *callPath) keep(i int, employer uint32, week int, worth int32, before, after float64) {
	p.count[employer] += worth
	p.raised = append(p.raised, raised{employer, int16(week), p.count[employer], after})
	p.own = append(p.own, ownCall{int32(i), int16(week), employer, worth, p.count[employer], after - before})
}

// finish sorts what was recorded in order of time.
func (p *callPath) finish() {
	slices.SortStableFunc(p.raised, func(a, b raised) int { return cmp.Compare(a.employer, b.employer) })
	slices.SortStableFunc(p.own, func(a, b ownCall) int { return cmp.Compare(a.who, b.who) })
}

// before is an employer's last record before a week, nil if there is none.
func (p *callPath) before(employer uint32, week int) *raised {
	k := sort.Search(len(p.raised), func(k int) bool {
		r := &p.raised[k]
		return r.employer > employer || r.employer == employer && int(r.week) >= week
	}) - 1
	if k < 0 || p.raised[k].employer != employer {
		return nil
	}
	return &p.raised[k]
}

// callsBefore counts the calls of an employer before a week.
func (p *callPath) callsBefore(employer uint32, week int) int32 {
	if r := p.before(employer, week); r != nil {
		return r.calls
	}
	return 0
}

// ownFrom is where a person's own contacts from a week on begin, and whether any of them was with an employer.
func (p *callPath) ownFrom(i int, employer uint32, week int) (first int, ever bool) {
	first, _ = slices.BinarySearchFunc(p.own, i, func(c ownCall, i int) int {
		return cmp.Or(cmp.Compare(int(c.who), i), cmp.Compare(int(c.week), week))
	})
	for k := first; k < len(p.own) && int(p.own[k].who) == i; k++ {
		ever = ever || p.own[k].employer == employer
	}
	return first, ever
}
