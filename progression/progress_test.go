package progression

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/sim"
)

// One person by hand: 20 hours at 8.00 are 160 pounds a week, so that 176 are a rise. What holds from which week, and by which
// route, is written beside each change.
func TestProgress_ByHand(t *testing.T) {
	q := &people{job: []job{{hours: 200, hourly: 800, employer: 7}}}
	p := newProgress(1)
	p.begin(q, 0)
	steps := []struct {
		why      string
		hours    int16
		hourly   int32
		employer uint32
		from     int
		since    int16
		route    string
	}{
		{"171.60 is no rise", 200, 858, 7, 3, -1, rows.NoRise},
		{"a penny an hour less than a tenth", 200, 879, 7, 4, -1, rows.NoRise},
		{"a tenth to the penny", 200, 880, 7, 5, 5, rows.MorePay},
		{"more hours: 5 x 8.40 of a rise by 60, and it goes on", 250, 880, 7, 8, 5, rows.MoreHours},
		{"as much by hours as by pay counts as hours", 220, 880, 7, 9, 5, rows.MoreHours},
		{"fewer hours: no rise any more", 190, 880, 7, 10, -1, rows.NoRise},
		{"another employer: 24 hours at 8.00", 240, 800, 9, 12, 12, rows.NewEmployer},
		{"out of work", 0, 0, 9, 15, -1, rows.NoRise},
		{"back at the first employer, who now comes after a time without work", 240, 800, 7, 20, 20, rows.AfterNoWork},
		{"and goes to another", 250, 800, 9, 30, 20, rows.AfterNoWork},
	}
	for _, s := range steps {
		q.job[0].hours, q.job[0].hourly, q.job[0].employer = s.hours, s.hourly, s.employer
		p.jobIs(q, 0, s.from)
		assert.Equal(t, s.since, p.risenSince[0], s.why)
		assert.Equal(t, s.route, p.route(q, 0), s.why)
	}
}

// Whoever is randomised out of work, as may happen in a world other than the one that enrols, has risen with any job.
func TestProgress_FromNoWork(t *testing.T) {
	q := &people{job: []job{{hours: 0, hourly: 0, employer: 7}}}
	p := newProgress(1)
	p.begin(q, 0)
	assert.Equal(t, rows.NoRise, p.route(q, 0), "nothing is no rise on nothing")
	q.job[0].hours, q.job[0].hourly = 40, 700
	p.jobIs(q, 0, 6)
	assert.Equal(t, rows.AfterNoWork, p.route(q, 0))
	assert.Equal(t, int16(6), p.risenSince[0])
}

// In whole worlds of every kind the columns say what others say: the rise what hours and pay do, the route what is known of jobs
// started, the weeks of a rise no more than there were, and as many more from a horizon to the next when it goes on.
func TestOutcomes_Progress(t *testing.T) {
	s := testSetting(1000, 500, 30)
	s.RecruitWeeks, s.FollowUpWeeks, s.Horizons = 20, 60, []int{13, 30, 60}
	p := &s.Parameters
	p.Separation, p.SearchOutOfWork, p.HoursUp, p.Rise = 0.01, 0.2, 0.03, 0.01
	p.SearchInWork, p.PostPremiumMedian = 0.1, 0.3
	d := district(t, s)
	control := controlWorld
	control.Recorded = true
	first := world(t, d, control)
	single := everyoneFrequent
	single.Slug, single.Frozen, single.Path = "single", Everything, first.Path()
	seen, sustained := map[string]int{}, 0
	for _, w := range []*World{first, world(t, d, randomisedWorld), world(t, d, everyoneModerate), world(t, d, single)} {
		start := map[int64]rows.Claimant{}
		for _, c := range w.Claimants() {
			start[c.Claimant] = c
		}
		var before rows.Outcome
		for _, o := range w.Outcomes() {
			who := start[o.Claimant]
			require.InDelta(t, who.HoursPerWeek*float64(who.HourlyPay), float64(o.PayAtStart), 0.5001)
			usual := usualPay(int16(o.HoursPerWeek*10+0.5), int32(o.HourlyPay))
			require.Equal(t, o.Employed && 10*int64(usual) >= 11*int64(o.PayAtStart), o.Route != rows.NoRise, "%+v", o)
			seen[o.Route]++
			switch {
			case o.Route == rows.NoRise:
				require.Zero(t, o.RisenWeeks)
			case o.Route == rows.AfterNoWork || o.Route == rows.NewEmployer:
				require.True(t, o.JobsStarted > 0 || who.HoursPerWeek == 0, "%+v", o)
			}
			require.LessOrEqual(t, o.RisenWeeks, o.HorizonWeeks)
			if before.Claimant == o.Claimant {
				apart := o.HorizonWeeks - before.HorizonWeeks
				if o.RisenWeeks > apart {
					require.Equal(t, before.RisenWeeks+apart, o.RisenWeeks, "it went on")
					sustained++
				}
			}
			require.Equal(t, o.Employed, o.HourlyPay > 0)
			require.Positive(t, o.WageFloor)
			require.False(t, o.VariableHours && !o.Employed)
			before = o
		}
	}
	for _, route := range []string{rows.NoRise, rows.MoreHours, rows.MorePay, rows.NewEmployer, rows.AfterNoWork} {
		assert.Positive(t, seen[route], "no case of %s", route)
	}
	assert.Positive(t, sustained)
}

// Net income is that of the last assessment period that ended by the horizon: of people without a partner, its row in months says
// the same.
func TestOutcomes_NetIncome(t *testing.T) {
	w := world(t, district(t, small()), randomisedWorld)
	single := map[int64]bool{}
	for _, c := range w.Claimants() {
		single[c.Claimant] = !c.Couple
	}
	compared, off := 0, 0
	for _, o := range w.Outcomes() {
		if !single[o.Claimant] {
			continue
		}
		var last *rows.Month
		end := o.Randomised + sim.Day(7*o.HorizonWeeks) // the day after the horizon
		for k := range w.Months() {
			m := &w.Months()[k]
			if m.Claimant == o.Claimant && m.PeriodStart.AddMonths(1) <= end {
				last = m
			}
		}
		if last == nil {
			continue
		}
		paid := money.Pence(0)
		if last.OnUC {
			paid = last.Award - last.Sanction
		} else {
			off++
		}
		require.Equal(t, last.Net+paid, o.NetIncome, "%+v", o)
		compared++
	}
	assert.Greater(t, compared, 100)
	assert.Positive(t, off, "nobody was off Universal Credit")
}

// A person treated alone comes into her world with the income of the period that ended last, which is all that she has at a horizon of
// four weeks: in the control arm she is the person of the control world.
func TestOutcomes_ComeInWithIncome(t *testing.T) {
	s := small()
	s.Horizons = []int{4, 30}
	d := district(t, s)
	control := controlWorld
	control.Recorded = true
	first := world(t, d, control)
	single := controlWorld
	single.Slug, single.Frozen, single.Path = "single-minimal", Everything, first.Path()
	assert.Equal(t, first.Outcomes(), world(t, d, single).Outcomes())
	without := 0
	for _, o := range first.Outcomes() {
		if o.NetIncome == 0 {
			without++
		}
	}
	assert.Less(t, without, len(first.Outcomes())/10)
}

// Worlds of a district share no column: one that is run later leaves those of an earlier one as they were.
func TestProgress_WorldsShareNothing(t *testing.T) {
	d := district(t, small())
	first := world(t, d, everyoneFrequent)
	before, claims := first.trial.progress.clone(), slices.Clone(first.people.claim)
	second := world(t, d, controlWorld)
	require.NotEqual(t, first.trial.progress.start, newProgress(len(first.People)).start, "somebody was randomised")
	assert.Equal(t, before, first.trial.progress)
	assert.Equal(t, claims, first.people.claim)
	assert.NotEqual(t, first.people.claim, second.people.claim)
}
