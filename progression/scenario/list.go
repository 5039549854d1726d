package scenario

import (
	"fmt"
	"slices"

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
		r.refuse(n, path, found, l.expected, "")
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

func (l list[T]) canonical() any {
	items := make([]any, len(*l.into))
	for i, item := range *l.into {
		items[i] = l.item(&item).canonical()
	}
	return items
}
