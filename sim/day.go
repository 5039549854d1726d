package sim

import (
	"fmt"
	"time"
)

// Day is a calendar day, counted from 1 January 1970, which is the zero value (the DATE of Parquet and SQL engines).
// It is written YYYY-MM-DD and holds every day of the years 0000 to 9999.
type Day int32

const (
	dayForm       = time.DateOnly
	secondsPerDay = 24 * 60 * 60
)

// Date returns the day of that date in the Gregorian calendar. As in [time.Date], values out of range carry over: 31 April is 1 May.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay) // midnight: the division is exact
}

// ParseDay reads YYYY-MM-DD. The error quotes what was found.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(dayForm, s)
	if err != nil {
		return 0, fmt.Errorf("found %q, expected a date as YYYY-MM-DD", s)
	}
	return Date(t.Date()), nil
}

// Date returns the year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) { return d.midnight().Date() }

func (d Day) midnight() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// String returns YYYY-MM-DD.
func (d Day) String() string { return d.midnight().Format(dayForm) }

// AddMonths returns the same day of the month n months later (earlier if n is negative), or that month's last day if it is shorter:
// 31 January and one month is 28 or 29 February.
func (d Day) AddMonths(n int) Day {
	year, month, day := d.Date()
	month += time.Month(n)
	first := Date(year, month, 1)
	if day > 28 { // every month has 28
		day = min(day, int(Date(year, month+1, 1)-first))
	}
	return first + Day(day-1)
}

// MarshalText writes YYYY-MM-DD.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD.
func (d *Day) UnmarshalText(text []byte) error {
	day, err := ParseDay(string(text))
	if err != nil {
		return err
	}
	*d = day
	return nil
}
