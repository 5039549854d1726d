package scenario

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// mostBases is how many files a scenario may inherit, one from the other: more is hardly meant.
const mostBases = 8

// inherit adds to the mapping of the file read last what it leaves out of the file that it names as its base, and so
// on. Mappings are joined key by key; a number, a word or a list that the nearer file gives is the one that counts.
func (r *reader) inherit(root *yaml.Node, read source) {
	if root.Kind != yaml.MappingNode || r.refused[root] {
		return // which is complained of in any case
	}
	named := take(root, "base")
	if named == nil {
		return
	}
	base := r.openBase(named, read)
	if base == nil {
		r.partial = true
		return
	}
	r.inherit(base, read)
	if child(root, "name") != nil && child(root, "label") == nil {
		take(base, "label") // it is another study's
	}
	if child(root, "sweep") != nil {
		take(base, "sweep") // the points of two sweeps would not go together
	}
	if arms := child(root, "arms"); arms != nil && len(arms.Content) == 0 {
		take(base, "arms") // none was said, and none is complained of
	}
	r.fill(root, base)
}

// fill adds to a mapping what it leaves out of another one, at any depth.
func (r *reader) fill(over, base *yaml.Node) {
	own := map[string]*yaml.Node{}
	for key, value := range pairs(over) {
		own[key.Value] = value
	}
	for key, value := range pairs(base) {
		switch mine := own[key.Value]; {
		case mine == nil:
			over.Content = append(over.Content, key, value)
		case mine.Kind == yaml.MappingNode && value.Kind == yaml.MappingNode && !r.refused[mine] && !r.refused[value]:
			r.fill(mine, value)
		}
	}
}

// openBase returns the root of the file that a base key names; nil if it cannot be had, which is complained of.
func (r *reader) openBase(named *yaml.Node, read source) *yaml.Node {
	var name string
	if fileName(&name).read(r, "base", named); name == "" {
		return nil
	}
	here := r.files[len(r.files)-1]
	path := beside(here, name)
	if before := slices.IndexFunc(r.files, func(file string) bool { return filepath.Clean(file) == path }); before >= 0 {
		circle := append(slices.Clone(r.files[before:]), path)
		r.refuse(named, "base", "a circle: "+strings.Join(circle, ", "), "a file that does not inherit this one", "")
		return nil
	}
	if len(r.files) > mostBases {
		r.refuse(named, "base", fmt.Sprintf("more than %d files that inherit one from the other", mostBases), "fewer", "")
		return nil
	}
	data, problem := read(path)
	if problem != nil {
		r.refuseBase(named, path, problem)
		return nil
	}
	r.files = append(r.files, path)
	root, problem := r.document(data)
	switch {
	case problem != nil && problem.Line == 0:
		r.refuseBase(named, path, problem)
		return nil
	case problem != nil:
		r.problems = append(r.problems, complaint{Problem: *problem})
		return nil
	case root.Kind != yaml.MappingNode:
		r.refuse(root, "", describe(root), "keys and values", "")
		return nil
	case r.refused[root]:
		return nil
	}
	return root
}

// refuseBase complains of a file as a whole at the key that names it.
func (r *reader) refuseBase(named *yaml.Node, path string, p *Problem) {
	meant := p.Meant
	if beside, err := filepath.Rel(filepath.Dir(r.files[r.origins[named].file]), meant); meant != "" && err == nil {
		meant = filepath.ToSlash(beside)
	}
	expected := p.Expected
	if expected == "" {
		expected = aScenario
	}
	r.refuse(named, "base", fmt.Sprintf("%s (%s)", p.Found, shorten(path)), expected, meant)
}

// beside returns the path of a file that another one names.
func beside(file, name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(filepath.Dir(file), name)
}

// fileName is the path of another file.
func fileName(into *string) scalar {
	return scalar{
		expected: "the path of another scenario, from the folder of this one",
		set: func(text string) bool {
			ok := strings.TrimSpace(text) != "" && !strings.ContainsFunc(text, invisible)
			if ok {
				*into = text
			}
			return ok
		},
		json:   func() any { return *into },
		allows: func() jsonSchema { return oneWord(`\S`) },
		quotes: true,
	}
}

// inherited stands for the base key once the files are one: what it named is resolved, and if it is still there it
// was said where there is no folder to look into.
type inherited struct{}

func (inherited) read(r *reader, path string, n *yaml.Node) {
	if r.ready(n, path) {
		r.refuse(n, path, "base in text that is no file", "the keys themselves: there is no folder to look for another file in", "")
	}
}

func (inherited) canonical() any { return nil }

func (inherited) schema() jsonSchema { return fileName(new(string)).schema() }
