package progression

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/population"
	"inwork/progression/rows"
)

// A severity keeps its value to half a 65535th, 0 stays 0 and 1 stays 1: a barrier
// that was not there must not come of rounding, nor an absolute one be passed.
func TestSeverities_RoundTrip(t *testing.T) {
	p := people{severity: make([]severities, 1)}
	rapid.Check(t, func(t *rapid.T) {
		b := population.Barrier(rapid.IntRange(0, population.NBarriers-1).Draw(t, "barrier"))
		s := rapid.Float64Range(0, 1).Draw(t, "severity")
		p.setBarrier(b, 0, s)
		require.InDelta(t, s, p.barrier(b, 0), 0.5/full)
		for _, whole := range []float64{0, 1} {
			p.setBarrier(b, 0, whole)
			require.Equal(t, whole, p.barrier(b, 0))
		}
	})
}

// Spells that are in balance stay in balance: after three years about as many
// people have a barrier as at the start, as heavy, and other people than then.
// Confidence and motivation return in work and ebb out of it, so that work must be
// found and lost as at home: they are of the test below. 20,000 people; a rate of
// return off by 10% would move the share of carers by 0.6 points in that time, 3
// standard errors of a person's change. Debt balances with 13% out of work, and half
// of these people are by then: they have it more often, as the multiple says.
func TestBarriers_SpellsBalance(t *testing.T) {
	const n, weeks = 20_000, 156
	s := testSetting(n, 0, 1)
	s.Caseload, s.Keep = 0, Records{}
	s.Parameters.DebtOutOfWork, s.Parameters.DebtBuilds = 0, 0.0035
	d := district(t, s)
	w := newWorld(d)
	having := func(b population.Barrier) (share, severity float64, who []bool) {
		who = make([]bool, n)
		for i := range n {
			if w.stands(b, i) {
				share += 1.0 / n
				severity += w.people.barrier(b, i)
				who[i] = true
			}
		}
		return share, severity / (share * n), who
	}
	barriers := []population.Barrier{population.Caring, population.Transport, population.Health, population.MentalHealth, population.Debt}
	var shares []float64
	var were [][]bool
	for _, b := range barriers {
		share, _, who := having(b)
		shares, were = append(shares, share), append(were, who)
	}
	require.NoError(t, w.run(context.Background(), 0, weeks))
	for k, b := range barriers {
		share, severity, who := having(b)
		changed := 0.0
		for i := range who {
			if who[i] != were[k][i] {
				changed++
			}
		}
		assert.InDelta(t, shares[k], share, 3*math.Sqrt(changed)/n, "%v", b)
		assert.InDelta(t, 0.5, severity, 3*math.Sqrt(1/(12*share*n)), "%v: severity is even between 0 and 1", b)
		assert.Greater(t, changed, 0.05*n, "%v: spells begin and end", b)
	}
}

// Confidence and motivation ebb out of work and return in it: with everybody in work
// for good the barriers die out at the rate of their return, with nobody in work
// they spread at the rate of the ebb. 10,000 people, 100 weeks, 4 standard errors.
func TestBarriers_WorkRestoresWhatIdlenessWears(t *testing.T) {
	const n, weeks, rate = 10_000, 100, 0.01
	for _, c := range []struct {
		barrier population.Barrier
		set     func(*Parameters)
	}{
		{population.Confidence, func(p *Parameters) { p.ConfidenceEbb, p.ConfidenceReturns = rate, rate }},
		{population.Motivation, func(p *Parameters) { p.MotivationEbb, p.MotivationReturns = rate, rate }},
	} {
		for _, working := range []bool{true, false} {
			s := testSetting(n, 0, 1)
			s.Caseload, s.Keep = 0, Records{}
			s.Parameters.Separation, s.Parameters.SearchOutOfWork, s.Parameters.SearchInWork = 0, 0, 0
			s.Parameters.SanctionConfidence = 0
			c.set(&s.Parameters)
			for i := range s.People {
				if s.People[i].InWork() != working {
					s.People[i].Job = population.Job{}
					if working {
						s.People[i].Job = s.People[0].Job
					}
				}
			}
			w := newWorld(district(t, s))
			have := func() (n float64) {
				for i := range w.People {
					if w.stands(c.barrier, i) && w.people.employed(i) == working {
						n++
					}
				}
				return n
			}
			people := 0.0
			for i := range w.People {
				if w.people.employed(i) == working {
					people++
				}
			}
			require.Greater(t, people, 1000.0)
			before := have()
			require.NoError(t, w.run(context.Background(), 0, weeks))
			stay := math.Pow(1-rate, weeks)
			expected, of := before*stay, before
			if !working {
				expected, of = people-(people-before)*stay, people-before
			}
			assert.InDelta(t, expected, have(), 4*math.Sqrt(of*stay*(1-stay)), "%v, in work: %t", c.barrier, working)
		}
	}
}

// Each gate shuts what it stands before and nothing else: with a barrier at
// severity 1 and its gate at 1 the chance is 0, and the chances that it does not
// gate are what they were.
func TestBarriers_GateWhatTheySay(t *testing.T) {
	const (
		hours = 1 << iota
		rise
		application
		employer // what an employer sees
		post     // any post at all
		rigid    // a post that is not flexible
	)
	gates := map[population.Barrier]int{
		population.Childcare: hours | rigid, population.Caring: hours | rigid, population.Transport: post | rigid,
		population.Health: hours | application, population.MentalHealth: hours | application,
		population.Confidence: hours | rise | application, population.Motivation: hours | application,
		population.Skills: rise | application | employer, population.Qualifications: rise | employer,
		population.English: rise | application, population.Digital: application, population.Debt: application,
	}
	require.Len(t, gates, population.NBarriers)
	s := small()
	p := &s.Parameters
	for _, g := range []*float64{
		&p.GateChildcare, &p.GateCaring, &p.GateTransport, &p.GateHealth, &p.GateMentalHealth, &p.GateConfidence, &p.GateMotivation,
		&p.GateSkills, &p.GateQualifications, &p.GateEnglish, &p.GateDigital, &p.GateDebt,
	} {
		*g = 1
	}
	p.AcceptPremium = 0
	w := newWorld(district(t, s))
	i := 0
	for !w.people.employed(i) || w.people.job[i].hours > 200 {
		i++
	}
	rigidPost, flexiblePost := advert{tenths: 390, premium: 2, flexible: 1}, advert{tenths: 390, premium: 2, flexible: -1}
	open := func() (set int) {
		for bit, is := range map[int]bool{
			hours: w.hoursUpRate(i) > 0, rise: w.riseRate(i) > 0, application: w.applicationRate(i) > 0, employer: w.fit(i) > 0,
			post: w.suits(i, 0, flexiblePost, 0), rigid: w.suits(i, 0, rigidPost, 0),
		} {
			if is {
				set |= bit
			}
		}
		return set
	}
	w.people.severity[i] = severities{}
	const everything = hours | rise | application | employer | post | rigid
	require.Equal(t, everything, open(), "a person without barriers")
	for b, shut := range gates {
		w.people.severity[i] = severities{}
		w.people.setBarrier(b, i, 1)
		assert.Equal(t, everything&^shut, open(), "%v", b)
	}
}

// Provision costs what its kind costs, from the week after randomisation, in the
// arm that refers; a person who starts nothing costs nothing.
func TestWorld_ProvisionCosts(t *testing.T) {
	s := small()
	s.Parameters.ProvisionPlaces, s.Parameters.ReferThreshold = 400, 0.1
	for b := range s.Parameters.Courses {
		s.Parameters.Courses[b].Cost = math.Pow(2, float64(b))
	}
	w := world(t, district(t, s), randomisedWorld)
	costs, started := map[int64]int64{}, 0
	for _, e := range w.Events() {
		if e.Kind == "provision_started" {
			costs[e.Claimant] += 100 << e.Detail
			started++
		}
	}
	require.Greater(t, started, 50)
	last := s.Horizons[len(s.Horizons)-1]
	var outcomes []rows.Outcome
	for _, o := range w.Outcomes() {
		if int(o.HorizonWeeks) == last {
			outcomes = append(outcomes, o)
			assert.Equal(t, costs[o.Claimant], int64(o.ProvisionCost))
		}
	}
	require.NotEmpty(t, outcomes)
}
