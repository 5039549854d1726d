package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"inwork/progression/uc"
	"inwork/sim"
)

// What is met of a rent, by tenure, bedrooms, allowance and others in the home; and which work allowance follows.
func TestHousingElement(t *testing.T) {
	june := sim.Date(2022, time.June, 1) // contribution 77.87
	child := uc.Born(sim.Date(2012, time.March, 1))
	for _, c := range []struct {
		why             string
		unit            uc.Unit
		want, allowance string
	}{
		{"nobody's rent", uc.Unit{RentMonth: 40000}, "0.00", "573.00"},
		{"an owner who works", uc.Unit{Tenure: uc.Owner, RentMonth: 40000}, "0.00", "573.00"},
		{"social rent in full", uc.Unit{Tenure: uc.SocialRent, RentMonth: 40000}, "400.00", "344.00"},
		{"one spare bedroom", uc.Unit{Tenure: uc.SocialRent, RentMonth: 40000, SpareBedrooms: 1}, "344.00", "344.00"},
		{"three spare bedrooms", uc.Unit{Tenure: uc.SocialRent, RentMonth: 40000, SpareBedrooms: 3}, "300.00", "344.00"},
		{"14% is rounded once", uc.Unit{Tenure: uc.SocialRent, RentMonth: 40025, SpareBedrooms: 1}, "344.21", "344.00"}, // 56.035 off
		{"spare bedrooms do not matter to private tenants", uc.Unit{Tenure: uc.PrivateRent, RentMonth: 40000, SpareBedrooms: 2}, "400.00", "344.00"},
		{"allowance below the rent", uc.Unit{Tenure: uc.PrivateRent, RentMonth: 90000, LHAMonth: 70500}, "705.00", "344.00"},
		{"allowance above it", uc.Unit{Tenure: uc.PrivateRent, RentMonth: 60000, LHAMonth: 70500}, "600.00", "344.00"},
		{"no allowance for social tenants", uc.Unit{Tenure: uc.SocialRent, RentMonth: 90000, LHAMonth: 70500}, "900.00", "344.00"},
		{"two other adults", uc.Unit{Tenure: uc.SocialRent, RentMonth: 40000, NonDependants: 2}, "244.26", "344.00"},
		{"one, and a spare bedroom", uc.Unit{Tenure: uc.SocialRent, RentMonth: 40000, SpareBedrooms: 1, NonDependants: 1}, "266.13", "344.00"},
		{"none from whom a disabled claimant lives with", uc.Unit{Tenure: uc.SocialRent, RentMonth: 40000, NonDependants: 2, Disabled: [2]bool{true}}, "400.00", "344.00"},
		{"contributions above the rent: no element, so the higher allowance", uc.Unit{Tenure: uc.SocialRent, RentMonth: 10000, NonDependants: 2}, "0.00", "573.00"},
	} {
		c.unit.Adults, c.unit.Age, c.unit.Children = 1, [2]int{30}, child
		e := entitlement(june, c.unit)
		assert.Equal(t, c.want, e.HousingElement.String(), c.why)
		assert.Equal(t, c.allowance, e.WorkAllowance.String(), c.why)
	}
	assert.Equal(t, []string{"none", "social", "private", "owner"},
		[]string{uc.NoHousingCosts.String(), uc.SocialRent.String(), uc.PrivateRent.String(), uc.Owner.String()})
}
