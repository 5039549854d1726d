package uc

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/sim"
)

// The table of periods is a cache: for every start day of twelve years it must hold what reading the amounts afresh gives.
func TestBook_Period_EqualsFreshReading(t *testing.T) {
	b := Statute()
	distinct := map[*Rules]bool{}
	for start := sim.Date(2015, time.April, 6); start <= sim.Date(2027, time.April, 5); start++ {
		got := b.Period(start)
		require.Equal(t, newRules(reading{b.amounts, start, start.AddMonths(1) - 1, nil}), *got, start)
		distinct[got] = true
		if next := b.Period(start + 1); next != got {
			require.False(t, distinct[next], "%v: a set of rules is one stretch of days", start)
			require.NotEqual(t, *got, *next, "%v: the same pointer while nothing changes", start)
		}
	}
	t.Logf("%d distinct sets of rules", len(distinct))
	assert.Greater(t, len(distinct), 12*2, "at least two changes a year")
}

// Before its first and after its last amount the book stands still.
func TestBook_Period_Beyond(t *testing.T) {
	b := Statute()
	first, last := b.Period(sim.Date(2015, time.April, 6)), b.Period(sim.Date(2029, time.April, 6))
	for _, day := range []sim.Day{sim.Date(2014, time.April, 6), sim.Date(2015, time.April, 5), 0, -1 << 31} {
		assert.Same(t, first, b.Period(day), day)
	}
	for _, day := range []sim.Day{sim.Date(2029, time.April, 7), sim.Date(2040, time.January, 1), 1<<31 - 1} {
		assert.Same(t, last, b.Period(day), day)
	}
	assert.NotSame(t, first, last)
	assert.Same(t, b, Statute(), "one book")
}

// Asking for an amount that is not there is a mistake in this package, and says which.
func TestReading_Panics(t *testing.T) {
	r := reading{Statute().amounts, sim.Date(2015, time.June, 1), sim.Date(2015, time.June, 30), nil}
	assert.PanicsWithValue(t, "uc: amounts.csv has no uc.lcwra_element.new_claimant as an amount in pounds for the period from 2015-06-01",
		func() { r.pence("uc.lcwra_element.new_claimant") })
	assert.Panics(t, func() { r.pence("uc.taper") }, "a fraction is no amount")
	assert.PanicsWithValue(t, "uc: amounts.csv has no single date uc.taper", func() { r.date("uc.taper") })
}

// Rates are whole ten-thousandths and round half up at the half penny.
func TestRate_Of(t *testing.T) {
	taper, err := parseRate("0.65")
	require.NoError(t, err)
	assert.Equal(t, rate(6500), taper)
	assert.EqualValues(t, 7, taper.of(10), "6.5")
	assert.EqualValues(t, 6, taper.of(9), "5.85")
	assert.EqualValues(t, 5, taper.of(8), "5.2")
	for p := range money.Pence(3000) {
		require.Equal(t, taper.ratio().Of(p), taper.of(p), "the fast way and the general one")
	}
}

// Who restates the law from any of its days on, amount by amount, changes nothing: each row keeps its own switch rule.
func TestBook_Reform_RestatesTheLaw(t *testing.T) {
	law := Statute()
	for _, name := range law.Amounts() {
		rows := law.amounts[name]
		if rows[0].kind == kindDate {
			continue
		}
		for k := range rows {
			var restated []Reform
			for _, row := range rows[k:] {
				restated = append(restated, Reform{name, row.from, row.kind.format(row.value)})
			}
			again, err := law.Reform(restated...)
			require.NoError(t, err)
			require.Equal(t, law.amounts[name], again.amounts[name], "%s from %v", name, rows[k].from)
		}
	}
}
