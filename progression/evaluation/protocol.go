package evaluation

import (
	"encoding/json"
	"fmt"
	"strings"

	"inwork/sim"
)

// Protocol is what the plan says of the trial that a study simulates, as its scenario has it at the study's point.
type Protocol struct {
	Population struct {
		Era        string
		Districts  []int
		Candidates float64 `json:"candidates_per_participant"` // people drawn for each one wanted
		Microdata  any     // nil: people are drawn from published figures
	}
	Service struct {
		Coaches  int
		Caseload float64 // claimants for each coach, participants among them
	}
	Trial struct {
		Recruit      string // inflow or stock
		RecruitWeeks int    `json:"recruit_weeks"`
		BurnInWeeks  int    `json:"burn_in_weeks"`
		Rollout      []Stage
	}
	Arms map[string]Strategy // by slug
}

// Stage is when jobcentres join a trial.
type Stage struct {
	From    sim.Day
	Offices int // that recruit from then on; 0 for all
}

// Strategy is what an arm is to give.
type Strategy struct {
	Channel       string
	Minutes       int
	FirstMinutes  int  `json:"first_minutes"`
	WeeksApart    int  `json:"weeks_apart"`
	Contacts      int  // 0: as long as support lasts
	DurationWeeks int  `json:"duration_weeks"`
	EmployerCalls bool `json:"employer_calls"`
	Mandatory     bool
	Specialist    bool
	While         string // band: support stops out of the band and goes on when the person is back; or always
}

// Caseload is how many claimants all coaches have at a time; 0 when the plan does not say.
func (p *Protocol) Caseload() float64 { return float64(p.Service.Coaches) * p.Service.Caseload }

// protocolOf reads the plan's scenario with what a point of its sweep sets; nil of a plan that has none.
func protocolOf(canonical json.RawMessage, settings []Setting) (*Protocol, error) {
	var all map[string]any
	if err := json.Unmarshal(canonical, &all); err != nil {
		return nil, fmt.Errorf("canonical: %w", err)
	}
	if all["trial"] == nil {
		return nil, nil
	}
	for _, s := range settings {
		path := strings.Split(s.Key, ".")
		if path[0] == "parameters" || path[0] == "reform" {
			continue // no part of a protocol
		}
		at := all
		for _, key := range path[:len(path)-1] {
			inner, ok := at[key].(map[string]any)
			if !ok {
				inner = map[string]any{}
				at[key] = inner
			}
			at = inner
		}
		at[path[len(path)-1]] = s.Value
	}
	// Districts set by a sweep are names, in the scenario they are numbers: only how many there are is told.
	if population, ok := all["population"].(map[string]any); ok {
		population["districts"] = numbered(population["districts"])
	}
	text, err := json.Marshal(all)
	if err != nil {
		return nil, fmt.Errorf("canonical: %w", err)
	}
	p := &Protocol{}
	if err := json.Unmarshal(text, p); err != nil {
		return nil, fmt.Errorf("canonical: %w", err)
	}
	return p, nil
}

// numbered is a list of as many numbers as a list of names has; a list of numbers stays; what is no list, as the word all, is none.
func numbered(districts any) any {
	if raw, ok := districts.(json.RawMessage); ok {
		var names []string
		if json.Unmarshal(raw, &names) != nil {
			return nil
		}
		list := make([]int, len(names))
		for i := range list {
			list[i] = i
		}
		return list
	}
	return districts
}
