package scenario

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"maps"
	"regexp"
	"strings"

	"inwork/progression"
)

// A schema is a JSON Schema (draft 2020-12) or a part of one.
type schema map[string]any

//go:embed scenario.schema.json
var schemaText []byte

// Schema returns the JSON Schema of a scenario, for editors: keys, types, ranges and
// what each means. What keys say together only Load can check. It is made from the
// same table of fields as everything else; after a change of that table run
// go test ./progression/scenario -update.
func Schema() []byte { return bytes.Clone(schemaText) }

// makeSchema is the schema of the file.
func makeSchema() []byte {
	all := standard().fields().schema()
	all["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	all["title"] = "A scenario of inwork"
	all["description"] = "What is to be simulated. A key that is left out has its default."
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(all); err != nil {
		panic("scenario: " + err.Error()) // numbers and words
	}
	return text.Bytes()
}

func (f fields) schema() schema {
	properties, required := schema{}, []string{}
	for _, known := range f {
		property := maps.Clone(known.value.schema())
		property["description"] = known.doc
		if _, group := known.value.(fields); !group {
			if value := known.value.canonical(); value != nil && !known.required {
				property["default"] = value
			}
		}
		properties[known.name] = property
		if known.required {
			required = append(required, known.name)
		}
	}
	s := schema{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		s["required"] = required
	}
	return s
}

func (s scalar) schema() schema { return s.form }

func (l list[T]) schema() schema {
	items := schema{"type": "array", "minItems": 1, "items": l.item(new(T)).schema()}
	if l.distinct {
		items["uniqueItems"] = true
	}
	if len(l.words) == 0 {
		return items
	}
	var words []string
	for _, word := range []string{"all", "none"} {
		if _, known := l.words[word]; known {
			words = append(words, word)
		}
	}
	return schema{"anyOf": []schema{{"enum": words}, items}}
}

func (armsBySlug) schema() schema {
	arm := newArm("x")
	one := armFields(&arm).schema()
	for _, name := range []string{"key", "label"} {
		delete(one["properties"].(schema)[name].(schema), "default") // which is the arm's short name
	}
	return schema{
		"type": "object", "minProperties": 1,
		"propertyNames":        schema{"pattern": slugForm.String()},
		"additionalProperties": one,
	}
}

// sweepSchema has both forms of a sweep over the keys that may differ.
func sweepSchema() schema {
	arm := newArm("x")
	s := standard()
	s.Arms = []progression.Arm{arm}
	values, lists := schema{}, schema{}
	s.keys().leaves("", func(key string, v value) {
		if _, problem := leaf(s.keys(), key); problem != nil {
			return
		}
		pattern := "^" + regexp.QuoteMeta(key) + "$"
		if name, ofArm := strings.CutPrefix(key, "arms.x."); ofArm {
			pattern = `^arms\.` + strings.Trim(slugForm.String(), "^$") + `\.` + name + "$"
		}
		values[pattern] = v.schema()
		lists[pattern] = schema{"type": "array", "minItems": 1, "uniqueItems": true, "items": v.schema()}
	})
	grid := schema{"type": "object", "additionalProperties": false, "patternProperties": lists}
	point := schema{"type": "object", "additionalProperties": false, "minProperties": 1, "patternProperties": values}
	return schema{"anyOf": []schema{grid, {"type": "array", "minItems": 1, "maxItems": mostPoints, "items": point}}}
}

// leaves visits the keys that have no keys below them.
func (f fields) leaves(path string, visit func(key string, v value)) {
	for _, known := range f {
		at := join(path, known.name)
		if below, group := known.value.(fields); group {
			below.leaves(at, visit)
		} else {
			visit(at, known.value)
		}
	}
}
