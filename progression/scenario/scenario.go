package scenario

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"inwork/progression"
	"inwork/progression/uc"
	"inwork/sim"
)

// Scenario is a study to simulate. The zero value is not useful: Load or Parse one.
type Scenario struct {
	Name  string // short name for files: lower-case letters, digits and hyphens
	Label string // what people read; the name where a file gives that alone
	Seed  uint64 // of all luck
	// Replicates is how many times the trial is simulated.
	Replicates int
	// Vary is what replicates differ in: population, luck, assignment, in that order. See Indices.
	Vary       []string
	Start      sim.Day // first day of recruitment
	Weeks      int     // follow-up of each person from randomisation
	Population Population
	Service    Service
	Arms       []progression.Arm // by slug
	// Practices are the program's own, which arms may name beside those built in; no file holds them: see Options.
	Practices  progression.Practices
	Trial      Trial
	Parameters progression.Parameters
	Reform     []uc.Reform // of statutory amounts, by amount and day; nil for the law as it was
	Truth      Truth
	Output     Output
	// Sweep is the settings of each point; nil for a study of one point, the scenario itself. See Points.
	Sweep [][]Setting
}

// Population says who is randomised.
type Population struct {
	Era       string // the years whose published figures people are drawn from, as population.PackOf names them
	Claimants int    // people randomised
	Districts []int  // ascending indices into population.Districts
	// CandidatesPerParticipant is how many people are drawn for each one wanted: those whose simulated earnings
	// never make them eligible while recruitment lasts are not randomised.
	CandidatesPerParticipant float64
	Microdata                *Microdata // the user's own people; nil for published figures
}

// Service is the jobcentre service of the districts simulated.
type Service struct {
	Coaches  int     // full-time work coaches
	Caseload float64 // claimants a coach, all benefits, participants among them
}

// Trial is the design: who is recruited when, into what.
type Trial struct {
	Control      string   // slug of the arm that others are compared with
	Recruit      string   // inflow: when first seen in the band at an office that recruits; stock: in the first five weeks after it joins
	RecruitWeeks int      // length of recruitment
	BurnInWeeks  int      // weeks simulated before recruitment, so that no diary starts empty
	Unit         string   // what is randomised: person
	Horizons     []int    // weeks from randomisation at which outcomes are taken, ascending
	Rollout      []Stage  // when jobcentres join, in date order
	Outcomes     Declared // by which the trial is judged; see Resolved
	Subgroups    []string // of people, whose effects are told apart: names of rows.Subgroups, in their order
	Uptake       string   // name of a rows.Uptakes, for an effect of taking up the offer; none
}

// Stage is a step of the roll-out over jobcentres.
type Stage struct {
	From    sim.Day // first day
	Offices int     // jobcentres that recruit from then on; 0 means all
}

// Truth says which worlds are simulated beside the randomised one.
type Truth struct {
	// Worlds is none, which keeps the trial alone (control is still simulated, since it decides who is enrolled), or
	// everyone: for each arm, a world in which every participant is treated in it; or split, which adds worlds in which people
	// take what others do as recorded.
	Worlds string
}

// Output says what is kept.
type Output struct {
	Tables []string // names of tables in the order of rows.Tables; outcomes, decomposition and effects are always among them
}

// Parse reads a scenario from YAML text. The name stands for the file in errors. Each set, as in
// "arms.frequent.minutes=40", overrides a key before anything is checked; later ones win.
// What is wrong is returned as Problems. Text has no folder, so it inherits no other file: see Load.
func Parse(name string, data []byte, sets ...string) (*Scenario, error) {
	return Options{}.Parse(name, data, sets...)
}

// scenario reads the nodes, after the overrides among them, and checks what they say together.
func (r *reader) scenario(root *yaml.Node, sets []string) (*Scenario, error) {
	for _, set := range sets {
		r.override(root, set)
	}
	s := standard()
	s.Practices = r.practices
	s.fields().read(r, "", root)
	if r.given("name") && !r.given("label") {
		s.Label = s.Name
	}
	if !r.given("trial.horizons") {
		s.Trial.Horizons = within(s.Trial.Horizons, s.Weeks)
	}
	if !r.given("trial.outcomes.at") && len(s.Trial.Horizons) > 0 {
		s.Trial.Outcomes.At = mainHorizon(s.Trial.Horizons)
	}
	if !r.partial {
		r.check(s)
	}
	r.readSweep(s)
	if len(r.problems) > 0 {
		return nil, r.found()
	}
	return s, nil
}

// clone returns a copy without a sweep that shares nothing with s.
func (s *Scenario) clone() *Scenario {
	t := *s
	t.Vary = slices.Clone(s.Vary)
	t.Population.Districts = slices.Clone(s.Population.Districts)
	t.Arms = slices.Clone(s.Arms)
	t.Reform = slices.Clone(s.Reform)
	t.Trial.Horizons = slices.Clone(s.Trial.Horizons)
	t.Trial.Rollout = slices.Clone(s.Trial.Rollout)
	t.Trial.Outcomes.Secondary = slices.Clone(s.Trial.Outcomes.Secondary)
	t.Trial.Subgroups = slices.Clone(s.Trial.Subgroups)
	t.Output.Tables = slices.Clone(s.Output.Tables)
	t.Sweep = nil
	return &t
}

// within returns the horizons that follow-up reaches, or its end if it reaches none.
func within(horizons []int, weeks int) []int {
	reached := slices.DeleteFunc(horizons, func(h int) bool { return h > weeks })
	if len(reached) == 0 {
		return []int{weeks}
	}
	return reached
}
