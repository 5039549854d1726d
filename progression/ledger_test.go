package progression

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/population"
)

// ledger keeps, beside a world, what it must add up to: each person's pay week by
// week, taken from her hours and pay at the end of the week before, and each
// coach's appointments. It knows nothing of how the world settles.
type ledger struct {
	w       *World
	pay     [][]int32 // by person and week
	working [][]bool  // in work at the end of the week
	hired   [][]bool  // in it
}

func keepLedger(t *testing.T, s Setting, kind Kind) *ledger {
	t.Helper()
	l := newLedger(district(t, s), kind)
	for week := range l.w.weeks {
		l.week(t, week)
	}
	return l
}

func newLedger(d *District, kind Kind) *ledger {
	n := len(d.People)
	l := &ledger{w: newWorld(d), pay: make([][]int32, n), working: make([][]bool, n), hired: make([][]bool, n)}
	l.w.kind = kind
	return l
}

// week runs the world for a week and notes what it paid.
func (l *ledger) week(t require.TestingT, week int) {
	before := make([]int64, len(l.pay))
	for i := range before {
		before[i] = l.paidBy(i, week)
	}
	require.NoError(t, l.w.run(context.Background(), week, week+1))
	for i := range l.pay {
		l.pay[i] = append(l.pay[i], int32(l.paidBy(i, week+1)-before[i]))
		l.working[i] = append(l.working[i], l.w.people.employed(i))
		l.hired[i] = append(l.hired[i], int(l.w.people.job[i].week) == week+1)
	}
}

// paidBy is gross pay up to the start of a week, read without settling.
func (l *ledger) paidBy(i, week int) int64 {
	q := &l.w.people
	return q.pay[i].gross + int64(q.pay[i].weekly)*int64(week-int(q.pay[i].since))
}

func (l *ledger) sum(i, from, to int) (pence int64) {
	for week := from; week < to; week++ {
		pence += int64(l.pay[i][week])
	}
	return pence
}

// Pay stops with the job and comes with it; outcome windows are the four weeks
// that end at the horizon; a month is its weeks scaled to a twelfth
// of 52, or what its pay days pay.
func TestWorld_PayAddsUp(t *testing.T) {
	s := small()
	s.Horizons = []int{13, 17, 30}
	l := keepLedger(t, s, randomisedWorld)
	out := 0
	for i := range l.w.People {
		for week := 1; week < l.w.weeks; week++ {
			if !l.working[i][week-1] && !l.working[i][week] {
				out++
				require.Zero(t, l.pay[i][week], "person %d is out of work around week %d", i, week)
			}
			if l.working[i][week-1] && l.working[i][week] && !l.hired[i][week] { // who is hired may have lost a job the same week
				require.Positive(t, l.pay[i][week], "person %d is in work around week %d", i, week)
			}
		}
	}
	require.Positive(t, out)

	person := map[int64]int{}
	for i := range l.w.People {
		person[int64(l.w.id(i))] = i
	}
	require.NotEmpty(t, l.w.Outcomes())
	for _, o := range l.w.Outcomes() {
		i := person[o.Claimant]
		start := int(l.w.trial.week[i]) + 1
		end := start + int(o.HorizonWeeks)
		assert.Equal(t, money.Pence(l.sum(i, end-4, end)), o.GrossFourWeeks)
		assert.Equal(t, money.Pence(l.sum(i, start, end)), o.GrossCumulated)
	}
	require.NotEmpty(t, l.w.Months())
	inRhythm := 0
	for _, m := range l.w.Months() {
		i := person[m.Claimant]
		first, last := l.w.lastWeek(m.PeriodStart.AddMonths(-1))+1, l.w.lastWeek(m.PeriodStart)
		weeks := int64(last - first + 1)
		assert.Contains(t, []int64{4, 5}, weeks)
		if l.w.people.job[i].week > 0 || !l.working[i][last] { // was paid in another rhythm, or is settled with
			continue
		}
		if r := l.w.people.job[i].rhythm; r != 0 {
			inRhythm++
			assert.Equal(t, money.Pence(l.sum(i, r.before(first), r.before(last+1))), m.Gross)
			continue
		}
		assert.InDelta(t, float64(l.sum(i, first, last+1))*52/12/float64(weeks), float64(m.Gross), 0.5)
	}
	assert.Greater(t, inRhythm, 100)
}

// Appointments come at the interval that the arm says and stop when it says: in the
// band all the time, people on two calls have two, people on fortnightly meetings
// never two within a fortnight, and nobody any after support has ended.
func TestWorld_AppointmentsKeepTheArmsTerms(t *testing.T) {
	s := small()
	s.FollowUpWeeks, s.Horizons = 40, []int{40}
	s.Arms[frequent].DurationWeeks = 20
	for _, kind := range []Kind{controlWorld, everyoneFrequent} {
		s.Keep.Everywhere = true
		w := world(t, district(t, s), kind)
		arm := s.Arms[kind.Arm]
		contacts := 0
		for _, o := range w.Outcomes() {
			contacts += int(o.Contacts)
			assert.LessOrEqual(t, o.Contacts, o.Meetings)
			if arm.Contacts > 0 {
				assert.LessOrEqual(t, int(o.Contacts), arm.Contacts)
			}
			if arm.DurationWeeks > 0 {
				assert.LessOrEqual(t, int(o.Contacts), (arm.DurationWeeks+arm.WeeksApart-1)/arm.WeeksApart)
			}
		}
		assert.Positive(t, contacts)
	}
}

// A person who falls to intensive search is reviewed just as soon in every arm: no
// arm's interval delays it. The mean wait of the worlds may differ by luck alone.
func TestWorld_ReviewsDoNotWaitForTheArm(t *testing.T) {
	s := testSetting(1500, 1000, 40)
	s.RecruitWeeks, s.FollowUpWeeks, s.Horizons = 20, 60, []int{60}
	s.Arms[moderate].WeeksApart = 26
	s.Parameters.AbsenceShare, s.Parameters.MissFaceToFace, s.Parameters.MissHealth = 0, 0, 0
	d := district(t, s)
	world(t, d, controlWorld)
	w := d.trunk.branch(everyoneModerate)
	late, spells := 0, 0
	waiting := make([]int, len(d.People)) // weeks on reviews without one
	for week := d.branching(); week < d.weeks; week++ {
		require.NoError(t, w.run(context.Background(), week, week+1))
		for i := range d.People {
			if w.trial.follows(i, week) && w.supported(i) == review && w.diary.due[i] > int16(week)+2 {
				late++
			}
			if w.supported(i) == review {
				if waiting[i] == 0 {
					spells++
				}
				waiting[i]++
			} else {
				waiting[i] = 0
			}
		}
	}
	assert.Positive(t, spells)
	assert.Zero(t, late, "reviews planned more than a fortnight ahead")
}

// Hires are vacancies filled: each week as many posts close for claimants as
// candidates start in a post and caseload places are vacated.
func TestWorld_HiresAreVacanciesFilled(t *testing.T) {
	w := newWorld(district(t, small()))
	w.kind = controlWorld
	total := 0
	for range 60 {
		before, taken := w.market.hires, count(w.place.taken)
		refilled := func() (n int) {
			for j := range w.place.taken {
				if w.place.taken[j] && int(w.place.claimed[j]) == w.week {
					n++
				}
			}
			return n
		}
		require.NoError(t, w.step())
		vacated := taken + refilled() - count(w.place.taken)
		started := 0
		for i := range w.People {
			if w.people.employed(i) && int(w.people.job[i].week) == w.week+1 {
				started++
			}
		}
		assert.Equal(t, w.market.hires-before, vacated+started, "week %d", w.week)
		total += w.market.hires - before
		w.week++
	}
	assert.Positive(t, total)
}

func count(flags []bool) (n int) {
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// Pending days come off the award at the day's rate, a month of them at most, and once.
func TestReduce_ByHand(t *testing.T) {
	c := conduct{pending: []int32{14, 45, 14}}
	assert.Equal(t, money.Pence(14560), c.reduce(0, 100_000, 1040))
	assert.Equal(t, money.Pence(30*1040), c.reduce(1, 100_000, 1040), "a month at most")
	assert.Equal(t, int32(15), c.pending[1])
	assert.Equal(t, money.Pence(5000), c.reduce(2, 5000, 1040), "the award at most")
	assert.Zero(t, c.reduce(0, 100_000, 1040), "taken once")
}

// Only mandatory appointments can cost money: with every doubt upheld, a voluntary
// one that is missed does not.
func TestMissed_OnlyMandatoryIsSanctioned(t *testing.T) {
	s := small()
	s.Parameters.DoubtUpheld = 1
	w := newWorld(district(t, s))
	w.missed(0, false)
	assert.Zero(t, w.conduct.pending[0])
	w.missed(0, true)
	assert.Equal(t, int32(s.Parameters.SanctionDays), w.conduct.pending[0])
}

// Places a week are as many as the parameter says for all kinds together, and a kind
// has its part of them by weight.
func TestProvision_PlacesAreFiniteAndShared(t *testing.T) {
	s := small()
	s.Parameters.ProvisionPlaces = 300 // for 12 coaches: 36 starts a week
	s.Parameters.Courses[population.Skills].Places = 2
	s.Parameters.Courses[population.Debt].Places = 0 // of the twelve weights, 1 is with another kind
	w := newWorld(district(t, s))
	for i := range 100 {
		w.refer(i, population.Skills)
		w.refer(i, population.Transport)
		w.refer(i, population.Debt)
	}
	for week := range 10 {
		w.week = week
		w.courses.start(w)
		w.finishCourses()
	}
	begun := map[population.Barrier]int{}
	for i := range 100 {
		for _, b := range []population.Barrier{population.Skills, population.Transport, population.Debt} {
			if w.course.state[i][b] != queued {
				begun[b]++
			}
		}
	}
	assert.Equal(t, map[population.Barrier]int{population.Skills: 60, population.Transport: 30}, begun)
}

// Stocks halve in their half-life.
func TestEffort_Halves(t *testing.T) {
	d := district(t, small())
	e := newEffort(d)
	e.raise(0, 10, 1)
	assert.InDelta(t, 1, e.now(0, 10), 1e-12)
	assert.InDelta(t, 0.5, e.now(0, 10+int(d.Parameters.EffortHalfLife)), 1e-12)
	e.raise(0, 10+int(d.Parameters.EffortHalfLife), 0.4)
	assert.InDelta(t, 0.7, e.now(0, 10+int(d.Parameters.EffortHalfLife)), 1e-12, "four tenths of the way from 0.5 to 1")
}
