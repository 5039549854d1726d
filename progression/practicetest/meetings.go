package practicetest

import (
	"fmt"
	"math"
	"strings"

	"inwork/progression"
	"inwork/progression/money"
	"inwork/progression/population"
)

// who is a claimant in a meeting.
type who struct {
	severity    [population.NBarriers]float64
	onProvision [population.NBarriers]bool
	hours       float64 // 0 out of work
	pay         money.Pence
	wants       bool
}

// meetings are all that a practice is tried in.
func meetings() []progression.Meeting {
	var all []progression.Meeting
	add := func(m progression.Meeting) {
		for k, p := range people() {
			m.Week = 52 + k
			m.Employed, m.HoursPerWeek, m.HourlyPay, m.WantsMoreHours = p.hours > 0, p.hours, p.pay, p.wants
			m.Severity, m.OnProvision = p.severity, p.onProvision
			all = append(all, m)
		}
	}
	for _, threshold := range []float64{0, 0.4, 1} {
		for _, minutes := range []int{0, 20, 1125} {
			add(progression.Meeting{Mandatory: true, Minutes: minutes, Threshold: threshold}) // a work search review
			for k := range 1 << 4 {
				arm := &progression.Arm{
					Slug: "arm", Share: 1, WeeksApart: 4, Minutes: 30, Practice: "mine",
					Mandatory: k&1 != 0, EmployerCalls: k&2 != 0, Specialist: k&4 != 0,
					Channel: progression.Channel(k % int(progression.NoContact)), // the one that has no meetings is left out
				}
				add(progression.Meeting{Arm: arm, First: k&8 != 0, Mandatory: arm.Mandatory, Channel: arm.Channel, Minutes: minutes, Threshold: threshold})
			}
		}
	}
	return all
}

// people differ in work and in barriers: none, all at their worst, each alone, and
// all just at a threshold; without help, and with all help under way.
func people() []who {
	var severities [][population.NBarriers]float64
	level := func(x float64) (s [population.NBarriers]float64) {
		for b := range s {
			s[b] = x
		}
		return s
	}
	severities = append(severities, level(0), level(1), level(0.4), level(math.Nextafter(0.4, 1)))
	for b := range population.NBarriers {
		alone := level(0)
		alone[b] = 0.7
		severities = append(severities, alone)
	}
	var all []who
	for _, s := range severities {
		for k := range 1 << 3 {
			p := who{severity: s, wants: k&4 != 0}
			if k&1 != 0 {
				p.hours, p.pay = 16, 720
			}
			for b := range p.onProvision {
				p.onProvision[b] = k&2 != 0
			}
			all = append(all, p)
		}
	}
	return append(all, who{severity: level(1), hours: 0.1, pay: 1}, who{hours: 40, pay: math.MaxInt32})
}

// inWords describes a meeting in a line.
func inWords(m *progression.Meeting) string {
	var b strings.Builder
	if m.Arm == nil {
		b.WriteString("a work search review")
	} else {
		fmt.Fprintf(&b, "a meeting %v of an arm with Mandatory %v, EmployerCalls %v, Specialist %v", m.Channel, m.Arm.Mandatory, m.Arm.EmployerCalls, m.Arm.Specialist)
		if m.First {
			b.WriteString(", the first")
		}
	}
	if m.Employed {
		fmt.Fprintf(&b, ", with somebody who works %v hours", m.HoursPerWeek)
	} else {
		b.WriteString(", with somebody out of work")
	}
	if m.WantsMoreHours {
		b.WriteString(" and wants more")
	}
	b.WriteString(", severities")
	for k, s := range m.Severity {
		fmt.Fprintf(&b, " %v %.3g", population.Barrier(k), s)
		if m.OnProvision[k] {
			b.WriteString(" (help under way)")
		}
	}
	fmt.Fprintf(&b, ", threshold %v, %d minutes left", m.Threshold, m.Minutes)
	return b.String()
}

func listed(actions []progression.Action) string {
	if len(actions) == 0 {
		return "nothing"
	}
	var words []string
	for _, a := range actions {
		words = append(words, a.String())
	}
	return strings.Join(words, ", ")
}
