package progression

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/population"
	"inwork/sim"
)

// Easter by published dates,
// the earliest and latest of a lifetime among them.
func TestEasterSunday(t *testing.T) {
	for _, date := range []string{
		"2008-03-23", "2011-04-24", "2014-04-20", "2015-04-05", "2016-03-27", "2017-04-16", "2018-04-01", "2019-04-21",
		"2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25",
	} {
		day, err := sim.ParseDay(date)
		require.NoError(t, err)
		year, _, _ := day.Date()
		assert.Equal(t, day, easterSunday(year), date)
		assert.Equal(t, day+1, mondayFrom(year, time.March, 22+int(day-sim.Date(year, time.March, 22))), "the day after is a Monday")
	}
}

// Schools teach 190 days a year, 39 weeks with half days and training: 13 weeks of
// holidays, in both calendars and every year. And days that anybody knows.
func TestSchoolHoliday(t *testing.T) {
	for _, scotland := range []bool{false, true} {
		for year := 2014; year < 2034; year++ {
			taught := 0
			for day := sim.Date(year, time.September, 1); day < sim.Date(year+1, time.September, 1); day++ {
				if weekday := (int(day) + 3) % 7; weekday < 5 && !schoolHoliday(day, scotland) {
					taught++
				}
			}
			assert.InDelta(t, 195, taught, 8, "%d, Scotland: %v", year, scotland)
		}
	}
	for _, c := range []struct {
		date              string
		england, scotland bool
	}{
		{"2016-12-25", true, true},
		{"2016-03-28", true, true}, // Easter Monday
		{"2016-08-01", true, true},
		{"2016-08-24", true, false}, // Scottish schools go back in the middle of August
		{"2016-07-04", false, true}, // and close at the end of June
		{"2016-06-02", true, false}, // the week of the spring bank holiday
		{"2016-10-26", true, false}, // autumn half-term
		{"2016-10-12", false, true},
		{"2016-11-16", false, false},
		{"2016-03-09", false, false},
	} {
		day, err := sim.ParseDay(c.date)
		require.NoError(t, err)
		assert.Equal(t, c.england, schoolHoliday(day, false), "%s, England", c.date)
		assert.Equal(t, c.scotland, schoolHoliday(day, true), "%s, Scotland", c.date)
	}
}

// On a term-time contract people earn their usual pay in term and the agreed part
// of it in school holidays, week by week, and others do not notice.
func TestWorld_TermTimePay(t *testing.T) {
	s := small()
	p := &s.Parameters
	p.Separation, p.HoursUp, p.HoursUpUnwanted, p.HoursDown, p.Rise, p.SearchInWork, p.Settlement = 0, 0, 0, 0, 0, 0, 0
	p.PayIrregular, p.PayOccasional, p.PaySpread, p.TermTime, p.HolidayPay = 0, 0, 0, 0.4, 0.25
	for i := range s.People {
		s.People[i].Job.HourlyPence += 300 // no wage floor reaches it
	}
	l := keepLedger(t, s, controlWorld)
	w, only, closed := l.w, 0, 0
	for i := range w.People {
		if !w.People[i].InWork() || w.people.job[i].week > 0 {
			continue
		}
		usual := weeklyPay(w.people.job[i].hours, w.people.job[i].hourly, usualShock)
		if w.people.job[i].termTime {
			only++
			sector := w.People[i].Job.Sector
			require.True(t, sector == population.OtherSector || sector == population.Cleaning, sector)
		}
		for week := range w.weeks {
			want := usual
			if w.people.job[i].termTime && schoolHoliday(w.day(week)+3, false) {
				want = usual / 4
				closed++
			}
			require.Equal(t, want, l.pay[i][week], "person %d, week %d", i, week)
		}
	}
	assert.Greater(t, only, 30)
	assert.Greater(t, closed, 30*20)
}

// Seasons move work within the year and add none: the shape of each sector's year
// sums to nothing and its busiest month is at 1 or its quietest at -1.
func TestDemand_SumsToNothing(t *testing.T) {
	for sector, year := range demand {
		sum, most := 0.0, 0.0
		for _, x := range year {
			sum += x
			most = max(most, math.Abs(x))
		}
		assert.InDelta(t, 0, sum, 1e-12, population.Sector(sector))
		assert.LessOrEqual(t, most, 1.0)
	}
	assert.Equal(t, 1.0, demand[population.Retail][time.November-1])
	assert.Equal(t, [12]float64{}, demand[population.Care])
}

// More posts of retailers are advertised in autumn than in winter, by what the
// parameter says; other sectors know no season. Counts of openings in a world
// without anybody, over four years; a z test of the difference of November and
// January against the expected one, 4 standard errors. Half the amplitude would
// lie 8 of them away.
func TestSeason_Posts(t *testing.T) {
	s := testSetting(200, 0, 400)
	s.Parameters.SeasonPosts, s.Keep = 0.8, Records{}
	s.FollowUpWeeks = 200
	w := newWorld(district(t, s))
	opened := map[population.Sector]map[time.Month]float64{population.Retail: {}, population.Care: {}}
	closed := map[population.Sector]map[time.Month]float64{population.Retail: {}, population.Care: {}}
	for week := range w.weeks {
		_, month, _ := w.day(week).Date()
		before := append([]bool{}, w.market.open...)
		require.NoError(t, w.run(context.Background(), week, week+1))
		for k, open := range before {
			sector := w.posts.sector[w.posts.employer[k]]
			if _, ok := opened[sector]; !ok || open {
				continue
			}
			closed[sector][month]++
			if int(w.market.adverts[k].opened) == week && week > 0 {
				opened[sector][month]++
			}
		}
	}
	base := float64(w.posts.opens) / 65536
	for sector, year := range opened {
		for month, n := range year {
			want := base * (1 + 0.8*demand[sector][month-1])
			at := closed[sector][month]
			require.Greater(t, at, 5000.0)
			assert.InDelta(t, want, n/at, 4*math.Sqrt(want*(1-want)/at), "%v in %v", sector, month)
		}
	}
}

// Hours are granted more and cut less in the busy months of a person's sector.
func TestSeason_Hours(t *testing.T) {
	s := small()
	s.Parameters.SeasonHours = 0.6
	w := newWorld(district(t, s))
	rates := func(i int, month time.Month) (up, down float64) {
		for w.week = 0; w.week < 60; w.week++ {
			if _, m, _ := w.day(w.week).Date(); m == month {
				break
			}
		}
		w.effort.stock.set(i, w.week, 0)
		return w.hoursUpRate(i), w.hoursDownRate(i)
	}
	seen := map[population.Sector]bool{}
	for i := range w.People {
		sector := w.posts.sector[w.people.job[i].employer]
		if !w.people.employed(i) || w.people.job[i].hours > 300 || w.people.job[i].hours <= minTenths || seen[sector] {
			continue
		}
		seen[sector] = true
		d := demand[sector]
		up, down := rates(i, time.November)
		less, more := rates(i, time.January)
		assert.InDelta(t, (1+0.6*d[10])/(1+0.6*d[0]), up/less, 1e-9, sector)
		assert.InDelta(t, (1-0.6*d[10])/(1-0.6*d[0]), down/more, 1e-9, sector)
	}
	assert.True(t, seen[population.Retail] && seen[population.Hospitality] && seen[population.Care])
}
