package scenario

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// list is a value of several items, read into a new slice.
type list[T comparable] struct {
	into     *[]T
	item     func(*T) value
	expected string
	words    map[string][]T // lists that have a name, such as all
	distinct bool           // no item may stand twice
	arrange  func([]T) []T  // brings accepted items into canonical order; nil keeps theirs
}

func (l list[T]) read(r *reader, path string, n *yaml.Node) {
	if !r.ready(n, path) {
		return
	}
	if named, ok := l.words[n.Value]; ok && n.Kind == yaml.ScalarNode {
		*l.into = slices.Clone(named)
		return
	}
	if n.Kind != yaml.SequenceNode || len(n.Content) == 0 {
		found := describe(n)
		if n.Kind == yaml.SequenceNode {
			found = "an empty list"
		}
		r.refuse(n, path, found, l.expected, l.meant(n))
		return
	}
	items := make([]T, len(n.Content))
	for i, node := range n.Content {
		at := fmt.Sprintf("%s[%d]", path, i)
		l.item(&items[i]).read(r, at, node)
		if l.distinct && r.sound(at) && slices.Contains(items[:i], items[i]) {
			r.refuse(node, at, describe(node)+" a second time", "each once", "")
		}
	}
	if l.arrange != nil {
		items = l.arrange(items)
	}
	*l.into = items
}

// meant puts the brackets around a value that stands where a list belongs, or around several with commas between.
func (l list[T]) meant(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || isNull(n) {
		return ""
	}
	if whole := l.accepted(n.Value); whole != "" {
		return "[" + whole + "]"
	}
	items := strings.Split(n.Value, ",")
	for i, item := range items {
		if items[i] = l.accepted(strings.TrimSpace(item)); items[i] == "" {
			return ""
		}
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// accepted returns the text if it is an item, what was probably meant by it otherwise; empty for neither.
func (l list[T]) accepted(text string) string {
	var item T
	r := newReader("")
	l.item(&item).read(r, "", &yaml.Node{Kind: yaml.ScalarNode, Value: text})
	switch {
	case len(r.problems) == 0:
		return text
	case len(r.problems) == 1:
		return r.problems[0].Meant
	}
	return ""
}

// word names the list that is now held; empty if it has no name.
func (l list[T]) word() string {
	for _, word := range slices.Sorted(maps.Keys(l.words)) {
		if slices.Equal(*l.into, l.words[word]) {
			return word
		}
	}
	return ""
}

func (l list[T]) schema() jsonSchema {
	var item T
	items := jsonSchema{"type": "array", "items": l.item(&item).schema(), "minItems": 1}
	if l.distinct {
		items["uniqueItems"] = true
	}
	if l.words == nil {
		return items
	}
	return jsonSchema{"anyOf": []jsonSchema{{"enum": slices.Sorted(maps.Keys(l.words))}, items}}
}

func (l list[T]) canonical() any {
	items := make([]any, len(*l.into))
	for i, item := range *l.into {
		items[i] = l.item(&item).canonical()
	}
	return items
}
