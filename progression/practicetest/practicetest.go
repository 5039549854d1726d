package practicetest

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"inwork/progression"
	"inwork/progression/population"
)

// Run fails t, once for each promise that the practice breaks:
//
//   - it panics in no meeting, and does at most the eight things that one can lead to;
//   - it is pure: the same meeting leads to the same actions, whatever meetings came
//     before and whoever holds others at the same time. The race detector sees more;
//   - it changes nothing of the meeting and its arm;
//   - what it does is allowed: nobody out of work and no arm without EmployerCalls
//     has contact with an employer, nobody is obliged where attendance is not
//     mandatory, and help is against a barrier that there is;
//   - it looks at none of the arm's names, share and practice: arms that are renamed
//     stay what they are;
//   - it allocates nothing.
//
// Run counts allocations, which is not possible while parallel tests run.
func Run(t testing.TB, do progression.Practice) {
	t.Helper()
	if do == nil {
		t.Errorf("practice: found nil, expected a function")
		return
	}
	s := suite{do: do, meetings: meetings()}
	if problem := s.everyMeeting(); problem != "" {
		t.Errorf("panic: %s", problem)
		return // which every further check would meet again
	}
	if problem := s.pure(); problem != "" {
		t.Errorf("pure: %s", problem)
		return // what it does has no meaning, and holding meetings at once might end the program
	}
	for _, check := range []struct {
		promise string
		of      func() string
	}{
		{"concurrent", s.concurrent},
		{"bounded", s.bounded},
		{"unchanged", s.unchanged},
		{"allowed", s.allowed},
		{"nameless", s.nameless},
		{"allocation", s.allocation},
	} {
		if problem := check.of(); problem != "" {
			t.Errorf("%s: %s", check.promise, problem)
		}
	}
}

// suite is a practice and the meetings in which it is tried.
type suite struct {
	do       progression.Practice
	meetings []progression.Meeting
	actions  [][]progression.Action // of each meeting, the first time
}

// held is a meeting of its own, and its arm too, after the practice.
func (s *suite) held(m progression.Meeting) *progression.Meeting {
	if m.Arm != nil {
		arm := *m.Arm
		m.Arm = &arm
	}
	s.do(&m)
	return &m
}

// everyMeeting holds each meeting once and says in which the practice panics.
func (s *suite) everyMeeting() string {
	for _, m := range s.meetings {
		var actions []progression.Action
		cause := func() (cause any) {
			defer func() { cause = recover() }()
			actions = slices.Clone(s.held(m).Actions())
			return nil
		}()
		if cause != nil {
			return fmt.Sprintf("%v, in %s", cause, inWords(&m))
		}
		s.actions = append(s.actions, actions)
	}
	return ""
}

// pure holds all meetings again, from the last to the first and twice each.
func (s *suite) pure() string {
	for k := len(s.meetings) - 1; k >= 0; k-- {
		for range 2 {
			if problem := s.differs(k); problem != "" {
				return problem
			}
		}
	}
	return ""
}

// differs says how a meeting's actions are not those of the first time.
func (s *suite) differs(k int) string {
	if again := s.held(s.meetings[k]).Actions(); !slices.Equal(again, s.actions[k]) {
		return fmt.Sprintf("found %s and before %s, expected the same whenever the meeting is the same, in %s",
			listed(again), listed(s.actions[k]), inWords(&s.meetings[k]))
	}
	return ""
}

// concurrent holds all meetings several times at once, each time from another one on.
func (s *suite) concurrent() string {
	problems := make([]string, 4)
	var all sync.WaitGroup
	for g := range problems {
		all.Go(func() {
			defer func() {
				if cause := recover(); cause != nil {
					problems[g] = fmt.Sprintf("%v, while other meetings were held at the same time", cause)
				}
			}()
			for k := range s.meetings {
				if problems[g] = s.differs((k + g*len(s.meetings)/4) % len(s.meetings)); problems[g] != "" {
					return
				}
			}
		})
	}
	all.Wait()
	return first(problems)
}

func first(problems []string) string {
	for _, p := range problems {
		if p != "" {
			return p
		}
	}
	return ""
}

// each returns the first problem that a look at a meeting after the practice finds.
func (s *suite) each(look func(before, after *progression.Meeting) string) string {
	for k := range s.meetings {
		before := s.meetings[k]
		if problem := look(&before, s.held(before)); problem != "" {
			return problem + ", in " + inWords(&before)
		}
	}
	return ""
}

func (s *suite) bounded() string {
	return s.each(func(_, m *progression.Meeting) string {
		if m.Dropped() == 0 {
			return ""
		}
		return fmt.Sprintf("found %d actions, expected at most %d", len(m.Actions())+m.Dropped(), len(m.Actions()))
	})
}

func (s *suite) unchanged() string {
	return s.each(func(before, after *progression.Meeting) string {
		if (before.Arm == nil) != (after.Arm == nil) || after.Arm != nil && *before.Arm != *after.Arm {
			return "found another arm after the practice, expected the one before"
		}
		if !sameMeeting(before, after) {
			return "found other fields of the meeting after the practice, expected those before"
		}
		return ""
	})
}

// sameMeeting compares what a practice reads, but for the arm.
func sameMeeting(a, b *progression.Meeting) bool {
	return a.Week == b.Week && a.First == b.First && a.Mandatory == b.Mandatory && a.Channel == b.Channel &&
		a.Employed == b.Employed && a.WantsMoreHours == b.WantsMoreHours && a.HoursPerWeek == b.HoursPerWeek && a.HourlyPay == b.HourlyPay &&
		a.Severity == b.Severity && a.OnProvision == b.OnProvision && a.Minutes == b.Minutes && a.Threshold == b.Threshold
}

func (s *suite) allowed() string {
	return s.each(func(m, after *progression.Meeting) string {
		for _, a := range after.Actions() {
			switch {
			case a.Do.OfEmployer() && !m.Employed:
				return fmt.Sprintf("found %s, expected no contact with an employer of somebody out of work", a)
			case a.Do.OfEmployer() && (m.Arm == nil || !m.Arm.EmployerCalls):
				return fmt.Sprintf("found %s, expected no contact with employers where the arm has no EmployerCalls", a)
			case a.Do == progression.DoOblige && !m.Mandatory:
				return fmt.Sprintf("found %s, expected nothing to depend on where attendance is not mandatory", a)
			case a.Do == progression.DoRefer && int(a.Barrier) >= population.NBarriers:
				return fmt.Sprintf("found help against barrier %d, expected one of the %d there are", a.Barrier, population.NBarriers)
			}
		}
		return ""
	})
}

// nameless gives the arm other names.
func (s *suite) nameless() string {
	for k, m := range s.meetings {
		if m.Arm == nil {
			continue
		}
		arm := *m.Arm
		arm.Slug, arm.Key, arm.Label, arm.Share, arm.Practice = "other", "another", "Other", 7, "other-v2"
		m.Arm = &arm
		if again := s.held(m).Actions(); !slices.Equal(again, s.actions[k]) {
			return fmt.Sprintf("found %s where the arm has other names, share and practice, expected %s as before, in %s", listed(again), listed(s.actions[k]), inWords(&m))
		}
	}
	return ""
}

// allocation holds all meetings in one that is used again, as the model does.
func (s *suite) allocation() string {
	var m progression.Meeting
	n := testing.AllocsPerRun(1, func() {
		for k := range s.meetings {
			m = s.meetings[k]
			s.do(&m)
		}
	})
	if n > 0 {
		return fmt.Sprintf("found %.0f allocations in %d meetings, expected none", n, len(s.meetings))
	}
	return ""
}
