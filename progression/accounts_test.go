package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/progression/uc"
)

// Nothing is made or lost between a person, her employer and the exchequer, to the penny: in each assessment period
//
//	net pay + Universal Credit paid + (tax + both National Insurances - Universal Credit paid) = gross pay + employer's National Insurance
//
// where the left side is what the household and the exchequer have and the right what the employer's output costs. Pay, net pay,
// award and sanction are those of the table; tax and contributions those of the law on that pay.
func TestAccounts_HouseholdAndExchequerShareTheLabourCost(t *testing.T) {
	s := small()
	s.FollowUpWeeks, s.Horizons = 60, []int{60}
	s.Parameters.DoubtUpheld, s.Parameters.MissFaceToFace = 1, 0.4
	w := newWorld(district(t, s))
	w.kind, w.record = everyoneFrequent, s.Keep
	taxed, paid, sanctioned := 0, 0, 0
	for week := range w.weeks {
		before := len(w.log.months)
		require.NoError(t, w.run(t.Context(), week, week+1))
		for _, m := range w.log.months[before:] {
			i, row := int(m.person), m.row
			partner := w.People[i].PartnerGrossMonth
			due := w.lawOn(t, i, row, partner)
			age := years(w.births[i].own, w.on(row.PeriodStart).date)
			employers := w.on(row.PeriodStart).rules.EmployerInsurance(row.Gross, age, false)
			var benefit money.Pence
			if row.OnUC {
				benefit = row.Award - row.Sanction
			}
			household := row.Net + benefit
			exchequer := due.Tax[0] + due.NationalInsurance[0] + employers - benefit
			require.Equal(t, row.Gross+employers, household+exchequer, "person %d, period from %v", i, row.PeriodStart)
			require.Equal(t, due.Award, row.Award, "person %d, period from %v", i, row.PeriodStart)
			require.True(t, 0 <= row.Sanction && row.Sanction <= row.Award, "%+v", row)
			require.True(t, row.OnUC || row.Sanction == 0, "nothing is taken from who is paid nothing")
			taxed, paid, sanctioned = taxed+count([]bool{due.Tax[0] > 0}), paid+count([]bool{benefit > 0}), sanctioned+count([]bool{row.Sanction > 0})
		}
	}
	assert.Positive(t, taxed)
	assert.Positive(t, paid)
	assert.Positive(t, sanctioned)
}

// lawOn is what the law makes of the pay of a row: of a month's, or of as many equal
// payments as lead to its net pay.
func (w *World) lawOn(t *testing.T, i int, row rows.Month, partner money.Pence) uc.Award {
	entitlement := &w.people.entitlement[i]
	if month := entitlement.At([2]money.Pence{row.Gross, partner}); w.people.job[i].rhythm == 0 || month.Net[0] == row.Net && month.Award == row.Award {
		return month
	}
	next := w.people.period[i].start
	w.people.period[i].start = row.PeriodStart // payslips are those of the period that has just ended
	defer func() { w.people.period[i].start = next }()
	for payments := range 6 {
		if due := entitlement.Paid(w.slips(i, row.Gross, payments)); due.Net[0] == row.Net && due.Award == row.Award {
			return due
		}
	}
	require.Fail(t, "no number of payments", "person %d: %+v", i, row)
	panic("")
}

// What was paid to a person since randomisation is what her periods say, less what was sanctioned.
func TestAccounts_AwardsCumulate(t *testing.T) {
	s := small()
	s.FollowUpWeeks, s.Horizons = 60, []int{60}
	s.Parameters.DoubtUpheld, s.Parameters.MissFaceToFace = 1, 0.4
	w := world(t, district(t, s), randomisedWorld)
	paid := map[int64]money.Pence{}
	for _, m := range w.Months() {
		if m.OnUC {
			paid[m.Claimant] += m.Award - m.Sanction
		}
	}
	require.NotEmpty(t, paid)
	require.NotEmpty(t, w.Outcomes())
	for _, o := range w.Outcomes() {
		assert.Equal(t, paid[o.Claimant], o.AwardsSum, "claimant %d", o.Claimant)
	}
}
