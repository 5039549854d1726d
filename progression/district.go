package progression

import (
	"errors"
	"fmt"

	"inwork/progression/population"
	"inwork/progression/uc"
	"inwork/sim"
)

// Setting says everything that a district's worlds share.
type Setting struct {
	Parameters Parameters
	Arms       []Arm
	// Practices are those of the program's own, which Arms may name beside the ones built in.
	Practices Practices
	Book      *uc.Book

	Seed             uint64
	Population, Luck uint32
	District         int

	// Start is the first day of recruitment. A world begins BurnInWeeks before
	// it and ends FollowUpWeeks after the last week of recruitment.
	Start                                    sim.Day
	BurnInWeeks, RecruitWeeks, FollowUpWeeks int
	// Horizons are the outcome windows' ends, in weeks from randomisation,
	// ascending, each at least 4 and at most FollowUpWeeks.
	Horizons []int
	// Participants is how many people the district recruits at most.
	Participants int
	// Stock recruits who is in the band when the office joins the trial, and nobody
	// later; otherwise people are recruited when they are first seen in the band.
	Stock bool
	// Openings says how many of the district's offices recruit from a week of
	// recruitment on, ascending by week; nil opens all from week 0.
	Openings []Opening

	// Keep says what the randomised world records beside the outcomes.
	Keep Records

	// People are the candidates, from whom eligibility picks participants, and
	// Assigned the arm of each in the randomised world, as an index into Arms.
	People   []population.Person
	Assigned []uint8
	// Offices, Coaches and Caseload (claimants a coach) describe the service.
	Offices, Coaches int
	Caseload         float64
	// Scotland is for Scottish income tax, GreaterLondon for the benefit cap.
	Scotland, GreaterLondon bool
	// VacanciesPerUnemployed is the district's tightness at Start; it moves with the country's.
	VacanciesPerUnemployed float64
}

// Opening is a stage of the trial's roll-out in a district.
type Opening struct{ Week, Offices int }

// District is what the worlds of one cell share. It is not safe for concurrent use.
type District struct {
	Setting
	first     sim.Day // first day of week 0
	weeks     int     // weeks of a world
	limit     bounds
	practices []Practice // of each arm
	days      []calendarDay
	closed    []bool   // schools, by week
	births    []births // of each candidate's family
	coach     []uint16
	skill     []float64 // of each coach
	posts     posts
	employer  []uint32 // at the start, of each candidate
	places    places
	// enrolled is who was randomised, in order of week; the first world run decides it.
	enrolled []enrolment
	decided  bool
	trunk    *World // what all worlds have in common
}

// enrolment is one randomisation: at the end of week, counted from week 0.
type enrolment struct {
	person, week int32
	gross        int32 // own gross pay of the qualifying period, pence
}

// NewDistrict makes what a cell's worlds share. Its error says what of the setting
// cannot be simulated: each field that is out of bounds is named.
func NewDistrict(s Setting) (*District, error) {
	if err := s.check(); err != nil {
		return nil, fmt.Errorf("progression: district %d: %w", s.District, err)
	}
	d := &District{
		Setting: s,
		first:   s.Start - sim.Day(7*s.BurnInWeeks),
		weeks:   s.BurnInWeeks + s.RecruitWeeks + s.FollowUpWeeks,
	}
	d.limit, _ = d.Parameters.bounds()
	for _, a := range d.Arms {
		do, _ := d.Practices.Named(a.Practice)
		d.practices = append(d.practices, do)
	}
	d.days = newDays(d)
	d.closed = newSchoolWeeks(d)
	d.births = newBirths(d)
	d.staff()
	d.posts = newPosts(d)
	d.employ()
	d.places = newPlaces(d)
	return d, nil
}

// maxEntities is how many candidates, caseload places or posts a district may have.
const maxEntities = 1 << 23

// check refuses what cannot be simulated.
func (s *Setting) check() error {
	var problems []error
	refuse := func(bad bool, form string, args ...any) {
		if bad {
			problems = append(problems, fmt.Errorf(form, args...))
		}
	}
	refuse(len(s.Arms) == 0 || len(s.Arms) > 255, "found %d arms, expected 1 to 255", len(s.Arms))
	for _, a := range s.Arms {
		refuse(a.WeeksApart < 1 || a.WeeksApart >= horizonWeeks, "arm %s: found %d weeks apart, expected 1 to %d", a.Slug, a.WeeksApart, horizonWeeks-1)
		_, known := s.Practices.Named(a.Practice)
		refuse(!known, "arm %s: found practice %q, expected one of %v", a.Slug, a.Practice, s.Practices.Names())
		refuse(float64(max(a.Minutes, a.FirstMinutes)) > s.Parameters.InterviewMinutes, "arm %s: found appointments of %d minutes, expected at most a coach's week of %v", a.Slug, max(a.Minutes, a.FirstMinutes), s.Parameters.InterviewMinutes)
	}
	refuse(len(s.Assigned) != len(s.People), "found %d candidates and %d assignments", len(s.People), len(s.Assigned))
	for i, a := range s.Assigned {
		refuse(int(a) >= len(s.Arms), "found candidate %d assigned to arm %d of %d", i, a, len(s.Arms))
	}
	last := 0
	for _, h := range s.Horizons {
		refuse(h < last+4 || h > s.FollowUpWeeks, "found horizon %d, expected at least 4 weeks after the one before and at most %d", h, s.FollowUpWeeks)
		last = h
	}
	refuse(s.Offices < 1 || s.Coaches < 1 || s.Coaches > 1<<16, "found %d offices and %d coaches, expected at least 1 of each and at most 65536 coaches", s.Offices, s.Coaches)
	refuse(s.BurnInWeeks < 0 || s.RecruitWeeks < 1, "found %d weeks of burn-in and %d of recruitment", s.BurnInWeeks, s.RecruitWeeks)
	refuse(max(float64(s.Coaches)*s.Caseload/s.Parameters.CaseloadOccupied, float64(len(s.People)), s.posts()) > maxEntities, "found more than %d people, caseload places or posts", maxEntities)
	return errors.Join(append(problems, s.Practices.Check(), s.Parameters.Check())...)
}

// posts is how many posts the district's employers may advertise.
func (s *Setting) posts() float64 {
	return float64(s.Coaches) * s.Caseload * s.VacanciesPerUnemployed * s.Parameters.Reach * s.Parameters.SlotsPerPost
}

// luck returns the draws of a use that vary with luck.
func (d *District) luck(u sim.Use) sim.Draws {
	return sim.NewDraws(d.Seed, d.Population, d.Luck, u)
}

// fixed returns the draws of a use that belong to the population.
func (d *District) fixed(u sim.Use) sim.Draws { return sim.NewDraws(d.Seed, d.Population, 0, u) }

// id is the entity of a claimant, coach, post or place with that number.
func (d *District) id(i int) uint64 { return sim.ID(d.District, i) }

// day is the first day of a week.
func (d *District) day(week int) sim.Day { return d.first + sim.Day(7*week) }

// staff gives each coach a skill and each candidate a coach, the same throughout.
func (d *District) staff() {
	skill, coach := d.fixed(useSkill), d.fixed(useCoach)
	d.skill = make([]float64, d.Coaches)
	for c := range d.skill {
		d.skill[c] = sim.Exp(d.Parameters.CoachSpread * skill.Normal(d.id(c), 0))
	}
	d.coach = make([]uint16, len(d.People))
	for i := range d.coach {
		d.coach[i] = uint16(coach.Below(d.id(i), 0, d.Coaches))
	}
}

// office is the jobcentre of a coach: coaches are spread evenly.
func (d *District) office(coach int) int { return coach * d.Offices / d.Coaches }

// officeNumber is what rows call the jobcentre of a coach: from 1 to the district's
// number of them. Of jobcentres the model knows how many, and no names.
func (d *District) officeNumber(coach int) int32 { return int32(d.office(coach)) + 1 }

// opens is the week of recruitment in which an office joins the trial; offices
// that never do get the first week after recruitment.
func (d *District) opens(office int) int {
	if d.Openings == nil {
		return 0
	}
	for _, o := range d.Openings {
		if office < o.Offices {
			return max(o.Week, 0)
		}
	}
	return d.RecruitWeeks
}
