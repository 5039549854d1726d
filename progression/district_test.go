package progression

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/population"
	"inwork/progression/rows"
	"inwork/progression/uc"
	"inwork/sim"
)

// Indices into testArms.
const (
	frequent = iota
	minimal
	moderate
)

// testArms are the trial's three arms.
func testArms() []Arm {
	return []Arm{
		frequent: {Slug: "frequent", Share: 1, WeeksApart: 2, Minutes: 20, FirstMinutes: 30, Mandatory: true, Practice: "progression", DurationWeeks: 52},
		minimal:  {Slug: "minimal", Share: 1, WeeksApart: 8, Contacts: 2, Minutes: 15, Channel: Telephone, Practice: "call", DurationWeeks: 52},
		moderate: {Slug: "moderate", Share: 1, WeeksApart: 8, Minutes: 30, FirstMinutes: 30, Mandatory: true, Practice: "progression", DurationWeeks: 52},
	}
}

var (
	controlWorld     = Kind{Slug: "control", Arm: minimal}
	randomisedWorld  = Kind{Slug: "randomised", Randomised: true}
	everyoneFrequent = Kind{Slug: "everyone-frequent", Arm: frequent}
	everyoneModerate = Kind{Slug: "everyone-moderate", Arm: moderate}
)

// all keeps every table.
var all = Records{Months: true, Events: true, CoachWeeks: true, Vacancies: true}

// testSetting is one district with the trial's design, at a size to choose.
func testSetting(people, participants, coaches int) Setting {
	s := Setting{
		Parameters: DefaultParameters(), Arms: testArms(), Book: uc.Statute(), Seed: 7, District: 3,
		Start: sim.Date(2015, time.April, 6), BurnInWeeks: 52, RecruitWeeks: 103, FollowUpWeeks: 104, Horizons: []int{13, 26, 52, 78, 104},
		Participants: participants, Offices: 5, Coaches: coaches, Caseload: 69, VacanciesPerUnemployed: 0.45, Keep: all,
	}
	s.Assigned = make([]uint8, people)
	for i := range s.Assigned {
		s.Assigned[i] = uint8(i % len(s.Arms))
	}
	s.People = population.Pack2015().People(s.Seed, 0, s.District, people, s.Start-52*7, 52+103)
	return s
}

// families are as many candidates of the later years, half of whom are parents: there
// are few in 2015, and childcare would hardly be seen.
func families(s Setting) []population.Person {
	return population.Pack2022().People(s.Seed, 0, s.District, len(s.People), s.Start-52*7, 52+103)
}

// small is a setting that runs in some 20 ms a world: few coaches, a short trial.
func small() Setting {
	s := testSetting(400, 200, 12)
	s.RecruitWeeks, s.FollowUpWeeks, s.Horizons = 20, 30, []int{13, 30}
	return s
}

func district(t testing.TB, s Setting) *District {
	t.Helper()
	d, err := NewDistrict(s)
	require.NoError(t, err)
	return d
}

func world(t testing.TB, d *District, kind Kind) *World {
	t.Helper()
	w, err := d.Run(context.Background(), kind)
	require.NoError(t, err)
	return w
}

// A world that was branched off is the world that would have come from week 0:
// no column is shared with another one or left behind.
func TestRun_BranchedWorldEqualsWholeWorld(t *testing.T) {
	late := small()
	late.Openings = []Opening{{Week: 6, Offices: late.Offices}}
	branched := district(t, late)
	world(t, branched, everyoneFrequent)
	second := world(t, branched, randomisedWorld)

	alone := district(t, late)
	alone.enrolled, alone.decided = branched.enrolled, true
	first := newWorld(alone) // never branched
	first.kind = randomisedWorld
	require.NoError(t, first.run(context.Background(), 0, alone.weeks))
	first.closeVacancies()

	require.NotEmpty(t, first.Outcomes())
	assertSameRows(t, first, second)
	assert.Equal(t, first.people.pay, second.people.pay)
	assert.Equal(t, first.effort.stock, second.effort.stock)
	assert.Equal(t, first.market.open, second.market.open)
	assert.Equal(t, first.place.seen, second.place.seen)
}

func assertSameRows(t *testing.T, a, b *World) {
	t.Helper()
	assert.Equal(t, a.Claimants(), b.Claimants())
	assert.Equal(t, a.Outcomes(), b.Outcomes())
	assert.Equal(t, a.Months(), b.Months())
	assert.Equal(t, a.Events(), b.Events())
	assert.Equal(t, a.CoachWeeks(), b.CoachWeeks())
	assert.Equal(t, a.Vacancies(), b.Vacancies())
	assert.Equal(t, a.Decomposition(), b.Decomposition())
}

// Ceilings spare work and change nothing: with all of them at 1 the rows are the same.
func TestRun_CeilingsChangeNothing(t *testing.T) {
	s := small()
	tight := world(t, district(t, s), randomisedWorld)
	s.Keep.uncapped = true
	loose := world(t, district(t, s), randomisedWorld)
	require.NotEmpty(t, tight.Events())
	assertSameRows(t, tight, loose)
}

// Luck and seed are what results hang on.
func TestRun_LuckAndSeedChangeResults(t *testing.T) {
	base := world(t, district(t, small()), randomisedWorld).Outcomes()
	lucky, seeded := small(), small()
	lucky.Luck, seeded.Seed = 1, 8
	assert.NotEqual(t, base, world(t, district(t, lucky), randomisedWorld).Outcomes(), "another luck, another world")
	assert.NotEqual(t, base, world(t, district(t, seeded), randomisedWorld).Outcomes(), "another seed, another world")
}

// Two arms with the same content are the same world, whatever they are called.
func TestRun_IdenticalArmsGiveIdenticalLives(t *testing.T) {
	s := small()
	s.Arms[moderate] = s.Arms[frequent]
	s.Arms[moderate].Slug = "frequent-again"
	d := district(t, s)
	a, b := world(t, d, everyoneFrequent).Outcomes(), world(t, d, everyoneModerate).Outcomes()
	require.Equal(t, len(a), len(b))
	for k := range a {
		b[k].Arm = a[k].Arm
	}
	assert.Equal(t, a, b)
}

// silence sets every mechanism through which a meeting can act to zero.
func silence(p *Parameters) {
	p.EffortStrength, p.ObligationStrength, p.Protection = 0, 0, 0
	p.ProvisionPlaces, p.SignpostEffect = 0, 0
	p.EngagementStrength, p.CaseloadContact = 0, 0
	p.DoubtUpheld, p.SanctionConfidence = 0, 0
	p.Adjustment = 0
}

// serviceEvents are those that differ between arms even when service does nothing.
var serviceEvents = map[string]bool{
	"meeting": true, "missed": true, "referral": true, "signpost": true, "employer_call": true,
	"provision_started": true, "provision_completed": true, "provision_dropped": true, "sanction": true,
	"three_way": true, "adjustment": true, "eased": true,
}

// With all mechanisms at zero the arms differ in service and in nothing else:
// outcomes, months and the events of lives are identical person by person. An
// effect that survives would be one typed in.
func TestRun_NullWithoutMechanisms(t *testing.T) {
	s := small()
	s.Keep.Everywhere = true
	s.Arms[frequent].EmployerCalls = true
	silence(&s.Parameters)
	d := district(t, s)
	control, treated := world(t, d, controlWorld), world(t, d, everyoneFrequent)
	a, b := control.Outcomes(), treated.Outcomes()
	require.NotEmpty(t, a)
	require.Len(t, b, len(a))
	met := 0
	for k := range a {
		met += int(b[k].Meetings - a[k].Meetings)
		b[k].Arm, b[k].Meetings, b[k].Missed, b[k].Contacts = a[k].Arm, a[k].Meetings, a[k].Missed, a[k].Contacts
		b[k] = withoutDose(b[k], a[k])
	}
	assert.Equal(t, a, b)
	assert.Positive(t, met, "the frequent arm does meet people more often")

	months, others := control.Months(), treated.Months()
	require.Len(t, others, len(months))
	for k := range others {
		others[k].Arm = months[k].Arm
	}
	assert.Equal(t, months, others)

	lives := func(w *World) []rows.Event {
		return slices.DeleteFunc(w.Events(), func(e rows.Event) bool { return serviceEvents[e.Kind] })
	}
	assert.NotEmpty(t, lives(control))
	assert.Equal(t, lives(control), lives(treated))
}

// With mechanisms on, everything a meeting can set going reaches people's lives:
// switching one on alone, with the others silent, must change outcomes.
func TestRun_EachMechanismActs(t *testing.T) {
	base := testSetting(3000, 1000, 40)
	base.RecruitWeeks, base.FollowUpWeeks, base.Horizons = 20, 60, []int{60}
	base.People = families(base)
	base.Arms[frequent].EmployerCalls = true
	for name, on := range map[string]func(*Parameters){
		"effort":     func(p *Parameters) { p.EffortStrength = 0.6 },
		"obligation": func(p *Parameters) { p.ObligationStrength = 0.5 },
		"protection": func(p *Parameters) { p.Protection, p.Separation = 0.3, 0.01 },
		"provision":  func(p *Parameters) { p.ProvisionPlaces, p.ProvisionEffect = 400, 0.8 },
		"signposts": func(p *Parameters) {
			p.SignpostEffect, p.ChildcareGain, p.ChildcareLoss, p.GateChildcare = 3, 0.025, 0.02, 1
			p.HoursUp, p.HoursUpUnwanted, p.HoursDown = 0.06, 0.06, 0.02
		},
		"employers": func(p *Parameters) { p.EngagementStrength = 2 },
		"sanctions": func(p *Parameters) { p.DoubtUpheld, p.SanctionConfidence = 1, 0.5 },
		"caseload":  func(p *Parameters) { p.CaseloadContact, p.InterviewMinutes = 0.5, 300 },
	} {
		t.Run(name, func(t *testing.T) {
			s := base
			silence(&s.Parameters)
			on(&s.Parameters)
			d := district(t, s)
			control, treated := world(t, d, controlWorld).Outcomes(), world(t, d, everyoneFrequent).Outcomes()
			changed := 0
			for k := range control {
				if control[k].GrossCumulated != treated[k].GrossCumulated {
					changed++
				}
			}
			assert.Positive(t, changed, "no life differs between the worlds")
		})
	}
}

// Whoever is enrolled in the first world is enrolled in all of them, in the same week.
func TestRun_WorldsFollowTheSamePeople(t *testing.T) {
	d := district(t, small())
	var people [][]int64
	var days [][]sim.Day
	for _, kind := range []Kind{controlWorld, randomisedWorld, everyoneFrequent} {
		var p []int64
		var on []sim.Day
		for _, c := range world(t, d, kind).Claimants() {
			p, on = append(p, c.Claimant), append(on, c.Randomised)
		}
		people, days = append(people, p), append(days, on)
	}
	require.NotEmpty(t, people[0])
	assert.Equal(t, people[0], people[1])
	assert.Equal(t, people[0], people[2])
	assert.Equal(t, days[0], days[1])
	assert.Equal(t, days[0], days[2])
}

// Eligibility is read off simulated earnings: the qualifying month lies between the thresholds.
func TestRun_ParticipantsQualifyInTheBand(t *testing.T) {
	s := small()
	d := district(t, s)
	claimants := world(t, d, controlWorld).Claimants()
	require.NotEmpty(t, claimants)
	assert.LessOrEqual(t, len(claimants), s.Participants)
	singles := 0
	for _, c := range claimants {
		if c.Couple {
			continue // their household counts
		}
		singles++
		single, _ := s.Book.Period(c.Randomised - 28).AET()
		assert.GreaterOrEqual(t, c.QualifyingGross, single)
		assert.Less(t, int64(c.QualifyingGross), int64(35*720*52/12+100), "not above 35 hours at the adult wage floor")
	}
	assert.Positive(t, singles)
}

// Offices recruit only after they have joined.
func TestRun_RolloutIsKept(t *testing.T) {
	s := small()
	s.Openings = []Opening{{Week: 0, Offices: 1}, {Week: 10, Offices: s.Offices}}
	joins := s.Start + 70
	early, late := 0, 0
	for _, c := range world(t, district(t, s), controlWorld).Claimants() {
		if c.Randomised < joins {
			early++
			assert.EqualValues(t, 1, c.Office)
		} else if c.Office > 1 {
			late++
		}
	}
	assert.Positive(t, early)
	assert.Positive(t, late)
}

// Offices are numbered from 1 to as many as the district has, in every table that has
// them, and a coach is at one of them in both.
func TestRun_OfficesAreNumberedFromOne(t *testing.T) {
	s := small()
	require.Greater(t, s.Offices, 1)
	w := world(t, district(t, s), randomisedWorld)
	at, seen := map[int32]int32{}, map[int32]bool{}
	for _, r := range w.CoachWeeks() {
		at[r.Coach], seen[r.Office] = r.Office, true
	}
	require.Len(t, seen, s.Offices)
	for n := range s.Offices {
		assert.True(t, seen[int32(n+1)], "office %d", n+1)
	}
	require.NotEmpty(t, w.Claimants())
	for _, c := range w.Claimants() {
		assert.Equal(t, at[c.Coach], c.Office)
	}
}

// Minutes are all accounted for, and no coach works more than her week.
func TestRun_CoachMinutesAddUp(t *testing.T) {
	s := small()
	weeks := world(t, district(t, s), randomisedWorld).CoachWeeks()
	require.Len(t, weeks, s.Coaches*(s.RecruitWeeks+s.FollowUpWeeks))
	participants := int32(0)
	for _, r := range weeks {
		require.Equal(t, r.Contracted, r.Used+r.Unused+r.Absent)
		require.GreaterOrEqual(t, r.Unused, int32(0))
		require.LessOrEqual(t, r.Participants, r.Used)
		participants += r.Participants
	}
	assert.Positive(t, participants)
}

// One post, one person: a participant's new job is a post that closed for her, and no post closes twice at once.
func TestRun_JobsComeFromPosts(t *testing.T) {
	s := testSetting(800, 500, 12)
	s.RecruitWeeks, s.FollowUpWeeks, s.Horizons = 20, 60, []int{60}
	w := world(t, district(t, s), randomisedWorld)
	type filled struct {
		claimant int64
		week     sim.Day
	}
	end := map[int64]sim.Day{} // of each participant's follow-up, to which events are confined
	for _, c := range w.Claimants() {
		end[c.Claimant] = c.Randomised + sim.Day(7*s.FollowUpWeeks)
	}
	posts, closed := map[filled]int{}, map[[2]int64]int{}
	for _, v := range w.Vacancies() {
		assert.LessOrEqual(t, v.Opened, v.Closed)
		closed[[2]int64{int64(v.Slot), int64(v.Closed)}]++
		if v.Claimant != nil && v.Closed < end[*v.Claimant] {
			posts[filled{*v.Claimant, v.Closed}]++
		}
	}
	for key, n := range closed {
		assert.Equal(t, 1, n, "post %d closed %d times in one week", key[0], n)
	}
	jobs := 0
	for _, e := range w.Events() {
		if e.Kind == "job_started" || e.Kind == "job_changed" {
			jobs++
			assert.Equal(t, 1, posts[filled{e.Claimant, e.Day}], "claimant %d on %s", e.Claimant, e.Day)
		}
	}
	assert.Positive(t, jobs)
	assert.Len(t, posts, jobs)
}

// Outcomes are what the events say: pay stops with the job and comes with it.
func TestRun_OutcomesAreConsistent(t *testing.T) {
	w := world(t, district(t, small()), randomisedWorld)
	last := map[int64]rows.Outcome{}
	for _, o := range w.Outcomes() {
		if !o.Employed {
			assert.Zero(t, o.HoursPerWeek)
			assert.Zero(t, o.HourlyPay)
		} else {
			assert.Positive(t, o.HourlyPay)
		}
		assert.GreaterOrEqual(t, o.GrossCumulated, o.GrossFourWeeks)
		if before, ok := last[o.Claimant]; ok {
			assert.GreaterOrEqual(t, o.GrossCumulated, before.GrossCumulated+o.GrossFourWeeks)
			assert.GreaterOrEqual(t, o.Meetings, before.Meetings)
		}
		last[o.Claimant] = o
	}
	assert.NotEmpty(t, last)
}

// The engine's promise in the model: a week allocates nothing but rows.
func TestStep_DoesNotAllocate(t *testing.T) {
	s := small()
	s.Keep = Records{}
	d := district(t, s)
	world(t, d, controlWorld) // who is enrolled
	w := d.trunk.branch(everyoneFrequent)
	require.NoError(t, w.run(context.Background(), d.branching(), d.branching()+25))
	require.NotEmpty(t, d.enrolled)
	got := testing.AllocsPerRun(10, func() {
		if err := w.step(); err != nil {
			t.Fatal(err)
		}
		w.week++
	})
	assert.LessOrEqual(t, got, 1.0, "allocations a week: lists of applications and referrals may still grow now and then")
}

// Parameters that would break the law of the deal are refused before anything runs.
func TestNewDistrict_RefusesRatesAboveTheirShare(t *testing.T) {
	s := small()
	s.Parameters.SearchInWork, s.Parameters.MultiplierCap = 0.2, 3
	_, err := NewDistrict(s)
	assert.ErrorContains(t, err, "search.in_work and effort.cap")
}

// What cannot be simulated is refused by name, before anything runs.
func TestNewDistrict_Refuses(t *testing.T) {
	for want, spoil := range map[string]func(*Setting){
		"found horizon 14":             func(s *Setting) { s.Horizons = []int{13, 14} },
		"expected at most a coach's":   func(s *Setting) { s.Parameters.InterviewMinutes = 15 },
		"found practice \"magic\"":     func(s *Setting) { s.Arms[0].Practice = "magic" },
		"found 0 weeks apart":          func(s *Setting) { s.Arms[0].WeeksApart = 0 },
		"assigned to arm 9 of 3":       func(s *Setting) { s.Assigned[5] = 9 },
		"candidates and 3 assignments": func(s *Setting) { s.Assigned = s.Assigned[:3] },
		"found 0 offices":              func(s *Setting) { s.Offices = 0 },
		"more than 8388608 people":     func(s *Setting) { s.Coaches, s.Caseload = 60_000, 1000 },
		"market.small_share":           func(s *Setting) { s.Parameters.SmallShare = 0.95 },
	} {
		s := small()
		spoil(&s)
		_, err := NewDistrict(s)
		assert.ErrorContains(t, err, want)
	}
}

// A cancelled context ends a run with its cause.
func TestRun_StopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	d := district(t, small())
	_, err := d.Run(ctx, controlWorld)
	assert.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, world(t, district(t, small()), controlWorld).Outcomes(), world(t, d, controlWorld).Outcomes(), "a later run starts anew")
}
