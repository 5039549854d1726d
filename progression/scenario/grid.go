package scenario

import (
	"bytes"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"
)

// grid combines the values of all keys of a sweep; the first key varies slowest.
func (r *reader) grid(d *draft, n *yaml.Node) []sweptPoint {
	points := []sweptPoint{{node: n}}
	for key, values := range pairs(n) {
		if values.Kind == yaml.SequenceNode && len(points)*len(values.Content) > mostPoints {
			r.refuse(n, "sweep", fmt.Sprintf("more than %d points", mostPoints), "fewer", "")
			return nil
		}
		points = combined(points, r.choices(d, key, values))
	}
	if len(points[0].sets) == 0 {
		return nil // no key, no sweep
	}
	return points
}

// choices reads the values of a key of a grid.
func (r *reader) choices(d *draft, key, values *yaml.Node) (choices []swept) {
	at := join("sweep", key.Value)
	if !r.mayVary(d, key, "sweep") || r.refused[values] {
		return nil
	}
	if values.Kind != yaml.SequenceNode || len(values.Content) == 0 {
		r.refuse(values, at, describeList(values), "a list of values", "")
		return nil
	}
	for i, node := range values.Content {
		if r.refused[node] {
			continue
		}
		at, before := fmt.Sprintf("%s[%d]", at, i), len(r.problems)
		set := r.sweptValue(d, key.Value, node, at)
		if len(r.problems) > before {
			continue
		}
		if slices.ContainsFunc(choices, func(c swept) bool { return bytes.Equal(c.Value, set.Value) }) {
			r.refuse(node, at, describe(node)+" a second time", "each value once", "")
		}
		choices = append(choices, set)
	}
	return choices
}

// combined are all points with each of the choices added.
func combined(points []sweptPoint, choices []swept) []sweptPoint {
	if len(choices) == 0 {
		return points
	}
	var all []sweptPoint
	for _, point := range points {
		for _, set := range choices {
			all = append(all, sweptPoint{append(slices.Clone(point.sets), set), point.node})
		}
	}
	return all
}
