package progression

import (
	"fmt"
	"slices"

	"inwork/progression/population"
)

// Practice is what a coach does in a meeting: it reads the meeting and calls its
// actions. It must be a pure function of the meeting.
type Practice func(*Meeting)

// practices are the built-in ones, by name.
var practices = []struct {
	name string
	do   Practice
}{
	{"call", callPractice},
	{"progression", progressionPractice},
	{"review", reviewPractice},
}

// Practices lists the names that Arm.Practice may take.
func Practices() []string {
	var names []string
	for _, p := range practices {
		names = append(names, p.name)
	}
	return names
}

func practiceNamed(name string) Practice {
	k := slices.IndexFunc(practices, func(p struct {
		name string
		do   Practice
	}) bool {
		return p.name == name
	})
	if k < 0 {
		panic(fmt.Sprintf("progression: no practice %q", name))
	}
	return practices[k].do
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
	if m.Severity[population.Childcare] > m.Threshold {
		m.Signpost()
	}
	if m.Arm != nil && m.Arm.EmployerCalls {
		m.CallEmployer()
	}
}

// callPractice is a short conversation: encouragement, and where to look for childcare.
func callPractice(m *Meeting) {
	m.Coach()
	if m.Severity[population.Childcare] > m.Threshold {
		m.Signpost()
	}
}

// reviewPractice is a work search review: steps agreed and checked.
func reviewPractice(m *Meeting) {
	m.Coach()
	m.Oblige()
}
