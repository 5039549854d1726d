package progression

import (
	"cmp"
	"slices"
)

// takenEngagement is the recorded engagement of employers, with what a person's
// own calls add to it here, and without what they had added there.
type takenEngagement struct {
	path *callPath
	own  []ownEngagement // of each person
}

// ownEngagement is what a person's own calls add to, or miss from, the recorded
// engagement of her employer.
type ownEngagement struct {
	employer uint32
	week     int16
	calls    int32 // of others and her own in the record by then
	value    float64
	next     int32 // her next call in the record
}

// newTakenEngagement starts with nothing of anybody's own.
func newTakenEngagement(w *World) *takenEngagement {
	t := &takenEngagement{path: &w.kind.Path.calls, own: make([]ownEngagement, len(w.People))}
	for i := range t.own {
		k, _ := slices.BinarySearchFunc(t.path.own, int32(i), func(c ownCall, i int32) int { return cmp.Compare(c.who, i) })
		t.own[i] = ownEngagement{employer: w.people.employer[i], week: int16(w.week), next: int32(k)}
	}
	return t
}

// met is the engagement of an employer before this week's calls.
func (t *takenEngagement) met(w *World, i int, employer uint32) float64 {
	x := 0.0
	if r := t.path.before(employer, w.week); r != nil {
		x = float64(r.value * w.employers.engaged.left[w.week-int(r.week)])
	}
	if o := t.mine(w, i); o.employer == employer {
		x += o.value
	}
	return min(max(x, 0), 1)
}

func (t *takenEngagement) call(w *World, i, calls int) {
	employer := w.people.employer[i]
	t.mine(w, i).value += float64(w.callShare(calls) * (1 - t.met(w, i, employer)))
}

// mine brings a person's own part up to this week.
func (t *takenEngagement) mine(w *World, i int) *ownEngagement {
	o, calls := &t.own[i], t.path.own
	if o.employer != w.people.employer[i] {
		*o = ownEngagement{employer: w.people.employer[i], week: int16(w.week), calls: t.path.callsBefore(w.people.employer[i], w.week), next: o.next}
	}
	for int(o.next) < len(calls) && int(calls[o.next].who) == i && int(calls[o.next].week) < w.week {
		if c := &calls[o.next]; c.employer == o.employer && c.week >= o.week {
			o.fade(w, int(c.week), c.calls-c.worth)
			o.value -= c.added
			o.calls = c.calls
		}
		o.next++
	}
	o.fade(w, w.week, t.path.callsBefore(o.employer, w.week))
	return o
}

// fade lets an own part fade with time, and with others' calls, each of which
// closes a share of the distance that is left.
func (o *ownEngagement) fade(w *World, week int, calls int32) {
	if o.value != 0 {
		o.value *= w.employers.engaged.left[week-int(o.week)]
		for ; o.calls < calls; o.calls++ {
			o.value *= 1 - w.Parameters.EngagementCall
		}
	}
	o.week, o.calls = int16(week), calls
}
