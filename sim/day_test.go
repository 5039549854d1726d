package sim_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim"
)

func ExampleDay() {
	start := sim.Date(2015, time.January, 31)
	fmt.Println(start, start+7, start.AddMonths(1))
	// Output:
	// 2015-01-31 2015-02-07 2015-02-28
}

// The number of a day is Parquet's: days since 1 January 1970. The numbers are those of GNU date (date -u -d DAY +%s, over 86,400).
func TestDateNumbers(t *testing.T) {
	for _, c := range []struct {
		day  sim.Day
		text string
	}{
		{0, "1970-01-01"}, {-1, "1969-12-31"}, {16436, "2015-01-01"}, {16860, "2016-02-29"}, {-25567, "1900-01-01"},
		{-719528, "0000-01-01"}, {2932896, "9999-12-31"},
	} {
		assert.Equal(t, c.text, c.day.String())
		day, err := sim.ParseDay(c.text)
		assert.NoError(t, err)
		assert.Equal(t, c.day, day)
	}
	assert.Equal(t, sim.Date(2015, time.May, 1), sim.Date(2015, time.April, 31), "carries over, as time.Date does")
}

func anyDay() *rapid.Generator[sim.Day] {
	return rapid.Map(rapid.Int32Range(-719528, 2932896), func(d int32) sim.Day { return sim.Day(d) })
}

func TestDayRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := anyDay().Draw(t, "day")
		require.Equal(t, day, sim.Date(day.Date()))
		parsed, err := sim.ParseDay(day.String())
		require.NoError(t, err)
		require.Equal(t, day, parsed)
		text, err := json.Marshal(day)
		require.NoError(t, err)
		require.Equal(t, `"`+day.String()+`"`, string(text))
		var back sim.Day
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, day, back)
	})
}

func TestParseDayRefuses(t *testing.T) {
	for _, text := range []string{"", "2015", "2015-2-3", "2015-02-30", "2015-13-01", "03/02/2015", "2015-02-03 ", "2015-02-03T00:00:00Z", "+2015-02-03"} {
		_, err := sim.ParseDay(text)
		assert.EqualError(t, err, fmt.Sprintf("found %q, expected a date as YYYY-MM-DD", text))
	}
	day := sim.Date(2015, time.May, 1)
	assert.Error(t, day.UnmarshalText([]byte("May")))
	assert.Equal(t, sim.Date(2015, time.May, 1), day, "a refused text changes nothing")
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		day    string
		months int
		want   string
	}{
		{"2015-01-31", 1, "2015-02-28"},
		{"2016-01-31", 1, "2016-02-29"},
		{"2015-01-31", 3, "2015-04-30"},
		{"2015-03-31", -1, "2015-02-28"},
		{"2015-11-15", 2, "2016-01-15"},
		{"2015-01-15", -2, "2014-11-15"},
		{"2016-02-29", 12, "2017-02-28"},
		{"2016-02-29", -48, "2012-02-29"},
		{"2015-12-31", 0, "2015-12-31"},
	} {
		day, err := sim.ParseDay(c.day)
		require.NoError(t, err)
		assert.Equal(t, c.want, day.AddMonths(c.months).String(), "%s and %d months", c.day, c.months)
	}
}

// The month moves by exactly n, and the day of the month stays unless the month is too short for it.
func TestAddMonthsKeepsTheDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day, n := anyDay().Draw(t, "day"), rapid.IntRange(-600, 600).Draw(t, "months")
		y0, m0, d0 := day.Date()
		y1, m1, d1 := day.AddMonths(n).Date()
		require.Equal(t, 12*y0+int(m0)+n, 12*y1+int(m1))
		if d1 != d0 {
			require.Less(t, d1, d0)
			_, next, _ := (day.AddMonths(n) + 1).Date()
			require.NotEqual(t, m1, next, "the month's last day")
		}
	})
}

func BenchmarkDay(b *testing.B) {
	b.Run("Date", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_, _, _ = sim.Day(16000 + i&1023).Date()
		}
	})
	b.Run("AddMonths", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_ = sim.Day(16000 + i&1023).AddMonths(1)
		}
	})
	b.Run("String", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			_ = sim.Day(16000 + i&1023).String()
		}
	})
}
