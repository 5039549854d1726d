package scenario

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"inwork/progression"
)

// reader walks the nodes of a scenario. It knows where each value stands and collects what is wrong.
type reader struct {
	files     []string              // the scenario's own, the one that it inherits, the one that that inherits
	origins   map[*yaml.Node]origin // of the nodes that the scenario's own file does not hold
	refused   map[*yaml.Node]bool   // nodes that may not be looked into: see tidy
	nodes     map[string]*yaml.Node // where each key that was given has its value, by dotted path
	problems  []complaint           // in the order in which they were found
	swept     *yaml.Node            // the value of sweep; nil if there is none
	partial   bool                  // a file that the scenario inherits could not be had
	practices progression.Practices // of the program's own

	// microdata reads a file of people; nil where there is no folder to look into.
	microdata func(path string) (*Microdata, error)
}

// origin is where a node was written.
type origin struct {
	file int    // in reader.files
	set  string // the override, as key=value; empty for a file's own
}

// complaint is a problem and the node that it is about; nil if there is none.
type complaint struct {
	Problem
	node *yaml.Node
}

func newReader(file string) *reader {
	return &reader{
		files:   []string{file},
		origins: map[*yaml.Node]origin{}, refused: map[*yaml.Node]bool{}, nodes: map[string]*yaml.Node{},
	}
}

// fork returns a reader that knows what r knows and goes its own way.
func (r *reader) fork() *reader {
	fork := *r
	fork.nodes, fork.problems = maps.Clone(r.nodes), slices.Clip(r.problems)
	return &fork
}

// refuse notes that a node is not what stands at path.
func (r *reader) refuse(n *yaml.Node, path, found, expected, meant string) {
	from := r.origins[n]
	p := Problem{File: r.files[from.file], Set: from.set, Field: path, Found: found, Expected: expected, Meant: meant}
	if n != nil && p.Set == "" {
		p.Line = n.Line
	}
	r.problems = append(r.problems, complaint{p, n})
}

// mark notes where a node and all below it were written.
func (r *reader) mark(n *yaml.Node, from origin) {
	r.origins[n] = from
	for _, below := range n.Content {
		r.mark(below, from)
	}
}

// given says whether a file or an override has a value at path.
func (r *reader) given(path string) bool { return r.nodes[path] != nil }

// sound says whether nothing was refused so far at these paths or below.
func (r *reader) sound(paths ...string) bool {
	for _, problem := range r.problems {
		for _, path := range paths {
			if problem.Field == path || strings.HasPrefix(problem.Field, path+".") || strings.HasPrefix(problem.Field, path+"[") {
				return false
			}
		}
	}
	return true
}

// found returns what is wrong in the order of Problems.
func (r *reader) found() Problems {
	problems := make(Problems, len(r.problems))
	for i, p := range r.problems {
		problems[i] = p.Problem
	}
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			strings.Compare(a.Set, b.Set),
			cmp.Compare(slices.Index(r.files, a.File), slices.Index(r.files, b.File)),
			cmp.Compare(uint(a.Line-1), uint(b.Line-1)), // line 0 becomes the largest
		)
	})
	return problems
}

// nearestNode returns the node at path, or the one that path would stand in; nil if there is none of them.
func (r *reader) nearestNode(path string) *yaml.Node {
	for path != "" {
		if n := r.nodes[path]; n != nil {
			return n
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return nil
}

// ready notes where path has its value and says whether the node is one that may be looked into.
func (r *reader) ready(n *yaml.Node, path string) bool {
	r.nodes[path] = n
	return !r.refused[n]
}

// join makes a dotted path.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// quotedStyle marks scalars that are text whatever they look like.
const quotedStyle = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

func quoted(n *yaml.Node) bool { return n.Style&quotedStyle != 0 }

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && !quoted(n) && (n.Tag == "!!null" || n.Value == "")
}

// describe says what a node is, in few words.
func describe(n *yaml.Node) string {
	switch {
	case isNull(n):
		return "nothing"
	case n.Kind == yaml.MappingNode:
		return "keys and values"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Kind == yaml.AliasNode:
		return "an alias *" + n.Value
	case quoted(n), strings.ContainsFunc(n.Value, invisible):
		return shorten(strconv.Quote(n.Value))
	}
	return shorten(n.Value)
}

// invisible says whether a reader could not see a letter, such as the spaces that word processors put in.
func invisible(r rune) bool { return !unicode.IsPrint(r) }

// shorten keeps a message to one line of sensible length, longer than any of our paths.
func shorten(text string) string {
	const most = 80
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most]) + "..."
	}
	return text
}
