package scenario

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"
)

// mostPoints is how many points a sweep may have.
const mostPoints = 10_000

// sweep is the value of the key of that name: dotted keys with a list of values each,
// which are all combined, or a list of points. It is read in two steps, since its keys
// are those of the scenario that the rest of the file makes.
type sweep struct{ s *Scenario }

func (sweep) read(r *reader, path string, n *yaml.Node) {
	if r.ready(n, path) {
		r.swept = n
	}
}

func (v sweep) canonical() any {
	if len(v.s.Sweep) == 0 {
		return nil
	}
	points := make([]any, len(v.s.Sweep))
	for i, settings := range v.s.Sweep {
		point := map[string]any{}
		for _, set := range settings {
			point[set.Key] = set.Value
		}
		points[i] = point
	}
	return points
}

func (v sweep) schema() schema { return sweepSchema() }

// swept is a setting and where it was written.
type swept struct {
	Setting
	node *yaml.Node
}

// readSweep reads the points once the rest of the scenario is read, and checks each.
func (r *reader) readSweep(s *Scenario) {
	n := r.swept
	if n == nil {
		return
	}
	before := len(r.problems)
	var points [][]swept
	switch {
	case n.Kind == yaml.MappingNode:
		points = r.grid(s, n)
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		points = r.listed(s, n)
	default:
		r.refuse(n, "sweep", describeList(n), "keys with a list of values each, such as {service.coaches: [200, 300]}, or a list of points", "")
	}
	if len(r.problems) > before || r.partial {
		return
	}
	for _, point := range points {
		s.Sweep = append(s.Sweep, settingsOf(point))
	}
	if before == 0 && len(points) > 0 {
		r.checkPoints(s, points)
	}
}

func settingsOf(point []swept) []Setting {
	settings := make([]Setting, len(point))
	for i, set := range point {
		settings[i] = set.Setting
	}
	slices.SortFunc(settings, func(a, b Setting) int { return cmp.Compare(a.Key, b.Key) })
	return settings
}

// grid combines the values of all keys; the first key varies slowest.
func (r *reader) grid(s *Scenario, n *yaml.Node) [][]swept {
	points := [][]swept{nil}
	for key, values := range pairs(n) {
		choices := r.choices(s, key, values)
		if len(points)*len(choices) > mostPoints {
			r.refuse(n, "sweep", fmt.Sprintf("more than %d points", mostPoints), "fewer", "")
			return nil
		}
		points = combined(points, choices)
	}
	if len(points[0]) == 0 {
		return nil // no key, no sweep
	}
	return points
}

// choices reads the values of a key of a grid.
func (r *reader) choices(s *Scenario, key, values *yaml.Node) (choices []swept) {
	at := join("sweep", key.Value)
	if !r.mayVary(s, key) || r.refused[values] {
		return nil
	}
	if values.Kind != yaml.SequenceNode || len(values.Content) == 0 {
		r.refuse(values, at, describeList(values), "a list of values", "")
		return nil
	}
	for i, node := range values.Content {
		at := fmt.Sprintf("%s[%d]", at, i)
		set := r.value(s, key.Value, node, at)
		if r.sound(at) && slices.ContainsFunc(choices, func(c swept) bool { return bytes.Equal(c.Value, set.Value) }) {
			r.refuse(node, at, describe(node)+" a second time", "each value once", "")
		}
		choices = append(choices, set)
	}
	return choices
}

func describeList(n *yaml.Node) string {
	if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		return "an empty list"
	}
	return describe(n)
}

// combined are all points with each of the choices added.
func combined(points [][]swept, choices []swept) [][]swept {
	if len(choices) == 0 {
		return points
	}
	var all [][]swept
	for _, point := range points {
		for _, set := range choices {
			all = append(all, append(slices.Clone(point), set))
		}
	}
	return all
}

// listed reads points that are written one by one.
func (r *reader) listed(s *Scenario, n *yaml.Node) [][]swept {
	if len(n.Content) > mostPoints {
		r.refuse(n, "sweep", fmt.Sprintf("more than %d points", mostPoints), "fewer", "")
		return nil
	}
	var points [][]swept
	for i, item := range n.Content {
		at := fmt.Sprintf("sweep[%d]", i)
		if r.refused[item] {
			continue
		}
		if item.Kind != yaml.MappingNode || len(item.Content) == 0 {
			r.refuse(item, at, describe(item), "keys and values of a point, such as {service.coaches: 200}", "")
			continue
		}
		var point []swept
		for key, node := range pairs(item) {
			if r.mayVary(s, key) {
				point = append(point, r.value(s, key.Value, node, join(at, key.Value)))
			}
		}
		points = append(points, point)
	}
	return points
}

// mayVary says whether points may differ in a key, and refuses it if not.
func (r *reader) mayVary(s *Scenario, key *yaml.Node) bool {
	if _, problem := leaf(s.keys(), key.Value); problem != nil {
		r.refuse(key, join("sweep", key.Value), problem.Found, problem.Expected, problem.Meant)
		return false
	}
	if n := r.nodes[key.Value]; n != nil && r.origins[n].set != "" {
		r.refuse(n, key.Value, "a key that sweep varies as well", "it in one of them", "")
		delete(r.nodes, key.Value) // said once
		return false
	}
	return true
}

// value reads what a point sets a key to.
func (r *reader) value(s *Scenario, key string, node *yaml.Node, path string) swept {
	v, _ := leaf(s.clone().keys(), key) // whose problem mayVary has refused
	v.read(r, path, node)
	delete(r.nodes, path) // it is no key of the scenario
	return swept{Setting{key, encode(v.canonical())}, node}
}

// checkPoints compares the keys of every point with each other, and the points.
func (r *reader) checkPoints(s *Scenario, points [][]swept) {
	said, same := map[Problem]bool{}, map[string]int{}
	for i, p := range s.Points() {
		fork := r.fork()
		for _, set := range points[i] {
			fork.nodes[set.Key] = set.node
		}
		fork.check(p.Scenario)
		for _, complaint := range fork.problems[len(r.problems):] {
			if !said[complaint.Problem] {
				said[complaint.Problem] = true
				r.problems = append(r.problems, complaint)
			}
		}
		if r.swept.Kind == yaml.MappingNode {
			continue // points of a grid differ, as the values of each key do
		}
		digest := p.Digest()
		if first, twice := same[digest]; twice {
			r.refuse(points[i][0].node, fmt.Sprintf("sweep[%d]", i), fmt.Sprintf("the same scenario as sweep[%d]", first), "points that differ", "")
			continue
		}
		same[digest] = i
	}
}
