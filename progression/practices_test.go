package progression

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/population"
	"inwork/progression/rows"
	"inwork/progression/uc"
)

// kinds are arms of every kind that a scenario can describe, with control first.
func kinds() []Arm {
	arms := []Arm{
		{Slug: "calls", WeeksApart: 8, Contacts: 2, Channel: Telephone, Practice: "call"},
		{Slug: "below", Mandatory: true, While: BelowAET, WeeksApart: 8, Practice: "review"},
		{Slug: "digital", Channel: Digital, Practice: "call"},
		{Slug: "employer", EmployerCalls: true, Practice: "employer"},
		{Slug: "group", Channel: Group, Practice: "call"},
		{Slug: "nobody", Channel: NoContact, Practice: "call"},
		{Slug: "specialist", Mandatory: true, EmployerCalls: true, Specialist: true, Practice: "specialist"},
	}
	for k := range arms {
		arms[k].Share, arms[k].Minutes = 1, 20
		if arms[k].WeeksApart == 0 {
			arms[k].WeeksApart = 2
		}
	}
	return arms
}

// varied is the small district with arms of every kind.
func varied() Setting {
	s := small()
	s.Arms = kinds()
	for i := range s.Assigned {
		s.Assigned[i] = uint8(i % len(s.Arms))
	}
	return s
}

// everyoneIn is the world in which all are in the arm of that name.
func everyoneIn(t *testing.T, d *District, slug string) *World {
	t.Helper()
	k := slices.IndexFunc(d.Arms, func(a Arm) bool { return a.Slug == slug })
	require.GreaterOrEqual(t, k, 0)
	return world(t, d, Kind{Slug: "everyone-" + slug, Arm: k})
}

// With all mechanisms silent no arm of any kind changes a life: nothing that a
// practice, a channel or a specialist does is an effect typed in. Reviews below
// the threshold are part of it: arm below has fewer of them.
func TestRun_NullForEveryKindOfArm(t *testing.T) {
	s := varied()
	s.Keep.Everywhere = true
	silence(&s.Parameters)
	d := district(t, s)
	lives := func(w *World) []rows.Event {
		return slices.DeleteFunc(w.Events(), func(e rows.Event) bool { return serviceEvents[e.Kind] })
	}
	plain := func(w *World) []rows.Outcome {
		list := slices.Clone(w.Outcomes())
		for k := range list {
			o := &list[k]
			o.Arm, o.Meetings, o.Missed, o.Contacts = "", 0, 0, 0
			*o = withoutDose(*o, rows.Outcome{})
		}
		return list
	}
	control := everyoneIn(t, d, "calls")
	require.NotEmpty(t, lives(control))
	service := map[string]int{}
	for _, a := range s.Arms[1:] {
		treated := everyoneIn(t, d, a.Slug)
		assert.Equal(t, plain(control), plain(treated), a.Slug)
		assert.Equal(t, lives(control), lives(treated), a.Slug)
		for _, e := range treated.Events() {
			service[e.Kind]++
		}
	}
	for _, kind := range []string{"three_way", "adjustment", "eased", "employer_call"} {
		assert.Positive(t, service[kind], "%s: the arms did not do what the test is about", kind)
	}
}

// Two arms that are alike in all but name and key are one treatment, and a
// practice of the program's own that does what one built in does is that one.
func TestRun_ArmsAlikeAreOneTreatment(t *testing.T) {
	s := small()
	s.Practices = Practices{"mine": func(m *Meeting) { progressionPractice(m) }}
	twin := s.Arms[frequent]
	twin.Slug, twin.Key, twin.Label, twin.Practice = "twin", "another", "Twin", "mine"
	s.Arms = append(s.Arms, twin)
	s.Keep.Everywhere = true
	d := district(t, s)
	a, b := world(t, d, everyoneFrequent), everyoneIn(t, d, "twin")
	x, y := a.Outcomes(), b.Outcomes()
	require.NotEmpty(t, x)
	for k := range y {
		y[k].Arm = "frequent"
	}
	assert.Equal(t, x, y)
	assert.Equal(t, a.Events(), b.Events())
	assert.NotEqual(t, x, world(t, d, controlWorld).Outcomes(), "the arms are compared with something")
}

// A world that takes its own record is that world, whatever an arm does with
// employers: a conversation of three counts as some calls in the record too.
func TestTakers_OwnRecordWithEveryKindOfArm(t *testing.T) {
	s := crowded()
	s.Arms = kinds()
	s.Parameters.ThreeWay, s.Parameters.InterviewMinutes = 3, 1125
	for i := range s.Assigned {
		s.Assigned[i] = uint8(i % len(s.Arms))
	}
	s.Keep.Everywhere = true
	d := district(t, s)
	live := randomisedWorld
	live.Recorded = true
	first := world(t, d, live)
	again := randomisedWorld
	again.Slug, again.Frozen, again.Path = "again", Everything, first.Path()
	assert.Equal(t, first.Outcomes(), world(t, d, again).Outcomes())
	talks := 0
	for _, e := range first.Events() {
		if e.Kind == "three_way" {
			talks++
		}
	}
	assert.Greater(t, talks, 10)
}

// Where nobody is met nobody is met: no contact, no coach minute but for reviews,
// which come with the regime and not with the arm.
func TestRun_NoContact(t *testing.T) {
	s := varied()
	s.Keep.Everywhere = true
	d := district(t, s)
	w := everyoneIn(t, d, "nobody")
	meetings, reviewed := 0, everyoneIn(t, d, "calls")
	for _, o := range w.Outcomes() {
		require.Zero(t, o.Contacts)
		meetings += int(o.Meetings)
	}
	assert.Positive(t, meetings, "below the threshold there are reviews all the same")
	more := 0
	for _, o := range reviewed.Outcomes() {
		more += int(o.Meetings)
	}
	assert.Greater(t, more, meetings)
}

// Below the threshold the arm's appointments take the place of reviews, while the
// person is in work and not in light touch.
func TestRun_BelowAET(t *testing.T) {
	s := varied()
	s.Keep.Everywhere = true
	d := district(t, s)
	below, usual := everyoneIn(t, d, "below"), everyoneIn(t, d, "nobody")
	contacts, meetings, reviews := 0, 0, 0
	for k, o := range below.Outcomes() {
		contacts += int(o.Contacts)
		meetings += int(o.Meetings)
		reviews += int(usual.Outcomes()[k].Meetings)
	}
	assert.Positive(t, contacts)
	assert.Less(t, meetings, reviews, "every eighth week in place of every other")

	w := everyoneIn(t, d, "below")
	i := int(d.enrolled[0].person)
	w.week = int(d.enrolled[0].week) + 2
	q := &w.people
	q.claim[i].onUC, w.trial.contacts[i] = true, 0
	for _, c := range []struct {
		regime uc.Regime
		hours  int16
		want   support
	}{
		{uc.Intensive, 80, inArm}, {uc.Intensive, 0, review}, {uc.LightTouch, 200, none}, {uc.WorkingEnough, 400, none},
	} {
		q.claim[i].regime, q.job[i].hours = c.regime, c.hours
		assert.Equal(t, c.want, w.supported(i), "%v with %d tenths of an hour", c.regime, c.hours)
	}
	q.claim[i].regime, q.job[i].hours = uc.Intensive, 80
	w.week += 60
	w.Arms[w.armIndex(i)].DurationWeeks = 52
	assert.Equal(t, review, w.supported(i), "when support is over there are reviews again")
}

// What a channel costs and does: a person's part of a group session is rounded up,
// and a conversation moves most face to face.
func TestChannels_CostAndStrength(t *testing.T) {
	d := district(t, small())
	w := newWorld(d)
	a := Arm{Minutes: 60, FirstMinutes: 90}
	assert.Equal(t, 90, w.minutes(&a, true))
	assert.Equal(t, 60, w.minutes(&a, false))
	a.Channel = Group
	assert.Equal(t, 12, w.minutes(&a, true), "90 minutes of 8 people")
	assert.Equal(t, 8, w.minutes(&a, false), "60 minutes of 8 people")

	p := &w.Parameters
	for channel, want := range map[Channel]float64{FaceToFace: p.EffortMeeting, Telephone: p.EffortCall, Digital: p.EffortDigital, Group: p.EffortGroup} {
		m := Meeting{Channel: channel, Arm: &Arm{}}
		assert.Equal(t, want, w.share(&m), channel)
		m.Arm.Specialist = true
		assert.Equal(t, want*p.SpecialistSkill, w.share(&m), "a specialist, %v", channel)
		m.Arm = nil
		assert.Equal(t, want, w.share(&m), "a review, %v", channel)
	}
	assert.Greater(t, p.EffortMeeting, p.EffortCall)
	assert.Greater(t, p.EffortCall, p.EffortDigital)
	assert.Greater(t, p.EffortCall, p.EffortGroup, "B40: meetings at a distance beat group meetings")
}

// An adjusted job is at less risk from health, and only that job.
func TestAdjustJob_BelongsToTheJob(t *testing.T) {
	d := district(t, small())
	w := newWorld(d)
	w.week = 3
	i := slices.IndexFunc(w.people.job, func(j job) bool { return j.hours > 0 })
	w.people.setBarrier(population.MentalHealth, i, 0)
	w.people.setBarrier(population.Health, i, 0.8)
	before := w.separationRate(i)
	m := &Meeting{Employed: true, Minutes: 100}
	m.AdjustJob()
	assert.Equal(t, int(w.Parameters.CallMinutes), w.act(i, 0, m))
	after := w.separationRate(i)
	assert.Less(t, after, before)
	w.people.setBarrier(population.Health, i, 0.8*(1-w.Parameters.Adjustment))
	w.effort.adjusted[i] = -1
	assert.InDelta(t, w.separationRate(i), after, before/65535, "as if that much less of health were there")

	w.people.setBarrier(population.Health, i, 0.8)
	w.effort.adjusted[i] = 3
	assert.Zero(t, w.act(i, 0, m), "a job is adjusted once")
	w.people.job[i].week = 4 // she changes jobs in the week of the adjustment
	assert.Equal(t, before, w.separationRate(i))
	w.people.job[i].hours = 0
	assert.False(t, w.adjusted(i))
}

// While requirements are eased nothing obliges and no missed appointment is
// sanctioned; afterwards both are as before.
func TestEase_ProtectsForSomeWeeks(t *testing.T) {
	s := small()
	s.Parameters.DoubtUpheld = 1
	w := newWorld(district(t, s))
	w.week = 10
	m := &Meeting{Mandatory: true}
	m.Oblige()
	m.Ease()
	m.Oblige()
	w.act(0, 0, m)
	last := 10 + int(s.Parameters.EasedWeeks)
	for w.week = 11; w.week <= last; w.week++ {
		w.missed(0, true)
		w.effort.oblige(0, w.week)
		assert.Zero(t, w.effort.obligation(0, w.week))
	}
	assert.Zero(t, w.conduct.pending[0])
	w.effort.oblige(0, w.week)
	w.missed(0, true)
	assert.Equal(t, 1.0, w.effort.obligation(0, w.week))
	assert.Positive(t, w.conduct.pending[0])
}

// Contact with the employer takes the coach's minutes, and needs them.
func TestMeetEmployer_TakesMinutes(t *testing.T) {
	w := newWorld(district(t, small()))
	i := slices.IndexFunc(w.people.job, func(j job) bool { return j.hours > 0 })
	talk := int(w.Parameters.ThreeWayMinutes)
	for _, c := range []struct {
		employed   bool
		left, want int
	}{{true, talk, talk}, {true, talk - 1, 0}, {false, 1000, 0}} {
		m := &Meeting{Employed: c.employed, Minutes: c.left}
		m.MeetEmployer()
		assert.Equal(t, c.want, w.act(i, 0, m))
	}
	s := w.Parameters.EngagementCall
	assert.InDelta(t, 1-(1-s)*(1-s), w.engagement.met(w, i, w.people.job[i].employer), 1e-15, "as much as two calls")
}

// What a program registers is refused by name when no scenario could mean it.
func TestPractices_Check(t *testing.T) {
	do := func(*Meeting) {}
	require.NoError(t, Practices{"mine-v2": do, "a_b": do}.Check())
	require.NoError(t, Practices(nil).Check())
	err := Practices{"review": do, "My practice": do, "none": nil}.Check()
	for _, want := range []string{`practice "My practice": found a name that a scenario cannot write`, `practice "none": found nil`, `practice "review": found the name of one built in`} {
		assert.ErrorContains(t, err, want)
	}
	assert.Equal(t, []string{"call", "employer", "progression", "review", "specialist", "a", "b"}, Practices{"b": do, "a": do}.Names())
	_, ok := Practices{"b": do}.Named("a")
	assert.False(t, ok)

	s := small()
	s.Practices = Practices{"review": do}
	s.Arms[0].Practice = "magic"
	_, err = NewDistrict(s)
	assert.ErrorContains(t, err, `found the name of one built in`)
	assert.ErrorContains(t, err, `arm frequent: found practice "magic", expected one of [call`)
}

// More than a meeting can lead to is dropped and counted, never written past the buffer.
func TestMeeting_DropsWhatIsTooMuch(t *testing.T) {
	m := &Meeting{}
	for range 11 {
		m.Coach()
	}
	assert.Len(t, m.Actions(), maxActions)
	assert.Equal(t, 3, m.Dropped())
}

// A world leaves nothing of its meetings to the next one: an adjusted job or an
// eased requirement that was seen there would change who is rung up here.
func TestRun_WorldsLeaveNothingBehind(t *testing.T) {
	s := varied()
	s.Keep.Everywhere = true
	s.Parameters.Adjustment, s.Parameters.SeparationHealth = 1, 3
	d := district(t, s)
	first := everyoneIn(t, d, "employer")
	everyoneIn(t, d, "specialist")
	assertSameRows(t, first, everyoneIn(t, d, "employer"))
	adjusted := 0
	for _, e := range first.Events() {
		if e.Kind == "adjustment" {
			adjusted++
		}
	}
	assert.Greater(t, adjusted, 10)
}

// Taken out of the record, a person's calls and conversations leave what others
// would have made of the employer without her, whatever each contact is worth.
func TestOwnEngagement_TakesContactsOfAnyWorthOut(t *testing.T) {
	w := newWorld(district(t, small()))
	const she, other, employer = 0, 1, 7
	w.people.job[she].employer, w.people.job[other].employer = employer, employer
	s := w.Parameters.EngagementCall
	fade := func(weeks int) float64 { return w.employers.engaged.left[weeks] }
	raisedBy := func(x float64, calls int) float64 {
		for range calls {
			x += s * (1 - x)
		}
		return x
	}
	path := &Path{calls: callPath{count: make([]int32, employer+1)}}
	x, week := 0.0, 8
	contact := func(who, when int, worth int32) {
		before := x * fade(when-week)
		x, week = raisedBy(before, int(worth)), when
		path.calls.keep(who, employer, when, worth, before, x)
	}
	contact(she, 8, 1)
	contact(she, 10, 3)
	contact(other, 12, 2)
	path.calls.finish()
	w.kind.Path, w.kind.Frozen = path, Everything
	taken := newTakenEngagement(w)

	w.week = 11
	assert.InDelta(t, 0, taken.met(w, she, employer), 1e-12, "nobody else was in touch")
	w.week = 14
	assert.InDelta(t, raisedBy(0, 2)*fade(2), taken.met(w, she, employer), 1e-12)
	without := raisedBy(raisedBy(0, 1)*fade(2), 3) * fade(4)
	assert.InDelta(t, without, taken.met(w, other, employer), 1e-12, "and the other way round")
}

// A condition of the mind that limits is a condition that limits: where it stands in
// the way alone, coaches adjust the job and ease as for one of the body, since it puts
// the job at risk as much (strain).
func TestPractices_MentalHealthIsHealth(t *testing.T) {
	for _, b := range []population.Barrier{population.Health, population.MentalHealth} {
		does := func(practice Practice, severity float64) (verbs []Verb) {
			m := Meeting{Arm: &Arm{EmployerCalls: true, Mandatory: true}, Employed: true, Mandatory: true, Threshold: 0.4}
			m.Severity[b] = severity
			practice(&m)
			for _, a := range m.Actions() {
				verbs = append(verbs, a.Do)
			}
			return verbs
		}
		assert.Equal(t, []Verb{DoCoach, DoOblige, DoCallEmployer, DoAdjustJob}, does(employerPractice, 0.5), b)
		assert.Equal(t, []Verb{DoCoach, DoOblige, DoCallEmployer}, does(employerPractice, 0.3), b)
		assert.Equal(t, []Verb{DoCoach, DoEase, DoRefer, DoAdjustJob}, does(specialistPractice, 0.5), b)
		assert.Equal(t, []Verb{DoCoach, DoOblige}, does(specialistPractice, 0.3), b)
	}
}

// A specialist starts help against the heaviest barriers first, whatever their
// numbers, passes over those already helped and those too light, and stops at four.
func TestPractices_SpecialistTakesTheHeaviestFirst(t *testing.T) {
	m := Meeting{Threshold: 0.2}
	m.Severity = [population.NBarriers]float64{
		population.Skills: 0.3, population.Confidence: 0.4, population.English: 0.9, population.Digital: 0.5, population.Debt: 0.8,
		population.Transport: 0.7, population.Motivation: 0.1,
	}
	m.OnProvision[population.Debt] = true
	specialistPractice(&m)
	var helped []population.Barrier
	for _, a := range m.Actions() {
		if a.Do == DoRefer {
			helped = append(helped, a.Barrier)
		}
	}
	assert.Equal(t, []population.Barrier{population.English, population.Transport, population.Digital, population.Confidence}, helped)
	assert.Zero(t, m.Dropped())
}
