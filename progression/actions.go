package progression

import "inwork/progression/population"

// Action is something that a practice does in a meeting.
type Action struct {
	Do      Verb
	Barrier population.Barrier // of Refer alone
}

// String says what is done: refer for childcare.
func (a Action) String() string {
	if a.Do == DoRefer {
		return a.Do.String() + " for " + a.Barrier.String()
	}
	return a.Do.String()
}

// Verb is the kind of an action.
type Verb uint8

// The verbs, each with the method of Meeting that says it.
const (
	DoCoach        Verb = iota // Coach
	DoOblige                   // Oblige
	DoRefer                    // Refer
	DoSignpost                 // Signpost
	DoCallEmployer             // CallEmployer
	DoMeetEmployer             // MeetEmployer
	DoAdjustJob                // AdjustJob
	DoEase                     // Ease
)

var verbNames = [...]string{"coach", "oblige", "refer", "signpost", "call the employer", "meet the employer", "adjust the job", "ease"}

func (v Verb) String() string { return verbNames[v] }

// OfEmployer says whether the action is a contact with the claimant's employer.
func (v Verb) OfEmployer() bool {
	return v == DoCallEmployer || v == DoMeetEmployer || v == DoAdjustJob
}

// maxActions is how many actions one meeting can lead to; more are dropped.
const maxActions = 8

func (m *Meeting) add(a Action) {
	if m.n < maxActions {
		m.actions[m.n] = a
		m.n++
	} else {
		m.dropped++
	}
}

// Actions are what was done so far, in order. The slice is the meeting's own.
func (m *Meeting) Actions() []Action { return m.actions[:m.n] }

// Dropped counts actions beyond the eight that a meeting can lead to.
func (m *Meeting) Dropped() int { return m.dropped }

// Coach is the conversation about goals and steps: it tops up effort, most in a
// meeting, less on the telephone, in a group or in the journal.
func (m *Meeting) Coach() { m.add(Action{Do: DoCoach}) }

// Oblige agrees actions that the award depends on; while requirements are eased none are.
func (m *Meeting) Oblige() { m.add(Action{Do: DoOblige}) }

// Refer puts the claimant in line for provision against a barrier.
func (m *Meeting) Refer(b population.Barrier) { m.add(Action{Do: DoRefer, Barrier: b}) }

// Signpost points to childcare: for a while a place is easier to find.
func (m *Meeting) Signpost() { m.add(Action{Do: DoSignpost}) }

// CallEmployer rings the claimant's employer, if minutes are left: it raises the employer's engagement.
func (m *Meeting) CallEmployer() { m.add(Action{Do: DoCallEmployer}) }

// MeetEmployer is a conversation of claimant, coach and employer, if minutes are
// left: it takes longer than a call and raises the employer's engagement by more.
func (m *Meeting) MeetEmployer() { m.add(Action{Do: DoMeetEmployer}) }

// AdjustJob asks the employer, if minutes are left, to fit the job to the
// claimant's health: for as long as she has it, health puts it at risk by less. A
// job is adjusted once.
func (m *Meeting) AdjustJob() { m.add(Action{Do: DoAdjustJob}) }

// Ease takes requirements back for some weeks: nothing is asked that the award
// depends on, and a missed appointment raises no doubt.
func (m *Meeting) Ease() { m.add(Action{Do: DoEase}) }

// act applies a meeting's actions and returns the minutes they took beyond it.
func (w *World) act(i, coach int, m *Meeting) (minutes int) {
	p := &w.Parameters
	spend := func(n float64) bool { // on the claimant's employer
		if !m.Employed {
			return false
		}
		if minutes+int(n) > m.Minutes {
			w.path.ranOut(w, i, m.Minutes)
			return false
		}
		minutes += int(n)
		return true
	}
	for _, a := range m.actions[:m.n] {
		switch a.Do {
		case DoCoach:
			w.effort.raise(i, w.week, w.share(m)*w.skill[coach])
		case DoOblige:
			w.effort.oblige(i, w.week)
		case DoRefer:
			w.refer(i, a.Barrier)
		case DoSignpost:
			w.effort.signpost[i] = int16(w.week + signpostWeeks)
			w.note(i, "signpost", 0)
		case DoCallEmployer:
			if spend(p.CallMinutes) {
				w.engagement.call(w, i, 1)
				w.note(i, "employer_call", int64(w.people.job[i].employer))
			}
		case DoMeetEmployer:
			if spend(p.ThreeWayMinutes) {
				w.engagement.call(w, i, int(p.ThreeWay))
				w.note(i, "three_way", int64(w.people.job[i].employer))
			}
		case DoAdjustJob:
			if !w.adjusted(i) && spend(p.CallMinutes) {
				w.effort.adjusted[i] = int16(w.week)
				w.note(i, "adjustment", int64(w.people.job[i].employer))
			}
		case DoEase:
			w.effort.ease(i, w.week, w.week+int(p.EasedWeeks))
			w.note(i, "eased", 0)
		}
	}
	return minutes
}

// share is how much of the distance to full effort a conversation of average skill closes.
func (w *World) share(m *Meeting) float64 {
	p := &w.Parameters
	share := p.EffortMeeting
	switch m.Channel {
	case Telephone:
		share = p.EffortCall
	case Digital:
		share = p.EffortDigital
	case Group:
		share = p.EffortGroup
	}
	if m.specialist() {
		share *= p.SpecialistSkill
	}
	return share
}

// specialist says whether a specialist coach holds the meeting.
func (m *Meeting) specialist() bool { return m.Arm != nil && m.Arm.Specialist }
