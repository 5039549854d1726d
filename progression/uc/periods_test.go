package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/uc"
	"inwork/sim"
)

// The exceptions of regulation 21(2): entitlement from a 29th, 30th and 31st, over February, in a leap year and not.
func TestPeriodOf(t *testing.T) {
	for _, c := range []struct {
		entitled sim.Day
		n        int
		want     [2]string
	}{
		{sim.Date(2017, time.January, 15), 0, [2]string{"2017-01-15", "2017-02-14"}},
		{sim.Date(2017, time.January, 15), 13, [2]string{"2018-02-15", "2018-03-14"}},
		{sim.Date(2017, time.January, 31), 0, [2]string{"2017-01-31", "2017-02-27"}},
		{sim.Date(2017, time.January, 31), 1, [2]string{"2017-02-28", "2017-03-30"}},
		{sim.Date(2017, time.January, 31), 3, [2]string{"2017-04-30", "2017-05-30"}},
		{sim.Date(2016, time.January, 31), 1, [2]string{"2016-02-29", "2016-03-30"}},
		{sim.Date(2017, time.January, 30), 0, [2]string{"2017-01-30", "2017-02-26"}},
		{sim.Date(2017, time.January, 30), 1, [2]string{"2017-02-27", "2017-03-29"}},
		{sim.Date(2017, time.January, 29), 1, [2]string{"2017-02-27", "2017-03-28"}},
		{sim.Date(2016, time.January, 30), 1, [2]string{"2016-02-28", "2016-03-29"}},
		{sim.Date(2016, time.January, 29), 1, [2]string{"2016-02-28", "2016-03-28"}},
		{sim.Date(2016, time.February, 29), 0, [2]string{"2016-02-29", "2016-03-28"}},
		{sim.Date(2016, time.February, 29), 12, [2]string{"2017-02-27", "2017-03-28"}},
	} {
		first, last := uc.PeriodOf(c.entitled, c.n)
		assert.Equal(t, c.want, [2]string{first.String(), last.String()}, "%v, period %d", c.entitled, c.n)
	}
	for entitled := sim.Date(2015, time.December, 1); entitled < sim.Date(2016, time.April, 1); entitled++ {
		_, last := uc.PeriodOf(entitled, 0)
		for n := 1; n < 30; n++ {
			first, next := uc.PeriodOf(entitled, n)
			require.Equal(t, last+1, first, "periods follow on each other")
			require.InDelta(t, 29.5, float64(next-first+1), 3)
			last = next
		}
	}
}
