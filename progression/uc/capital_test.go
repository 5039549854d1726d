package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// Savings: nothing up to 6,000, then 4.35 for each 250 begun, and above 16,000 no award at all.
func TestCapital(t *testing.T) {
	for capital, want := range map[money.Pence][2]string{
		600000:  {"0.00", "400.14"},
		600001:  {"4.35", "395.79"},
		625000:  {"4.35", "395.79"},
		625001:  {"8.70", "391.44"},
		1600000: {"174.00", "226.14"},
		1600001: {"178.35", "0.00"},
	} {
		e := entitlement(sim.Date(2025, time.June, 1), uc.Unit{Adults: 1, Age: [2]int{30}, Capital: capital})
		a := e.At([2]money.Pence{})
		assert.Equal(t, want, [2]string{a.TariffIncome.String(), a.Award.String()}, "capital of %v", capital)
	}
	// Other income comes off pound for pound, beside the taper on earnings, and never below nil.
	e := entitlement(sim.Date(2025, time.June, 1), uc.Unit{Adults: 1, Age: [2]int{30}, UnearnedMonth: 10000, Capital: 610000})
	assert.Equal(t, "185.79", e.At([2]money.Pence{20000}).Award.String(), "400.14 - 55% of 200 - 100 - 4.35")
	assert.Equal(t, "0.00", e.At([2]money.Pence{80000}).Award.String())
}
