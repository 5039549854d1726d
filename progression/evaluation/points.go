package evaluation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"inwork/sim/study"
)

// Setting is a key of the scenario and what it is at a point of a sweep.
type Setting struct {
	Key   string          // dotted path: arms.frequent.weeks_apart
	Value json.RawMessage // as the plan has it
}

// Text is the value as people write it: words without quotes, a list in brackets, anything else as in JSON.
func (s Setting) Text() string { return textOf(s.Value) }

// Number is the value of a setting that is a number.
func (s Setting) Number() (x float64, ok bool) {
	x, err := strconv.ParseFloat(string(s.Value), 64)
	return x, err == nil
}

func textOf(value json.RawMessage) string {
	var word string
	if json.Unmarshal(value, &word) == nil && word != "" && !strings.ContainsFunc(word, unicode.IsControl) {
		return word
	}
	var list []json.RawMessage
	if json.Unmarshal(value, &list) == nil && list != nil {
		texts := make([]string, len(list))
		for i, v := range list {
			texts[i] = textOf(v)
		}
		return "[" + strings.Join(texts, ", ") + "]"
	}
	var compact bytes.Buffer
	if json.Compact(&compact, value) != nil {
		return string(value)
	}
	return compact.String()
}

// pointBody is what a plan says of a point of its sweep.
type pointBody struct {
	Settings  []Setting
	Claimants int
	Arms      []Arm
}

// pointsOf gives the study at each point of the plan's sweep, in the plan's order: one, the study as it is, without a sweep.
func pointsOf(s *Study, bodies []pointBody, chunks []study.Chunk) ([]*Study, error) {
	planned := 1
	for _, c := range chunks {
		planned = max(planned, c.Point+1)
	}
	if n := max(len(bodies), 1); n != planned {
		return nil, fmt.Errorf("points: found %d, expected %d as in chunks", n, planned)
	}
	if len(bodies) == 0 {
		return []*Study{s}, nil
	}
	list := make([]*Study, len(bodies))
	for p, b := range bodies {
		if !slices.EqualFunc(b.Arms, s.Arms, func(a, b Arm) bool { return a.Slug == b.Slug }) {
			return nil, fmt.Errorf("points: point %d: arms: found %s, expected %s as in trial.arms", p, slugsOf(b.Arms), slugsOf(s.Arms))
		}
		at := *s
		at.Point, at.Settings, at.Claimants, at.Arms = p, b.Settings, b.Claimants, b.Arms
		labelled(at.Arms)
		if len(bodies) > 1 {
			at.Published = "" // what was published speaks of one scenario
		}
		list[p] = &at
	}
	return list, nil
}

func slugsOf(arms []Arm) string {
	slugs := make([]string, len(arms))
	for i, a := range arms {
		slugs[i] = a.Slug
	}
	return strings.Join(slugs, ", ")
}
