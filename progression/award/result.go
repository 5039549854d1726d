package award

import (
	"strconv"

	"inwork/progression/money"
	"inwork/progression/uc"
)

// result appends a line of output.
type result struct{ line []byte }

func (r *result) amount(key string, p money.Pence) {
	r.key(key)
	r.line, _ = p.AppendText(r.line)
}

func (r *result) key(key string) {
	if last := r.line[len(r.line)-1]; last != '{' {
		r.line = append(r.line, ',')
	}
	r.line = append(r.line, '"')
	r.line = append(r.line, key...)
	r.line = append(r.line, `":`...)
}

// some appends what is not always there.
func (r *result) some(key string, p money.Pence) {
	if p != 0 {
		r.amount(key, p)
	}
}

// begin starts the object with the line's name.
func (r *result) begin(id []byte) {
	r.line = append(r.line[:0], `{"id":`...)
	if id == nil {
		id = []byte("null")
	}
	r.line = append(r.line, id...)
}

func (r *result) end() { r.line = append(r.line, "}\n"...) }

// of works out the award.
func (r *result) of(h *household) {
	u := &h.unit
	rules := uc.Statute().Period(u.PeriodStart)
	entitlement := rules.Entitlement(u)
	a, regimes := entitlement.Earning(h.earnings), rules.Regime(u, h.earnings)

	r.begin(h.id)
	r.amount("award", a.Award)
	r.amount("award_before_cap", a.BeforeCap)
	r.amount("maximum_amount", a.MaximumAmount)
	r.amount("standard_allowance", a.StandardAllowance)
	r.amount("child_element", a.ChildElement)
	r.amount("disabled_child_addition", a.DisabledChildAddition)
	r.amount("lcwra_element", a.LCWRAElement)
	r.amount("carer_element", a.CarerElement)
	r.amount("housing_element", a.HousingElement)
	r.amount("childcare_element", a.ChildcareElement)
	r.some("transitional_element", a.TransitionalElement)
	r.amount("work_allowance", a.WorkAllowance)
	r.amount("earned_income", a.EarnedIncome)
	r.some("minimum_income_floor", a.MinimumIncomeFloor)
	r.some("surplus_earnings", a.SurplusEarnings)
	r.amount("earnings_deduction", a.EarningsDeduction)
	r.some("unearned_income", a.UnearnedIncome)
	r.amount("tariff_income", a.TariffIncome)
	r.amount("lcw_element", a.LCWElement)
	r.amount("benefit_cap_reduction", a.CapReduction)
	if a.Sanction+a.Deductions > 0 {
		r.amount("sanction", a.Sanction)
		r.amount("deductions", a.Deductions)
		r.amount("payment", a.Payment)
	}
	r.some("surplus_earnings_carried", a.SurplusCarried)
	r.adults(u, &a, rules, regimes)
	r.end()
}

func (r *result) adults(u *uc.Unit, a *uc.Award, rules *uc.Rules, regimes [2]uc.Regime) {
	r.key("adults")
	for i := range u.Adults {
		r.line = append(r.line, "[,"[i], '{')
		r.amount("income_tax_month", a.Tax[i])
		r.amount("national_insurance_month", a.NationalInsurance[i])
		r.amount("net_earnings_month", a.Net[i])
		r.amount("minimum_wage_hour", rules.MinimumWage(u.Age[i]))
		r.key("regime")
		r.line = append(r.line, '"')
		r.line = append(r.line, regimeName(regimes[i])...)
		r.line = append(r.line, `"}`...)
	}
	r.line = append(r.line, ']')
}

// regimeName is none for the regime without requirements.
func regimeName(regime uc.Regime) string {
	if regime == uc.NoRequirements {
		return "none"
	}
	return regime.String()
}

// refuse writes what is wrong with a line.
func (r *result) refuse(id []byte, number int, fault error) {
	r.begin(id)
	r.key("error")
	r.line = appendQuoted(r.line, "line "+strconv.Itoa(number)+": "+fault.Error())
	r.end()
}
