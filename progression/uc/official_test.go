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

// officialCase is a worked example or amount that DWP, a regulation or an adviser published.
type officialCase struct {
	ID     string  `json:"id"`
	Date   sim.Day `json:"date"`
	Inputs struct {
		Start         sim.Day   `json:"assessment_period_start"`
		End           sim.Day   `json:"assessment_period_end"`
		Children      int       `json:"children"`
		ChildrenBorn  []sim.Day `json:"children_born"`
		Age           int       `json:"age"`
		Childcare     float64   `json:"childcare_cost_month"`
		InCare        int       `json:"children_with_childcare"`
		Net           float64   `json:"net_earnings_month"`
		LoneParent    bool      `json:"lone_parent"`
		Child         bool      `json:"child"`
		Rents         bool      `json:"rents"`
		Rent          float64   `json:"rent_month"`
		NonDependants int       `json:"non_dependants"`
		Capital       float64   `json:"capital"`
		Standard      float64   `json:"standard_allowance_month"`
		Demand        float64   `json:"deduction_demand_month"`
	} `json:"inputs"`
	Expected map[string]any `json:"expected"`
	Source   string         `json:"source"`
}

// rules are those of the period that the case names by its first day, its last day or a day on which it starts.
func (c *officialCase) rules() *uc.Rules {
	start := c.Date
	if c.Inputs.Start != 0 {
		start = c.Inputs.Start
	}
	if c.Inputs.End != 0 {
		start = (c.Inputs.End + 1).AddMonths(-1)
	}
	return uc.Statute().Period(start)
}

func (c *officialCase) unit() uc.Unit {
	u := uc.Unit{Adults: 1, Age: [2]int{max(c.Inputs.Age, 25)}, PeriodStart: c.Date, Children: uc.Born(c.Inputs.ChildrenBorn...), Working: [2]bool{true}}
	if c.Inputs.LoneParent || c.Inputs.Child || c.Inputs.InCare > 0 {
		u.Children = uc.Born(sim.Date(2012, time.March, 1))
	}
	if c.Inputs.Rents {
		u.Tenure, u.RentMonth = uc.SocialRent, 40000 // any: the case is about the allowance of those who rent
	}
	if c.Inputs.Rent > 0 {
		u.Tenure, u.RentMonth = uc.SocialRent, pence(c.Inputs.Rent)
	}
	u.NonDependants, u.Capital, u.DeductionsAskedMonth = c.Inputs.NonDependants, pence(c.Inputs.Capital), pence(c.Inputs.Demand)
	if c.Inputs.Standard > 500 {
		u.Adults, u.Age[1] = 2, 25 // a couple's allowance
	}
	u.ChildcareMonth, u.ChildrenInCare = pence(c.Inputs.Childcare), c.Inputs.InCare
	return u
}

// officialAnswers computes what a case expects, by the name of the expectation.
var officialAnswers = map[string]func(c *officialCase) money.Pence{
	"aet_single_month":         func(c *officialCase) money.Pence { single, _ := c.rules().AET(); return single },
	"aet_couple_month":         func(c *officialCase) money.Pence { _, couple := c.rules().AET(); return couple },
	"standard_allowance_month": func(c *officialCase) money.Pence { return c.entitlement().StandardAllowance },
	"childcare_element_month":  func(c *officialCase) money.Pence { return c.entitlement().ChildcareElement },
	"child_elements_month":     func(c *officialCase) money.Pence { return c.entitlement().ChildElement },
	"work_allowance_month":     func(c *officialCase) money.Pence { return c.entitlement().WorkAllowance },
	"work_allowance_higher_month": func(c *officialCase) money.Pence {
		return c.entitlement().WorkAllowance
	},
	"work_allowance_lower_month": func(c *officialCase) money.Pence {
		u := c.unit()
		u.Tenure, u.RentMonth = uc.SocialRent, 1
		return c.rules().Entitlement(&u).WorkAllowance
	},
	"earnings_deduction_month": func(c *officialCase) money.Pence {
		e := c.entitlement()
		return e.At([2]money.Pence{pence(c.Inputs.Net)}).EarningsDeduction // pay so low that gross is net
	},
	"nil_uc_threshold_month":               func(c *officialCase) money.Pence { e := c.entitlement(); return e.NilThreshold() },
	"housing_element_month":                func(c *officialCase) money.Pence { return c.entitlement().HousingElement },
	"tariff_income_month":                  func(c *officialCase) money.Pence { return c.entitlement().TariffIncome },
	"benefit_cap_earnings_threshold_month": func(c *officialCase) money.Pence { return c.rules().CapEarningsThreshold() },
	"deductions_month":                     func(c *officialCase) money.Pence { e := c.entitlement(); return e.At([2]money.Pence{}).Deductions },
	"taper":                                func(c *officialCase) money.Pence { return c.rules().Taper().Of(money.Pound) }, // of a pound
	"individual_threshold_gross_month_before_rounding": func(c *officialCase) money.Pence {
		u := c.unit()
		return c.rules().CET(&u)[0]
	},
}

func (c *officialCase) entitlement() uc.Entitlement {
	u := c.unit()
	return c.rules().Entitlement(&u)
}

// total reads an expectation: pounds, or a list of them to be added up.
func total(expected any) (sum money.Pence) {
	if list, ok := expected.([]any); ok {
		for _, v := range list {
			sum += pence(v.(float64))
		}
		return sum
	}
	return pence(expected.(float64))
}

// TestOfficial holds every published case against its published answer, to the penny.
func TestOfficial(t *testing.T) {
	cases := readCases[officialCase](t, "../../testdata/uc/official_cases.jsonl")
	assert.Len(t, cases, 23)
	for _, c := range cases {
		for name, expected := range c.Expected {
			answer, ok := officialAnswers[name]
			require.True(t, ok, name)
			assert.Equal(t, total(expected).String(), answer(&c).String(), "%s: %s (%s)", c.ID, name, c.Source)
		}
	}
}
