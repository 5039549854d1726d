package progression

import (
	"inwork/progression/money"
	"inwork/progression/rows"
	"inwork/progression/uc"
	"inwork/sim"
)

// endPeriods closes the assessment periods that end this week: pay, tax, award,
// regime, the row of the month; then the next period's hours are drawn and wage
// floors act.
func (w *World) endPeriods() {
	q := &w.people
	for i := range q.periodEnd.Due(w.week) {
		w.endPeriod(i)
		start := w.on(q.period[i].start).next
		q.period[i].start, q.period[i].week = start, int16(w.week+1)
		q.period[i].ended++
		q.periodEnd.Set(i, w.lastWeek(start))
		w.causes.expect(i, w.week+1, w.lastWeek(start)+1-fourWeeks)
		q.job[i].shock = w.Parameters.shock(q.shocks.Bits(w.id(i), uint32(q.period[i].ended)), q.job[i].pattern)
		w.repay(i, w.week+1, byVolatility)
		if q.employed(i) {
			q.job[i].hourly = max(q.job[i].hourly, int32(w.floor(i, start)))
		}
		w.repay(i, w.week+1, byFloor)
		q.period[i].gross, q.period[i].paid, q.pay[i].payments = q.pay[i].gross, q.pay[i].paid, 0
	}
}

// endPeriod assesses one person, from the first period that starts after the claim.
func (w *World) endPeriod(i int) {
	q := &w.people
	q.settle(i, w.week+1)
	gross, payments := w.received(i)
	if c := q.claim[i].week; c > 0 && q.period[i].start < w.day(int(c)) {
		return
	}
	award, unit := w.assess(i, gross, payments)
	w.claim(i, award.Award > 0)
	if q.claim[i].onUC || w.inFollowUp(i) { // nobody asks for the regime of the others
		q.claim[i].regime = w.on(q.period[i].start).rules.Regime(unit, uc.Employees(award.Gross))[0]
	}
	if w.trial.follows(i, w.week) {
		w.inBand(i)
	}
	var sanction money.Pence
	if q.claim[i].onUC && w.conduct.pending[i] > 0 {
		sanction = w.conduct.reduce(i, award.Award, w.on(q.period[i].start).rules.DailySanction(unit)[0])
	}
	q.claim[i].income = int64(award.Net[0] + award.Net[1])
	if q.claim[i].onUC {
		q.claim[i].income += int64(award.Award - sanction)
	}
	if w.trial.follows(i, w.week) {
		w.book(i, gross, sanction, payments, &award, unit)
	}
	w.trial.periodEnded(w, i, gross, award.Award-sanction)
	if w.record.Months && w.inFollowUp(i) {
		w.log.months = append(w.log.months, w.monthRow(i, gross, sanction, &award))
	}
	if q.claim[i].onUC {
		w.resume(i)
	}
}

// assess applies the rules of the period to its pay, in the person's benefit unit.
func (w *World) assess(i int, gross money.Pence, payments int) (uc.Award, *uc.Unit) {
	q, rules, unit := &w.people, w.on(w.people.period[i].start).rules, &w.scratch.unit
	at := func() uc.Award { return q.entitlement[i].At([2]money.Pence{gross, w.People[i].PartnerGrossMonth}) }
	if payments > 0 {
		slips := w.slips(i, gross, payments)
		at = func() uc.Award { return q.entitlement[i].Paid(slips) }
	}
	*unit = w.unit(i, q.period[i].start, q.job[i].hours)
	q.claim[i].assessedHours, q.claim[i].assessed = q.job[i].hours, true
	q.entitlement[i] = rules.Entitlement(unit)
	award := at()
	if q.claim[i].grace.Next(award.Net[0]+award.Net[1], rules.CapEarningsThreshold()) && award.CapReduction > 0 {
		unit.CapGrace = true
		q.entitlement[i] = rules.Entitlement(unit)
		award = at()
	}
	return award, unit
}

func (w *World) monthRow(i int, gross, sanction money.Pence, award *uc.Award) rows.Month {
	q := &w.people
	return rows.Month{
		District: int32(w.District.District), Claimant: int64(w.id(i)), PeriodStart: q.period[i].start, Arm: w.arm(i).Slug,
		Gross: gross, Net: award.Net[0], Award: award.Award, Sanction: sanction,
		HoursPerWeek: float64(q.job[i].hours) / 10, HourlyPay: money.Pence(q.job[i].hourly), OnUC: q.claim[i].onUC, Regime: q.claim[i].regime.String(),
		MarginalRate: w.marginalRate(i, award),
	}
}

// marginalRate is what a further 10 pounds of pay would lose, of the person and the award together, if all pay were by the month.
func (w *World) marginalRate(i int, award *uc.Award) float64 {
	const more = 10 * money.Pound
	before, e := award, &w.people.entitlement[i]
	if w.people.job[i].rhythm != 0 {
		month := e.At(award.Gross)
		before = &month
	}
	after := e.At([2]money.Pence{award.Gross[0] + more, award.Gross[1]})
	kept := after.Net[0] + after.Award - before.Net[0] - before.Award
	return float64(more-kept) / float64(more)
}

// monthGross is a month's pay: the period's weeks, four or five of them (fewer in
// the first one of a world), scaled to a twelfth of 52.
func (w *World) monthGross(i int) money.Pence {
	q := &w.people
	weeks := int64(w.week) + 1 - int64(q.period[i].week)
	return money.Ratio{Num: 52, Den: 12 * weeks}.Of(money.Pence(q.pay[i].gross - q.period[i].gross))
}

// claim moves the person on or off Universal Credit: nil awards end a claim, and
// people who would get an award again claim it with some delay.
func (w *World) claim(i int, entitled bool) {
	q := &w.people
	on := entitled
	if !q.claim[i].onUC && q.claim[i].known {
		on = entitled && q.reclaim.Uniform(w.id(i), uint32(q.period[i].ended)) < w.Parameters.Reclaim
	}
	switch {
	case q.claim[i].onUC && !on:
		w.note(i, "left_uc", 0)
	case !q.claim[i].onUC && on:
		w.note(i, "claimed_uc", 0)
	}
	q.claim[i].onUC, q.claim[i].known = on, true
}

// unit is the benefit unit in the period from start, if the person worked these hours.
func (w *World) unit(i int, start sim.Day, hours int16) uc.Unit {
	p, b, on := &w.People[i], &w.births[i], w.on(start).date
	u := uc.Unit{
		PeriodStart: start, Scotland: w.Scotland, GreaterLondon: w.GreaterLondon, Adults: 1,
		Age: [2]int{years(b.own, on)}, Working: [2]bool{hours > 0, p.PartnerGrossMonth > 0},
		Tenure: p.Tenure, RentMonth: p.RentMonth, // eligible: what the local housing allowance meets
		Capital: p.Savings,
	}
	if p.Couple {
		u.Adults, u.Age[1] = 2, years(b.partner, on)
	}
	u.Children = b.children[b.grown(start):]
	if len(u.Children) > 0 {
		u.ChildBenefit = true
		u.LeadCarer = p.LeadCarer()
		u.ChildcareMonth = w.childcareCost(i, hours)
		u.ChildrenInCare = min(p.ChildrenInCare, len(u.Children))
	}
	return u
}

// childcareCost is what formal childcare costs a month at these hours: it grows
// with them from the cost given for the person's first job.
func (w *World) childcareCost(i int, hours int16) money.Pence {
	cost := w.People[i].ChildcareMonth
	if cost == 0 || hours == 0 || w.people.claim[i].firstHours == 0 || !w.youngChild(i) {
		return 0
	}
	return money.Ratio{Num: int64(hours), Den: int64(w.people.claim[i].firstHours)}.Of(cost)
}

// entitled is the entitlement at other hours than the present ones.
func (w *World) entitled(i int, hours int16) *uc.Entitlement {
	q := &w.people
	if q.claim[i].assessed && (w.People[i].ChildcareMonth == 0 || hours == q.claim[i].assessedHours) {
		return &q.entitlement[i]
	}
	unit := w.unit(i, q.period[i].start, hours)
	w.scratch.entitlement = w.on(q.period[i].start).rules.Entitlement(&unit)
	return &w.scratch.entitlement
}
