package progression

import (
	"cmp"
	"slices"

	"inwork/progression/money"
	"inwork/progression/population"
	"inwork/progression/rows"
	"inwork/progression/uc"
	"inwork/sim"
)

// participation is who takes part in the trial since when, and what is counted
// of it from then on.
type participation struct {
	week        []int16 // of randomisation; -1 not randomised
	eligible    []enrolment
	next        int // first of the district's enrolments that is still to come
	priority    sim.Draws
	contacts    []int16 // appointments kept in the arm
	lastContact []int16
	meetings    []int16
	missed      []int16
	sanctions   []int16
	jobs        []int16
	awards      []int64 // paid since randomisation, pence
	courses     []int64 // cost of provision started since randomisation, pence
	dose        dose
	progress    progress
	accounts    []account

	grossAtStart []int64 // gross pay before the first week of follow-up
	grossBefore  []int64 // gross pay before the outcome window that is open
	outcomes     []rows.Outcome
	claimants    []rows.Claimant
}

func newParticipation(d *District) participation {
	n := len(d.People)
	p := participation{
		week: make([]int16, n), priority: d.luck(useEnrol),
		contacts: make([]int16, n), lastContact: make([]int16, n), meetings: make([]int16, n), missed: make([]int16, n),
		sanctions: make([]int16, n), jobs: make([]int16, n), awards: make([]int64, n), courses: make([]int64, n),
		grossAtStart: make([]int64, n), grossBefore: make([]int64, n),
		dose: newDose(n), progress: newProgress(n), accounts: make([]account, n),
	}
	for i := range p.week {
		p.week[i] = -1
	}
	return p
}

// expect makes room for the outcomes of everybody who is or may be randomised: they are the most of what a world leaves behind.
func (t *participation) expect(d *District) {
	t.outcomes = make([]rows.Outcome, 0, d.mostRandomised()*len(d.Horizons))
}

// mostRandomised is how many people are randomised, or may be as long as that is not decided.
func (d *District) mostRandomised() int {
	if d.decided {
		return len(d.enrolled)
	}
	return d.Participants
}

// clone copies the columns.
func (t participation) clone() participation {
	t.eligible, t.outcomes, t.claimants = nil, nil, nil
	t.week = slices.Clone(t.week)
	t.contacts = slices.Clone(t.contacts)
	t.lastContact = slices.Clone(t.lastContact)
	t.meetings = slices.Clone(t.meetings)
	t.missed = slices.Clone(t.missed)
	t.sanctions = slices.Clone(t.sanctions)
	t.jobs = slices.Clone(t.jobs)
	t.awards = slices.Clone(t.awards)
	t.courses = slices.Clone(t.courses)
	t.grossAtStart = slices.Clone(t.grossAtStart)
	t.grossBefore = slices.Clone(t.grossBefore)
	t.dose = t.dose.clone()
	t.progress = t.progress.clone()
	t.accounts = slices.Clone(t.accounts)
	return t
}

// follows says whether the person is in follow-up: from the week after randomisation.
func (t *participation) follows(i, week int) bool { return t.week[i] >= 0 && week > int(t.week[i]) }

// inFollowUp says whether this week is one of the weeks for which the person is followed.
func (w *World) inFollowUp(i int) bool {
	return w.trial.follows(i, w.week) && w.week-int(w.trial.week[i]) <= w.FollowUpWeeks
}

// started counts a job started since randomisation.
func (t *participation) started(i int) {
	if t.week[i] >= 0 {
		t.jobs[i]++
	}
}

// periodEnded counts an award paid since randomisation, and notes who has become
// eligible: in work, on Universal Credit, in the light touch band, at an office
// that recruits.
func (t *participation) periodEnded(w *World, i int, gross, paid money.Pence) {
	onUC := w.people.claim[i].onUC
	if onUC && t.follows(i, w.week) {
		t.awards[i] += int64(paid)
	}
	band := onUC && w.people.employed(i) && w.people.claim[i].regime == uc.LightTouch
	if w.decided || !band || t.week[i] >= 0 || !w.recruiting(w.office(int(w.coach[i]))) {
		return
	}
	t.eligible = append(t.eligible, enrolment{int32(i), int32(w.week), int32(gross)})
}

// recruiting says whether an office recruits this week: while recruitment lasts
// or, when the stock is recruited, in the first weeks after it opens.
func (w *World) recruiting(office int) bool {
	week := w.week - w.BurnInWeeks
	opens := w.opens(office)
	return week >= opens && week < w.RecruitWeeks && (!w.Stock || week < opens+stockWeeks)
}

// stockWeeks hold an assessment period of everybody.
const stockWeeks = 5

// enrol randomises who has become eligible this week, as long as there are
// places; when they run short, keyed priorities decide. In the worlds after the
// first the same people are enrolled in the same week.
func (w *World) enrol() {
	t := &w.trial
	if !w.decided {
		slices.SortFunc(t.eligible, func(a, b enrolment) int {
			return cmp.Or(cmp.Compare(t.priority.Bits(w.id(int(a.person)), uint32(w.week)), t.priority.Bits(w.id(int(b.person)), uint32(w.week))), cmp.Compare(a.person, b.person))
		})
		places := w.Participants - len(w.enrolled)
		w.enrolled = append(w.enrolled, t.eligible[:min(places, len(t.eligible))]...)
		t.eligible = t.eligible[:0]
	}
	for ; t.next < len(w.enrolled) && int(w.enrolled[t.next].week) == w.week; t.next++ {
		e := w.enrolled[t.next]
		w.path.enrolled(w, int(e.person))
		if w.alone {
			w.comeIn(int(e.person))
		}
		w.randomise(e)
	}
}

// randomise starts a person's follow-up, on the first day of the week that follows,
// and plans the first appointment.
func (w *World) randomise(e enrolment) {
	t, q, i := &w.trial, &w.people, int(e.person)
	w.month().Randomised++
	t.week[i] = int16(w.week)
	q.settle(i, w.week+1)
	t.grossAtStart[i] = q.pay[i].gross
	w.inBand(i)
	t.progress.begin(q, i)
	w.causes.randomised(i, w.week+1, q.pay[i].weekly)
	if w.diary.due[i] < 0 && !w.diary.waiting[i] {
		w.diary.plan(i, w.week+1)
	}
	if w.record.Events {
		w.log.events = append(w.log.events, eventRow{int32(i), int32(w.week + 1), "randomised", 0})
	}
	t.claimants = append(t.claimants, w.baseline(i, e))
}

// baseline is the person on the day of randomisation.
func (w *World) baseline(i int, e enrolment) rows.Claimant {
	p, q, on := &w.People[i], &w.people, w.day(w.week+1)
	b, date := &w.births[i], w.on(on).date
	children := p.Children[b.grown(on):]
	r := rows.Claimant{
		District: int32(w.District.District), Claimant: int64(w.id(i)),
		Arm: w.arm(i).Slug, Assigned: w.Arms[w.Assigned[i]].Slug, Randomised: on,
		Coach: int32(w.coach[i]), Office: w.officeNumber(int(w.coach[i])),
		AgeYears: int32(years(b.own, date)), Female: p.Female, Couple: p.Couple, Children: int32(len(children)),
		Tenure: p.Tenure.String(), RentMonth: p.RentMonth, PartnerGross: p.PartnerGrossMonth,
		Qualification: p.Qualification.String(), Sector: w.posts.sector[q.job[i].employer].String(),
		HoursPerWeek: float64(q.job[i].hours) / 10, HourlyPay: money.Pence(q.job[i].hourly), QualifyingGross: money.Pence(e.gross),
		WeeksOnUC: int32(w.week + 1 + p.ClaimWeeksBefore), WantsMoreHours: p.WantsMoreHours,
	}
	w.barrierColumns(i, &r)
	if n := len(children); n > 0 {
		youngest := int32(years(dateOf(children[n-1]), date))
		r.YoungestYears = &youngest
	}
	return r
}

// barrierColumns fills in what stands in a person's way.
func (w *World) barrierColumns(i int, r *rows.Claimant) {
	for b, column := range [population.NBarriers]*float64{
		population.Childcare: &r.ChildcareBarrier, population.Skills: &r.SkillsBarrier,
		population.Health: &r.HealthBarrier, population.Confidence: &r.ConfidenceBarrier,
		population.Qualifications: &r.QualificationsBarrier, population.Motivation: &r.MotivationBarrier,
		population.MentalHealth: &r.MentalHealthBarrier, population.Transport: &r.TransportBarrier,
		population.Caring: &r.CaringBarrier, population.English: &r.EnglishBarrier,
		population.Digital: &r.DigitalBarrier, population.Debt: &r.DebtBarrier,
	} {
		*column = w.people.barrier(population.Barrier(b), i)
	}
}
