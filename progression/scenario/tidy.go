package scenario

import (
	"fmt"
	"iter"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// tidy refuses, all over a file or an override, what YAML offers and a scenario does without: anchors, aliases, tags
// and merge keys, which a reader of the file would have to resolve as well, and keys that are given twice or are no
// words. Such keys are taken out of the tree; such values stay, and are never looked into.
func (r *reader) tidy(n *yaml.Node, path string) {
	if r.disguised(n, path) {
		r.refused[n] = true
		return
	}
	switch n.Kind {
	case yaml.MappingNode:
		joinThousands(n)
		r.tidyKeys(n, path)
		for key, value := range pairs(n) {
			r.tidy(value, join(path, key.Value))
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			r.tidy(item, fmt.Sprintf("%s[%d]", path, i))
		}
	}
}

// disguised refuses a value that is written as something else.
func (r *reader) disguised(n *yaml.Node, path string) bool {
	const written = "the value itself, written out"
	switch {
	case n.Kind == yaml.AliasNode:
		r.refuse(n, path, "an alias *"+n.Value, written, "")
	case n.Anchor != "":
		r.refuse(n, path, "an anchor &"+n.Anchor, written, "")
	case n.Style&yaml.TaggedStyle != 0:
		r.refuse(n, path, "a tag "+n.Tag, written, "")
	default:
		return false
	}
	return true
}

// tidyKeys refuses keys that are merged, given twice or no words, and leaves them out.
func (r *reader) tidyKeys(n *yaml.Node, path string) {
	first := map[string]*yaml.Node{}
	var kept []*yaml.Node
	for key, value := range pairs(n) {
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
			kept = append(kept, key, value)
		}
	}
	n.Content = kept
}

var leadingDigits, threeDigits = regexp.MustCompile(`^-?[1-9][0-9]{0,2}(,[0-9]{3})*$`), regexp.MustCompile(`^[0-9]{3}$`)

// joinThousands mends a number such as 30,709 within braces, which YAML takes for 30 and a key 709, so that it is
// complained of as it was written.
func joinThousands(n *yaml.Node) {
	if n.Style&yaml.FlowStyle == 0 {
		return
	}
	var joined []*yaml.Node
	for key, value := range pairs(n) {
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

// pairs yields the keys and values of a mapping node.
func pairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// child returns the value of a key; nil if there is none.
func child(mapping *yaml.Node, name string) *yaml.Node {
	for key, value := range pairs(mapping) {
		if key.Value == name {
			return value
		}
	}
	return nil
}

func keys(mapping *yaml.Node) []string {
	var names []string
	for key := range pairs(mapping) {
		names = append(names, key.Value)
	}
	return names
}

// take returns the value of a key, which is then no more in the mapping; nil if there is none.
func take(mapping *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			value := mapping.Content[i+1]
			mapping.Content = append(mapping.Content[:i:i], mapping.Content[i+2:]...)
			return value
		}
	}
	return nil
}
