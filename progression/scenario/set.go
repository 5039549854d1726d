package scenario

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// override puts a value such as arms.frequent.minutes=40 among the nodes of the file, before they are read. The value
// is YAML, as it would stand in the file.
func (r *reader) override(root *yaml.Node, set string) {
	if root.Kind != yaml.MappingNode {
		return // which is complained of when it is read
	}
	key, text, found := strings.Cut(set, "=")
	if !found || key == "" {
		r.refuseSet(set, Problem{Found: "no key and value", Expected: "key=value, such as weeks=52"})
		return
	}
	value, problem := parseYAML(r.files[0], []byte(text))
	if problem != nil {
		if strings.TrimSpace(text) == "" {
			problem.Found = "nothing"
		}
		r.refuseSet(set, Problem{Field: key, Found: problem.Found, Expected: "a value, written as in the file"})
		return
	}
	r.mark(value, origin{set: set})
	r.tidy(value, key)
	path := splitKey(key)
	if path[0] == "base" {
		r.refuseSet(set, Problem{Field: key, Found: "base in an override", Expected: "it in the file itself"})
		return
	}
	if path[0] == "arms" && len(path) > 1 {
		r.bringArms(root, set)
	}
	mapping, problem := r.enter(root, path[:len(path)-1], set)
	if problem != nil {
		problem.Field = key
		r.refuseSet(set, *problem)
		return
	}
	r.put(mapping, path[len(path)-1], value, set)
}

func (r *reader) refuseSet(set string, p Problem) {
	p.File, p.Set = r.files[0], set
	r.problems = append(r.problems, complaint{Problem: p})
}

// enter returns the mapping at path below the mapping at, making those on the way that the file leaves out. Arms are not made: a slip in
// an arm's name would otherwise add one.
func (r *reader) enter(at *yaml.Node, path []string, set string) (*yaml.Node, *Problem) {
	for i, name := range path {
		next := child(at, name)
		if next == nil && i == 1 && path[0] == "arms" {
			return nil, &Problem{Found: "no arm " + shorten(name), Expected: oneOf(keys(at)), Meant: Nearest(name, keys(at))}
		}
		if next == nil {
			next = emptyMapping()
			r.put(at, name, next, set)
		}
		if next.Kind != yaml.MappingNode {
			return nil, &Problem{Found: describe(next) + " at " + shorten(strings.Join(path[:i+1], ".")), Expected: "keys and values there"}
		}
		at = next
	}
	return at, nil
}

// splitKey returns the keys on the way to the one that a dotted key names. The names of parameters and of statutory amounts have dots, and the
// keys of a sweep are dotted keys.
func splitKey(key string) []string {
	if first, rest, _ := strings.Cut(key, "."); rest != "" && (first == "parameters" || first == "reform" || first == "sweep") {
		return []string{first, rest}
	}
	return strings.Split(key, ".")
}

func emptyMapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"} }

// bringArms writes the default's arms, and which is control, into a file that leaves them out: an override changes
// one of them only.
func (r *reader) bringArms(root *yaml.Node, set string) {
	if child(root, "arms") != nil {
		return
	}
	standard, problem := parseYAML(defaultName, trial2015)
	if problem != nil {
		panic("scenario: " + problem.Error())
	}
	r.put(root, "arms", child(standard, "arms"), set)
	trial := child(root, "trial")
	if trial == nil {
		trial = emptyMapping()
		r.put(root, "trial", trial, set)
	}
	if trial.Kind == yaml.MappingNode && child(trial, "control") == nil {
		r.put(trial, "control", child(child(standard, "trial"), "control"), set)
	}
}

// put gives a mapping node a key, in place of its old value if it has one, and notes where it came from.
func (r *reader) put(mapping *yaml.Node, name string, value *yaml.Node, set string) {
	r.mark(value, origin{set: set})
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			mapping.Content[i+1] = value
			return
		}
	}
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name}
	r.mark(key, origin{set: set})
	mapping.Content = append(mapping.Content, key, value)
}
