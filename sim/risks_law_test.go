package sim_test

// The deal against the laws it claims: analytic answers, by directed z-tests whose power is shown. The comment at zLimit says what
// a z of that size means.

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
)

// law is a world of nothing but risks: functions of entity, week and the number of the risk.
type law struct {
	risks  *sim.Risks[*law]
	week   int
	rate   func(k, i, week int) float64
	happen func(k, i, week int)
}

func newLaw(t testing.TB, seed uint64, n int, shares ...float64) *law {
	t.Helper()
	w := &law{}
	var list []sim.Risk[*law]
	for k, share := range shares {
		list = append(list, sim.Risk[*law]{
			Name:   fmt.Sprint("risk ", k),
			Share:  share,
			Rate:   func(w *law, i int) float64 { return w.rate(k, i, w.week) },
			Happen: func(w *law, i, week int) { w.happen(k, i, week) },
		})
	}
	var err error
	w.risks, err = sim.NewRisks(sim.NewDraws(seed, 0, 0, 1), sim.NewDraws(seed, 0, 0, 2), 1<<20, n, list...)
	require.NoError(t, err)
	return w
}

func (w *law) run(t testing.TB, weeks int) {
	t.Helper()
	for w.week = range weeks {
		require.NoError(t, w.risks.Week(w, w.week))
	}
}

func (w *law) ceilings(n int, c float64) {
	for i := range n {
		w.risks.Ceiling(i, c)
	}
}

// assertRate compares a count of n trials with probability p, and shows the power: the same count refuses p 1% higher and 1% lower.
func assertRate(t *testing.T, count, n int, p float64, about ...any) {
	t.Helper()
	assert.Less(t, math.Abs(zCount(count, n, p)), zLimit, about...)
	assert.Less(t, zCount(count, n, 1.01*p), -zLimit, about...)
	assert.Greater(t, zCount(count, n, 0.99*p), zLimit, about...)
}

// Each risk happens to each entity in each week with its rate, exactly: small and large rates, rates equal to shares (which are
// rounded up to 65536ths), many and few cards without a risk.
func TestRisksRate(t *testing.T) {
	for _, c := range []struct {
		name          string
		shares, rates []float64
		people, weeks int
	}{
		{"large", []float64{0.2, 0.5, 0.2}, []float64{0.19, 0.3, 0.15}, 50_000, 60},
		{"usual", []float64{0.15, 0.3, 0.44}, []float64{0.01, 0.02, 0.029}, 250_000, 210},
		{"equal to shares", []float64{0.17, 0.25, 0.3333}, []float64{0.17, 0.25, 0.3333}, 50_000, 60},
		{"one", []float64{0.9}, []float64{0.123}, 50_000, 80},
	} {
		c.weeks *= long()
		w := newLaw(t, 11, c.people, c.shares...)
		counts := make([]int, len(c.shares))
		w.rate = func(k, _, _ int) float64 { return c.rates[k] }
		w.happen = func(k, _, _ int) { counts[k]++ }
		highest := 0.0
		for k, rate := range c.rates {
			highest = max(highest, rate/c.shares[k])
		}
		w.ceilings(c.people, highest)
		w.run(t, c.weeks)
		for k, rate := range c.rates {
			assertRate(t, counts[k], c.people*c.weeks, rate, "%s, risk %d", c.name, k)
		}
	}
}

// Rates far below the 65536th of a lane keep their law: 1 in a million a week. With 200 million person-weeks (200, 600 and 1,800
// events) a rate is refused when 60%, 35% or 20% off; a lane of 16 bits alone would be off by a factor of 20, and a ceiling (of two
// 65536ths) taken one too low by half.
func TestRisksRare(t *testing.T) {
	const people, weeks = 2_000_000, 100
	w := newLaw(t, 12, people, 0.3, 0.3, 0.3)
	rates := [3]float64{1e-6, 3e-6, 9e-6}
	var counts [3]int
	w.rate = func(k, _, _ int) float64 { return rates[k] }
	w.happen = func(k, _, _ int) { counts[k]++ }
	w.ceilings(people, 9e-6/0.3)
	w.run(t, weeks)
	for k, off := range []float64{0.6, 0.35, 0.2} {
		assert.Less(t, math.Abs(zCount(counts[k], people*weeks, rates[k])), zLimit, "risk %d", k)
		assert.Greater(t, math.Abs(zCount(counts[k], people*weeks, rates[k]*(1+off))), zLimit, "risk %d", k)
	}
}

// Competing risks that end a spell: its length is geometric with the sum of the rates, and risk k ends it with its share of the sum,
// whatever the length.
func TestRisksCompeting(t *testing.T) {
	const people, weeks = 3_000_000, 60
	rates := [3]float64{0.05, 0.1, 0.03}
	q := rates[0] + rates[1] + rates[2]
	w := newLaw(t, 13, people, 0.2, 0.5, 0.2)
	ended := make([]bool, people)
	var count [weeks][3]int
	w.rate = func(k, i, _ int) float64 {
		if ended[i] {
			return 0
		}
		return rates[k]
	}
	w.happen = func(k, i, week int) {
		count[week][k]++
		ended[i] = true
		w.risks.Ceiling(i, 0)
	}
	w.ceilings(people, 0.25)
	w.run(t, weeks)

	var cells chiSquare
	var sum [3]int
	left := float64(people)
	for week := range weeks {
		for k, rate := range rates {
			cells.add(count[week][k], left*rate)
			sum[k] += count[week][k]
		}
		left *= 1 - q
	}
	require.Greater(t, cells.df, 100)
	assert.Less(t, math.Abs(cells.z(0)), zLimit, "cells of week and risk")
	for k, rate := range rates {
		ends := func(rate float64) float64 { // P(risk k ends the spell in time), others as they are
			q := q - rates[k] + rate
			return rate / q * (1 - math.Pow(1-q, weeks))
		}
		assert.Less(t, math.Abs(zCount(sum[k], people, ends(rate))), zLimit, "risk %d", k)
		assert.Less(t, zCount(sum[k], people, ends(1.01*rate)), -zLimit, "power of risk %d", k)
	}
}

// A rate that changes with the week: waiting times are Weibull, shape 1.7 and scale 40 weeks, on the grid of weeks.
func TestRisksWeibull(t *testing.T) {
	const people, weeks, shape = 300_000, 100, 1.7
	dead := func(t, scale float64) float64 { return 1 - math.Exp(-math.Pow(t/scale, shape)) }
	var hazard [weeks]float64
	for t := range hazard {
		hazard[t] = 1 - (1-dead(float64(t+1), 40))/(1-dead(float64(t), 40))
	}
	w := newLaw(t, 14, people, 0.3)
	gone := make([]bool, people)
	var count [weeks]int
	w.rate = func(_, i, week int) float64 {
		if gone[i] {
			return 0
		}
		return hazard[week]
	}
	w.happen = func(_, i, week int) {
		count[week]++
		gone[i] = true
		w.risks.Ceiling(i, 0)
	}
	w.ceilings(people, hazard[weeks-1]/0.3) // it rises
	w.run(t, weeks)

	var cells chiSquare
	by40 := 0
	for week, n := range count {
		cells.add(n, people*(dead(float64(week+1), 40)-dead(float64(week), 40)))
		if week < 40 {
			by40 += n
		}
	}
	require.Equal(t, weeks, cells.df)
	assert.Less(t, math.Abs(cells.z(0)), zLimit)
	assert.Less(t, math.Abs(zCount(by40, people, dead(40, 40))), zLimit)
	assert.Greater(t, zCount(by40, people, dead(40, 40*1.01)), zLimit, "power: a scale 1% longer")
}

// Four weeks share one draw's lanes: their events are independent all the same, within a block, over its edge, and between neighbours.
func TestRisksIndependentWeeks(t *testing.T) {
	const people, weeks, q = 100_000, 104, 0.3
	w := newLaw(t, 15, people, 0.2, 0.6)
	happened := make([][]bool, weeks)
	for week := range happened {
		happened[week] = make([]bool, people)
	}
	w.rate = func(k, _, _ int) float64 { return [2]float64{0.1, 0.2}[k] }
	w.happen = func(_, i, week int) { happened[week][i] = true }
	w.run(t, weeks)

	// Pairs that overlap none of their kind, so that they are independent trials.
	for _, lag := range []int{1, 2, 3, 4} {
		for phase := range 4 {
			both, n := 0, 0
			for week := phase; week+lag < weeks; week += 8 {
				for i := range people {
					both += int(b2u(happened[week][i] && happened[week+lag][i]))
					n++
				}
			}
			assert.Less(t, math.Abs(zCount(both, n, q*q)), zLimit, "lag %d from week %d of a block", lag, phase)
			assert.Less(t, zCount(both, n, q*q*1.02), -zLimit, "power: 2%% more pairs") // 1.3 million pairs: z near 7
		}
	}
	both := 0
	for week := range weeks {
		for i := 0; i < people; i += 2 {
			both += int(b2u(happened[week][i] && happened[week][i+1]))
		}
	}
	assertRate(t, both, weeks*people/2, q*q, "neighbours")
}

// At most one risk of a set happens to an entity in a week, even if together they nearly always do.
func TestRisksNeverTwo(t *testing.T) {
	const people, weeks = 2_000, 50
	w := newLaw(t, 16, people, 0.3, 0.3, 0.3)
	last := make([]int, people)
	events := 0
	w.rate = func(int, int, int) float64 { return 0.3 }
	w.happen = func(_, i, week int) {
		events++
		if last[i] == week+1 {
			t.Errorf("two in week %d for %d", week, i)
		}
		last[i] = week + 1
	}
	w.run(t, weeks)
	assert.InDelta(t, 0.9*people*weeks, events, 500) // 0.09 x 100,000: a standard deviation of 95
}

// Worlds with a higher rate have the events of the others and a few more: a person's fate changes no more often than the law asks.
func TestRisksCoupled(t *testing.T) {
	const people, weeks = 20_000, 50
	events := func(factor float64) map[[3]int]bool {
		w := newLaw(t, 17, people, 0.3, 0.3)
		happened := make(map[[3]int]bool)
		w.rate = func(int, int, int) float64 { return 0.02 * factor }
		w.happen = func(k, i, week int) { happened[[3]int{k, i, week}] = true }
		w.run(t, weeks)
		return happened
	}
	low, high := events(1), events(1.05)
	for e := range low {
		require.True(t, high[e], "%v is lost at a higher rate", e)
	}
	assert.Less(t, math.Abs(zCount(len(high)-len(low), 2*people*weeks, 0.001)), zLimit)
}
