package scenario

import (
	"fmt"
	"strings"

	"inwork/progression/population"
)

// checkAppointments: a coach who has no week long enough for an appointment would never hold it.
func (r *reader) checkAppointments(s *Scenario) {
	week := s.Parameters.InterviewMinutes
	for _, arm := range s.Arms {
		for _, one := range []struct {
			key     string
			minutes int
		}{{"minutes", arm.Minutes}, {"first_minutes", arm.FirstMinutes}} {
			if float64(one.minutes) > week {
				r.complain("arms."+arm.Slug+"."+one.key, fmt.Sprint(one.minutes), fmt.Sprintf("at most %v, a coach's week of appointments (parameters.staff.interview_minutes)", week), "")
			}
		}
	}
}

// checkCoaches: each district has a coach at least.
func (r *reader) checkCoaches(s *Scenario) {
	if districts := len(s.Population.Districts); s.Service.Coaches < districts {
		path := "service.coaches"
		if !r.given(path) && r.given("population.districts") {
			path = "population.districts"
		}
		r.complain(path, fmt.Sprintf("%d coaches for %d districts", s.Service.Coaches, districts), "at least one a district", "")
	}
}

// checkParameters: values that are each in range may break the model together.
func (r *reader) checkParameters(s *Scenario) {
	err := s.Parameters.Check()
	if err == nil {
		return
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		found, expected, ok := strings.Cut(line, ", expected ")
		if !ok {
			expected = "values that the model can hold together"
		}
		r.complain("parameters", found, expected, "")
	}
}

// What a district may hold at most, because of how people and coaches are numbered.
const (
	mostInDistrict  = 1 << 23
	mostCoachesHere = 1 << 16
)

// checkSizes: a district can hold its share of people, coaches, caseload and posts.
func (r *reader) checkSizes(s *Scenario) {
	pack, err := population.PackOf(s.Population.Era)
	if err != nil {
		return // which is complained of
	}
	all := population.Districts()
	var households, offices []int
	for _, k := range s.Population.Districts {
		households = append(households, pack.Households(&all[k]))
		offices = append(offices, all[k].Offices)
	}
	people := population.Apportion(s.Population.Claimants, households)
	coaches := population.Apportion(s.Service.Coaches, offices)
	p := &s.Parameters
	for i, k := range s.Population.Districts {
		caseload := float64(coaches[i]) * s.Service.Caseload
		for _, one := range []struct {
			path, what  string
			found, most float64
		}{
			{"population.claimants", "candidates", float64(people[i]) * s.Population.CandidatesPerParticipant, mostInDistrict},
			{"service.coaches", "coaches", float64(coaches[i]), mostCoachesHere},
			{"service.caseload", "caseload places", caseload / p.CaseloadOccupied, mostInDistrict},
			{"service.caseload", "posts", caseload * all[k].VacanciesPerUnemployed * population.Tightness(s.Start) * p.Reach * p.SlotsPerPost, mostInDistrict},
		} {
			if one.found > one.most {
				r.complain(one.path, fmt.Sprintf("%.0f %s in %s", one.found, one.what, all[k].Name), fmt.Sprintf("at most %.0f in a district", one.most), "")
				return // the others are as wrong
			}
		}
	}
}
