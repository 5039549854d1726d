package scenario

import (
	"fmt"
	"slices"

	"inwork/progression"
	"inwork/sim"
)

// check compares keys with each other. Keys that were refused already are not complained of again.
func (r *reader) check(s *Scenario) {
	checks := []struct {
		keys []string // that must be sound
		of   func(*Scenario)
	}{
		{[]string{"arms", "trial.control"}, r.checkControl},
		{[]string{"arms"}, r.checkKeys},
		{[]string{"arms", "parameters"}, r.checkAppointments},
		{[]string{"weeks", "trial.horizons"}, r.checkHorizons},
		{[]string{"weeks", "trial.horizons", "trial.outcomes"}, r.checkOutcomes},
		{[]string{"start", "trial.rollout"}, r.checkRollout},
		{[]string{"start", "weeks", "trial.recruit_weeks"}, r.checkDates},
		{[]string{"population", "service"}, r.checkCoaches},
		{[]string{"parameters"}, r.checkParameters},
		{[]string{"population"}, r.checkMicrodata},
		{[]string{"population", "service", "parameters"}, r.checkSizes},
	}
	possible := make([]bool, len(checks)) // before any of them complains
	for i, check := range checks {
		possible[i] = r.sound(check.keys...)
	}
	for i, check := range checks {
		if possible[i] {
			check.of(s)
		}
	}
}

// complain notes a problem at a key, or where the key would stand.
func (r *reader) complain(path, found, expected, meant string) {
	r.refuse(r.nearestNode(path), path, found, expected, meant)
}

// mostArms is how many the model holds for each candidate.
const mostArms = 255

// checkControl: a trial compares at least two arms that people are randomised to, one of them control.
func (r *reader) checkControl(s *Scenario) {
	const path = "trial.control"
	slugs := make([]string, len(s.Arms))
	for i, arm := range s.Arms {
		slugs[i] = arm.Slug
	}
	if r.given("arms") && !r.given(path) {
		r.refuse(r.nodes["arms"], path, "nothing", "the arm that the others are compared with, because arms is given", "")
		return
	}
	control := slices.Index(slugs, s.Trial.Control)
	if control < 0 {
		r.complain(path, s.Trial.Control, oneOf(slugs), Nearest(s.Trial.Control, slugs))
		return
	}
	if s.Arms[control].Share == 0 {
		r.complain("arms."+s.Trial.Control+".share", "0", "a share above 0, because this is the control arm", "")
	}
	if !slices.ContainsFunc(s.Arms, func(a progression.Arm) bool { return a.Slug != s.Trial.Control && a.Share > 0 }) {
		r.complain("arms", "no arm with a share above 0 beside "+s.Trial.Control, "at least one to compare with it", "")
	}
	if len(s.Arms) > mostArms {
		r.complain("arms", fmt.Sprintf("%d arms", len(s.Arms)), fmt.Sprintf("at most %d", mostArms), "")
	}
}

// checkKeys: two arms with one key would be assigned the same people.
func (r *reader) checkKeys(s *Scenario) {
	users := map[string]string{}
	for _, arm := range s.Arms {
		if other, used := users[arm.Key]; used {
			r.complain("arms."+arm.Slug+".key", arm.Key, "a key that no other arm has; "+other+" has it", "")
		}
		users[arm.Key] = arm.Slug
	}
}

// checkHorizons: outcomes are taken in order and within follow-up, and no two of them share a week of pay.
func (r *reader) checkHorizons(s *Scenario) {
	for i, h := range s.Trial.Horizons {
		at := fmt.Sprintf("trial.horizons[%d]", i)
		switch {
		case i > 0 && h < s.Trial.Horizons[i-1]+shortestHorizon:
			before := s.Trial.Horizons[i-1]
			r.complain(at, fmt.Sprint(h), fmt.Sprintf("at least %d, %d weeks after the horizon before", before+shortestHorizon, shortestHorizon), "")
		case h > s.Weeks:
			r.complain(at, fmt.Sprint(h), fmt.Sprintf("at most %d, the weeks of follow-up", s.Weeks), "")
		}
	}
}

// The days from and to which the rules of Universal Credit, tax and the minimum wage are held without a guess.
var (
	firstStart = sim.Date(2015, 4, 6)
	lastDay    = sim.Date(2027, 3, 31)
)

// checkRollout: jobcentres join one stage after the other and none leaves.
func (r *reader) checkRollout(s *Scenario) {
	stages := s.Trial.Rollout
	if s.Start >= firstStart && stages[0].From > s.Start {
		r.complain("trial.rollout[0].from", stages[0].From.String(), fmt.Sprintf("a day not after %v, the start of recruitment", s.Start), "")
	}
	for i := 1; i < len(stages); i++ {
		at := fmt.Sprintf("trial.rollout[%d]", i)
		if before := stages[i-1].From; stages[i].From <= before {
			r.complain(at+".from", stages[i].From.String(), fmt.Sprintf("a day after %v, when the stage before begins", before), "")
		}
		before, now := stages[i-1].Offices, stages[i].Offices
		switch {
		case before == 0:
			r.complain(at+".offices", fmt.Sprint(now), "no further stage, because all jobcentres recruit already", "")
		case now > 0 && now <= before:
			r.complain(at+".offices", fmt.Sprint(now), fmt.Sprintf("more than the %d jobcentres of the stage before, or 0 for all", before), "")
		}
	}
}

// checkDates: the rules of Universal Credit and the wage floors are known for the years simulated.
func (r *reader) checkDates(s *Scenario) {
	if s.Start < firstStart {
		r.complain("start", s.Start.String(), fmt.Sprintf("%v or later, because no earlier rules are held", firstStart), "")
		return
	}
	last := s.Start + sim.Day(7*(s.Trial.RecruitWeeks+s.Weeks)-1)
	if last > lastDay {
		longest := []string{"start", "trial.recruit_weeks", "weeks"}
		given := slices.IndexFunc(longest, r.given)
		r.complain(longest[max(given, 0)], fmt.Sprintf("a study that ends on %v", last),
			fmt.Sprintf("recruitment and follow-up to end by %v, because no later rules are held", lastDay), "")
	}
}
