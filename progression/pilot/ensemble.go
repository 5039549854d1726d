package pilot

import (
	"encoding/json"
	"fmt"

	"inwork/progression"
	"inwork/progression/scenario"
	"inwork/sim/study"
)

// ensemble is a study: the scenario and its design at each point of the sweep.
type ensemble struct {
	*scenario.Scenario
	points []*design
	body   *body
}

func newEnsemble(s *scenario.Scenario) (*ensemble, error) {
	e, l := &ensemble{Scenario: s}, &law{}
	for _, p := range s.Points() {
		d, err := newDesign(p, l)
		if err != nil {
			return nil, err
		}
		e.points = append(e.points, d)
	}
	e.body = newBody(s, e.points)
	return e, nil
}

// blockLimit is how many participants a chunk holds at most, if it holds more than one district.
const blockLimit = 250_000

// plan lays out the chunks: for each point and replicate, blocks of consecutive districts.
func (e *ensemble) plan() (study.Plan, error) {
	text, err := json.Marshal(e.body)
	if err != nil {
		return study.Plan{}, fmt.Errorf("pilot: plan: %w", err)
	}
	p := study.Plan{Model: progression.Model, Canonical: e.Essence(), Body: text}
	for point, d := range e.points {
		blocks := study.Blocks(d.participants, blockLimit)
		for r := range e.Replicates {
			for k, block := range blocks {
				p.Chunks = append(p.Chunks, study.Chunk{Point: point, Replicate: r, Block: k, First: block[0], Last: block[1]})
			}
		}
	}
	return p, nil
}
