package report

import (
	"fmt"
	"slices"

	"inwork/progression/evaluation"
)

// A supportTable says what the people of each arm were given.
type supportTable struct {
	Weeks    int
	Designed bool // the plan says what the arms were to give
	Rows     []supportRow
}

// A supportRow is an arm.
type supportRow struct {
	Arm, Design, Persons, Meetings, Contacts, Missed, Sanctioned string
}

func support(e *evaluation.Evaluation) *supportTable {
	if len(e.Support) == 0 {
		return nil
	}
	t := &supportTable{Weeks: e.Study.MainHorizon()}
	for _, s := range e.Support {
		r := supportRow{Arm: e.Study.Label(s.Arm), Design: designOf(&e.Study, s.Arm), Persons: count(s.Persons), Meetings: number(s.Meetings, 2),
			Contacts: number(s.Contacts, 2), Missed: number(s.Missed, 2), Sanctioned: number(100*s.Sanctioned, 1)}
		t.Designed = t.Designed || r.Design != none
		t.Rows = append(t.Rows, r)
	}
	return t
}

// designOf is what an arm was to give, as far as the plan says it.
func designOf(s *evaluation.Study, slug string) string {
	a := slices.IndexFunc(s.Arms, func(a evaluation.Arm) bool { return a.Slug == slug })
	if a < 0 || s.Arms[a].WeeksApart == 0 {
		return none
	}
	design := "every " + plural(s.Arms[a].WeeksApart, "week")
	if n := s.Arms[a].Contacts; n > 0 {
		return fmt.Sprintf("%s, %s in all", design, count(int64(n)))
	}
	return design
}
