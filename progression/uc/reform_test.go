package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// A reform acts from its day, by the amount's own switch rule, undoes later law of that amount, and leaves everything else and the statute alone.
func TestBook_Reform(t *testing.T) {
	from := sim.Date(2016, time.June, 1)
	book, err := uc.Statute().Reform(uc.Reform{Amount: "uc.taper", From: from, Value: "0.5"})
	require.NoError(t, err)
	for day := from - 40; day < from+40; day++ {
		want := "0.50"
		if day < from {
			want = "0.65"
		}
		require.Equal(t, want, taperOfPound(book.Period(day)).String(), day)
		require.Equal(t, "0.65", taperOfPound(uc.Statute().Period(day)).String(), day)
	}
	late := sim.Date(2025, time.June, 1)
	assert.Equal(t, "0.50", taperOfPound(book.Period(late)).String(), "55% since 2021 is left out")
	assert.Equal(t, standard(uc.Statute().Period(late)), standard(book.Period(late)))

	// Of two reforms of an amount the later in the list wins from its day on.
	twice, err := uc.Statute().Reform(
		uc.Reform{Amount: "uc.taper", From: from, Value: "0.5"}, uc.Reform{Amount: "uc.taper", From: from.AddMonths(12), Value: "0.4"})
	require.NoError(t, err)
	assert.Equal(t, "0.50", taperOfPound(twice.Period(from.AddMonths(11))).String())
	assert.Equal(t, "0.40", taperOfPound(twice.Period(from.AddMonths(12))).String())

	// Flags, counts, pounds and dates; a taper of nothing.
	book, err = uc.Statute().Reform(
		uc.Reform{Amount: "uc.two_child_limit.max_children", From: from, Value: "3"},
		uc.Reform{Amount: "uc.mif.suspended", From: from, Value: "true"},
		uc.Reform{Amount: "uc.first_child_higher_rate.born_before", From: from, Value: "2020-01-01"},
		uc.Reform{Amount: "uc.taper", From: from, Value: "0"},
		uc.Reform{Amount: "uc.standard_allowance.single_25_plus", From: from, Value: "400"})
	require.NoError(t, err)
	u := uc.Unit{Adults: 1, Age: [2]int{30}, Children: uc.Born(sim.Date(2019, time.May, 1))}
	e := book.Period(late).Entitlement(&u)
	assert.Equal(t, "400.00", e.StandardAllowance.String())
	assert.Equal(t, "339.00", e.ChildElement.String(), "the first-child rate for a child of 2019")
	a := e.At([2]money.Pence{500000})
	assert.Equal(t, a.MaximumAmount, a.Award)
}

func TestBook_Reform_Refuses(t *testing.T) {
	for want, r := range map[string]uc.Reform{
		`ni.lel.month: no rule reads it`:                           {Amount: "ni.lel.month", Value: "500"},
		`no amount "uc.tapir"`:                                     {Amount: "uc.tapir", Value: "0.5"},
		`uc.taper: expected a fraction: "55%"`:                     {Amount: "uc.taper", Value: "55%"},
		`uc.taper: expected a fraction: "1.5": out of range`:       {Amount: "uc.taper", Value: "1.5"},
		`uc.carer_element: expected an amount in pounds: "-1"`:     {Amount: "uc.carer_element", Value: "-1"},
		`uc.two_child_limit.max_children: expected a whole number`: {Amount: "uc.two_child_limit.max_children", Value: "two"},
		`uc.first_child_higher_rate.born_before: expected a date`:  {Amount: "uc.first_child_higher_rate.born_before", Value: "2017"},
	} {
		_, err := uc.Statute().Reform(r)
		assert.ErrorContains(t, err, want)
	}
	assert.Contains(t, uc.Statute().Amounts(), "uc.taper")
}

// Any one amount may be reformed alone, from the first day or in the middle, whatever the law knows of its companions by then.
func TestBook_Reform_EachAlone(t *testing.T) {
	for _, name := range uc.Statute().Amounts() {
		for _, from := range []sim.Day{sim.Date(2015, time.April, 6), sim.Date(2019, time.January, 1)} {
			value := "0"
			if uc.Statute().Unit(name) == "a date" {
				value = "2018-01-01"
			}
			book, err := uc.Statute().Reform(uc.Reform{Amount: name, From: from, Value: value})
			require.NoError(t, err)
			for _, start := range []sim.Day{sim.Date(2015, time.June, 1), sim.Date(2020, time.June, 1), sim.Date(2026, time.June, 1)} {
				u := uc.Unit{Adults: 1, Age: [2]int{30}, Capital: 700000, Scotland: true, LCWRA: [2]bool{true}, PeriodStart: start}
				e := book.Period(start).Entitlement(&u)
				require.GreaterOrEqual(t, e.At([2]money.Pence{100000}).Award, money.Pence(0), name)
			}
		}
	}
}
