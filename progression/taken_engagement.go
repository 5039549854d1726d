package progression

import "slices"

// takenEngagement is the recorded engagement of employers, with what calls about a
// person add to it here, and without what they had added there.
type takenEngagement struct {
	path  *callPath
	start int               // first week of this world
	own   [][]ownEngagement // of each person, of employers rung up about her here or there
}

// ownEngagement is what a person's own calls add to, or miss from, the recorded
// engagement of an employer.
type ownEngagement struct {
	employer uint32
	week     int16
	calls    int32 // of others and her own in the record by then
	value    float64
	next     int32 // her next call in the record
}

// newTakenEngagement starts with nothing of anybody's own.
func newTakenEngagement(w *World) *takenEngagement {
	return &takenEngagement{path: &w.kind.Path.calls, start: w.week, own: make([][]ownEngagement, len(w.People))}
}

// met is the engagement of an employer before this week's calls of others.
func (t *takenEngagement) met(w *World, i int, employer uint32) float64 {
	x := 0.0
	if r := t.path.before(employer, w.week); r != nil {
		x = float64(r.value * w.employers.engaged.left[w.week-int(r.week)])
	}
	if o := t.mine(w, i, employer, false); o != nil {
		x += o.value
	}
	return min(max(x, 0), 1)
}

func (t *takenEngagement) call(w *World, i, calls int) {
	employer := w.people.job[i].employer
	more := float64(w.callShare(calls) * (1 - t.met(w, i, employer)))
	t.mine(w, i, employer, true).value += more
}

// mine is a person's own part at an employer, up to this week. It is nil where
// nobody was ever rung up about her, unless a call is coming.
func (t *takenEngagement) mine(w *World, i int, employer uint32, coming bool) *ownEngagement {
	k := slices.IndexFunc(t.own[i], func(o ownEngagement) bool { return o.employer == employer })
	if k < 0 {
		since := t.since(w, i)
		next, ever := t.path.ownFrom(i, employer, since)
		if !ever && !coming {
			return nil
		}
		k = len(t.own[i])
		t.own[i] = append(t.own[i], ownEngagement{employer: employer, week: int16(since), calls: t.path.callsBefore(employer, since), next: int32(next)})
	}
	o := &t.own[i][k]
	t.catchUp(w, i, o)
	return o
}

// since is the week from which a person's life here is not that of the record.
func (t *takenEngagement) since(w *World, i int) int {
	if w.alone {
		return int(w.trial.week[i]) + 1 // what was done before is in both
	}
	return t.start
}

// catchUp brings a person's own part up to this week.
func (t *takenEngagement) catchUp(w *World, i int, o *ownEngagement) {
	for calls := t.path.own; int(o.next) < len(calls) && int(calls[o.next].who) == i && int(calls[o.next].week) < w.week; o.next++ {
		if c := &calls[o.next]; c.employer == o.employer {
			o.fade(w, int(c.week), c.calls-c.worth)
			o.value -= c.added
			o.calls = c.calls
		}
	}
	o.fade(w, w.week, t.path.callsBefore(o.employer, w.week))
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
