package progression

// takenAppointments see who waits as far as each coach came in the record. Her own
// minutes there are free for a person seen in it; those of others only as far as
// they were unused, or behind her in the queue.
type takenAppointments struct {
	path    *diaryPath
	waiting []int32
}

func newTakenAppointments(w *World) *takenAppointments {
	t := &takenAppointments{path: &w.kind.Path.diary}
	for i, waits := range w.diary.waiting {
		if waits {
			t.wait(w, i)
		}
	}
	return t
}

func (t *takenAppointments) wait(_ *World, i int) { t.waiting = append(t.waiting, int32(i)) }

func (t *takenAppointments) meet(w *World) {
	p, q := t.path, &w.diary
	keep := t.waiting[:0]
	for _, who := range t.waiting {
		i := int(who)
		c := w.coachOf(i)
		k := (w.week-p.first)*p.coaches + c
		if p.reached[k] <= w.rank(i) {
			keep = append(keep, who)
			continue
		}
		minutes, wanted := w.appointment(i)
		if wanted && p.reached[k] == allSeen && minutes > int(p.left[k]) && !p.seen.has(w.week, i) {
			keep = append(keep, who)
			continue
		}
		q.waiting[i] = false
		q.cancel(i)
		if wanted {
			spare := int(w.Parameters.InterviewMinutes) - minutes
			if left, short := p.shortOf(i, w.week); short {
				spare = left
			}
			w.see(i, c, minutes, spare)
		}
	}
	t.waiting = keep
}
