package progression

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/rows"
	"inwork/sim"
)

// payChange is a change of weekly pay as somebody sees it who knows each person's
// hours and pay at the ends of weeks, and nothing of how the world books.
type payChange struct {
	from  int // first week that it holds
	cause payCause
	pence int64
}

// payBook is the account of everybody's changes of pay.
type payBook struct {
	*ledger
	changes   [][]payChange
	ambiguous []bool // two causes in one week that the ends of weeks cannot tell apart
}

// keepPayBook runs a world with an account beside it, and shows it each outcome in the week in which it is taken.
func keepPayBook(t require.TestingT, d *District, kind Kind, outcome func(b *payBook, i, horizon int)) *World {
	b := &payBook{ledger: newLedger(d, kind), changes: make([][]payChange, len(d.People)), ambiguous: make([]bool, len(d.People))}
	for week := range d.weeks {
		was := b.w.people.clone()
		b.week(t, week)
		for i := range d.People {
			b.see(&was, i, week)
			if h := week - int(b.w.trial.week[i]); b.w.trial.week[i] >= 0 && contains(d.Horizons, h) {
				outcome(b, i, h)
			}
		}
	}
	return b.w
}

func contains(list []int, x int) bool {
	for _, y := range list {
		if x == y {
			return true
		}
	}
	return false
}

// see tells the week's changes from what was and what is.
func (b *payBook) see(was *people, i, week int) {
	w, now := b.w, &b.w.people
	hours, hour, shock, termTime, weekly := was.job[i].hours, was.job[i].hourly, was.job[i].shock, was.job[i].termTime, int64(was.pay[i].weekly)
	pay := func(week int) int64 {
		usual := int64(weeklyPay(hours, hour, shock))
		if termTime && schoolHoliday(w.day(week)+3, false) { // its Thursday: worlds begin on a Monday
			return usual * now.holidayPart / 1000
		}
		return usual
	}
	change := func(from int, cause payCause, to int64) {
		if to != weekly {
			b.changes[i] = append(b.changes[i], payChange{from, cause, to - weekly})
			weekly = to
		}
	}
	first := w.day(week)
	year, _, _ := first.Date()
	if april := sim.Date(year, time.April, 6); first <= april && april < first+7 && hours > 0 {
		hour = int32(float64(hour)*(1+w.Parameters.Settlement) + 0.5)
		change(week, bySettlement, pay(week))
	}
	hired := int(now.job[i].week) == week+1
	risen := false
	switch paid := int64(b.pay[i][week]); {
	case paid == weekly:
	case paid == 0:
		change(week, byExit, 0)
		hours, hour = 0, 0
	case now.job[i].hours > hours:
		change(week, byMoreHours, paid)
		hours = now.job[i].hours
	case now.job[i].hours < hours:
		change(week, byFewerHours, paid)
		hours = now.job[i].hours
	default:
		risen = true
		change(week, byRise, paid)
		hour = now.job[i].hourly
	}
	change(week+1, bySchoolTerm, pay(week+1))
	ended := now.period[i].ended != was.period[i].ended
	floor := int32(0)
	if ended {
		floor = int32(w.floor(i, now.period[i].start))
	}
	if hired {
		cause := byEntry
		if hours > 0 {
			cause = byMove
		}
		hours, hour, termTime = now.job[i].hours, now.job[i].hourly, now.job[i].termTime
		change(week+1, cause, pay(week+1))
	}
	if ended {
		if raised := hour == floor; raised && risen || raised && hired && int32(w.floor(i, first)) < floor {
			b.ambiguous[i] = true // she may have been raised to it in the same week
		}
		shock = now.job[i].shock
		change(week+1, byVolatility, pay(week+1))
		hour = now.job[i].hourly
		change(week+1, byFloor, pay(week+1))
	}
}

// made adds up week by week what each cause made of the four weeks that end at a week.
func (b *payBook) made(i, end int) (lines [nCauses]int64) {
	for week := end - fourWeeks; week < end; week++ {
		for _, c := range b.changes[i] {
			if c.from <= week {
				lines[c.cause] += c.pence
			}
		}
	}
	return lines
}

// Each cause is what an account says that was kept another way: from the ends of
// weeks instead of at the change, and added up week by week instead of by sum and
// moment. With the start they are the pay of the window, to the penny, for every
// person; and every cause makes a difference somewhere.
func TestCauses_AgreeWithAnIndependentAccount(t *testing.T) {
	for name, kind := range map[string]Kind{"randomised": randomisedWorld, "control": controlWorld} {
		t.Run(name, func(t *testing.T) {
			s := lively()
			s.RecruitWeeks = 60
			d := district(t, s)
			var moved [nCauses]int
			outcomes, ambiguous := 0, 0
			keepPayBook(t, d, kind, func(b *payBook, i, horizon int) {
				outcomes++
				start, end := int(b.w.trial.week[i])+1, b.w.week // the week is over
				lines := b.w.causes.made(i, end)
				require.Equal(t, b.sum(i, start-fourWeeks, start), b.w.causes.start[i], "person %d: pay before randomisation", i)
				require.Equal(t, b.sum(i, end-fourWeeks, end)-b.sum(i, start-fourWeeks, start), total(lines), "person %d at %d weeks", i, horizon)
				if b.ambiguous[i] {
					ambiguous++
					return
				}
				want, before := b.made(i, end), b.made(i, start)
				for cause := range nCauses {
					require.Equal(t, want[cause]-before[cause], lines[cause], "person %d at %d weeks: %s", i, horizon, causeNames[cause])
					if lines[cause] != 0 {
						moved[cause]++
					}
				}
			})
			require.Greater(t, outcomes, 500)
			assert.Less(t, ambiguous, outcomes/20)
			for cause, n := range moved {
				assert.Greater(t, n, 5, "people whose pay is touched by %s", causeNames[cause])
			}
		})
	}
}

func total(lines [nCauses]int64) (sum int64) {
	for _, line := range lines {
		sum += line
	}
	return sum
}

// Lines sum to the change of pay whatever the risks, from the first week of a
// world on: with no burn-in people may be randomised before it has lasted four weeks.
func TestCauses_SumToTheChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := testSetting(60, 40, 3)
		s.Seed = rapid.Uint64().Draw(t, "seed")
		s.BurnInWeeks = rapid.IntRange(0, 9).Draw(t, "burn-in")
		s.RecruitWeeks, s.FollowUpWeeks, s.Horizons = 12, 25, []int{4, 11, 25}
		p := &s.Parameters
		p.Separation, p.HoursUp, p.HoursDown, p.Rise = 0.01, 0.02, 0.01, 0.002
		p.SearchInWork, p.SearchOutOfWork = 0.1, 0.2
		p.PaySpread = rapid.Float64Range(0, 0.5).Draw(t, "spread")
		p.Settlement = rapid.Float64Range(0, 0.1).Draw(t, "settlement")
		d, err := NewDistrict(s)
		require.NoError(t, err)
		keepPayBook(t, d, randomisedWorld, func(b *payBook, i, horizon int) {
			start, end := int(b.w.trial.week[i])+1, b.w.week // the week is over
			require.Equal(t, b.sum(i, end-fourWeeks, end), b.w.causes.start[i]+total(b.w.causes.made(i, end)), "person %d at %d weeks", i, horizon)
			if start >= fourWeeks {
				require.Equal(t, b.sum(i, start-fourWeeks, start), b.w.causes.start[i])
			}
		})
	})
}

// A cause that is switched off has made nothing, of anybody; the others go on.
func TestCauses_SwitchedOffIsZero(t *testing.T) {
	off := map[payCause]func(*Setting){
		bySettlement: func(s *Setting) { s.Parameters.Settlement = 0 },
		byVolatility: func(s *Setting) { s.Parameters.PaySpread = 0 },
		byMoreHours:  func(s *Setting) { s.Parameters.HoursUp, s.Parameters.HoursUpUnwanted = 0, 0 },
		byFewerHours: func(s *Setting) { s.Parameters.HoursDown = 0 },
		byRise:       func(s *Setting) { s.Parameters.Rise = 0 },
		byExit:       func(s *Setting) { s.Parameters.Separation = 0 },
		bySchoolTerm: func(s *Setting) { s.Parameters.TermTime = 0 },
		byEntry:      func(s *Setting) { s.Parameters.SearchOutOfWork = 0 },
		byMove:       func(s *Setting) { s.Parameters.SearchInWork = 0 },
		byFloor: func(s *Setting) { // nobody is paid near it
			s.Parameters.PostAtFloor, s.Parameters.PostPremiumSpread, s.Parameters.PostPremiumMedian = 0, 0, 0.5
			for i := range s.People {
				s.People[i].Job.HourlyPence += 300
			}
		},
	}
	require.Len(t, off, int(nCauses))
	for cause, switchOff := range off {
		t.Run(causeNames[cause], func(t *testing.T) {
			s := lively()
			switchOff(&s)
			w := world(t, district(t, s), randomisedWorld)
			others := 0
			for _, r := range w.Decomposition() {
				if r.Cause == causeNames[cause] {
					assert.Zero(t, r.SumSquares, "arm %s at %d weeks", r.Arm, r.HorizonWeeks)
				} else if r.SumSquares > 0 {
					others++
				}
			}
			assert.Greater(t, others, 30)
		})
	}
}

// The table is the people's lines: its rows add up to the outcomes, by arm and
// horizon, in every world, and takers of a record have the decomposition of the world itself.
func TestDecomposition_AddsUpToOutcomes(t *testing.T) {
	d := district(t, lively())
	live := randomisedWorld
	live.Recorded = true
	randomised := world(t, d, live)
	again := randomisedWorld
	again.Slug, again.Frozen, again.Path = "again", Everything, randomised.Path()
	require.NotEmpty(t, randomised.Decomposition())
	assert.Equal(t, randomised.Decomposition(), world(t, d, again).Decomposition())

	type key struct {
		arm     string
		horizon int32
	}
	for _, w := range []*World{randomised, world(t, d, everyoneFrequent)} {
		pay, people := map[key]int64{}, map[key]int64{}
		for _, o := range w.Outcomes() {
			pay[key{o.Arm, o.HorizonWeeks}] += int64(o.GrossFourWeeks)
			people[key{o.Arm, o.HorizonWeeks}]++
		}
		made, causes := map[key]int64{}, map[key]int{}
		for _, r := range w.Decomposition() {
			k := key{r.Arm, r.HorizonWeeks}
			made[k] += int64(r.Sum)
			causes[k]++
			assert.Equal(t, people[k], r.N)
		}
		assert.Equal(t, pay, made)
		for k, n := range causes {
			assert.Equal(t, int(nCauses)+1, n, "%v", k)
		}
		assert.Equal(t, w.kind.Randomised, len(pay) > len(d.Horizons), "arms of the world")
	}
}

// Booking a change allocates nothing, and neither does the week in which people are booked anew.
func TestCauses_AllocateNothing(t *testing.T) {
	w := newWorld(district(t, small()))
	require.NoError(t, w.run(context.Background(), 0, 12))
	w.week = 12
	var row rows.Decomposition
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		w.repay(3, 12, byRise)
		w.causes.open(3, 12)
		w.causes.randomised(3, 12, 100)
		lines := w.causes.made(3, 12)
		row.N = lines[0]
		w.bookAnew()
	}))
}
