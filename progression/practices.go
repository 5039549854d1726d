package progression

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"

	"inwork/progression/population"
)

// Practice is what a coach does in a meeting: it reads the meeting and calls its
// actions. It must be a pure function of the meeting and leave its fields as they
// are; package practicetest holds one to that.
type Practice func(*Meeting)

// Practices are a program's own practices by name, beside those built in. Arms
// name them all alike.
//
// The name of a practice is part of what a study is, the code behind it cannot be:
// a program that changes the code gives it another name, as in mine-v2, or a study
// that goes on would mix the two.
type Practices map[string]Practice

// builtIn are the practices that every program has, in the order of their names.
var builtIn = []struct {
	name string
	do   Practice
}{
	{"call", callPractice},
	{"employer", employerPractice},
	{"progression", progressionPractice},
	{"review", reviewPractice},
	{"specialist", specialistPractice},
}

// Names lists the names that Arm.Practice may take: those built in, then the
// program's own, each in the order of letters. The zero value has those built in.
func (p Practices) Names() []string {
	var names []string
	for _, b := range builtIn {
		names = append(names, b.name)
	}
	return append(names, slices.Sorted(maps.Keys(p))...)
}

// Named returns the practice of a name, own or built in, and whether there is one.
func (p Practices) Named(name string) (Practice, bool) {
	for _, b := range builtIn {
		if b.name == name {
			return b.do, true
		}
	}
	do, ok := p[name]
	return do, ok
}

var practiceForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`)

// Check refuses names that no scenario could write, those of practices built in,
// and names with nothing behind them; each is named.
func (p Practices) Check() error {
	var problems []error
	for _, name := range slices.Sorted(maps.Keys(p)) {
		refuse := func(found, expected string) {
			problems = append(problems, fmt.Errorf("practice %q: found %s, expected %s", name, found, expected))
		}
		switch {
		case slices.Contains(Practices{}.Names(), name):
			refuse("the name of one built in", "another name")
		case !practiceForm.MatchString(name):
			refuse("a name that a scenario cannot write", "lower-case letters, digits, hyphens and underscores, at most 40")
		case p[name] == nil:
			refuse("nil", "a function")
		}
	}
	return errors.Join(problems...)
}

// progressionPractice is in-work support as the 2015-18 trial describes it: agree
// steps towards more hours or better pay, find what stands in the way and
// signpost to help with it.
func progressionPractice(m *Meeting) {
	m.Coach()
	if m.Mandatory {
		m.Oblige()
	}
	if b, severity := m.Worst(); severity > m.Threshold && !m.OnProvision[b] {
		m.Refer(b)
	}
	signpostChildcare(m)
	if callsEmployers(m) {
		m.CallEmployer()
	}
}

// callPractice is a short exchange, by telephone, in the journal or in a group:
// encouragement, and where to look for childcare.
func callPractice(m *Meeting) {
	m.Coach()
	signpostChildcare(m)
}

// reviewPractice is a work search review: steps agreed and checked.
func reviewPractice(m *Meeting) {
	m.Coach()
	if m.Mandatory {
		m.Oblige()
	}
}

// employerPractice leads through the employer: a conversation of three about hours
// and pay at the first meeting and calls after it, and an adjusted job where health,
// of body or mind, is in the way.
func employerPractice(m *Meeting) {
	m.Coach()
	if m.Mandatory {
		m.Oblige()
	}
	if !callsEmployers(m) {
		return
	}
	if m.First {
		m.MeetEmployer()
	} else {
		m.CallEmployer()
	}
	if m.Health() > m.Threshold {
		m.AdjustJob()
	}
}

// specialistPractice is for lone parents, carers and disabled people: the barriers that are
// heavy enough get help of their own, the heaviest first, and where childcare, care for an adult or
// health (of body or mind) is, nothing is asked that the award depends on.
func specialistPractice(m *Meeting) {
	m.Coach()
	if max(m.Severity[population.Childcare], m.Severity[population.Caring], m.Health()) > m.Threshold {
		m.Ease()
	} else if m.Mandatory {
		m.Oblige()
	}
	referHeaviest(m, specialistReferrals)
	signpostChildcare(m)
	if callsEmployers(m) && m.Health() > m.Threshold {
		m.AdjustJob()
	}
}

// specialistReferrals is how many kinds of help a specialist starts in one meeting:
// what is left of the buffer of actions, less those around it.
const specialistReferrals = maxActions - 4

// referHeaviest starts help against the heaviest barriers above the threshold that
// nothing is under way against, a number of them at most.
func referHeaviest(m *Meeting, number int) {
	open := m.Severity
	for b := range open {
		if m.OnProvision[b] {
			open[b] = 0
		}
	}
	for range number {
		heaviest := 0
		for b := range open {
			if open[b] > open[heaviest] {
				heaviest = b
			}
		}
		if open[heaviest] <= m.Threshold {
			return
		}
		m.Refer(population.Barrier(heaviest))
		open[heaviest] = 0
	}
}

// signpostChildcare points to childcare where that is in the way.
func signpostChildcare(m *Meeting) {
	if m.Severity[population.Childcare] > m.Threshold {
		m.Signpost()
	}
}

// callsEmployers says whether the claimant has an employer whom the arm lets the coach ring.
func callsEmployers(m *Meeting) bool { return m.Employed && m.Arm != nil && m.Arm.EmployerCalls }
