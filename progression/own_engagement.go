package progression

import (
	"cmp"
	"slices"
)

// ownEngagement is what a person's own calls add to, or miss from, the recorded
// engagement of her employer.
type ownEngagement struct {
	employer uint32
	week     int16
	calls    int32 // of others and her own in the record by then
	value    float64
	next     int32 // her next call in the record
}

// ownEngagements are those of all people at the start: nothing of their own yet.
func (w *World) ownEngagements() []ownEngagement {
	list := make([]ownEngagement, len(w.People))
	for i := range list {
		k, _ := slices.BinarySearchFunc(w.kind.Path.calls.own, int32(i), func(c ownCall, i int32) int { return cmp.Compare(c.who, i) })
		list[i] = ownEngagement{employer: w.people.employer[i], week: int16(w.week), next: int32(k)}
	}
	return list
}

// engagementTaken is the engagement of an employer before this week's calls, as
// the person meets it: the record, without her calls there and with those here.
func (w *World) engagementTaken(i int, employer uint32) float64 {
	x := 0.0
	if r := w.kind.Path.calls.before(employer, w.week); r != nil {
		x = float64(r.value * w.market.fade[w.week-int(r.week)])
	}
	if o := w.ownEngagement(i); o.employer == employer {
		x += o.value
	}
	return min(max(x, 0), 1)
}

// ownEngagement brings a person's own part up to this week.
func (w *World) ownEngagement(i int) *ownEngagement {
	o, calls := &w.take.own[i], w.kind.Path.calls.own
	if o.employer != w.people.employer[i] {
		*o = ownEngagement{employer: w.people.employer[i], week: int16(w.week), calls: w.callsBefore(w.people.employer[i]), next: o.next}
	}
	for int(o.next) < len(calls) && int(calls[o.next].who) == i && int(calls[o.next].week) < w.week {
		if c := &calls[o.next]; c.employer == o.employer && c.week >= o.week {
			w.fadeOwn(o, int(c.week), c.calls-c.worth)
			o.value -= c.added
			o.calls = c.calls
		}
		o.next++
	}
	w.fadeOwn(o, w.week, w.callsBefore(o.employer))
	return o
}

// callsBefore counts the calls of an employer in the record before this week.
func (w *World) callsBefore(employer uint32) int32 {
	if r := w.kind.Path.calls.before(employer, w.week); r != nil {
		return r.calls
	}
	return 0
}

// fadeOwn lets an own part fade with time, and with others' calls, each of which
// closes a share of the distance that is left.
func (w *World) fadeOwn(o *ownEngagement, week int, calls int32) {
	if o.value != 0 {
		o.value *= w.market.fade[week-int(o.week)]
		for ; o.calls < calls; o.calls++ {
			o.value *= 1 - w.Parameters.EngagementCall
		}
	}
	o.week, o.calls = int16(week), calls
}
