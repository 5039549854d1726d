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

// Surplus earnings: what ends an award beyond 2,500 above the point of nothing left comes back in the next claim, and again until it is used up.
func TestSurplusEarnings(t *testing.T) {
	june := sim.Date(2019, time.June, 3)
	u := uc.Unit{Adults: 1, Age: [2]int{30}}
	e := entitlement(june, u)
	assert.Equal(t, "504.48", e.NilThreshold().String(), "317.82 / 63%")

	bonus := e.At([2]money.Pence{600000})
	assert.Zero(t, bonus.Award)
	net := bonus.Net[0]
	assert.Equal(t, net-50448-250000, bonus.SurplusCarried)

	small := e.At([2]money.Pence{200000})
	assert.Zero(t, small.Award)
	assert.Zero(t, small.SurplusCarried, "within 2,500 of the threshold")

	u.SurplusEarnings = 40000
	again := entitlement(june, u)
	a := again.At([2]money.Pence{})
	assert.Equal(t, "400.00", a.EarnedIncome.String())
	assert.Equal(t, "65.82", a.Award.String(), "317.82 - 63% of 400")
	u.SurplusEarnings = 400000
	long := entitlement(june, u)
	assert.Equal(t, "995.52", long.At([2]money.Pence{}).SurplusCarried.String(), "4,000 - 504.48 - 2,500")

	before := entitlement(sim.Date(2018, time.April, 10), uc.Unit{Adults: 1, Age: [2]int{30}})
	assert.Zero(t, before.At([2]money.Pence{600000}).SurplusCarried, "the rule began on 11 April 2018")
	since := entitlement(sim.Date(2018, time.April, 11), uc.Unit{Adults: 1, Age: [2]int{30}})
	assert.NotZero(t, since.At([2]money.Pence{600000}).SurplusCarried)
	rich := entitlement(june, uc.Unit{Adults: 1, Age: [2]int{30}, Capital: 1600001})
	assert.Zero(t, rich.At([2]money.Pence{600000}).SurplusCarried, "capital, not earnings, kept them out")
}

// A minimum income floor is no earning that could be carried over, also where the law's 300 instead of 2,500 stood above the threshold.
func TestSurplusEarnings_WithoutFloor(t *testing.T) {
	june := sim.Date(2023, time.June, 1)
	book, err := uc.Statute().Reform(uc.Reform{Amount: "uc.surplus_earnings.relevant_threshold", From: june, Value: "300"})
	require.NoError(t, err)
	u := trader(june)
	e := book.Period(june).Entitlement(&u)
	low := e.Earning([2]uc.Earnings{{SelfEmployed: 10000}})
	assert.Zero(t, low.Award, "by the floor")
	assert.Zero(t, low.SurplusCarried)
	assert.NotZero(t, e.Earning([2]uc.Earnings{{SelfEmployed: 200000}}).SurplusCarried)
}
