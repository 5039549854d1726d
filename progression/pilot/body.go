package pilot

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strconv"

	"inwork/progression"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim"
	"inwork/sim/study"
)

// body is the part of plan.json that a reader of the tables needs: no scenario
// is needed beside it.
type body struct {
	Schema     string             `json:"schema_version"`
	Name       string             `json:"name"`
	Label      string             `json:"label,omitempty"`
	Digest     string             `json:"scenario_digest"`
	Seed       uint64             `json:"seed"`
	Replicates int                `json:"replicates"`
	Indices    []scenario.Indices `json:"indices"` // of each replicate
	Start      sim.Day            `json:"start"`
	Weeks      int                `json:"weeks"`
	Claimants  int                `json:"claimants"`
	Published  string             `json:"published,omitempty"` // the published trial that the scenario is
	Microdata  string             `json:"microdata,omitempty"` // file of the user's own people; its digest is in the canonical part
	Trial      trialBody          `json:"trial"`
	Worlds     []string           `json:"worlds"`
	Points     []pointBody        `json:"points"`
}

type trialBody struct {
	Control  string    `json:"control"`
	Horizons []int     `json:"horizons"`
	Unit     string    `json:"unit"`
	Arms     []armBody `json:"arms"`
	// What the study declared beforehand.
	Outcomes  declaredBody `json:"outcomes"`
	Subgroups []string     `json:"subgroups"`
	Uptake    string       `json:"uptake"` // none, or what counts as taking up the offer
}

type declaredBody struct {
	Primary   string   `json:"primary"`
	At        int      `json:"at"`
	Secondary []string `json:"secondary"`
}

type armBody struct {
	Slug       string  `json:"slug"`
	Label      string  `json:"label"`
	Key        string  `json:"key"`
	Share      float64 `json:"share"` // weight in the assignment; 0: nobody is assigned to it
	WeeksApart int     `json:"weeks_apart"`
	Contacts   int     `json:"contacts"`
}

// pointBody is a point of the sweep: what it sets, and what of the rest follows.
type pointBody struct {
	Settings  []settingBody `json:"settings"`
	Claimants int           `json:"claimants"`
	Arms      []armBody     `json:"arms"`
}

type settingBody struct {
	Key   string          `json:"key"`
	Value json.RawMessage `json:"value"`
}

func newBody(s *scenario.Scenario, points []*design) *body {
	b := &body{
		Schema: rows.Schema, Name: s.Name, Label: s.Label, Digest: s.Digest(), Seed: s.Seed,
		Replicates: s.Replicates, Start: s.Start, Weeks: s.Weeks,
		Claimants: s.Population.Claimants, Published: published(s),
		Trial: trialBody{Control: s.Trial.Control, Horizons: s.Trial.Horizons, Unit: s.Trial.Unit, Arms: armBodies(s.Arms),
			Outcomes: declaredBody(s.Trial.Resolved()), Subgroups: s.Trial.Subgroups, Uptake: s.Trial.Uptake},
	}
	if own := s.Population.Microdata; own != nil {
		b.Microdata = own.File
		if path, err := filepath.Abs(own.File); err == nil {
			b.Microdata = path
		}
	}
	for r := range s.Replicates {
		b.Indices = append(b.Indices, s.Indices(r))
	}
	for _, k := range points[0].worlds() {
		b.Worlds = append(b.Worlds, k.Slug)
	}
	for _, d := range points {
		p := pointBody{Settings: []settingBody{}, Claimants: d.Population.Claimants, Arms: armBodies(d.Arms)}
		for _, set := range d.settings {
			p.Settings = append(p.Settings, settingBody(set))
		}
		b.Points = append(b.Points, p)
	}
	return b
}

func armBodies(arms []progression.Arm) []armBody {
	var list []armBody
	for _, a := range arms {
		b := armBody{a.Slug, cmp.Or(a.Label, a.Slug), cmp.Or(a.Key, a.Slug), a.Share, a.WeeksApart, a.Contacts}
		if a.Channel == progression.NoContact {
			b.WeeksApart, b.Contacts = 0, 0
		}
		list = append(list, b)
	}
	return list
}

// published names the published trial whose design the scenario is, empty if it is
// none: what that trial found is set beside no other.
func published(s *scenario.Scenario) string {
	trial, err := scenario.Parse("default", scenario.Default())
	if err != nil {
		panic("pilot: the default scenario: " + err.Error())
	}
	if s.Digest() != trial.Digest() {
		return ""
	}
	return trial.Name
}

// bodyOf reads what a plan says to readers of its tables.
func bodyOf(p study.Plan) (*body, error) {
	b := &body{}
	if err := json.Unmarshal(p.Body, b); err != nil {
		return nil, fmt.Errorf("pilot: body of the plan: %w", err)
	}
	if len(b.Indices) != b.Replicates {
		return nil, fmt.Errorf("pilot: body of the plan: indices: found those of %d replicates, expected %d", len(b.Indices), b.Replicates)
	}
	return b, nil
}

// metadata is the provenance that each file carries.
func (b *body) metadata(model string) map[string]string {
	return map[string]string{
		"schema_version":  b.Schema,
		"model":           model,
		"seed":            strconv.FormatUint(b.Seed, 10),
		"scenario_digest": b.Digest,
	}
}
