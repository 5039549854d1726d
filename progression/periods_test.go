package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// oneFamily is a world whose first person is a lone parent with three children and a rent far above what the benefit cap leaves.
func oneFamily(t *testing.T, london bool) *World {
	t.Helper()
	s := small()
	byTheMonth(&s.Parameters)
	s.Start, s.GreaterLondon = sim.Date(2017, 5, 1), london
	p := &s.People[0]
	p.Couple, p.PartnerGrossMonth, p.ChildcareMonth = false, 0, 0
	p.Born = s.Start.AddMonths(-12 * 30)
	p.Children = []sim.Day{s.Start.AddMonths(-12 * 9), s.Start.AddMonths(-12 * 8), s.Start.AddMonths(-12 * 7)}
	p.Tenure, p.RentMonth = uc.PrivateRent, 200000
	return newWorld(district(t, s))
}

// A month's award is what uc makes of the person's benefit unit, the benefit cap, its area and child benefit with it.
func TestAssess_BenefitCap(t *testing.T) {
	for _, london := range []bool{false, true} {
		w := oneFamily(t, london)
		start := sim.Date(2017, 6, 5) // 20,000 outside London, 23,000 in it, less child benefit of (20.70 + 2 x 13.70) x 52/12
		w.people.period[0].start = start
		award, unit := w.assess(0, 40000, 0)
		require.Len(t, unit.Children, 3)
		want := map[bool]string{false: "1458.24", true: "1708.24"}[london]
		assert.Equal(t, want, award.Award.String(), "London: %v", london)
		assert.Equal(t, want, w.entitled(0, w.people.job[0].hours).At([2]money.Pence{40000}).Award.String(), "offers are weighed by the same rules")
		award, _ = w.assess(0, 60000, 0)
		assert.Zero(t, award.CapReduction, "net pay above 520 a month ends it")
	}
}

// After twelve months of good pay the cap comes nine months late, in a branched world as in the one it comes from.
func TestAssess_CapGrace(t *testing.T) {
	w := oneFamily(t, false)
	w.people.period[0].start = sim.Date(2017, 6, 5)
	for range 12 {
		w.assess(0, 60000, 0)
	}
	for _, w := range []*World{w.branch(randomisedWorld), w.branch(randomisedWorld)} {
		for month := range 10 {
			award, _ := w.assess(0, 10000, 0)
			assert.Equal(t, month < 9, award.CapReduction == 0, "month %d", month+1)
		}
	}
}

// The marginal rate is the share of a further 10 pounds that is lost: the taper alone at low pay, with tax and National Insurance above.
func TestMarginalRate(t *testing.T) {
	s := small()
	s.Start = sim.Date(2016, 5, 2)
	byTheMonth(&s.Parameters)
	p := &s.People[0]
	p.Couple, p.PartnerGrossMonth, p.ChildcareMonth, p.Children = false, 0, 0, nil
	p.Tenure, p.RentMonth, p.Born = uc.SocialRent, 60000, s.Start.AddMonths(-12*40)
	w := newWorld(district(t, s))
	w.people.period[0].start = sim.Date(2016, 6, 6)
	for gross, want := range map[money.Pence]float64{
		50000:  0.65,
		80000:  0.692, // 12% of National Insurance, and 65% of the 88 that are left
		100000: 0.762, // 20% of tax as well: 32 and 65% of 68
		300000: 0.32,  // nothing left to lose but those
	} {
		award, _ := w.assess(0, gross, 0)
		assert.InDelta(t, want, w.marginalRate(0, &award), 0.0021, gross.String())
	}
}
