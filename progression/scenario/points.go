package scenario

import (
	"encoding/json"
	"slices"
)

// Setting is a key that a point of a sweep sets, and its value.
type Setting struct {
	Key   string          // dotted, as arms.frequent.weeks_apart
	Value json.RawMessage // as in the canonical form: 4, "telephone", [0,3]
}

// Point is one scenario of a sweep.
type Point struct {
	Settings []Setting // by key; none in a study without a sweep
	*Scenario
}

// Points returns the scenarios that the study simulates, in order: for each point of
// the sweep a copy of s with the point's settings and without a sweep, or s itself
// when it has none. Whatever a program changed in s since it was read holds at every
// point that does not set it. It panics on a setting that no file could have.
func (s *Scenario) Points() []Point {
	if len(s.Sweep) == 0 {
		return []Point{{Scenario: s}}
	}
	points := make([]Point, len(s.Sweep))
	d := newDraft(s)
	for i, settings := range s.Sweep {
		points[i] = Point{Settings: cloneSettings(settings), Scenario: d.with(settings)}
	}
	return points
}

func cloneSettings(settings []Setting) []Setting {
	own := slices.Clone(settings)
	for i := range own {
		own[i].Value = slices.Clone(own[i].Value)
	}
	return own
}
