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
	some("Disabled children", a.DisabledChildAddition)
	some("Limited capability for work", a.LCWElement)
	some("Limited capability (LCWRA)", a.LCWRAElement)
	some("Caring for someone", a.CarerElement)
	some("Housing", a.HousingElement)
	some("Childcare", a.ChildcareElement)
	some("Transitional protection", a.TransitionalElement)
	line("Total entitlement", a.MaximumAmount)
	for i := range a.Gross {
		who := [2]string{"", " (partner)"}[i]
		some("Gross pay"+who, a.Gross[i])
		some("Self-employed profit"+who, a.Profit[i])
		some("Pension contribution"+who, -a.Pension[i])
		some("Income tax"+who, -a.Tax[i])
		some("National Insurance"+who, -a.NationalInsurance[i])
	}
	some("Minimum income floor", a.MinimumIncomeFloor)
	some("Surplus earnings", a.SurplusEarnings)
	if a.EarnedIncome > 0 {
		line("Take-home pay", a.EarnedIncome)
		line("Work allowance", a.WorkAllowance)
		line("Reduction for take-home pay", -a.EarningsDeduction)
	}
	some("Reduction for other income", -a.UnearnedIncome)
	some("Reduction for savings", -a.TariffIncome)
	some("Benefit cap", -a.CapReduction)
	some("Sanction", -a.Sanction)
	some("Deductions", -a.Deductions)
	line("Payment for the month", a.Payment)
	return s.String()
}
