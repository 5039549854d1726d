package uc_test

import (
	"fmt"
	"time"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// A lone parent with two children, rent, and childcare for one of them, on 1,200 a month in the period from 1 June 2016.
func ExampleRules_Entitlement() {
	june := sim.Date(2016, time.June, 1)
	family := uc.Unit{
		Adults: 1, Age: [2]int{29}, Children: uc.Born(sim.Date(2010, time.May, 4), sim.Date(2014, time.August, 20)),
		Tenure: uc.SocialRent, RentMonth: 45000, ChildcareMonth: 40000, ChildrenInCare: 1, Working: [2]bool{true},
	}

	entitlement := uc.Statute().Period(june).Entitlement(&family)
	award := entitlement.At([2]money.Pence{120000})
	fmt.Print(award)
	// Output:
	// Standard allowance                     317.82
	// Children                               508.75
	// Housing                                450.00
	// Childcare                              340.00
	// Total entitlement                     1616.57
	// Gross pay                             1200.00
	// Income tax                             -56.67
	// National Insurance                     -63.36
	// Take-home pay                         1079.97
	// Work allowance                         192.00
	// Reduction for take-home pay           -577.18
	// Payment for the month                 1039.39
}

// What a pound more an hour is worth: 20 hours at 7.20 against 8.20, to the same family, after tax, National Insurance and taper.
func ExampleEntitlement_At() {
	family := uc.Unit{Adults: 1, Age: [2]int{29}, Children: uc.Born(sim.Date(2010, time.May, 4)), Tenure: uc.SocialRent, RentMonth: 45000}
	entitlement := uc.Statute().Period(sim.Date(2016, time.June, 1)).Entitlement(&family)
	before, after := entitlement.At([2]money.Pence{62400}), entitlement.At([2]money.Pence{71067})
	fmt.Println(after.Gross[0]-before.Gross[0], "more gross,", after.EarnedIncome+after.Award-before.EarnedIncome-before.Award, "more in hand")
	// Output: 86.67 more gross, 28.71 more in hand
}

// Light touch ends above 35 hours at the national living wage, and begins where intensive work search stops.
func ExampleRules_Regime() {
	rules := uc.Statute().Period(sim.Date(2016, time.June, 1))
	single := uc.Unit{Adults: 1, Age: [2]int{40}}
	for _, gross := range []money.Pence{30000, 60000, 120000} {
		fmt.Println(gross, rules.Regime(&single, uc.Employees([2]money.Pence{gross}))[0])
	}
	// Output:
	// 300.00 intensive
	// 600.00 light_touch
	// 1200.00 working_enough
}

// Weekly pay of 300 in two assessment periods, one with five Fridays: the same job, another award.
func ExampleBook_Received() {
	book, fridays := uc.Statute(), uc.PayPattern{First: sim.Date(2018, time.June, 1), Every: uc.Weekly}
	tenant := uc.Unit{Adults: 1, Age: [2]int{30}, Tenure: uc.PrivateRent, RentMonth: 60000}
	for n := range 2 {
		first, last := uc.PeriodOf(fridays.First, n)
		entitlement := book.Period(first).Entitlement(&tenant)
		pay := book.Received(fridays, first, last, 30000, 0, false)
		fmt.Println(first, pay.Net(), entitlement.Paid([2]uc.Payslip{pay}).Award)
	}
	// Output:
	// 2018-06-01 1345.10 70.41
	// 2018-07-01 1076.08 239.89
}

// What a taper of 55% would have left of the same pay, two years before it came.
func ExampleBook_Reform() {
	reformed, err := uc.Statute().Reform(uc.Reform{Amount: "uc.taper", From: sim.Date(2019, time.April, 8), Value: "0.55"})
	fmt.Println(err)
	family := uc.Unit{Adults: 1, Age: [2]int{29}, Children: uc.Born(sim.Date(2010, time.May, 4)), Tenure: uc.SocialRent, RentMonth: 45000}
	for _, book := range []*uc.Book{uc.Statute(), reformed} {
		entitlement := book.Period(sim.Date(2019, time.June, 1)).Entitlement(&family)
		fmt.Println(entitlement.At([2]money.Pence{120000}).Award)
	}
	// Output:
	// <nil>
	// 526.03
	// 591.91
}
