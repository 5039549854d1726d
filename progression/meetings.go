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
	Threshold      float64                    // severity above which the service refers

	actions [maxActions]action
	n       int
}

// maxActions is how many actions one meeting can lead to; more are dropped.
const maxActions = 8

type action struct {
	do      verb
	barrier population.Barrier
}

type verb uint8

const (
	coachVerb verb = iota
	obligeVerb
	referVerb
	signpostVerb
	callVerb
)

func (m *Meeting) add(a action) {
	if m.n < maxActions {
		m.actions[m.n] = a
		m.n++
	}
}

// Coach is the conversation about goals and steps: it tops up effort, by less on the telephone.
func (m *Meeting) Coach() { m.add(action{do: coachVerb}) }

// Oblige agrees actions that the award depends on.
func (m *Meeting) Oblige() { m.add(action{do: obligeVerb}) }

// Refer puts the claimant in line for provision against a barrier.
func (m *Meeting) Refer(b population.Barrier) { m.add(action{do: referVerb, barrier: b}) }

// Signpost points to childcare: for a while a place is easier to find.
func (m *Meeting) Signpost() { m.add(action{do: signpostVerb}) }

// CallEmployer rings the claimant's employer, if minutes are left: it raises the employer's engagement.
func (m *Meeting) CallEmployer() { m.add(action{do: callVerb}) }

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
		practice = w.practices[w.armIndex(i)]
	}
	if w.misses(i, m.Channel) {
		w.missed(i, m.Mandatory)
		return minutes, true
	}
	w.attended(i, m)
	w.know(i, m)
	practice(m)
	return minutes + w.act(i, coach, m), false
}

// seePlace is a review of the rest of the caseload; it says whether it was missed.
func (w *World) seePlace(j int) (missed bool) {
	missed = w.diary.attend.Bits(w.placeID(j), uint32(w.week)) < w.place.misses
	if missed {
		w.diary.plan(len(w.People)+j, w.week+1)
		return true
	}
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
		w.diary.plan(i, w.week+w.reviewInterval(int(w.people.claimWeek[i])))
		return
	}
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
	m.HoursPerWeek, m.HourlyPay = float64(q.hours[i])/10, money.Pence(q.hourly[i])
	for b := range m.Severity {
		m.Severity[b] = q.barrier(population.Barrier(b), i)
		m.OnProvision[b] = w.course.state[i][b] != idle
	}
}

// act applies a meeting's actions and returns the minutes they took beyond it.
func (w *World) act(i, coach int, m *Meeting) (minutes int) {
	p := &w.Parameters
	for _, a := range m.actions[:m.n] {
		switch a.do {
		case coachVerb:
			share := p.EffortMeeting
			if m.Channel == Telephone {
				share = p.EffortCall
			}
			w.effort.raise(i, w.week, share*w.skill[coach])
		case obligeVerb:
			w.effort.oblige(i, w.week)
		case referVerb:
			w.refer(i, a.barrier)
		case signpostVerb:
			w.effort.signpost[i] = int16(w.week + signpostWeeks)
			w.note(i, "signpost", 0)
		case callVerb:
			if call := int(p.CallMinutes); m.Employed && minutes+call <= m.Minutes {
				minutes += call
				w.callEmployer(i)
				w.note(i, "employer_call", int64(w.people.employer[i]))
			}
		}
	}
	return minutes
}
