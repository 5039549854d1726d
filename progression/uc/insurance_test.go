package uc_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"inwork/progression/money"
	"inwork/progression/uc"
	"inwork/sim"
)

// What an employee of 30 on 1,500 a month costs beside pay, by pay day, day by day about each change; and who costs nothing.
func TestRules_EmployerInsurance(t *testing.T) {
	for _, c := range []struct {
		day         sim.Day
		before, now string
	}{
		{sim.Date(2017, time.April, 6), "113.71", "113.16"}, // 13.8% above 676, 680
		{sim.Date(2022, time.April, 6), "105.29", "111.67"}, // 13.8% above 737, 15.05% above 758
		{sim.Date(2022, time.November, 6), "111.67", "102.40"},
		{sim.Date(2025, time.April, 6), "102.40", "162.45"}, // 15% above 417
	} {
		for start := c.day - 60; start < c.day+30; start++ {
			want := c.before
			if start.AddMonths(1)-1 >= c.day {
				want = c.now
			}
			assert.Equal(t, want, uc.Statute().Period(start).EmployerInsurance(150000, 30, false).String(), start)
		}
	}
	r := uc.Statute().Period(sim.Date(2025, time.June, 1))
	assert.Zero(t, r.EmployerInsurance(150000, 20, false))
	assert.Zero(t, r.EmployerInsurance(150000, 24, true), "an apprentice")
	assert.NotZero(t, r.EmployerInsurance(150000, 25, true))
	assert.NotZero(t, r.EmployerInsurance(150000, 21, false))
	assert.Equal(t, "121.65", r.EmployerInsurance(500000, 20, false).String(), "15% above the upper limit of 4,189")
	assert.Zero(t, r.EmployerInsurance(41700, 30, false))
}

// Automatic enrolment on 1,500 a month: from 22, from 10,000 a year, on what lies between the qualifying limits.
func TestRules_AutoEnrolment(t *testing.T) {
	for year, want := range map[int][2]string{
		2016: {"10.15", "10.15"}, // 1% of (18,000 - 5,824) / 12
		2018: {"29.92", "19.95"}, // 3% and 2% of (18,000 - 6,032) / 12
		2025: {"49.00", "29.40"}, // 5% and 3% of (18,000 - 6,240) / 12
	} {
		employee, employer := uc.Statute().Period(sim.Date(year, time.June, 1)).AutoEnrolment(150000, 30)
		assert.Equal(t, want, [2]string{employee.String(), employer.String()}, year)
	}
	r := uc.Statute().Period(sim.Date(2025, time.June, 1))
	for why, c := range map[string]struct {
		gross money.Pence
		age   int
		none  bool
	}{"too young": {150000, 21, true}, "old enough": {150000, 22, false}, "pays too little": {83333, 30, true}, "just enough": {83334, 30, false}} {
		employee, employer := r.AutoEnrolment(c.gross, c.age)
		assert.Equal(t, c.none, employee == 0 && employer == 0, why)
	}
	high, _ := r.AutoEnrolment(1000000, 40)
	assert.Equal(t, "183.46", high.String(), "5% of (50,270 - 6,240) / 12")
	assert.Equal(t, "7.55", r.ApprenticeWage().String())
}

// What an employer pays goes by each payment. By hand, in June 2016: 400 a week is 13.8% above 156; two weeks' 800 above 312; four weeks' 1,600 above
// 624; of one under 21, 1,000 a week above 827.
func TestBook_EmployerInsuranceByPayment(t *testing.T) {
	b, day := uc.Statute(), sim.Date(2016, time.June, 10)
	assert.Equal(t, "33.67", b.EmployerInsurance(day, uc.Weekly, 40000, 30, false).String())
	assert.Equal(t, "67.34", b.EmployerInsurance(day, uc.Fortnightly, 80000, 30, false).String())
	assert.Equal(t, "134.69", b.EmployerInsurance(day, uc.FourWeekly, 160000, 30, false).String())
	assert.Equal(t, b.Period(sim.Date(2016, time.May, 20)).EmployerInsurance(160000, 30, false), b.EmployerInsurance(day, uc.Monthly, 160000, 30, false))
	assert.Equal(t, "23.87", b.EmployerInsurance(day, uc.Weekly, 100000, 20, false).String())
}
