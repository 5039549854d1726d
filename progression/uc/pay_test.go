package uc_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// In a year of assessment periods weekly pay makes four with five payments, fortnightly two with three, four-weekly one with two.
func TestPayPattern_PeriodsOfAYear(t *testing.T) {
	for _, c := range []struct {
		every    uc.Frequency
		usual    int
		more     int // periods with one payment more than usual, 52 or 53 weekly ones being in a year
		payments int
	}{{uc.Weekly, 4, 4, 52}, {uc.Fortnightly, 2, 2, 26}, {uc.FourWeekly, 1, 1, 13}, {uc.Monthly, 1, 0, 12}} {
		pattern := uc.PayPattern{First: sim.Date(2018, time.January, 5), Every: c.every}
		more, payments := 0, 0
		for n := range 12 {
			first, last := uc.PeriodOf(sim.Date(2018, time.March, 7), n)
			paid := len(slices.Collect(pattern.PayDays(first, last)))
			require.GreaterOrEqual(t, paid, c.usual)
			more += paid - c.usual
			payments += paid
		}
		assert.Equal(t, c.more, more, c.every)
		assert.Equal(t, c.payments, payments, c.every)
	}
}

// Every payment falls into exactly one period, in order and in the rhythm, whatever the first pay day and the period.
func TestPayPattern_EachOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := uc.PayPattern{First: sim.Day(rapid.IntRange(16000, 20000).Draw(t, "first")), Every: uc.Frequency(rapid.IntRange(0, 3).Draw(t, "every"))}
		entitled := sim.Day(rapid.IntRange(16500, 20500).Draw(t, "entitled"))
		first, _ := uc.PeriodOf(entitled, 0)
		_, last := uc.PeriodOf(entitled, 11)
		var apart []sim.Day
		for n := range 12 {
			from, to := uc.PeriodOf(entitled, n)
			apart = slices.AppendSeq(apart, pattern.PayDays(from, to))
		}
		all := slices.Collect(pattern.PayDays(first, last))
		require.Equal(t, all, apart)
		for i, day := range all {
			require.True(t, day >= first && day <= last && day >= pattern.First)
			if i > 0 && pattern.Every != uc.Monthly {
				require.Equal(t, sim.Day(7*[]int{0, 1, 2, 4}[pattern.Every]), day-all[i-1])
			}
		}
		if pattern.First <= first && pattern.Every == uc.Monthly {
			require.InDelta(t, 12, len(all), 1)
		}
	})
}

// A month with five weekly payments costs award, one with four brings it back: pay that does not vary makes income that does.
func TestBook_Received(t *testing.T) {
	book, pattern := uc.Statute(), uc.PayPattern{First: sim.Date(2018, time.June, 1), Every: uc.Weekly} // Fridays
	of := func(month time.Month) uc.Payslip {
		first, last := uc.PeriodOf(sim.Date(2018, month, 1), 0)
		return book.Received(pattern, first, last, 30000, 0, false)
	}
	// A week of 300: 20% of (15,600 - 11,850) / 52 is 14.42, 12% of (300 - 162) is 16.56.
	assert.Equal(t, uc.Payslip{Gross: 150000, Tax: 5 * 1442, NationalInsurance: 5 * 1656}, of(time.June))
	assert.Equal(t, uc.Payslip{Gross: 120000, Tax: 4 * 1442, NationalInsurance: 4 * 1656}, of(time.July))
	assert.Equal(t, "1345.10", of(time.June).Net().String())

	u := uc.Unit{Adults: 1, Age: [2]int{30}, Tenure: uc.PrivateRent, RentMonth: 60000}
	e := entitlement(sim.Date(2018, time.June, 1), u)
	five, four := e.Paid([2]uc.Payslip{of(time.June)}), e.Paid([2]uc.Payslip{of(time.July)})
	assert.Equal(t, "70.41", five.Award.String(), "917.82 - 63% of 1,345.10")
	assert.Equal(t, "239.89", four.Award.String(), "917.82 - 63% of 1,076.08")

	// A payslip goes by its own day: 12% until 5 January 2024, 10% from 6 January, within one period.
	week := uc.PayPattern{First: sim.Date(2024, time.January, 5), Every: uc.Weekly}
	before, since := book.Payslip(week.First, uc.Weekly, 40000, 0, false), book.Payslip(week.First+7, uc.Weekly, 40000, 0, false)
	assert.Equal(t, "18.96", before.NationalInsurance.String(), "12% of 158")
	assert.Equal(t, "15.80", since.NationalInsurance.String())
	// Twelve monthly payslips are what At takes as monthly pay.
	first, last := uc.PeriodOf(sim.Date(2018, time.July, 10), 0)
	monthly := book.Received(uc.PayPattern{First: sim.Date(2018, time.January, 28)}, first, last, 120000, 0, false)
	assert.Equal(t, e.At([2]money.Pence{120000}), e.Paid([2]uc.Payslip{monthly}))
	// A pension contribution lowers tax, not National Insurance.
	pension := book.Payslip(week.First, uc.Weekly, 40000, 2000, false)
	assert.Equal(t, before.NationalInsurance, pension.NationalInsurance)
	assert.Equal(t, money.Pence(400), before.Tax-pension.Tax)
	assert.Equal(t, money.Pence(2000-400), before.Net()-pension.Net())
}

func TestFrequency_Month(t *testing.T) {
	for f, want := range map[uc.Frequency]string{uc.Weekly: "433.33", uc.Fortnightly: "216.67", uc.FourWeekly: "108.33", uc.Monthly: "100.00"} {
		assert.Equal(t, want, f.Month(10000).String())
	}
}
