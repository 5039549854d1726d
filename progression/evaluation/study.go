package evaluation

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"inwork/progression/rows"
	"inwork/sim"
	"inwork/sim/study"
)

// Study is what a plan says of a study, at one point of its sweep where it has one.
type Study struct {
	Dir              string    // its folder, as it was named to Evaluate or Load
	Name             string    // of the scenario
	Title            string    // what people read for it; Name where the plan has none
	Digest           string    // of the scenario
	Model            string    // version of the model that made the tables
	Schema           string    // version of the tables
	Seed             uint64    // of all luck
	Replicates       int       // simulated trials
	Indices          []Indices // of each replicate: which of them share people, luck or assignment
	Start            sim.Day   // first day of recruitment
	Weeks            int       // follow-up of each person from randomisation
	Control          string    // slug of the arm that the others are compared with
	Unit             string    // what is randomised: person
	Horizons         []int     // weeks from randomisation at which outcomes are taken, ascending
	Declared         Declared  // by what the study is judged
	Arms             []Arm     // in the plan's order
	Worlds           []string
	Claimants        int       // people wanted in a trial; 0 when the plan does not say
	Published        string    // the published trial that the scenario is, unchanged; empty when it is none
	Tables           string    // digest of all tables: equal digests are equal tables
	Point            int       // of the sweep, as the plan lists them; 0 without one
	Settings         []Setting // what the sweep sets at this point; empty without one
	AppointmentHours float64   // of a coach's post in a year, by the scenario at this point; 0 when the plan does not say
	Protocol         *Protocol // of the trial, at this point; nil when the plan has none
}

// Arm is a treatment group.
type Arm struct {
	Slug       string  // its name in tables
	Label      string  // what people read; Slug where the plan has none
	Key        string  // what assignment knows it by; Slug where the plan has none
	Share      float64 // weight in the assignment; 0: nobody is assigned to it, or the plan does not say
	WeeksApart int     `json:"weeks_apart"` // between appointments, as designed; 0 when the plan does not say
	Contacts   int     // appointments in all, as designed; 0 with WeeksApart means as long as support lasts
}

// IsPublishedTrial reports whether published figures speak of this study: DWP's in-work progression trial of 2015 to 2018.
func (s *Study) IsPublishedTrial() bool { return s.Published == theTrialName }

// Treatments are the arms other than control.
func (s *Study) Treatments() []Arm {
	return slices.DeleteFunc(slices.Clone(s.Arms), func(a Arm) bool { return a.Slug == s.Control })
}

// Label is what people read for an arm's slug, the slug itself when the study has no such arm.
func (s *Study) Label(slug string) string {
	if i := s.arm(slug); i >= 0 {
		return s.Arms[i].Label
	}
	return slug
}

// arm is the place of an arm in Arms, -1 if there is none.
func (s *Study) arm(slug string) int {
	return slices.IndexFunc(s.Arms, func(a Arm) bool { return a.Slug == slug })
}

// MainHorizon is the horizon that a headline speaks of: the one at which the study declared to be judged.
func (s *Study) MainHorizon() int {
	if s.Declared.At == 0 { // a study put together by hand
		return s.usualHorizon()
	}
	return s.Declared.At
}

// LastHorizon is where follow-up ends: costs and gains are told over all of it.
func (s *Study) LastHorizon() int { return s.Horizons[len(s.Horizons)-1] }

// body is what a plan carries for its readers.
type body struct {
	Schema     string `json:"schema_version"`
	Name       string
	Label      string
	Digest     string `json:"scenario_digest"`
	Seed       uint64
	Replicates int
	Indices    []Indices
	Start      sim.Day
	Weeks      int
	Claimants  int
	Published  string
	Worlds     []string
	Points     []pointBody
	Trial      struct {
		Control   string
		Unit      string
		Horizons  []int
		Arms      []Arm
		Outcomes  Declared // primary, at and secondary
		Subgroups []string
		Uptake    string
	}
}

// readStudy reads the plan, and the manifest that proves that its tables are whole: estimates of some districts would look like
// estimates. It gives the study at each point.
func readStudy(dir string) ([]*Study, error) {
	folder, err := study.Load(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Missing{Path: filepath.Join(dir, "plan.json"), Needed: "the plan of a study: run a scenario into this folder first"}
	}
	if err != nil {
		return nil, err
	}
	manifest, err := study.ReadManifest(dir, nil)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Missing{Path: filepath.Join(dir, "manifest.json"),
			Needed: "the proof that the study is whole; the study is not complete: inwork merge says what is missing"}
	}
	if err != nil {
		return nil, err
	}
	points, err := newStudy(folder.Plan())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, "plan.json"), err)
	}
	for _, s := range points {
		s.Dir, s.Tables = dir, manifest.Digest
	}
	return points, nil
}

func newStudy(p study.Plan) ([]*Study, error) {
	var b body
	if err := json.Unmarshal(p.Body, &b); err != nil {
		return nil, fmt.Errorf("body: %w", err)
	}
	s := &Study{
		Name: b.Name, Title: cmp.Or(b.Label, b.Name), Digest: b.Digest, Model: p.Model, Schema: b.Schema, Seed: b.Seed, Replicates: b.Replicates,
		Start: b.Start, Weeks: b.Weeks, Control: b.Trial.Control, Unit: b.Trial.Unit,
		Horizons: slices.Sorted(slices.Values(b.Trial.Horizons)), Arms: b.Trial.Arms, Worlds: b.Worlds,
		Claimants: b.Claimants, Published: b.Published,
	}
	labelled(s.Arms)
	if err := s.check(); err != nil {
		return nil, err
	}
	declared := b.Trial.Outcomes
	declared.Subgroups, declared.Uptake = b.Trial.Subgroups, b.Trial.Uptake
	if err := s.declare(declared); err != nil {
		return nil, err
	}
	var err error
	if s.Indices, err = indicesOf(b.Indices, b.Replicates); err != nil {
		return nil, err
	}
	list, err := pointsOf(s, b.Points, p.Chunks)
	if err != nil {
		return nil, err
	}
	for _, at := range list {
		if at.Protocol, err = protocolOf(p.Canonical, at.Settings); err != nil {
			return nil, err
		}
		if at.AppointmentHours, err = appointmentHours(p.Canonical, at.Settings); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// labelled calls arms without label or key by their slugs.
func labelled(arms []Arm) {
	for i := range arms {
		arms[i].Label = cmp.Or(arms[i].Label, arms[i].Slug)
		arms[i].Key = cmp.Or(arms[i].Key, arms[i].Slug)
	}
}

// check refuses a plan that this package cannot evaluate.
func (s *Study) check() error {
	switch {
	case s.Schema != rows.Schema:
		return fmt.Errorf("schema_version: found %q, expected %q: the tables were written by another version", s.Schema, rows.Schema)
	case s.Replicates < 1:
		return fmt.Errorf("replicates: found %d, expected at least 1", s.Replicates)
	case len(s.Horizons) == 0:
		return errors.New("trial.horizons: found none, expected at least one")
	case s.arm(s.Control) < 0:
		return fmt.Errorf("trial.control: found %q, expected the slug of an arm", s.Control)
	}
	return nil
}
