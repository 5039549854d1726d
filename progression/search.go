package progression

import (
	"inwork/progression/money"
	"inwork/progression/population"
	"inwork/sim"
)

func (w *World) applicationRate(i int) float64 {
	if !w.people.employed(i) {
		return 0
	}
	return w.Parameters.SearchInWork * w.searching(i)
}

func (w *World) idleApplicationRate(i int) float64 {
	if w.people.employed(i) {
		return 0
	}
	return w.Parameters.SearchOutOfWork * w.searching(i)
}

// searching is what effort, obligation and barriers make of a rate of applications.
func (w *World) searching(i int) float64 {
	p := &w.Parameters
	return w.multiplier(i, 1, true,
		gate{population.Skills, p.GateSkills}, gate{population.Health, p.GateHealth}, gate{population.MentalHealth, p.GateMentalHealth},
		gate{population.Confidence, p.GateConfidence}, gate{population.Motivation, p.GateMotivation},
		gate{population.English, p.GateEnglish}, gate{population.Digital, p.GateDigital}, gate{population.Debt, p.GateDebt})
}

// apply looks at up to four posts and applies for the first one open that the
// person would take: so an offer made is an offer accepted.
func (w *World) apply(i, week int) {
	id := w.id(i)
	for _, post := range w.market.probes(id, week) {
		t, open := w.vacancies.stands(w, i, post)
		if !open || !w.suits(i, int(post), t, week) {
			continue
		}
		w.vacancies.apply(w, application{int32(i), post, score(w.market.score.Bits(id, uint32(week)), w.fit(i)), t})
		w.note(i, "application", int64(post))
		return
	}
}

// fit is how well a person looks to an employer, 0 to 1: skills and qualifications.
func (w *World) fit(i int) float64 {
	p := &w.Parameters
	return w.people.past(i, gate{population.Skills, p.GateSkills}, gate{population.Qualifications, p.GateQualifications})
}

// suits says whether the person would take a post: she can get there, it can be
// combined with care for children or an adult, and it pays.
func (w *World) suits(i, post int, t advert, week int) bool {
	p := &w.Parameters
	x := w.market.accept.Bits(w.id(i), uint32(week))
	free := w.people.past(i, gate{population.Transport, p.GateTransport})
	if t.flexible >= w.flexibleShare(i, post) {
		free *= w.people.past(i, gate{population.Childcare, p.GateChildcare}, gate{population.Caring, p.GateCaring})
	}
	if float64(x&0xffff)*0x1p-16 >= free {
		return false
	}
	pay := hourly(w.floor(i, w.day(w.week)), t.premium)
	return w.takes(i, week, w.gain(i, t.tenths, pay), p.AcceptPremium)
}

// takes decides whether a gain in pounds of net income a week, over a premium, is
// taken: the chance is logistic in the gain.
func (w *World) takes(i, week int, gain, premium float64) bool {
	u := sim.Uniform(w.market.accept.Bits(w.id(i), uint32(week)) &^ 0xffff)
	odds := sim.Exp(min(max((gain-premium)/w.Parameters.AcceptScale, -30), 30))
	return u*(1+odds) < odds
}

// gain is what other hours and pay would add to the benefit unit's income after
// tax, National Insurance, Universal Credit, childcare and travel, in pounds a week.
func (w *World) gain(i int, hours int16, pay int32) float64 {
	q := &w.people
	before := w.disposable(i, q.job[i].hours, q.job[i].hourly)
	after := w.disposable(i, hours, pay)
	return float64(after-before) * 12 / 5200
}

// disposable is a month's income of the benefit unit at usual hours and pay, less
// childcare and travel to work.
func (w *World) disposable(i int, hours int16, pay int32) money.Pence {
	own := money.Pence(int64(weeklyPay(hours, pay, 1000)) * 52 / 12)
	a := w.entitled(i, hours).At([2]money.Pence{own, w.People[i].PartnerGrossMonth})
	income := a.Award + a.Net[0] + a.Net[1]
	if hours > 0 {
		income -= w.childcareCost(i, hours) + w.travelMonth()
	}
	return income
}
