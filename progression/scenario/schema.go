package scenario

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// jsonSchema is JSON Schema's terms for a value, as they are written.
type jsonSchema map[string]any

// Schema returns the JSON Schema (draft 2020-12) of a scenario file: what an editor needs to complete keys, explain
// them and mark slips. It follows from the keys that Parse reads. What Parse accepts is valid by it; what keys say
// together, and what is wrong with a value's spelling alone, Parse knows better. The file scenario.schema.json of this
// package holds the same.
func Schema() []byte {
	s := standard()
	arm := newArm("")
	schema := s.fields().schema()
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "A scenario of inwork"
	schema["$defs"] = jsonSchema{"arm": armFields(&arm, nil).schema()}
	return []byte(layOut(encode(schema), "") + "\n")
}

// schema is the property that a key is.
func (f field) schema() jsonSchema {
	schema := f.value.schema()
	schema["description"] = f.doc
	if initial := f.initial(); initial != nil && !f.required {
		schema["default"] = initial
	}
	return schema
}

// initial is the value that a key has if it is left out; nil if that depends on others, or is a group's.
func (f field) initial() any {
	switch v := f.value.(type) {
	case fields, armsBySlug:
		return nil
	case interface{ word() string }:
		if word := v.word(); word != "" {
			return word
		}
	}
	if initial := f.value.canonical(); initial != "" {
		return initial
	}
	return nil
}

// oneWord is the schema of text that YAML may take for a number or a truth value.
func oneWord(pattern string) jsonSchema {
	return jsonSchema{"type": []string{"string", "number", "boolean"}, "pattern": pattern}
}

// layOut breaks JSON into lines where it would be longer than a line.
func layOut(data json.RawMessage, indent string) string {
	const longest = 120
	if len(indent)+len(data) <= longest {
		return string(data)
	}
	var lines []string
	deeper := indent + "  "
	switch data[0] {
	case '{':
		object := map[string]json.RawMessage{}
		decode(data, &object)
		for _, name := range slices.Sorted(maps.Keys(object)) {
			lines = append(lines, deeper+string(encode(name))+": "+layOut(object[name], deeper))
		}
	case '[':
		var items []json.RawMessage
		decode(data, &items)
		for _, item := range items {
			lines = append(lines, deeper+layOut(item, deeper))
		}
	default:
		return string(data)
	}
	closing := map[byte]string{'{': "}", '[': "]"}[data[0]]
	return string(data[:1]) + "\n" + strings.Join(lines, ",\n") + "\n" + indent + closing
}

func decode(data []byte, into any) {
	if err := json.Unmarshal(data, into); err != nil {
		panic("scenario: " + err.Error())
	}
}
