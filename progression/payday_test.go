package progression

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/progression/uc"
	"inwork/sim"
)

// byTheMonth lets everybody be paid by the month.
func byTheMonth(p *Parameters) { p.PaidWeekly, p.PaidFortnightly, p.PaidFourWeekly = 0, 0, 0 }

// The rhythm's arithmetic against a list of its pay weeks, and every phase of it.
func TestPayRhythm_Before(t *testing.T) {
	for rhythm := payRhythm(1); rhythm < 8; rhythm++ {
		every := map[bool]int{true: 4, false: 2}[rhythm >= 4]
		if rhythm == 1 {
			every = 1
		}
		require.Equal(t, every, rhythm.weeks(), rhythm)
		last := -every + int(rhythm)%every
		for week := range 60 {
			assert.Equal(t, last, rhythm.before(week), "rhythm %d, week %d", rhythm, week)
			if week%every == int(rhythm)%every {
				last = week
			}
		}
	}
	assert.Equal(t, []uc.Frequency{uc.Monthly, uc.Weekly, uc.Fortnightly, uc.FourWeekly},
		[]uc.Frequency{payRhythm(0).frequency(), payRhythm(1).frequency(), payRhythm(3).frequency(), payRhythm(7).frequency()})
}

// steady is a world of people who keep their first job, hours and pay all the time.
func steady(t *testing.T, change func(*Parameters)) *World {
	s := small()
	p := &s.Parameters
	p.Separation, p.HoursUp, p.HoursUpUnwanted, p.HoursDown, p.Rise, p.SearchInWork, p.Settlement = 0, 0, 0, 0, 0, 0, 0
	p.PayIrregular, p.PayOccasional, p.PaySpread, p.TermTime = 0, 0, 0, 0
	s.FollowUpWeeks, s.Horizons = 104, []int{52, 104}
	for i := range s.People {
		s.People[i].Job.HourlyPence += 300 // no wage floor reaches it
	}
	byTheMonth(p)
	change(p)
	w := newWorld(district(t, s))
	w.kind = controlWorld
	w.record.Everywhere = true
	require.NoError(t, w.run(context.Background(), 0, w.weeks))
	return w
}

// Of twelve periods in a row one holds two four-weekly payments, or two of them do
// when a 13-payment year meets a 14th; weekly pay is four or five pay days
// a period, fortnightly two or three. What a period counts is that many payments to
// the penny, and the pay days of a year are all in it.
func TestReceived_PeriodsHoldWholePayments(t *testing.T) {
	for _, c := range []struct {
		name        string
		change      func(*Parameters)
		weeks       int64 // a payment
		least, most int64 // payments a period
		extra       int   // of any 12 periods in a row, how many have the most: at least, and one more at most
	}{
		{"weekly", func(p *Parameters) { p.PaidWeekly = 1 }, 1, 4, 5, 4},
		{"fortnightly", func(p *Parameters) { p.PaidFortnightly = 1 }, 2, 2, 3, 2},
		{"four-weekly", func(p *Parameters) { p.PaidFourWeekly = 1 }, 4, 1, 2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := steady(t, c.change)
			byPerson := map[int64][]rows.Month{}
			for _, m := range w.Months() {
				byPerson[m.Claimant] = append(byPerson[m.Claimant], m)
			}
			people := 0
			for i := range w.People {
				months := byPerson[int64(w.id(i))]
				if len(months) < 12 || !w.people.employed(i) || w.people.job[i].week > 0 {
					continue
				}
				people++
				payment := c.weeks * int64(w.people.pay[i].weekly)
				var payments []int64
				for _, m := range months {
					require.Zero(t, int64(m.Gross)%payment, "%s: %v of payments of %d", m.PeriodStart, m.Gross, payment)
					payments = append(payments, int64(m.Gross)/payment)
				}
				for k := range len(payments) - 11 {
					most, sum := 0, int64(0)
					for _, n := range payments[k : k+12] {
						require.True(t, n == c.least || n == c.most, "%d payments", n)
						sum += n
						if n == c.most {
							most++
						}
					}
					assert.Contains(t, []int{c.extra, c.extra + 1}, most)
					assert.InDelta(t, 365.25/7/float64(c.weeks), float64(sum), 1, "payments of a year")
				}
			}
			assert.Greater(t, people, 50)
		})
	}
}

// Over time people are paid what they earn, to the penny. Whoever is paid by the
// week or by several is owed exactly what was earned since the last pay day; pay by
// the month is settled when a job ends. Nobody is owed much more than a month.
func TestReceived_PaidIsEarned(t *testing.T) {
	s := small()
	s.Parameters.PaidWeekly, s.Parameters.PaidFortnightly, s.Parameters.PaidFourWeekly = 0.3, 0.2, 0.3
	s.Parameters.Separation = 0.01
	l := keepLedger(t, s, randomisedWorld)
	w, settled := l.w, 0
	kinds := map[int]int{}
	for i := range w.People {
		q := &w.people
		q.settle(i, w.weeks)
		kinds[q.job[i].rhythm.weeks()]++
		earned := l.sum(i, 0, w.weeks)
		require.Equal(t, earned, q.pay[i].gross)
		if r := q.job[i].rhythm; r != 0 {
			last, owed := l.sum(i, r.before(w.weeks), w.weeks), earned-q.pay[i].paid
			assert.LessOrEqual(t, owed, last, "person %d is owed what was earned since the last pay day, or was paid by the month too much", i)
			if q.job[i].week == 0 {
				assert.Equal(t, last, owed, "person %d is owed what was earned since the last pay day", i)
			}
			continue
		}
		idle := 0 // weeks at the end without pay
		for week := w.weeks - 1; week >= 0 && l.pay[i][week] == 0; week-- {
			idle++
		}
		if owed := earned - q.pay[i].paid; idle > 5 && owed >= 0 {
			settled++
			assert.Zero(t, owed, "person %d, out of work, is paid all", i)
		}
	}
	assert.Len(t, kinds, 4)
	assert.Greater(t, settled, 10)
}

// A worked case. From 6 April 2016 a week's pay of 175 pounds, four-weekly 700,
// bears no tax (12 weeks' allowance is 11,000 x 4 / 52 = 846) and National Insurance
// of 12% above 620 a four weeks' payment: 9.60. Two such payments in a period are
// 1,400 gross and 19.20 of National Insurance, not the 86.88 and the tax that a
// month's pay of 1,400 would bear.
func TestSlips_DoublePayment(t *testing.T) {
	w := oneFamily(t, false)
	w.people.period[0].start = sim.Date(2016, 6, 6)
	w.people.job[0].rhythm = 4
	award, _ := w.assess(0, 140000, 2)
	assert.Equal(t, money.Pence(140000), award.Gross[0])
	assert.Zero(t, award.Tax[0])
	assert.Equal(t, money.Pence(1920), award.NationalInsurance[0])
	w.people.job[0].rhythm = 0
	award, _ = w.assess(0, 140000, 0)
	assert.Equal(t, money.Pence(8736), award.NationalInsurance[0])
	assert.Positive(t, award.Tax[0])
}

// Who goes from a job of one rhythm to one of another is paid once for each week:
// what the old job's pay days paid in the period and what the old job owes at its
// end count in that period, and nothing counts twice.
func TestReceived_AChangeOfRhythmLosesNothing(t *testing.T) {
	d := district(t, small())
	for old := range payRhythm(8) {
		for next := range payRhythm(8) {
			w := newWorld(d)
			i := 0
			for !w.people.employed(i) {
				i++
			}
			q := &w.people
			before, after := old, next
			q.job[i].rhythm, q.job[i].pattern, q.job[i].shock, q.job[i].termTime = old, steadyPay, usualShock, false
			var received money.Pence
			for w.week = range 40 {
				if w.week%7 == 6 { // at all ages of a period
					w.hire(i, 0, advert{tenths: q.job[i].hours, premium: 1})
					q.job[i].rhythm, q.job[i].pattern, q.job[i].termTime = after, steadyPay, false
					before, after = after, before // and back
				}
				if w.lastWeek(q.period[i].start) != w.week {
					continue
				}
				q.settle(i, w.week+1)
				gross, _ := w.received(i)
				if received += gross; q.period[i].ended == 0 {
					received = money.Pence(q.pay[i].paid) // of a month that began before the world
				}
				where := fmt.Sprintf("rhythm %d after %d, week %d", q.job[i].rhythm, after, w.week)
				require.Equal(t, q.pay[i].paid, int64(received), "%s: all that is paid counts, once", where)
				if int(q.job[i].week) > int(q.period[i].week) && q.job[i].rhythm == 0 {
					require.GreaterOrEqual(t, q.pay[i].paid, q.pay[i].gross, "%s: nothing is owed", where)
				}
				if int(q.job[i].week) == w.week+1 && after == 0 { // the job that ends today
					require.GreaterOrEqual(t, q.pay[i].paid, q.pay[i].gross, "%s: its pay is not put off", where)
				}
				q.period[i].start, q.period[i].week = w.on(q.period[i].start).next, int16(w.week+1)
				q.period[i].ended++
				q.period[i].gross, q.period[i].paid = q.pay[i].gross, q.pay[i].paid
			}
			require.Positive(t, received)
		}
	}
}

// Nobody pays back: who was paid too much by the month, and then changes to a job
// paid by the week, is paid nothing until she has earned as much.
func TestSettle_NobodyPaysBack(t *testing.T) {
	w := newWorld(district(t, small()))
	const she = 3
	q := &w.people
	q.job[she].rhythm, q.pay[she].weekly, q.pay[she].since, q.pay[she].gross, q.pay[she].paid = 1, 10000, 0, 0, 25000
	for week, paid := range []int64{25000, 25000, 25000, 25000, 30000, 40000} {
		q.settle(she, week)
		assert.Equal(t, paid, q.pay[she].paid, "before week %d", week)
	}
}

// Tax goes by the payments that were made: a job that begins in the last two weeks of
// an assessment period has paid by the week twice, one that ended has paid until what
// was owed is paid, and weeks without pay are no payments.
func TestPay_CountsThePaymentsMade(t *testing.T) {
	p := people{job: []job{{rhythm: 1}}, pay: []pay{{since: 4, gross: 100, paid: 100}}}
	p.settle(0, 6) // no job until week 6
	assert.Zero(t, p.pay[0].payments)
	p.pay[0].weekly = 200
	p.settle(0, 9) // pay days at 7 and 8; what week 8 earned is paid on the first of week 9
	assert.EqualValues(t, 2, p.pay[0].payments)
	assert.EqualValues(t, 500, p.pay[0].paid)
	p.pay[0].weekly = 0
	p.settle(0, 13) // that pay day, and none after it
	assert.EqualValues(t, 3, p.pay[0].payments)
	assert.Equal(t, p.pay[0].gross, p.pay[0].paid)
}
