package progression

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// More hours in the same job are taken by a chance that rises with what they pay,
// from the premium on: below it by nobody, so that a gain of pence moves nobody, at
// and above it as often as the logistic rule says. 80,000 offers of all sizes, the bound
// is 4 standard errors; a premium off by 2 pounds moves the chance by 2.5 points,
// and would fail.
func TestHoursUp_BelowThePremiumNobodyMoves(t *testing.T) {
	const offers = 80_000
	s := small()
	s.Parameters.Separation, s.Parameters.HoursPremium, s.Parameters.AcceptScale = 0, 12, 20
	s.Parameters.Elasticity = 1 // as many hours as are asked for
	w := newWorld(district(t, s))
	i := 0
	for !w.people.employed(i) || w.people.job[i].hours > 200 || w.People[i].ChildcareMonth > 0 {
		i++
	}
	q := &w.people
	hours, taken, at := q.job[i].hours, map[bool]float64{}, map[bool]float64{}
	var chance float64
	for week := range offers {
		q.job[i].hours = hours
		offered := min(hours+w.hoursStep(i, week), maxTenths)
		gain := w.gain(i, offered, q.job[i].hourly)
		w.hoursUp(i, week)
		above := gain >= 12
		at[above]++
		if above {
			chance += 1 / (1 + math.Exp(-(gain-12)/20))
		}
		if q.job[i].hours > hours {
			taken[above]++
			require.Equal(t, offered, q.job[i].hours)
		}
	}
	require.Greater(t, at[false], 20_000.0)
	require.Greater(t, at[true], 20_000.0)
	assert.Zero(t, taken[false], "below the premium")
	assert.InDelta(t, chance/at[true], taken[true]/at[true], 4*0.5/math.Sqrt(at[true]))
}
