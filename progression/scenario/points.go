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
	plain := *s
	plain.Sweep = nil
	for i, settings := range s.Sweep {
		t := plain.clone()
		t.set(settings)
		points[i] = Point{Settings: slices.Clone(settings), Scenario: t}
	}
	return points
}

func (s *Scenario) set(settings []Setting) {
	r := newReader("sweep")
	keys := s.keys()
	for _, set := range settings {
		n, problem := parseYAML("sweep", set.Value)
		if problem != nil {
			panic("scenario: " + problem.Error())
		}
		v, problem := leaf(keys, set.Key)
		if problem != nil {
			panic("scenario: " + problem.Error())
		}
		v.read(r, set.Key, n)
	}
	if len(r.problems) > 0 {
		panic("scenario: " + r.found().Error())
	}
}

// fixed are the keys in which points may not differ, beside those of an arm that
// name it: the tables of all points have the same shape, people and luck.
var fixed = []string{"name", "label", "seed", "replicates", "weeks", "base", "sweep", "output", "truth", "trial.control", "trial.horizons"}

// keys are the scenario's fields with its arms among them as mappings of their own.
func (s *Scenario) keys() fields {
	all := s.fields()
	var arms fields
	for i := range s.Arms {
		arms = append(arms, field{name: s.Arms[i].Slug, value: armFields(&s.Arms[i])})
	}
	all.find("arms").value = arms
	return all
}

// leaf returns the value of a dotted key that may differ between points.
func leaf(at fields, key string) (value, *Problem) {
	path := splitKey(key)
	if slices.Contains(fixed, path[0]) || slices.Contains(fixed, key) || path[0] == "arms" && len(path) == 3 && (path[2] == "key" || path[2] == "label") {
		return nil, &Problem{Field: key, Found: "a key in which points may not differ", Expected: "another: the tables of all points have one shape"}
	}
	for i, name := range path {
		known := at.find(name)
		if known == nil {
			return nil, &Problem{Field: key, Found: "the unknown key " + shorten(name), Expected: at.list(), Meant: at.suggest(name)}
		}
		below, group := known.value.(fields)
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
	panic("scenario: an empty key") // splitKey gives one at least
}
