package evaluation

import (
	"math"
	"slices"

	"inwork/progression/rows"
	"inwork/sim"
)

// LedgerLine is how often something happened to the people of each arm between randomisation and the main horizon, over the trials of all
// replicates: the steps through which an arm works, from contact to pay, counted from the events.
type LedgerLine struct {
	Step  string       // part of the way that it belongs to
	Kind  string       // of event
	Label string       // as people read it
	Arms  []LedgerCell // in the order of Study.Arms
}

// LedgerCell is of an arm: events a person, with the standard error of that mean.
type LedgerCell struct {
	Persons        int64
	Mean, StdError float64 // NaN without people, or with one
}

// Against is what an arm has more than control, and the standard error of that difference.
func (l *LedgerLine) Against(arm, control int) (difference, stdError float64) {
	a, c := l.Arms[arm], l.Arms[control]
	return a.Mean - c.Mean, math.Hypot(a.StdError, c.StdError)
}

// ledgerLines are in the order in which one leads to another. Kinds that no arm aims at, as health episodes, are left away.
var ledgerLines = []struct{ step, kind, label string }{
	{"Contact", "meeting", "Appointments kept, all kinds"}, {"Contact", "missed", "Appointments missed"},
	{"Support", "referral", "Referrals to provision"}, {"Support", "provision_started", "Provision started"},
	{"Support", "provision_completed", "Provision completed"}, {"Support", "provision_dropped", "Provision dropped"},
	{"Support", "signpost", "Signposts to childcare"}, {"Support", "employer_call", "Calls to the employer"},
	{"Support", "three_way", "Three-way conversations"}, {"Support", "adjustment", "Adjustments by the employer"},
	{"Conditionality", "eased", "Requirements eased"}, {"Conditionality", "sanction", "Sanctions"},
	{"Search", "application", "Applications to posts"},
	{"Job", "more_hours", "More hours in the job"}, {"Job", "hours_refused", "More hours refused by the employer"}, {"Job", "fewer_hours", "Fewer hours in the job"},
	{"Job", "rise", "Rises in the job"}, {"Job", "job_changed", "Changes to another job"}, {"Job", "job_ended", "Jobs ended"}, {"Job", "job_started", "Jobs started, out of none"},
	{"Universal Credit", "left_uc", "Left Universal Credit"}, {"Universal Credit", "claimed_uc", "Claimed it again"},
}

// ledger counts while lives are read.
type ledger struct {
	study        *Study
	persons      []int64
	sums, square [][]int64 // by line and arm
	counts       []int64   // of the person at hand, by line
}

func newLedger(s *Study) *ledger {
	l := &ledger{study: s, persons: make([]int64, len(s.Arms)), counts: make([]int64, len(ledgerLines))}
	for range ledgerLines {
		l.sums, l.square = append(l.sums, make([]int64, len(s.Arms))), append(l.square, make([]int64, len(s.Arms)))
	}
	return l
}

// add takes a person's events up to the main horizon.
func (g *ledger) add(l *life) {
	arm := g.study.arm(l.who.Assigned)
	if arm < 0 {
		return // readBalance refuses it
	}
	g.persons[arm]++
	clear(g.counts)
	end := l.who.Randomised + sim.Day(7*g.study.MainHorizon())
	for i := range l.events {
		if e := &l.events[i]; e.Day < end {
			g.count(e)
		}
	}
	for k, n := range g.counts {
		g.sums[k][arm] += n
		g.square[k][arm] += n * n
	}
}

func (g *ledger) count(e *rows.Event) {
	if k := slices.IndexFunc(ledgerLines, func(l struct{ step, kind, label string }) bool { return l.kind == e.Kind }); k >= 0 {
		g.counts[k]++
	}
}

// lines are those of which anything happened.
func (g *ledger) lines() (list []LedgerLine) {
	for k, of := range ledgerLines {
		line, happened := LedgerLine{Step: of.step, Kind: of.kind, Label: of.label}, int64(0)
		for a, n := range g.persons {
			mean := float64(g.sums[k][a]) / float64(n)
			variance := (float64(g.square[k][a]) - mean*float64(g.sums[k][a])) / float64(n-1)
			line.Arms = append(line.Arms, LedgerCell{Persons: n, Mean: mean, StdError: math.Sqrt(variance / float64(n))})
			happened += g.sums[k][a]
		}
		if happened > 0 {
			list = append(list, line)
		}
	}
	return list
}
