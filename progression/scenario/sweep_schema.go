package scenario

import (
	"regexp"
	"slices"
	"strings"
)

// schema describes both forms. What a key may be set to is described where the key itself is.
func (v sweep) schema() jsonSchema {
	point := v.dotted(func(ref string) jsonSchema { return jsonSchema{"$ref": ref} })
	point["minProperties"] = 1
	grid := v.dotted(func(ref string) jsonSchema {
		return jsonSchema{"type": "array", "items": jsonSchema{"$ref": ref}, "minItems": 1, "maxItems": mostPoints, "uniqueItems": true}
	})
	return jsonSchema{"anyOf": []jsonSchema{
		grid, {"type": "array", "items": point, "minItems": 1, "maxItems": mostPoints, "uniqueItems": true},
	}}
}

// dotted describes a mapping with the keys in which points may differ: those of arms by a pattern, since the file names them.
func (v sweep) dotted(value func(ref string) jsonSchema) jsonSchema {
	armless := v.s.clone()
	armless.Arms = nil
	properties := jsonSchema{}
	for _, known := range armless.varying() {
		properties[known.name] = value("#/properties/" + strings.Join(splitKey(known.name), "/properties/"))
	}
	arm, patterns := newArm(""), jsonSchema{}
	for _, known := range armFields(&arm, nil) {
		if !slices.Contains(namesOfArm, known.name) {
			pattern := `^arms\.` + strings.Trim(slugForm.String(), "^$") + regexp.QuoteMeta("."+known.name) + "$"
			patterns[pattern] = value("#/$defs/arm/properties/" + known.name)
		}
	}
	return jsonSchema{"type": "object", "properties": properties, "patternProperties": patterns, "additionalProperties": false}
}
