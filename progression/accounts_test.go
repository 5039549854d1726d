package progression

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/progression/uc"
	"inwork/sim"
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
		for _, row := range w.log.months[before:] {
			_, i := sim.SplitID(uint64(row.Claimant))
			partner := w.People[i].PartnerGrossMonth
			due, payments := w.lawOn(t, i, row, partner)
			age := years(w.births[i].own, w.on(row.PeriodStart).date)
			employers := w.employersOn(i, row, payments, age)
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
// payments as lead to its net pay; 0 stands for a month's pay.
func (w *World) lawOn(t *testing.T, i int, row rows.Month, partner money.Pence) (due uc.Award, payments int) {
	entitlement := &w.people.entitlement[i]
	month := entitlement.At([2]money.Pence{row.Gross, partner})
	if w.people.job[i].rhythm == 0 {
		return month, 0
	}
	next := w.people.period[i].start
	w.people.period[i].start = row.PeriodStart // payslips are those of the period that has just ended
	defer func() { w.people.period[i].start = next }()
	for payments := 1; payments < 6; payments++ {
		if due := entitlement.Paid(w.slips(i, row.Gross, payments)); due.Net[0] == row.Net && due.Award == row.Award {
			return due, payments
		}
	}
	if month.Net[0] == row.Net && month.Award == row.Award {
		return month, 0
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

// employersOn is what the law makes of the employer's National Insurance on the pay of a row, worked out from the statutory amounts of the
// pay day: a rate on what each payment is above the threshold.
func (w *World) employersOn(i int, row rows.Month, payments, age int) (sum money.Pence) {
	last := w.on(row.PeriodStart).next - 1
	every := uc.Monthly
	if payments > 0 {
		every = w.people.job[i].rhythm.frequency()
	}
	n := money.Pence(max(payments, 1))
	for k := range n {
		part := row.Gross / n
		if k == 0 {
			part = row.Gross - part*(n-1)
		}
		sum += w.Book.EmployerInsurance(last, every, part, age, false)
	}
	return sum
}

// ownAccount is what a test makes of a person's months and events, by the law and the price of each start of provision.
type ownAccount struct {
	gross, net, tax, insurance, employers, benefit, sanctions, childcare, travel, provision money.Pence
}

// The exchequer identity, to the penny, of each person at each horizon: what the household and the exchequer have left and what providers of
// childcare, travel and provision were paid is the employers' output at labour cost,
//
//	household + exchequer + providers' costs = gross pay + employer's National Insurance
//
// or, of society, resources = output at labour cost less providers' costs. Net pay and benefit are added up from the months, tax from the law,
// provision from the events; the columns of outcomes must be those sums.
func TestAccounts_ResourcesAreOutputAndProvidersCosts(t *testing.T) {
	s := small()
	s.FollowUpWeeks, s.Horizons = 60, []int{26, 60}
	s.Parameters.DoubtUpheld, s.Parameters.MissFaceToFace = 1, 0.4
	s.People = families(s) // who pay for childcare
	w := newWorld(district(t, s))
	w.kind, w.record = everyoneFrequent, s.Keep
	own := map[int64]*ownAccount{}
	of := func(id int64) *ownAccount {
		if own[id] == nil {
			own[id] = &ownAccount{}
		}
		return own[id]
	}
	var weekly, under, served, cared, checked int
	for week := range w.weeks {
		months, events, outcomes := len(w.log.months), len(w.log.events), len(w.trial.outcomes)
		require.NoError(t, w.run(t.Context(), week, week+1))
		for _, row := range w.log.months[months:] {
			_, i := sim.SplitID(uint64(row.Claimant))
			due, payments := w.lawOn(t, i, row, w.People[i].PartnerGrossMonth)
			age := years(w.births[i].own, w.on(row.PeriodStart).date)
			a := of(row.Claimant)
			a.gross, a.net, a.tax, a.insurance = a.gross+row.Gross, a.net+row.Net, a.tax+due.Tax[0], a.insurance+due.NationalInsurance[0]
			a.employers += w.employersOn(i, row, payments, age)
			if row.OnUC {
				a.benefit, a.sanctions = a.benefit+row.Award-row.Sanction, a.sanctions+row.Sanction
			}
			hours := int16(row.HoursPerWeek*10 + 0.5)
			a.childcare += w.unit(i, row.PeriodStart, hours).ChildcareMonth
			if hours > 0 {
				a.travel += money.Pence(w.Parameters.Travel * 5200 / 12)
			}
			weekly += count([]bool{payments > 0})
			under += count([]bool{age < 21})
		}
		for _, e := range w.log.events[events:] {
			if e.kind == "provision_started" {
				of(int64(w.id(int(e.person)))).provision += money.Pence(100*w.Parameters.Courses[e.detail].Cost + 0.5)
				served++
			}
		}
		for _, o := range w.trial.outcomes[outcomes:] {
			a := of(o.Claimant)
			require.Equal(t, *a, ownAccount{gross: o.PayAssessed, net: o.PayAssessed - o.IncomeTax - o.NationalInsurance, tax: o.IncomeTax,
				insurance: o.NationalInsurance, employers: o.EmployerInsurance, benefit: o.AwardsSum, sanctions: o.SanctionsSum, childcare: o.Childcare,
				travel: o.Travel, provision: o.ProvisionCost}, "claimant %d at %d weeks", o.Claimant, o.HorizonWeeks)
			household := a.net + o.AwardsSum - o.Childcare - o.Travel
			exchequer := o.IncomeTax + o.NationalInsurance + o.EmployerInsurance - o.AwardsSum - o.ProvisionCost
			providers := o.Childcare + o.Travel + o.ProvisionCost
			require.Equal(t, o.PayAssessed+o.EmployerInsurance, household+exchequer+providers, "claimant %d at %d weeks", o.Claimant, o.HorizonWeeks)
			cared += count([]bool{o.Childcare > 0})
			checked++
		}
	}
	assert.Positive(t, weekly, "people paid by the week")
	assert.Positive(t, under, "people under 21, who cost no employer's insurance")
	assert.Positive(t, served, "starts of provision")
	assert.Positive(t, cared, "people who pay for childcare")
	assert.Greater(t, checked, 50)
}
