package pilot

import (
	"errors"
	"fmt"

	"inwork/progression"
	"inwork/progression/population"
	"inwork/progression/scenario"
	"inwork/sim"
)

// design is what a scenario says of each district, by position in its list. It is
// a point of a sweep, or all there is.
type design struct {
	*scenario.Scenario
	settings     []scenario.Setting // that the point makes
	law          *law
	control      int
	pack         *population.Pack
	districts    []population.District
	participants []int
	coaches      []int
	openings     [][]progression.Opening
}

func newDesign(p scenario.Point, l *law) (*design, error) {
	s := p.Scenario
	if err := checkPractices(s); err != nil {
		return nil, err
	}
	d := &design{Scenario: s, settings: p.Settings, law: l, control: -1}
	for k, a := range s.Arms {
		if a.Slug == s.Trial.Control {
			d.control = k
		}
	}
	if d.control < 0 {
		return nil, fmt.Errorf("pilot: no arm %q, which the trial names as control", s.Trial.Control)
	}
	var err error
	if d.pack, err = population.PackOf(s.Population.Era); err != nil {
		return nil, err
	}
	if own := s.Population.Microdata; own != nil && own.People == nil {
		return nil, errors.New("pilot: of the scenario's microdata no more than the digest is known")
	}
	all := population.Districts()
	var households, offices []int
	for _, k := range s.Population.Districts {
		d.districts = append(d.districts, all[k])
		households = append(households, d.pack.Households(&all[k]))
		offices = append(offices, all[k].Offices)
	}
	d.participants = population.Apportion(s.Population.Claimants, households)
	d.coaches = population.Apportion(s.Service.Coaches, offices)
	d.openings = openings(s, offices)
	return d, nil
}

// openings shares each stage's offices among the districts, by their number of offices.
func openings(s *scenario.Scenario, offices []int) [][]progression.Opening {
	out := make([][]progression.Opening, len(offices))
	for _, stage := range s.Trial.Rollout {
		n := offices
		if stage.Offices > 0 {
			n = population.Apportion(stage.Offices, offices)
		}
		for k := range out {
			out[k] = append(out[k], progression.Opening{Week: int(stage.From-s.Start+6) / 7, Offices: min(n[k], offices[k])})
		}
	}
	return out
}

// setting is one cell: a district in a replicate, with the people, luck and assignment
// of its indices.
func (d *design) setting(replicate, k int) progression.Setting {
	s := d.Scenario
	index := s.Population.Districts[k]
	of := s.Indices(replicate)
	out := progression.Setting{
		Parameters: s.Parameters, Arms: s.Arms, Practices: s.Practices, Book: d.law.book(s.Reform),
		Seed: s.Seed, Population: of.Population, Luck: of.Luck, District: index,
		Start: s.Start, BurnInWeeks: s.Trial.BurnInWeeks, RecruitWeeks: s.Trial.RecruitWeeks, FollowUpWeeks: s.Weeks,
		Horizons: s.Trial.Horizons, Participants: d.participants[k], Stock: s.Trial.Recruit == "stock", Openings: d.openings[k],
		Offices: d.districts[k].Offices, Coaches: d.coaches[k], Caseload: s.Service.Caseload,
		VacanciesPerUnemployed: d.districts[k].VacanciesPerUnemployed * population.Tightness(s.Start), Scotland: d.districts[k].Nation == "Scotland", GreaterLondon: d.districts[k].Region == "London",
	}
	candidates := int(float64(s.Population.CandidatesPerParticipant*float64(d.participants[k])) + 0.5)
	first := s.Start - sim.Day(7*s.Trial.BurnInWeeks)
	spread := s.Trial.BurnInWeeks + s.Trial.RecruitWeeks
	if own := s.Population.Microdata; own != nil {
		out.People = own.People.People(d.pack, s.Seed, of.Population, index, candidates, first, spread)
	} else {
		out.People = d.pack.People(s.Seed, of.Population, index, candidates, first, spread)
	}
	out.Assigned = d.assign(of.Assignment, index, candidates)
	return out
}
