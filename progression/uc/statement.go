package uc

import (
	"fmt"
	"strings"

	"inwork/progression/money"
)

// String prints the award as the payment page of a claimant's account does: entitlement, take-home pay, deduction, payment, in pounds.
// Elements that are nil are left out.
func (a Award) String() string {
	var s strings.Builder
	line := func(label string, p money.Pence) { fmt.Fprintf(&s, "%-34s %10s\n", label, p) }
	some := func(label string, p money.Pence) {
		if p != 0 {
			line(label, p)
		}
	}
	line("Standard allowance", a.StandardAllowance)
	some("Children", a.ChildElement)
	some("Limited capability for work", a.LCWElement)
	some("Limited capability (LCWRA)", a.LCWRAElement)
	some("Caring for someone", a.CarerElement)
	some("Housing", a.HousingElement)
	some("Childcare", a.ChildcareElement)
	line("Total entitlement", a.MaximumAmount)
	for i, gross := range a.Gross {
		if gross == 0 {
			continue
		}
		who := [2]string{"", " (partner)"}[i]
		line("Gross pay"+who, gross)
		some("Income tax"+who, -a.Tax[i])
		some("National Insurance"+who, -a.NationalInsurance[i])
	}
	if a.EarnedIncome > 0 {
		line("Take-home pay", a.EarnedIncome)
		line("Work allowance", a.WorkAllowance)
		line("Reduction for take-home pay", -a.EarningsDeduction)
	}
	line("Payment for the month", a.Award)
	return s.String()
}
