package evaluation

import (
	"context"
	"math"

	"inwork/progression/rows"
)

// facts are what the tables say of Britain: of all randomised people when they were randomised, of the people of the control
// arm since then, and of the whole service. They are sums that do not grow with people.
type facts struct {
	study          *Study
	months, events bool // were kept
	persons        int64

	women, loneParents, limited, carers, english, content, partTimeSeeking ratio // of everybody when randomised

	intervals [2]tally // weeks between appointments in the frequent and moderate arm
	contacts  ratio    // in 52 weeks, of the minimal arm

	intoWork                                                      ratio
	jobless, changed, retained                                    ratio
	growth                                                        [2]tally // of hourly pay over 52 weeks in 0.001%, of stayers and of changers
	level                                                         [2]tally // hourly pay then, pence
	varying, persistent, varyingLow, rises, falls, fallsLowPounds ratio
	sanctioned, failedToAttend, perDay                            ratio

	ledger *ledger // of what happened, by arm
}

const (
	stayer = iota
	changer
)

func newFacts(s *Study) *facts {
	return &facts{study: s, intervals: [2]tally{{}, {}}, growth: [2]tally{{}, {}}, level: [2]tally{{}, {}}, ledger: newLedger(s)}
}

// readFacts reads all trials once.
func readFacts(ctx context.Context, s *Study) (*facts, error) {
	f := newFacts(s)
	var err error
	if f.months, err = s.kept(rows.Months.Name); err != nil {
		return nil, err
	}
	if f.events, err = s.kept(rows.Events.Name); err != nil {
		return nil, err
	}
	for replicate := range s.Replicates {
		for l, err := range lives(ctx, s, replicate, f.months, f.events) {
			if err != nil {
				return nil, err
			}
			if replicate == 0 {
				f.persons++
			}
			f.add(l)
			f.ledger.add(l)
		}
		if err := f.addService(ctx, replicate); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// add takes a person.
func (f *facts) add(l *life) {
	c := &l.who
	f.women.share(c.Female)
	f.loneParents.share(!c.Couple && c.Children > 0)
	f.limited.share(c.HealthBarrier > 0 || c.MentalHealthBarrier > 0)
	f.carers.share(c.CaringBarrier > 0)
	f.english.share(c.EnglishBarrier > 0)
	f.content.share(!c.WantsMoreHours)
	if c.HoursPerWeek < fullTime {
		f.partTimeSeeking.share(c.WantsMoreHours)
	}
	f.addSanctions(l)
	switch c.Assigned {
	case "frequent":
		f.addIntervals(l, f.intervals[0])
	case "moderate":
		f.addIntervals(l, f.intervals[1])
	case "minimal":
		if o := l.at(year); o != nil {
			f.contacts.add(float64(o.Contacts), 1)
		}
	}
	if c.Assigned == f.study.Control {
		f.addJobs(l)
		f.addPay(l)
		f.addIntoWork(l)
	}
}

const (
	year     = 52 // weeks
	fullTime = 30 // hours a week, as the law and most statistics have it
)

// addIntervals takes the weeks between a person's appointments in the year after randomisation, kept or missed, if all that she
// attended were the arm's: reviews of people who fall out of the band have an interval of their own.
func (f *facts) addIntervals(l *life, weeks tally) {
	o := l.at(year)
	if o == nil || o.Meetings != o.Contacts {
		return
	}
	last := l.who.Randomised - 1
	for i := range l.events {
		e := &l.events[i]
		if e.Kind != "meeting" && e.Kind != "missed" || e.Day >= l.who.Randomised+7*year {
			continue
		}
		if last >= l.who.Randomised {
			weeks[int(e.Day-last)/7]++
		}
		last = e.Day
	}
}

// addJobs takes what became of the job that a person was randomised in.
func (f *facts) addJobs(l *life) {
	if f.events {
		lost := false
		for i := range l.events {
			lost = lost || l.events[i].Kind == "job_ended"
		}
		f.jobless.share(lost)
	}
	o := l.at(year)
	if o == nil {
		return
	}
	f.retained.share(o.Employed && o.JobsStarted == 0)
	if !o.Employed || l.who.HourlyPay == 0 {
		return
	}
	f.changed.share(o.JobsStarted > 0)
	kind := stayer
	if o.JobsStarted > 0 {
		kind = changer
	}
	f.level[kind][int(o.HourlyPay)]++
	f.growth[kind][int(math.Round(100_000*(float64(o.HourlyPay)/float64(l.who.HourlyPay)-1)))]++
}

// addIntoWork takes the months that a person was out of work on Universal Credit and had to look for work, and those of them
// after which she was in work a month later.
func (f *facts) addIntoWork(l *life) {
	into, at := 0, 0
	for k := 1; k < len(l.months); k++ {
		if m := &l.months[k-1]; m.OnUC && m.HoursPerWeek == 0 && m.Regime == "intensive" {
			at++
			if l.months[k].HoursPerWeek > 0 {
				into++
			}
		}
	}
	f.intoWork.add(float64(into), float64(at))
}

// addSanctions takes the months in which a person's payment could be sanctioned, as the statistics have it: those on Universal
// Credit who have to search or prepare for work.
func (f *facts) addSanctions(l *life) {
	reduced, at := 0, 0
	for i := range l.months {
		m := &l.months[i]
		if m.OnUC && (m.Regime == "intensive" || m.Regime == "preparing" || m.Regime == "planning") {
			at++
			if m.Sanction > 0 {
				reduced++
			}
		}
	}
	f.sanctioned.add(float64(reduced), float64(at))
	missed, sanctions := 0, 0
	for i := range l.events {
		if l.events[i].Kind != "sanction" {
			continue
		}
		sanctions++
		for k := i - 1; k >= 0 && l.events[k].Day == l.events[i].Day; k-- {
			if l.events[k].Kind == "missed" {
				missed++
				break
			}
		}
	}
	f.failedToAttend.add(float64(missed), float64(sanctions))
}

// Pay that varies, as bank accounts show it: take-home pay of people who kept their job for 13 months, which are 12 changes from
// one month to the next. Pay is volatile if a notable change was downward (Resolution Foundation, Irregular Payments, 2018: its
// headlines).
const (
	paidMonths     = 13
	notable        = 0.05 // the least change that counts as notable
	persistently   = 6    // notable changes of 12
	lowFrom, lowTo = 8_000_00, 12_000_00
	lowPaid        = 10_000_00
)

// steady says whether a person kept the job that she was randomised in for the months that changes of pay are counted in.
func (l *life) steady() bool {
	if len(l.months) < paidMonths {
		return false
	}
	end := l.months[paidMonths-1].PeriodStart.AddMonths(1)
	for i := range l.events {
		if e := &l.events[i]; e.Day < end && (e.Kind == "job_ended" || e.Kind == "job_changed" || e.Kind == "job_started") {
			return false
		}
	}
	return true
}

func (f *facts) addPay(l *life) {
	if !f.events || !l.steady() {
		return
	}
	months := l.months[:paidMonths]
	var yearly int64
	for i := range months {
		if months[i].HoursPerWeek == 0 || months[i].Net <= 0 {
			return
		}
		if i > 0 {
			yearly += int64(months[i].Net)
		}
	}
	var rises, falls, pounds, risen, fallen float64
	for k := 1; k < paidMonths; k++ {
		before, now := &months[k-1], &months[k]
		change := float64(now.Net)/float64(before.Net) - 1
		switch {
		case change >= notable:
			rises, risen = rises+1, risen+change
		case change <= -notable:
			falls, fallen = falls+1, fallen+change
			pounds += float64(before.Net-now.Net) / pencePerPound
		}
	}
	f.varying.share(falls > 0)
	f.persistent.share(falls > 0 && rises+falls >= persistently)
	f.rises.add(risen, rises)
	f.falls.add(fallen, falls)
	if lowFrom <= yearly && yearly < lowTo {
		f.varyingLow.share(falls > 0)
	}
	if yearly < lowPaid {
		f.fallsLowPounds.add(pounds, falls)
	}
}

// addService takes coaches' weeks from the start of recruitment: appointments over days at work, five a week.
func (f *facts) addService(ctx context.Context, replicate int) error {
	if here, err := f.study.kept(rows.CoachWeeks.Name); err != nil || !here {
		return err
	}
	for batch, err := range readTrial[rows.CoachWeek](ctx, f.study, rows.CoachWeeks.Name, replicate,
		"week", "contracted_minutes", "absent_minutes", "appointments") {
		if err != nil {
			return err
		}
		for i := range batch {
			c := &batch[i]
			if c.Week >= f.study.Start && c.Contracted > 0 {
				f.perDay.add(float64(c.Appointments), 5*(1-float64(c.Absent)/float64(c.Contracted)))
			}
		}
	}
	return nil
}
