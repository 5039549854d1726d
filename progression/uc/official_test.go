package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// officialCase is a worked example or amount that DWP, a regulation or an adviser published.
type officialCase struct {
	ID     string  `json:"id"`
	Date   sim.Day `json:"date"`
	Inputs struct {
		Start        sim.Day   `json:"assessment_period_start"`
		End          sim.Day   `json:"assessment_period_end"`
		Children     int       `json:"children"`
		ChildrenBorn []sim.Day `json:"children_born"`
		Age          int       `json:"age"`
		Childcare    float64   `json:"childcare_cost_month"`
		InCare       int       `json:"children_with_childcare"`
		Net          float64   `json:"net_earnings_month"`
		LoneParent   bool      `json:"lone_parent"`
		Child        bool      `json:"child"`
		Rents        bool      `json:"rents"`
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
	u := uc.Unit{Adults: 1, Age: [2]int{max(c.Inputs.Age, 25)}, PeriodStart: c.Date, Children: c.Inputs.ChildrenBorn, Working: [2]bool{true}}
	if c.Inputs.LoneParent || c.Inputs.Child || c.Inputs.InCare > 0 {
		u.Children = []sim.Day{sim.Date(2012, time.March, 1)}
	}
	if c.Inputs.Rents {
		u.HousingMonth = 40000 // any: the case is about the allowance of those who rent
	}
	u.ChildcareMonth, u.ChildrenInCare = pence(c.Inputs.Childcare), c.Inputs.InCare
	return u
}

// officialAnswers computes what a case expects, by the name of the expectation. A name that is absent is not built.
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
		u.HousingMonth = 1
		return c.rules().Entitlement(&u).WorkAllowance
	},
	"earnings_deduction_month": func(c *officialCase) money.Pence {
		e := c.entitlement()
		return e.At([2]money.Pence{pence(c.Inputs.Net)}).EarningsDeduction // pay so low that gross is net
	},
	"nil_uc_threshold_month": func(c *officialCase) money.Pence { // the earnings at which the taper has used up the maximum amount
		e, taper := c.entitlement(), c.rules().Taper()
		return money.Ratio{Num: taper.Den, Den: taper.Num}.Of(e.MaximumAmount) + e.WorkAllowance
	},
	"taper": func(c *officialCase) money.Pence { return c.rules().Taper().Of(money.Pound) }, // of a pound
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

// TestOfficial holds every published case whose subject is built against its published answer, to the penny.
func TestOfficial(t *testing.T) {
	cases := readCases[officialCase](t, "testdata/official_cases.jsonl")
	held, notBuilt := 0, map[string]int{}
	for _, c := range cases {
		built := true
		for name, expected := range c.Expected {
			answer, ok := officialAnswers[name]
			if !ok {
				notBuilt[name]++
				built = false
				continue
			}
			assert.Equal(t, total(expected).String(), answer(&c).String(), "%s: %s (%s)", c.ID, name, c.Source)
		}
		if built {
			held++
		}
	}
	t.Logf("%d of %d cases held; not built: %v", held, len(cases), notBuilt)
	assert.Equal(t, 14, held)
	assert.Equal(t, map[string]int{
		"housing_element_month": 2, "deductions_month": 2, "benefit_cap_earnings_threshold_month": 3, "tariff_income_month": 2,
	}, notBuilt)
}
