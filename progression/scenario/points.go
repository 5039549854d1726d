package scenario

import "encoding/json"

// Setting is a key that a point of a sweep sets, and its value.
type Setting struct {
	Key   string
	Value json.RawMessage
}

// Point is one scenario of a sweep.
type Point struct {
	Settings []Setting
	*Scenario
}

// Points returns the scenarios that the study simulates, in order: itself alone without a sweep.
func (s *Scenario) Points() []Point { return []Point{{Scenario: s}} }
