package progression

import (
	"inwork/progression/money"
	"inwork/progression/population"
)

// Meeting is what a coach knows in a meeting, and where a practice says what it
// does. Actions are applied after the practice returns.
type Meeting struct {
	Week           int  // of the world
	First          bool // the first contact with this arm
	Arm            *Arm // nil in a work search review
	Mandatory      bool
	Channel        Channel
	Employed       bool
	WantsMoreHours bool
	HoursPerWeek   float64
	HourlyPay      money.Pence
	Severity       [population.NBarriers]float64
	OnProvision    [population.NBarriers]bool // waiting for it or on it
	Minutes        int                        // left in the coach's week, beyond this appointment
	Threshold      float64                    // severity above which the coach refers: lower of a specialist

	actions    [maxActions]Action
	n, dropped int
}

// Worst is the heaviest barrier and its severity.
func (m *Meeting) Worst() (population.Barrier, float64) {
	worst := population.Barrier(0)
	for b := range population.NBarriers {
		if m.Severity[b] > m.Severity[worst] {
			worst = population.Barrier(b)
		}
	}
	return worst, m.Severity[worst]
}

// Health is the severity of the condition that limits the claimant most, of body or mind.
func (m *Meeting) Health() float64 {
	return max(m.Severity[population.Health], m.Severity[population.MentalHealth])
}

// see is one appointment, kept or missed; spare is what the coach has left after
// it. It returns the minutes used.
func (w *World) see(i, coach, minutes, spare int) (used int, missed bool) {
	if j := i - len(w.People); j >= 0 {
		return minutes, w.seePlace(j)
	}
	m := &w.scratch.meeting
	*m = Meeting{Week: w.week, Mandatory: true, Minutes: spare, Threshold: w.Parameters.ReferThreshold}
	practice := reviewPractice
	if w.supported(i) == inArm {
		m.Arm = w.arm(i)
		m.First, m.Mandatory, m.Channel = w.trial.contacts[i] == 0, m.Arm.Mandatory, m.Arm.Channel
		if m.Arm.Specialist {
			m.Threshold *= w.Parameters.SpecialistThreshold
		}
		practice = w.practices[w.armIndex(i)]
	}
	if w.misses(i, m.Channel) {
		w.missed(i, m.Mandatory)
		if m.Arm != nil {
			w.stoodUp(i)
		}
		w.spend(i, minutes, m.Arm != nil)
		return minutes, true
	}
	w.attended(i, m)
	w.know(i, m)
	practice(m)
	used = minutes + w.act(i, coach, m)
	w.spend(i, used, m.Arm != nil)
	return used, false
}

// seePlace is a review of the rest of the caseload; it says whether it was missed.
func (w *World) seePlace(j int) (missed bool) {
	missed = w.diary.attend.Bits(w.placeID(j), uint32(w.week)) < w.place.misses
	if missed {
		w.diary.plan(len(w.People)+j, w.week+1)
		return true
	}
	w.month().Reviews++
	w.place.first[j] = false
	w.place.seen[j] = int16(w.week)
	w.diary.plan(len(w.People)+j, w.week+w.reviewInterval(int(w.place.claimed[j])))
	return false
}

// attended counts an appointment kept and plans the next one.
func (w *World) attended(i int, m *Meeting) {
	t := &w.trial
	if t.follows(i, w.week) {
		t.meetings[i]++
		w.note(i, "meeting", int64(m.Channel))
	}
	if m.Arm == nil {
		w.diary.plan(i, w.week+w.reviewInterval(int(w.people.claim[i].week)))
		return
	}
	w.contacted(i)
	t.contacts[i]++
	t.lastContact[i] = int16(w.week)
	if w.supported(i) == inArm {
		w.diary.plan(i, w.week+m.Arm.WeeksApart)
	}
}

// know fills in what the coach can see.
func (w *World) know(i int, m *Meeting) {
	q := &w.people
	m.Employed, m.WantsMoreHours = q.employed(i), w.People[i].WantsMoreHours
	m.HoursPerWeek, m.HourlyPay = float64(q.job[i].hours)/10, money.Pence(q.job[i].hourly)
	for b := range m.Severity {
		m.Severity[b] = q.barrier(population.Barrier(b), i)
		m.OnProvision[b] = w.course.state[i][b] != idle
	}
}
