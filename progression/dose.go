package progression

import (
	"iter"
	"slices"

	"inwork/progression/rows"
	"inwork/progression/uc"
)

// dose is what the arm's support comes to, beside what it is meant to be. An arm means
// to see a person once in each of its slots: as many weeks as its appointments are
// apart, one slot behind the other from randomisation, until support ends or there are
// as many as it offers. A slot in which she is not seen is lost for one reason, so that
//
//	intended = kept + out of band + no time + failed to attend + still due - made up
//
// where a slot that a horizon cuts may be still due, and made up are appointments kept in no slot of their own: after the last one, as
// when support that was interrupted resumes, or the second in one.
type dose struct {
	seenIn, failedIn    []int16          // slot last seen and last failed to attend in; -1 none
	lost                [nLosses][]int16 // slots lost, by reason
	cut                 []loss           // of the slot that goes on beyond the last horizon
	missed, madeUp      []int16          // appointments of the arm not attended; kept in no slot of their own
	minutes, armMinutes []int32          // of coaches, since randomisation
	bandSince           []int16          // week from which the person is in the band; -1 she is not
	bandWeeks           []int16          // before that
}

// A loss is why a person is not seen in a slot.
type loss uint8

const (
	notLost loss = iota
	toBand
	toTime
	toAbsence
	toHorizon // not lost yet
	nLosses
)

func newDose(n int) dose {
	d := dose{cut: make([]loss, n), minutes: make([]int32, n), armMinutes: make([]int32, n)}
	for _, column := range d.narrow() {
		*column = make([]int16, n)
	}
	for i := range n {
		d.seenIn[i], d.failedIn[i], d.bandSince[i] = -1, -1, -1
	}
	return d
}

// narrow are the columns of small numbers.
func (d *dose) narrow() []*[]int16 {
	return []*[]int16{&d.seenIn, &d.failedIn, &d.missed, &d.madeUp, &d.bandSince, &d.bandWeeks, &d.lost[toBand], &d.lost[toTime], &d.lost[toAbsence], &d.lost[toHorizon]}
}

// clone copies the columns.
func (d dose) clone() dose {
	for _, column := range d.narrow() {
		*column = slices.Clone(*column)
	}
	d.cut, d.minutes, d.armMinutes = slices.Clone(d.cut), slices.Clone(d.minutes), slices.Clone(d.armMinutes)
	return d
}

// supportWeeks is for how many weeks of follow-up the arm supports a person.
func (a *Arm) supportWeeks(followUp int) int {
	if a.DurationWeeks > 0 {
		return min(a.DurationWeeks, followUp)
	}
	return followUp
}

// slots is how often the arm means to see a person in the weeks after randomisation.
func (a *Arm) slots(weeks int) int {
	n := (a.supportWeeks(weeks) + a.WeeksApart - 1) / a.WeeksApart
	if a.Contacts > 0 {
		return min(n, a.Contacts)
	}
	return n
}

// end is the week after randomisation that is a slot's last.
func (a *Arm) end(slot, followUp int) int {
	return min((slot+1)*a.WeeksApart, a.supportWeeks(followUp))
}

// slot is the slot of a person's arm in which this week is.
func (w *World) slot(i int) int {
	return (w.week - int(w.trial.week[i]) - 1) / w.arm(i).WeeksApart
}

// contacted counts an appointment of the arm that was kept.
func (w *World) contacted(i int) {
	d, slot := &w.trial.dose, w.slot(i)
	if int(d.seenIn[i]) == slot || slot >= w.arm(i).slots(w.FollowUpWeeks) {
		d.madeUp[i]++
		return
	}
	d.seenIn[i] = int16(slot)
}

// stoodUp counts an appointment of the arm that was not attended.
func (w *World) stoodUp(i int) {
	d := &w.trial.dose
	d.missed[i]++
	d.failedIn[i] = int16(w.slot(i))
}

// spend counts a coach's minutes for a person in follow-up.
func (w *World) spend(i, minutes int, inArm bool) {
	if !w.trial.follows(i, w.week) {
		return
	}
	w.trial.dose.minutes[i] += int32(minutes)
	if inArm {
		w.trial.dose.armMinutes[i] += int32(minutes)
	}
}

// closeSlots settles the slots that end this week, once meetings are over, and judges
// those that a horizon of this week cuts. People of one week of randomisation and arm
// have theirs at the same time.
func (w *World) closeSlots() {
	d := &w.trial.dose
	for a := range w.Arms {
		if !w.kind.Randomised && a != w.kind.Arm {
			continue
		}
		arm := &w.Arms[a]
		for slot := range arm.slots(w.FollowUpWeeks) {
			for i := range w.treatedFrom(w.week-arm.end(slot, w.FollowUpWeeks), a) {
				if why := w.loses(i, slot); why != notLost {
					d.lost[why][i]++
				}
			}
		}
		for _, horizon := range w.Horizons {
			slot := (horizon - 1) / arm.WeeksApart
			cuts := slot < arm.slots(horizon) && arm.end(slot, w.FollowUpWeeks) > horizon
			for i := range w.treatedFrom(w.week-horizon, a) {
				if d.cut[i] = notLost; cuts {
					d.cut[i] = w.loses(i, slot)
					if d.cut[i] == toBand && w.supported(i) == inArm && int(w.diary.due[i]) > w.week {
						d.cut[i] = toHorizon
					}
				}
			}
		}
	}
}

// treatedFrom is who was randomised in a week and is treated in an arm.
func (w *World) treatedFrom(week, arm int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, e := range w.randomisedIn(week) {
			if i := int(e.person); w.armIndex(i) == arm && !yield(i) {
				return
			}
		}
	}
}

// loses says why a person was not seen in a slot, judged at its end.
func (w *World) loses(i, slot int) loss {
	d := &w.trial.dose
	switch {
	case int(d.seenIn[i]) == slot:
		return notLost
	case int(d.failedIn[i]) == slot:
		return toAbsence
	case w.diary.waiting[i] && w.supported(i) == inArm:
		return toTime
	}
	return toBand
}

// inBand notes at the end of an assessment period, or on randomisation, whether the
// person is in the band from the next week on.
func (w *World) inBand(i int) {
	d := &w.trial.dose
	in := w.people.claim[i].onUC && w.people.claim[i].regime == uc.LightTouch
	switch {
	case in && d.bandSince[i] < 0:
		d.bandSince[i] = int16(w.week + 1)
	case !in && d.bandSince[i] >= 0:
		d.bandWeeks[i] += int16(w.week+1) - d.bandSince[i]
		d.bandSince[i] = -1
	}
}

// tell fills in an outcome's columns.
func (d *dose) tell(w *World, i, horizon int, o *rows.Outcome) {
	lost := func(why loss) int32 {
		n := int32(d.lost[why][i])
		if d.cut[i] == why {
			n++
		}
		return n
	}
	o.ContactsIntended, o.ContactsMissed, o.MadeUp = int32(w.arm(i).slots(horizon)), int32(d.missed[i]), int32(d.madeUp[i])
	o.LostOutOfBand, o.LostNoTime, o.LostAway, o.StillDue = lost(toBand), lost(toTime), lost(toAbsence), lost(toHorizon)
	o.Minutes, o.ContactMinutes = d.minutes[i], d.armMinutes[i]
	weeks := d.bandWeeks[i]
	if d.bandSince[i] >= 0 {
		weeks += int16(w.week+1) - d.bandSince[i]
	}
	o.WeeksInBand = int32(weeks)
}
