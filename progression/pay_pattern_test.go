package progression

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/rows"
)

// notable is the least monthly change that counts as notable in the published figures.
const notable = 0.05

// volatility is what 13 months in a row say of a person's pay.
type volatility struct {
	people, varying, persistent int
	rises, falls                int
	riseSum, fallSum            float64
}

// add takes the months of one person, all in one job.
func (v *volatility) add(months []rows.Month) {
	falls, notables := 0, 0
	for k := 1; k < len(months); k++ {
		a, b := months[k-1], months[k]
		change := float64(b.Net)/float64(a.Net) - 1
		switch {
		case change >= notable:
			notables++
			v.rises++
			v.riseSum += change
		case change <= -notable:
			notables++
			falls++
			v.falls++
			v.fallSum += change
		}
	}
	v.people++
	if falls > 0 {
		v.varying++
	}
	if falls > 0 && notables >= 6 {
		v.persistent++
	}
}

// Take-home pay of people who keep their job varies from month to month as in the
// accounts of seven million workers (evidence C28 to C31): for some 80% of low earners
// it falls notably at least once a year, for 40% of all it changes notably in half of
// the months, and a notable change is +22% or -20% on average. What is meant here is
// pay by the month on terms that hold all year: how the accounts treat pay days and
// school holidays is not known, and they come on top. Bands are 25% of a figure: all
// four were seen only in an excerpt.
func TestPay_VariesAsPublished(t *testing.T) {
	s := testSetting(3000, 2000, 100)
	byTheMonth(&s.Parameters)
	s.Parameters.TermTime = 0
	w := world(t, district(t, s), Kind{Slug: "randomised", Randomised: true})
	v := volatility{}
	moved := map[int64]bool{}
	for _, e := range w.Events() {
		moved[e.Claimant] = moved[e.Claimant] || strings.HasPrefix(e.Kind, "job_")
	}
	months := w.Months()
	for k := 0; k < len(months); {
		end := k
		for end < len(months) && months[end].Claimant == months[k].Claimant && end-k < 13 && months[end].Gross > 0 {
			end++
		}
		if end-k == 13 && !moved[months[k].Claimant] {
			v.add(months[k:end])
		}
		for claimant := months[k].Claimant; k < len(months) && months[k].Claimant == claimant; {
			k++
		}
	}
	require.Greater(t, v.people, 500)
	share := func(n int) float64 { return float64(n) / float64(v.people) }
	t.Logf("of %d people: varying %.3f, persistent %.3f, rise %.3f, fall %.3f", v.people, share(v.varying), share(v.persistent), v.riseSum/float64(v.rises), v.fallSum/float64(v.falls))
	assert.InEpsilon(t, 0.80, share(v.varying), 0.25, "C31: over 80%% of low earners")
	assert.InEpsilon(t, 0.40, share(v.persistent), 0.25, "C29")
	assert.InEpsilon(t, 0.22, v.riseSum/float64(v.rises), 0.25, "C30: mean notable rise")
	assert.InEpsilon(t, -0.20, v.fallSum/float64(v.falls), 0.25, "C30: mean notable fall")
}

// The shares of pay patterns are those declared, and a variable-hours contract is irregular whatever is drawn.
func TestPay_Patterns(t *testing.T) {
	p := DefaultParameters()
	var n [3]int
	for k := range 1000 {
		u := (float64(k) + 0.5) / 1000
		n[p.pattern(u, false)]++
		assert.Equal(t, irregularPay, p.pattern(u, true))
	}
	assert.Equal(t, [3]int{steadyPay: 200, occasionalPay: 500, irregularPay: 300}, n)
	p.PayIrregular, p.PaySteady = 0.6, 0.5
	assert.ErrorContains(t, p.Check(), "jobs.pay_irregular and pay_steady sum to 1.1, expected at most 1")
}
