package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// checkPoints compares the keys of every point with each other. What is wrong at many points for one reason is said
// once: at the value that the sweep gives the key, or else at the point with what it sets.
func (r *reader) checkPoints(s *Scenario, points []sweptPoint) {
	type place struct {
		node  *yaml.Node
		field string
	}
	said, found := map[place]bool{}, r.fork()
	for i, p := range s.Points() {
		fork := r.fork()
		points[i].layOut(fork.nodes)
		fork.check(p.Scenario)
		for _, c := range fork.problems[len(r.problems):] {
			ofValue := slices.ContainsFunc(points[i].sets, func(set swept) bool { return set.node == c.node })
			if !ofValue {
				c.node = points[i].node
				c.Found += " with " + brief(p.Settings)
			}
			if at := (place{c.node, c.Field}); !said[at] {
				said[at] = true
				found.refuse(c.node, c.Field, c.Found, c.Expected, c.Meant)
			}
		}
	}
	r.problems = found.problems
}

// layOut puts what the point sets in the place of what the file says there.
func (p sweptPoint) layOut(nodes map[string]*yaml.Node) {
	for _, set := range p.sets {
		items := set.Key + "["
		maps.DeleteFunc(nodes, func(path string, _ *yaml.Node) bool { return strings.HasPrefix(path, items) })
		nodes[set.Key] = set.node
	}
}

// brief gives the settings of a point in a line.
func brief(settings []Setting) string {
	text := make([]string, len(settings))
	for i, set := range settings {
		text[i] = fmt.Sprintf("%s: %s", set.Key, set.Value)
	}
	return shorten(strings.Join(text, ", "))
}
