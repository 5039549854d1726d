package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

func entitlement(start sim.Day, u uc.Unit) uc.Entitlement {
	return uc.Statute().Period(start).Entitlement(&u)
}

// The lower allowance of a couple is for two people under 25: one of 25 is enough for the higher.
func TestStandardAllowance(t *testing.T) {
	for _, c := range []struct {
		adults int
		age    [2]int
		want   string
	}{
		{1, [2]int{24, 0}, "251.77"}, {1, [2]int{25, 0}, "317.82"},
		{2, [2]int{24, 24}, "395.20"}, {2, [2]int{24, 25}, "498.89"}, {2, [2]int{25, 24}, "498.89"},
	} {
		e := entitlement(sim.Date(2016, time.June, 1), uc.Unit{Adults: c.adults, Age: c.age})
		assert.Equal(t, c.want, e.StandardAllowance.String(), "%d adults of %v", c.adults, c.age)
	}
}

// First-child rate and two-child limit by day of birth and period, in 2015/16, 2018/19 and 2026/27 amounts.
func TestChildElement(t *testing.T) {
	before, since := sim.Date(2017, time.April, 5), sim.Date(2017, time.April, 6)
	for _, c := range []struct {
		why   string
		start sim.Day
		born  []sim.Day
		want  string
	}{
		{"none", sim.Date(2015, time.June, 1), nil, "0.00"},
		{"no limit in 2015", sim.Date(2015, time.June, 1), []sim.Day{0, 1, 2, 3}, "972.09"}, // 277.08 + 3 x 231.67
		{"eldest born the day before", sim.Date(2018, time.June, 1), []sim.Day{before}, "277.08"},
		{"eldest born on the day", sim.Date(2018, time.June, 1), []sim.Day{since}, "231.67"},
		{"two born since", sim.Date(2018, time.June, 1), []sim.Day{since, since + 400}, "463.34"},
		{"third born since is not paid", sim.Date(2018, time.June, 1), []sim.Day{0, 1, since}, "508.75"},
		{"third born before is", sim.Date(2018, time.June, 1), []sim.Day{0, 1, before}, "740.42"},
		{"fourth since is not, three before are", sim.Date(2018, time.June, 1), []sim.Day{0, 1, before, since}, "740.42"},
		{"two since count the one before", sim.Date(2018, time.June, 1), []sim.Day{0, since, since + 400}, "508.75"},
		{"last period under the limit", sim.Date(2026, time.April, 5), []sim.Day{0, since, since + 400}, "631.81"}, // 339.00 + 292.81
		{"first period without it", sim.Date(2026, time.April, 6), []sim.Day{0, since, since + 400}, "959.76"},     // 351.88 + 2 x 303.94
	} {
		e := entitlement(c.start, uc.Unit{Adults: 1, Age: [2]int{30}, Children: uc.Born(c.born...)})
		assert.Equal(t, c.want, e.ChildElement.String(), c.why)
	}
}

// Who brings which element for health and care: at most one of LCW and LCWRA an award, and no one is paid for both LCWRA and caring.
func TestHealthAndCarerElements(t *testing.T) {
	y2016, y2018, y2026 := sim.Date(2016, time.June, 1), sim.Date(2018, time.June, 1), sim.Date(2026, time.June, 1)
	yes, first, second, no := [2]bool{true, true}, [2]bool{true, false}, [2]bool{false, true}, [2]bool{}
	for _, c := range []struct {
		why                          string
		start                        sim.Day
		adults                       int
		lcw, lcwra, protected, carer [2]bool
		want                         [3]string // LCW, LCWRA, carer
	}{
		{"LCW before it closed", y2016, 1, first, no, no, no, [3]string{"126.11", "0.00", "0.00"}},
		{"LCW since, not protected", y2018, 1, first, no, no, no, [3]string{"0.00", "0.00", "0.00"}},
		{"LCW since, protected", y2018, 1, first, no, first, no, [3]string{"126.11", "0.00", "0.00"}},
		{"LCWRA", y2016, 1, no, first, no, no, [3]string{"0.00", "315.60", "0.00"}},
		{"both partners LCWRA: one element", y2016, 2, no, yes, no, no, [3]string{"0.00", "315.60", "0.00"}},
		{"one LCW, one LCWRA: the LCWRA element", y2016, 2, first, second, no, no, [3]string{"0.00", "315.60", "0.00"}},
		{"carer", y2016, 1, no, no, no, first, [3]string{"0.00", "0.00", "150.39"}},
		{"two carers", y2016, 2, no, no, no, yes, [3]string{"0.00", "0.00", "300.78"}},
		{"a carer with LCW is paid as a carer", y2016, 1, first, no, no, first, [3]string{"0.00", "0.00", "150.39"}},
		{"a carer with LCWRA is not", y2016, 1, no, first, no, first, [3]string{"0.00", "315.60", "0.00"}},
		{"the partner of someone with LCWRA is", y2016, 2, no, first, no, second, [3]string{"0.00", "315.60", "150.39"}},
		{"both LCWRA and one cares: the element is the other's", y2016, 2, no, yes, no, first, [3]string{"0.00", "315.60", "150.39"}},
		{"both LCWRA and both care: one of them is paid as a carer", y2016, 2, no, yes, no, yes, [3]string{"0.00", "315.60", "150.39"}},
		{"LCWRA in 2026, new", y2026, 1, no, first, no, no, [3]string{"0.00", "217.26", "0.00"}},
		{"LCWRA in 2026, protected", y2026, 1, no, first, first, no, [3]string{"0.00", "429.80", "0.00"}},
		{"partners differ: the higher", y2026, 2, no, yes, second, no, [3]string{"0.00", "429.80", "0.00"}},
		{"in either order", y2026, 2, no, yes, first, no, [3]string{"0.00", "429.80", "0.00"}},
		{"an absent partner's facts do not count", y2016, 1, second, second, second, second, [3]string{"0.00", "0.00", "0.00"}},
	} {
		e := entitlement(c.start, uc.Unit{Adults: c.adults, Age: [2]int{30, 30}, LCW: c.lcw, LCWRA: c.lcwra, Protected: c.protected, Carer: c.carer})
		assert.Equal(t, c.want, [3]string{e.LCWElement.String(), e.LCWRAElement.String(), e.CarerElement.String()}, c.why)
	}
}

// Rate, caps on the element (not the cost), and the work condition.
func TestChildcareElement(t *testing.T) {
	y2015, y2016, y2023 := sim.Date(2015, time.June, 1), sim.Date(2016, time.June, 1), sim.Date(2023, time.July, 1)
	born := []sim.Day{sim.Date(2011, 1, 1), sim.Date(2013, 1, 1)}
	yes, first, second, no := [2]bool{true, true}, [2]bool{true, false}, [2]bool{false, true}, [2]bool{}
	for _, c := range []struct {
		why            string
		start          sim.Day
		adults         int
		working, carer [2]bool
		cost           money.Pence
		inCare         int
		want           string
	}{
		{"70% in 2015", y2015, 1, first, no, 50000, 1, "350.00"},
		{"85% since", y2016, 1, first, no, 50000, 1, "425.00"},
		{"half a penny up", y2016, 1, first, no, 10001, 1, "85.01"},       // 85.0085
		{"last cost in full", y2016, 1, first, no, 76041, 1, "646.35"},    // 646.3485
		{"cap for one", y2016, 1, first, no, 100000, 1, "646.35"},         // of 850
		{"none for two", y2016, 1, first, no, 100000, 2, "850.00"},        //
		{"cap for two", y2016, 1, first, no, 200000, 2, "1108.04"},        //
		{"higher caps of 2023", y2023, 1, first, no, 200000, 1, "950.92"}, //
		{"nobody in care", y2016, 1, first, no, 50000, 0, "0.00"},
		{"a single parent out of work", y2016, 1, no, no, 50000, 1, "0.00"},
		{"both of a couple work", y2016, 2, yes, no, 50000, 1, "425.00"},
		{"one of a couple does not", y2016, 2, first, no, 50000, 1, "0.00"},
		{"but cares for someone", y2016, 2, first, second, 50000, 1, "425.00"},
		{"carers alone do not work", y2016, 2, no, yes, 50000, 1, "0.00"},
	} {
		u := uc.Unit{Adults: c.adults, Age: [2]int{30, 30}, Children: uc.Born(born...), Working: c.working, Carer: c.carer, ChildcareMonth: c.cost, ChildrenInCare: c.inCare}
		e := entitlement(c.start, u)
		assert.Equal(t, c.want, e.ChildcareElement.String(), c.why)
		u.Carer, u.LCW = [2]bool{}, c.carer // limited capability excuses like caring
		e = entitlement(c.start, u)
		assert.Equal(t, c.want, e.ChildcareElement.String(), "%s, with LCW", c.why)
		u.LCW, u.LCWRA = [2]bool{}, c.carer
		e = entitlement(c.start, u)
		assert.Equal(t, c.want, e.ChildcareElement.String(), "%s, with LCWRA", c.why)
	}
}

// The six groups of 2015/16 with "the highest of whichever applies", and the two amounts since.
func TestWorkAllowance(t *testing.T) {
	y2015, y2016 := sim.Date(2015, time.June, 1), sim.Date(2016, time.June, 1)
	child, no := []sim.Day{0}, []sim.Day(nil)
	for _, c := range []struct {
		start    sim.Day
		adults   int
		children []sim.Day
		lcw      [2]bool
		want     [2]string // without, with a housing element
	}{
		{y2015, 1, no, [2]bool{}, [2]string{"111.00", "111.00"}},
		{y2015, 1, child, [2]bool{}, [2]string{"734.00", "263.00"}},
		{y2015, 1, no, [2]bool{true}, [2]string{"647.00", "192.00"}},
		{y2015, 1, child, [2]bool{true}, [2]string{"734.00", "263.00"}},
		{y2015, 2, no, [2]bool{}, [2]string{"111.00", "111.00"}},
		{y2015, 2, child, [2]bool{}, [2]string{"536.00", "222.00"}},
		{y2015, 2, no, [2]bool{false, true}, [2]string{"647.00", "192.00"}},
		{y2015, 2, child, [2]bool{false, true}, [2]string{"647.00", "222.00"}},
		{y2016, 1, no, [2]bool{}, [2]string{"0.00", "0.00"}},
		{y2016, 2, no, [2]bool{}, [2]string{"0.00", "0.00"}},
		{y2016, 1, child, [2]bool{}, [2]string{"397.00", "192.00"}},
		{y2016, 1, no, [2]bool{true}, [2]string{"397.00", "192.00"}},
		{y2016, 2, no, [2]bool{false, true}, [2]string{"397.00", "192.00"}},
		{y2016, 1, no, [2]bool{false, true}, [2]string{"0.00", "0.00"}}, // an absent partner
	} {
		u := uc.Unit{Adults: c.adults, Age: [2]int{30, 30}, Children: uc.Born(c.children...), LCW: c.lcw}
		without := entitlement(c.start, u).WorkAllowance
		u.LCW, u.LCWRA = [2]bool{}, c.lcw // LCWRA implies LCW
		u.Tenure, u.RentMonth = uc.SocialRent, 30000
		with := entitlement(c.start, u).WorkAllowance
		assert.Equal(t, c.want, [2]string{without.String(), with.String()}, "%v, %d adults, %d children, %v", c.start, c.adults, len(c.children), c.lcw)
	}
}

// Children outside the two-child limit: what an exception pays, and which exceptions leave room for others (reg 24A, Sch 12); additions for disability are outside it.
func TestChildElement_Exceptions(t *testing.T) {
	born := []sim.Day{sim.Date(2018, 1, 1), sim.Date(2019, 1, 1), sim.Date(2020, 1, 1)}
	of := func(start sim.Day, exceptions [3]uc.Exception) string {
		children := uc.Born(born...)
		for i := range children {
			children[i].Exception = exceptions[i]
		}
		e := entitlement(start, uc.Unit{Adults: 1, Age: [2]int{30}, Children: children})
		return e.ChildElement.String()
	}
	june := sim.Date(2020, time.June, 1) // 235.83 each
	assert.Equal(t, "471.66", of(june, [3]uc.Exception{}))
	for _, e := range []uc.Exception{uc.MultipleBirth, uc.NonConsensual, uc.Adopted, uc.KinshipCare} {
		assert.Equal(t, "707.49", of(june, [3]uc.Exception{2: e}), "a third child with exception %d", e)
	}
	assert.Equal(t, "471.66", of(june, [3]uc.Exception{0: uc.NonConsensual}), "it counts, and the third is one too many")
	assert.Equal(t, "707.49", of(june, [3]uc.Exception{0: uc.Adopted}), "it does not count")
	assert.Equal(t, "463.34", of(sim.Date(2018, time.November, 27), [3]uc.Exception{0: uc.Adopted}), "it did until November 2018")
	assert.Equal(t, "695.01", of(sim.Date(2018, time.November, 28), [3]uc.Exception{0: uc.Adopted}))

	disabled := uc.Born(born...)
	disabled[1].Addition, disabled[2].Addition = uc.LowerAddition, uc.HigherAddition
	e := entitlement(june, uc.Unit{Adults: 1, Age: [2]int{30}, Children: disabled})
	assert.Equal(t, "528.54", e.DisabledChildAddition.String(), "128.25 + 400.29, for the third child as well")
}
