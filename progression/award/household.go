package award

import (
	"bytes"
	"fmt"
	"slices"

	"inwork/progression/uc"
	"inwork/sim"
)

// household is what a line says.
type household struct {
	id       []byte // as it stands; null if there is none
	unit     uc.Unit
	adults   [2]adult
	earnings [2]uc.Earnings
	children []uc.Child
}

// adult is what is known of one beside the unit's pairs and earnings.
type adult struct{ works, leads bool }

// firstDay and lastDay bound the periods that there are rules for.
var (
	firstDay = sim.Date(2015, 4, 6)
	lastDay  = sim.Date(2027, 4, 5)
)

var householdFields = []field[household]{
	{"id", func(s *scanner, h *household) { h.id = s.id() }},
	{"assessment_period_start", func(s *scanner, h *household) {
		h.unit.PeriodStart = s.day()
		if start := h.unit.PeriodStart; start < firstDay || start > lastDay {
			s.fail(start.String(), fmt.Sprintf("a day from %v to %v", firstDay, lastDay))
		}
	}},
	{"greater_london", func(s *scanner, h *household) { h.unit.GreaterLondon = s.yes() }},
	{"scotland", func(s *scanner, h *household) { h.unit.Scotland = s.yes() }},
	{"adults", func(s *scanner, h *household) {
		s.array(2, func(i int) {
			h.unit.Adults = i + 1
			object(s, adultFields[i], h)
		})
	}},
	{"children", func(s *scanner, h *household) {
		s.array(30, func(i int) {
			c := childOf{household: h}
			object(s, childFields, &c)
			c.check(s)
			h.children = append(h.children, c.Child)
		})
	}},
	{"tenure", func(s *scanner, h *household) {
		h.unit.Tenure = uc.Tenure(s.oneOf("none", "social", "private", "owner"))
	}},
	{"eligible_rent_month", func(s *scanner, h *household) { h.unit.RentMonth = s.positive() }},
	{"childcare_cost_month", func(s *scanner, h *household) { h.unit.ChildcareMonth = s.positive() }},
	{"capital", func(s *scanner, h *household) { h.unit.Capital = s.positive() }},
	{"unearned_income_month", func(s *scanner, h *household) { h.unit.UnearnedMonth = s.positive() }},
	{"child_benefit", func(s *scanner, h *household) { h.unit.ChildBenefit = s.yes() }},
	{"lha_month", func(s *scanner, h *household) { h.unit.LHAMonth = s.positive() }},
	{"spare_bedrooms", func(s *scanner, h *household) { h.unit.SpareBedrooms = s.count(0, 20) }},
	{"non_dependants", func(s *scanner, h *household) { h.unit.NonDependants = s.count(0, 20) }},
	{"transitional_element_month", func(s *scanner, h *household) { h.unit.TransitionalElement = s.positive() }},
	{"surplus_earnings", func(s *scanner, h *household) { h.unit.SurplusEarnings = s.positive() }},
	{"other_capped_benefits_month", func(s *scanner, h *household) { h.unit.CappedBenefitsMonth = s.positive() }},
	{"benefit_cap_grace_period", func(s *scanner, h *household) { h.unit.CapGrace = s.yes() }},
	{"deductions_month", func(s *scanner, h *household) { h.unit.DeductionsAskedMonth = s.positive() }},
}

// adultFields are those of the first and the second adult.
var adultFields = [2][]field[household]{fieldsOfAdult(0), fieldsOfAdult(1)}

func fieldsOfAdult(i int) []field[household] {
	return []field[household]{
		{"age", func(s *scanner, h *household) { h.unit.Age[i] = s.count(16, 120) }},
		{"employed_earnings_month", func(s *scanner, h *household) { h.earnings[i].Employed = s.positive() }},
		{"self_employed_profit_month", func(s *scanner, h *household) { h.earnings[i].SelfEmployed = s.pounds() }},
		{"hours_week", func(s *scanner, h *household) { h.adults[i].works = s.hours() }},
		{"in_start_up_period", func(s *scanner, h *household) { h.unit.StartUp[i] = s.yes() }},
		{"pension_contribution_month", func(s *scanner, h *household) { h.earnings[i].Pension = s.positive() }},
		{"lcwra", func(s *scanner, h *household) { h.unit.LCWRA[i] = s.yes() }},
		{"lcw", func(s *scanner, h *household) { h.unit.LCW[i] = s.yes() }},
		{"carer", func(s *scanner, h *household) { h.unit.Carer[i] = s.yes() }},
		{"self_employed", func(s *scanner, h *household) { h.unit.SelfEmployed[i] = s.yes() }},
		{"expected_hours_week", func(s *scanner, h *household) { h.unit.ExpectedHours[i] = s.count(1, 35) }},
		{"lcwra_protected", func(s *scanner, h *household) { h.unit.Protected[i] = s.yes() || h.unit.Protected[i] }},
		{"lcw_protected", func(s *scanner, h *household) { h.unit.Protected[i] = s.yes() || h.unit.Protected[i] }},
		{"disability_benefit", func(s *scanner, h *household) { h.unit.Disabled[i] = s.yes() }},
		{"near_birth", func(s *scanner, h *household) { h.unit.NearBirth[i] = s.yes() }},
		{"lead_carer", func(s *scanner, h *household) { h.adults[i].leads = s.yes() }},
		{"sanction_days", func(s *scanner, h *household) { h.unit.SanctionDays[i] = s.count(0, 31) }},
	}
}

// childOf is a child under reading.
type childOf struct {
	uc.Child
	born, inCare bool
	*household
}

var childFields = []field[childOf]{
	{"born", func(s *scanner, c *childOf) { c.Born, c.born = s.day(), true }},
	{"disability_addition", func(s *scanner, c *childOf) { c.Addition = uc.Addition(s.oneOf("none", "lower", "higher")) }},
	{"in_childcare", func(s *scanner, c *childOf) { c.inCare = s.yes() }},
	{"two_child_exception", func(s *scanner, c *childOf) {
		c.Exception = uc.Exception(s.oneOf("none", "multiple_birth", "non_consensual", "adopted", "kinship_care"))
	}},
}

func (c *childOf) check(s *scanner) {
	if !c.born {
		s.fail("no day of birth", "born")
	}
	if c.inCare {
		c.unit.ChildrenInCare++
	}
}

// read takes a line.
func (h *household) read(s *scanner, line []byte) error {
	*h = household{children: h.children[:0]}
	s.reset(bytes.TrimSpace(line))
	object(s, householdFields, h)
	s.end()
	if s.fault == nil {
		h.finish(s)
	}
	return s.fault
}

// finish checks and completes what no single key says.
func (h *household) finish(s *scanner) {
	u := &h.unit
	switch {
	case u.PeriodStart == 0:
		s.fail("nothing", "assessment_period_start")
		return
	case u.Adults == 0:
		s.fail("nobody", "one or two adults")
		return
	}
	for i := range u.Adults {
		e := &h.earnings[i]
		s.path = append(s.path[:0], step{key: "adults"}, step{index: i})
		if u.Age[i] == 0 {
			s.fail("no age", "a whole number from 16 to 120")
		}
		if e.Pension > e.Employed {
			s.fail("a pension contribution of "+e.Pension.String(), "at most the pay of "+e.Employed.String())
		}
		u.SelfEmployed[i] = u.SelfEmployed[i] || e.SelfEmployed != 0
		u.Working[i] = h.adults[i].works || e.Employed > 0 || u.SelfEmployed[i]
		if h.adults[i].leads {
			u.LeadCarer = i
		}
	}
	if h.adults[0].leads && h.adults[1].leads {
		s.path = append(s.path[:0], step{key: "adults"}, step{index: 1}, step{key: "lead_carer"})
		s.fail("a second one", "one lead carer")
	}
	h.family(s)
}

// family orders the children and checks their ages.
func (h *household) family(s *scanner) {
	slices.SortStableFunc(h.children, func(a, b uc.Child) int { return int(a.Born) - int(b.Born) })
	h.unit.Children = h.children
	oldest, youngest := h.unit.PeriodStart.AddMonths(-12*20), h.unit.PeriodStart.AddMonths(1)-1
	for i := range h.children {
		if born := h.children[i].Born; born <= oldest || born > youngest {
			s.path = append(s.path[:0], step{key: "children"})
			s.fail("one born on "+born.String(), "born by the end of the period, and under 20 at its start")
		}
	}
}
