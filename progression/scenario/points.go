package scenario

import (
	"encoding/json"
	"slices"
	"strings"
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
	for i, settings := range s.Sweep {
		t := s.clone()
		t.Sweep = nil
		for _, set := range settings {
			t.set(set)
		}
		points[i] = Point{Settings: slices.Clone(settings), Scenario: t}
	}
	return points
}

func (s *Scenario) set(set Setting) {
	r := newReader("sweep")
	n, problem := parseYAML("sweep", set.Value)
	if problem != nil {
		panic("scenario: " + problem.Error())
	}
	v, problem := s.leaf(set.Key)
	if problem != nil {
		panic("scenario: " + problem.Error())
	}
	if v.read(r, set.Key, n); len(r.problems) > 0 {
		panic("scenario: " + r.found().Error())
	}
}

// fixed are the keys in which points may not differ, beside those of an arm that
// name it: the tables of all points have the same shape, people and luck.
var fixed = []string{"name", "label", "seed", "replicates", "weeks", "base", "sweep", "output", "truth", "trial.control", "trial.horizons"}

// leaf returns the value of a dotted key that may differ between points.
func (s *Scenario) leaf(key string) (value, *Problem) {
	path := splitKey(key)
	if slices.Contains(fixed, path[0]) || slices.Contains(fixed, key) || path[0] == "arms" && len(path) == 3 && (path[2] == "key" || path[2] == "label") {
		return nil, &Problem{Field: key, Found: "a key in which points may not differ", Expected: "another: the tables of all points have one shape"}
	}
	at := s.fields()
	for i, name := range path {
		known := at.find(name)
		if known == nil {
			return nil, &Problem{Field: key, Found: "the unknown key " + shorten(name), Expected: at.list(), Meant: at.suggest(name)}
		}
		below, group := known.value.(fields)
		if _, arms := known.value.(armsBySlug); arms {
			below, group = s.armsAsFields(), true
		}
		switch last := i == len(path)-1; {
		case last && !group:
			return known.value, nil
		case last:
			return nil, &Problem{Field: key, Found: "a key with keys below it", Expected: "one of those, such as " + key + "." + below[0].name}
		case !group:
			return nil, &Problem{Field: key, Found: "a key below " + strings.Join(path[:i+1], "."), Expected: "that key itself"}
		}
		at = below
	}
	panic("scenario: an empty key")
}

// armsAsFields are the arms as keys of a mapping.
func (s *Scenario) armsAsFields() fields {
	var f fields
	for i := range s.Arms {
		f = append(f, field{name: s.Arms[i].Slug, value: armFields(&s.Arms[i])})
	}
	return f
}
