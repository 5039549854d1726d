package scenario

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// field is a key of a scenario: what it is called, what it means, and the value that is read there.
type field struct {
	name     string
	doc      string // meaning and unit in plain words
	value    value
	required bool // it has no default
}

// value is what stands at a key. It is bound to its place in a Scenario.
type value interface {
	// read takes the value from the node at path, or refuses the node.
	read(r *reader, path string, n *yaml.Node)
	// canonical returns the value in JSON's terms: the same for the same scenario, however it was written;
	// nil for a key that the canonical form does without.
	canonical() any
	// schema returns what JSON Schema can say of the value.
	schema() jsonSchema
}

// fields are the keys of a mapping: themselves a value.
type fields []field

func (f fields) read(r *reader, path string, n *yaml.Node) {
	if !r.ready(n, path) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.refuse(n, path, describe(n), "keys and values: "+f.list(), "")
		return
	}
	for key, value := range pairs(n) {
		at := join(path, key.Value)
		if known := f.find(key.Value); known != nil {
			known.value.read(r, at, value)
		} else {
			r.refuse(key, at, "the unknown key "+shorten(key.Value), f.list(), f.suggest(key.Value))
		}
	}
	for _, known := range f {
		if at := join(path, known.name); known.required && r.sound(path) && !r.given(at) {
			r.refuse(n, at, "nothing", known.doc, "")
		}
	}
}

func (f fields) canonical() any {
	object := make(map[string]any, len(f))
	for _, known := range f {
		value := known.value.canonical()
		if group, ok := value.(map[string]any); value != nil && !(ok && len(group) == 0) {
			object[known.name] = value
		}
	}
	return object
}

func (f fields) schema() jsonSchema {
	properties := jsonSchema{}
	var required []string
	for _, known := range f {
		properties[known.name] = known.schema()
		if known.required {
			required = append(required, known.name)
		}
	}
	schema := jsonSchema{"type": "object", "properties": properties, "additionalProperties": false}
	if required != nil {
		schema["required"] = required
	}
	return schema
}

func (f fields) find(name string) *field {
	for i := range f {
		if f[i].name == name {
			return &f[i]
		}
	}
	return nil
}

func (f fields) names() []string {
	names := make([]string, len(f))
	for i := range f {
		names[i] = f[i].name
	}
	return names
}

// list names the keys known here, unless they are too many for a message.
func (f fields) list() string {
	if len(f) > 20 {
		return fmt.Sprintf("one of %d names such as %s", len(f), f[0].name)
	}
	return "one of " + strings.Join(f.names(), ", ")
}

// suggest names the key that was probably meant: one that is spelt alike, or one that stands deeper.
func (f fields) suggest(found string) string {
	if near := Nearest(found, f.names()); near != "" {
		return near
	}
	for _, known := range f { // the names of parameters and amounts have dots
		if strings.HasSuffix(known.name, "."+found) {
			return known.name
		}
	}
	for _, known := range f {
		if below, ok := known.value.(fields); ok && below.find(found) != nil {
			return known.name + "." + found
		}
	}
	return ""
}
