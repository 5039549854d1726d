package uc_test

import (
	"testing"
	"time"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// loneParent has two children, childcare and rent; couple adds a working partner.
func loneParent() uc.Unit {
	return uc.Unit{
		Adults: 1, Age: [2]int{29, 31},
		Children:    uc.Born(sim.Date(2010, time.May, 4), sim.Date(2014, time.August, 20)),
		PeriodStart: sim.Date(2016, time.June, 1),
		Tenure:      uc.SocialRent, RentMonth: 45000, ChildcareMonth: 40000, ChildrenInCare: 1, Working: [2]bool{true, true},
	}
}

func couple() uc.Unit {
	u := loneParent()
	u.Adults = 2
	return u
}

func BenchmarkStatute(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_ = uc.Statute()
	}
}

func BenchmarkPeriod(b *testing.B) {
	b.ReportAllocs()
	book := uc.Statute()
	day := sim.Date(2016, time.June, 1)
	for b.Loop() {
		_ = book.Period(day)
	}
}

func BenchmarkAt_OneEarner(b *testing.B) {
	b.ReportAllocs()
	u := loneParent()
	e := uc.Statute().Period(u.PeriodStart).Entitlement(&u)
	var sum money.Pence
	for b.Loop() {
		a := e.At([2]money.Pence{120000 + sum&1023, 0})
		sum += a.Award
	}
}

func BenchmarkAt_TwoEarners(b *testing.B) {
	b.ReportAllocs()
	u := couple()
	e := uc.Statute().Period(u.PeriodStart).Entitlement(&u)
	var sum money.Pence
	for b.Loop() {
		a := e.At([2]money.Pence{120000 + sum&1023, 90000 + sum&1023})
		sum += a.Award
	}
}

func BenchmarkEntitlement(b *testing.B) {
	b.ReportAllocs()
	u := couple()
	rules := uc.Statute().Period(u.PeriodStart)
	var sum money.Pence
	for b.Loop() {
		e := rules.Entitlement(&u)
		sum += e.MaximumAmount
	}
}

func BenchmarkRegime(b *testing.B) {
	b.ReportAllocs()
	u := couple()
	rules := uc.Statute().Period(u.PeriodStart)
	for b.Loop() {
		_ = rules.Regime(&u, uc.Employees([2]money.Pence{50000, 30000}))
	}
}

func BenchmarkBook_Reform(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := uc.Statute().Reform(uc.Reform{Amount: "uc.taper", From: sim.Date(2016, time.June, 1), Value: "0.5"}); err != nil {
			b.Fatal(err)
		}
	}
}

// Households a second through the Go API: the rules of the day, the entitlement, the award, what is asked.
func BenchmarkHousehold(b *testing.B) {
	b.ReportAllocs()
	units := []uc.Unit{loneParent(), couple()}
	var sum money.Pence
	for b.Loop() {
		u := &units[sum&1]
		u.PeriodStart = sim.Date(2016, time.June, 1) + sim.Day(sum&1023)
		rules := uc.Statute().Period(u.PeriodStart)
		e := rules.Entitlement(u)
		pay := [2]uc.Earnings{{Employed: 120000 + sum&1023}}
		a := e.Earning(pay)
		sum += a.Award + money.Pence(rules.Regime(u, pay)[0])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "households/s")
}
