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
type adult struct {
	works, leads                 bool
	said                         bool // whether self-employed
	lcwProtected, lcwraProtected bool
}

// firstDay and lastDay bound the periods that there are rules for.
var (
	firstDay = sim.Date(2015, 4, 6)
	lastDay  = sim.Date(2027, 4, 5)
)

var householdFields = []field[household]{
	{"id", "what the line is called: text or a number, given back as it stands", func(s *scanner, h *household) { h.id = s.id() }},
	{"assessment_period_start", "first day, 2015-04-06 to 2027-04-05; required", func(s *scanner, h *household) {
		h.unit.PeriodStart = s.day()
		if start := h.unit.PeriodStart; start < firstDay || start > lastDay {
			s.fail(start.String(), fmt.Sprintf("a day from %v to %v", firstDay, lastDay))
		}
	}},
	{"greater_london", "for the benefit cap", func(s *scanner, h *household) { h.unit.GreaterLondon = s.yes() }},
	{"scotland", "Scottish taxpayers", func(s *scanner, h *household) { h.unit.Scotland = s.yes() }},
	{"adults", "one or two; required", func(s *scanner, h *household) {
		s.array(2, func(i int) {
			h.unit.Adults = i + 1
			object(s, adultFields[i], h)
		})
	}},
	{"children", "children and qualifying young persons, in any order", func(s *scanner, h *household) {
		s.array(30, func(i int) {
			c := childOf{household: h}
			object(s, childFields, &c)
			c.check(s)
			h.children = append(h.children, c.Child)
		})
	}},
	{"tenure", "none, social, private or owner", func(s *scanner, h *household) {
		h.unit.Tenure = uc.Tenure(s.oneOf("none", "social", "private", "owner"))
	}},
	{"eligible_rent_month", "rent and service charges that count", func(s *scanner, h *household) { h.unit.RentMonth = s.positive() }},
	{"childcare_cost_month", "paid for the children in_childcare", func(s *scanner, h *household) { h.unit.ChildcareMonth = s.positive() }},
	{"capital", "savings that count, of both", func(s *scanner, h *household) { h.unit.Capital = s.positive() }},
	{"unearned_income_month", "that counts in full, beside the tariff income of capital", func(s *scanner, h *household) { h.unit.UnearnedMonth = s.positive() }},
	{"child_benefit", "is paid for the children: it counts for the benefit cap", func(s *scanner, h *household) { h.unit.ChildBenefit = s.yes() }},
	{"lha_month", "local housing allowance of a private tenant; absent: no limit", func(s *scanner, h *household) { h.unit.LHAMonth = s.positive() }},
	{"spare_bedrooms", "of a social tenant", func(s *scanner, h *household) { h.unit.SpareBedrooms = s.count(0, 20) }},
	{"non_dependants", "other adults in the home who have to contribute", func(s *scanner, h *household) { h.unit.NonDependants = s.count(0, 20) }},
	{"transitional_element_month", "of a household moved to Universal Credit", func(s *scanner, h *household) { h.unit.TransitionalElement = s.positive() }},
	{"surplus_earnings", "carried over from the award that ended", func(s *scanner, h *household) { h.unit.SurplusEarnings = s.positive() }},
	{"other_capped_benefits_month", "that count for the benefit cap, beside child benefit", func(s *scanner, h *household) { h.unit.CappedBenefitsMonth = s.positive() }},
	{"benefit_cap_grace_period", "nine months after a year of good earnings", func(s *scanner, h *household) { h.unit.CapGrace = s.yes() }},
	{"deductions_month", "asked for advances and debts: what the limit leaves room for is taken", func(s *scanner, h *household) { h.unit.DeductionsAskedMonth = s.positive() }},
}

// adultFields are those of the first and the second adult.
var adultFields = [2][]field[household]{fieldsOfAdult(0), fieldsOfAdult(1)}

func fieldsOfAdult(i int) []field[household] {
	return []field[household]{
		{"age", "in years, 16 to 66; required", func(s *scanner, h *household) { h.unit.Age[i] = s.count(16, 66) }},
		{"employed_earnings_month", "gross pay", func(s *scanner, h *household) { h.earnings[i].Employed = s.positive() }},
		{"self_employed_profit_month", "receipts less expenses; a loss counts as nothing", func(s *scanner, h *household) { h.earnings[i].SelfEmployed = s.pounds() }},
		{"hours_week", "of work: any make the person work, as pay and profit do", func(s *scanner, h *household) { h.adults[i].works = s.hours() }},
		{"in_start_up_period", "of self-employment: no minimum income floor", func(s *scanner, h *household) { h.unit.StartUp[i] = s.yes() }},
		{"pension_contribution_month", "from pay: before tax, after National Insurance", func(s *scanner, h *household) { h.earnings[i].Pension = s.positive() }},
		{"lcwra", "limited capability for work and work-related activity, the wait over", func(s *scanner, h *household) { h.unit.LCWRA[i] = s.yes() }},
		{"lcw", "limited capability for work", func(s *scanner, h *household) { h.unit.LCW[i] = s.yes() }},
		{"carer", "35 hours a week for a severely disabled person", func(s *scanner, h *household) { h.unit.Carer[i] = s.yes() }},
		{"self_employed", "gainfully; absent: whoever has a profit or loss", func(s *scanner, h *household) { h.unit.SelfEmployed[i], h.adults[i].said = s.yes(), true }},
		{"expected_hours_week", "fewer than law and guidance say, as the coach has set", func(s *scanner, h *household) { h.unit.ExpectedHours[i] = s.count(1, 35) }},
		{"lcwra_protected", "entitled before April 2026, terminally ill or severe for life", func(s *scanner, h *household) { h.adults[i].lcwraProtected = s.yes() }},
		{"lcw_protected", "had the element before April 2017", func(s *scanner, h *household) { h.adults[i].lcwProtected = s.yes() }},
		{"disability_benefit", "gets PIP, DLA or attendance allowance", func(s *scanner, h *household) { h.unit.Disabled[i] = s.yes() }},
		{"near_birth", "11 weeks before to 15 weeks after, or adopted in the last year", func(s *scanner, h *household) { h.unit.NearBirth[i] = s.yes() }},
		{"lead_carer", "of a couple's children; absent: the first adult", func(s *scanner, h *household) { h.adults[i].leads = s.yes() }},
		{"sanction_days", "in the period, 0 to 31", func(s *scanner, h *household) { h.unit.SanctionDays[i] = s.count(0, 31) }},
	}
}

// childOf is a child under reading.
type childOf struct {
	uc.Child
	born, inCare bool
	*household
}

var childFields = []field[childOf]{
	{"born", "day of birth; required", func(s *scanner, c *childOf) { c.Born, c.born = s.day(), true }},
	{"disability_addition", "none, lower or higher", func(s *scanner, c *childOf) { c.Addition = uc.Addition(s.oneOf("none", "lower", "higher")) }},
	{"in_childcare", "registered childcare is paid for this child", func(s *scanner, c *childOf) { c.inCare = s.yes() }},
	{"two_child_exception", "none, multiple_birth, non_consensual, adopted or kinship_care", func(s *scanner, c *childOf) {
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
			s.fail("no age", "a whole number from 16 to 66")
		}
		if e.Pension > e.Employed {
			s.fail("a pension contribution of "+e.Pension.String(), "at most the pay of "+e.Employed.String())
		}
		if !h.adults[i].said {
			u.SelfEmployed[i] = e.SelfEmployed != 0
		}
		u.Working[i] = h.adults[i].works || e.Employed > 0 || e.SelfEmployed != 0 || u.SelfEmployed[i]
		u.Protected[i] = h.adults[i].lcwProtected
		if u.LCWRA[i] {
			u.Protected[i] = h.adults[i].lcwraProtected
		}
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
