package scenario

import (
	"iter"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// reader walks the nodes of one file. It knows where each value stands and collects what is wrong.
type reader struct {
	file     string
	sets     map[*yaml.Node]string // nodes that came from an override, and which
	nodes    map[string]*yaml.Node // where each key that was given has its value, by dotted path
	problems Problems
}

func newReader(file string) *reader {
	return &reader{file: file, sets: map[*yaml.Node]string{}, nodes: map[string]*yaml.Node{}}
}

// refuse notes that a node is not what stands at path.
func (r *reader) refuse(n *yaml.Node, path, found, expected, meant string) {
	p := Problem{File: r.file, Field: path, Found: found, Expected: expected, Meant: meant}
	if n != nil {
		p.Line, p.Set = n.Line, r.sets[n]
	}
	if p.Set != "" {
		p.Line = 0
	}
	r.problems = append(r.problems, p)
}

// given says whether the file or an override has a value at path.
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

// nearestNode returns the node at path, or the one that path would stand in; nil if the file has none of them.
func (r *reader) nearestNode(path string) *yaml.Node {
	for path != "" {
		if n := r.nodes[path]; n != nil {
			return n
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return nil
}

// ready notes where path has its value and says whether the node is one that may be looked into: anchors, aliases
// and tags are refused by name, because a reader of the file would have to resolve them as well.
func (r *reader) ready(n *yaml.Node, path string) bool {
	r.nodes[path] = n
	const written = "the value itself, written out"
	switch {
	case n.Kind == yaml.AliasNode:
		r.refuse(n, path, "an alias *"+n.Value, written, "")
	case n.Anchor != "":
		r.refuse(n, path, "an anchor &"+n.Anchor, written, "")
	case n.Style&yaml.TaggedStyle != 0:
		r.refuse(n, path, "a tag "+n.Tag, written, "")
	default:
		return true
	}
	return false
}

// pairs yields the keys and values of a mapping node, refusing keys that are merged, given twice or no words.
func (r *reader) pairs(n *yaml.Node, path string) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		first := map[string]*yaml.Node{}
		joinThousands(n)
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			at := join(path, key.Value)
			switch {
			case key.Kind != yaml.ScalarNode || key.Value == "":
				r.refuse(key, path, describe(key)+" as a key", "a word", "")
			case key.Tag == "!!merge":
				r.refuse(key, path, "a merge key <<", "the keys written out", "")
			case key.Anchor != "" || key.Style&yaml.TaggedStyle != 0:
				r.refuse(key, at, "an anchor or tag on a key", "the word alone", "")
			case first[key.Value] != nil:
				r.refuse(key, at, "the key a second time", "it once; it stands on line "+strconv.Itoa(first[key.Value].Line)+" already", "")
			default:
				first[key.Value] = key
				if !yield(key, value) {
					return
				}
			}
		}
	}
}

var leadingDigits, threeDigits = regexp.MustCompile(`^-?[1-9][0-9]{0,2}(,[0-9]{3})*$`), regexp.MustCompile(`^[0-9]{3}$`)

// joinThousands mends a number such as 30,709 within braces, which YAML takes for 30 and a key 709, so that it is
// complained of as it was written.
func joinThousands(n *yaml.Node) {
	if n.Style&yaml.FlowStyle == 0 {
		return
	}
	var joined []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if len(joined) > 0 && threeDigits.MatchString(key.Value) && isNull(value) {
			if last := joined[len(joined)-1]; last.Kind == yaml.ScalarNode && !quoted(last) && leadingDigits.MatchString(last.Value) {
				last.Value += "," + key.Value
				continue
			}
		}
		joined = append(joined, key, value)
	}
	n.Content = joined
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
