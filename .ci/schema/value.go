package main

import (
	"encoding/json"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Scalars without quotes, by the core schema of YAML 1.2 (section 10.3.2), which
// is what editors go by; the YAML package here takes more for numbers. Numbers to
// base 8 and 16 are left out.
var (
	isNull   = regexp.MustCompile(`^(null|Null|NULL|~|)$`)
	isBool   = regexp.MustCompile(`^(true|True|TRUE|false|False|FALSE)$`)
	isNumber = regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
	isInf    = regexp.MustCompile(`^[-+]?(\.inf|\.Inf|\.INF)$`)
)

const quoted = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// value returns a node in JSON's terms.
func value(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			object[n.Content[i].Value] = value(n.Content[i+1])
		}
		return object
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = value(item)
		}
		return list
	}
	switch text := n.Value; {
	case n.Style&quoted != 0:
		return text
	case isNull.MatchString(text):
		return nil
	case isBool.MatchString(text):
		return strings.EqualFold(text, "true")
	case isNumber.MatchString(text):
		return json.Number(text)
	case isInf.MatchString(text):
		return json.Number(strings.TrimSuffix(strings.ToLower(text), ".inf") + "1e999")
	default:
		return text
	}
}
