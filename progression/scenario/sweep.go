package scenario

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

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

// swept is a setting and where its value was written.
type swept struct {
	Setting
	node *yaml.Node
}

// sweptPoint is a point and where it was written.
type sweptPoint struct {
	sets []swept
	node *yaml.Node
}

func (p sweptPoint) settings() []Setting {
	settings := make([]Setting, len(p.sets))
	for i, set := range p.sets {
		settings[i] = set.Setting
	}
	slices.SortFunc(settings, func(a, b Setting) int { return cmp.Compare(a.Key, b.Key) })
	return settings
}

// readSweep reads the points once the rest of the scenario is read, and checks each.
func (r *reader) readSweep(s *Scenario) {
	n := r.swept
	if n == nil {
		return
	}
	before := len(r.problems)
	var points []sweptPoint
	switch d := newDraft(s); {
	case n.Kind == yaml.MappingNode:
		points = r.grid(d, n)
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		points = r.listed(d, n)
	default:
		r.refuse(n, "sweep", describeList(n), "keys with a list of values each, such as {service.coaches: [200, 300]}, or a list of points", "")
	}
	if len(r.problems) > before || r.partial {
		return
	}
	for _, point := range points {
		s.Sweep = append(s.Sweep, point.settings())
	}
	if before == 0 && len(points) > 0 {
		r.checkPoints(s, points)
	}
}

// listed reads points that are written one by one.
func (r *reader) listed(d *draft, n *yaml.Node) []sweptPoint {
	if len(n.Content) > mostPoints {
		r.refuse(n, "sweep", fmt.Sprintf("more than %d points", mostPoints), "fewer", "")
		return nil
	}
	before := len(r.problems)
	var points []sweptPoint
	for i, item := range n.Content {
		at := fmt.Sprintf("sweep[%d]", i)
		if r.refused[item] {
			continue
		}
		if item.Kind != yaml.MappingNode || len(item.Content) == 0 {
			if r.sound(at) { // not so if keys were taken out as untidy
				r.refuse(item, at, describeList(item), "keys and values of a point, such as {service.coaches: 200}", "")
			}
			continue
		}
		point := sweptPoint{node: item}
		for key, node := range pairs(item) {
			if r.mayVary(d, key, at) && !r.refused[node] {
				point.sets = append(point.sets, r.sweptValue(d, key.Value, node, join(at, key.Value)))
			}
		}
		points = append(points, point)
	}
	if len(r.problems) == before {
		r.distinct(d, points)
	}
	return points
}

// distinct refuses points that are the scenario of another one, be it that one of them writes what the other leaves out.
func (r *reader) distinct(d *draft, points []sweptPoint) {
	d.clear()
	left := map[string]any{} // what a point has where it sets nothing
	for _, point := range points {
		for _, set := range point.sets {
			if left[set.Key] == nil {
				left[set.Key] = d.value(set.Key)
			}
		}
	}
	first := map[string]int{}
	for i, point := range points {
		values := maps.Clone(left)
		for _, set := range point.sets {
			values[set.Key] = set.Value
		}
		same := string(encode(values))
		if before, twice := first[same]; twice {
			r.refuse(point.node, fmt.Sprintf("sweep[%d]", i), fmt.Sprintf("the same scenario as sweep[%d]", before), "points that differ", "")
			continue
		}
		first[same] = i
	}
}

// mayVary says whether points may differ in a key that stands below path, and refuses it if not.
func (r *reader) mayVary(d *draft, key *yaml.Node, path string) bool {
	if d.keys.find(key.Value) == nil {
		if strings.HasPrefix(key.Value, "arms.") && (r.partial || !r.sound("arms")) {
			return false // the arm may be one that could not be read
		}
		p := d.now.misnamed(key.Value)
		r.refuse(key, join(path, key.Value), p.Found, p.Expected, p.Meant)
		return false
	}
	if n := r.nodes[key.Value]; n != nil && r.overrides(n, key.Value) {
		r.refuse(n, key.Value, "a key that sweep varies as well", "it in one of them", "")
		delete(r.nodes, key.Value) // said once
		return false
	}
	return true
}

// overrides says whether a node is a value that an override gave this very key, or a group with the key in it, and
// not one that the override brought along.
func (r *reader) overrides(n *yaml.Node, key string) bool {
	set, _, found := strings.Cut(r.origins[n].set, "=")
	return found && (key == set || strings.HasPrefix(key, set+"."))
}

// sweptValue reads what a point sets a key to.
func (r *reader) sweptValue(d *draft, key string, node *yaml.Node, path string) swept {
	of := r.nodes
	r.nodes = map[string]*yaml.Node{} // it is no key of the scenario
	d.keys.find(key).value.read(r, path, node)
	r.nodes = of
	return swept{Setting{key, d.value(key)}, node}
}

func describeList(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.SequenceNode && len(n.Content) == 0:
		return "an empty list"
	case n.Kind == yaml.MappingNode && len(n.Content) == 0:
		return "no keys"
	}
	return describe(n)
}
