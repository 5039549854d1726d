package scenario

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"

	"inwork/progression/uc"
	"inwork/sim"
)

// reforms are the statutory amounts under their dotted names.
func reforms(into *[]uc.Reform) fields {
	var f fields
	for _, name := range uc.Statute().Amounts() {
		f = append(f, field{name: name, doc: uc.Statute().Unit(name), value: reformed{name, into}})
	}
	return f
}

// reformed is what a statutory amount is instead: a value from the first day that there are rules for, a value from a day, or a list of these.
type reformed struct {
	amount string
	into   *[]uc.Reform // of all amounts, by amount and day
}

func (v reformed) read(r *reader, path string, n *yaml.Node) {
	if !r.ready(n, path) {
		return
	}
	nodes := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		nodes = n.Content
	}
	if len(nodes) == 0 {
		r.refuse(n, path, "an empty list", v.expected(), "")
		return
	}
	others := slices.DeleteFunc(slices.Clone(*v.into), func(x uc.Reform) bool { return x.Amount == v.amount })
	var own []uc.Reform
	for i, node := range nodes {
		at := path
		if n.Kind == yaml.SequenceNode {
			at = fmt.Sprintf("%s[%d]", path, i)
		}
		one := uc.Reform{Amount: v.amount, From: firstReform}
		if n.Kind != yaml.SequenceNode && node.Kind == yaml.ScalarNode {
			v.value(&one).read(r, at, node)
		} else {
			v.dated(&one).read(r, at, node)
		}
		if i > 0 && r.sound(path) && one.From <= own[i-1].From {
			r.refuse(node, at, one.From.String()+" after "+own[i-1].From.String(), "days in order, each once", "")
		}
		own = append(own, one)
	}
	all := append(others, own...)
	slices.SortStableFunc(all, func(a, b uc.Reform) int { return cmp.Compare(a.Amount, b.Amount) })
	*v.into = all
}

// firstReform is the first day that there are rules for.
var firstReform = sim.Date(2015, 4, 6)

func (v reformed) expected() string {
	return uc.Statute().Unit(v.amount) + ", or {from: 2016-04-11, value: ...}, or a list of these"
}

// dated is a value with its day.
func (v reformed) dated(one *uc.Reform) fields {
	return fields{
		{name: "from", doc: "first day, by the amount's own rule for assessment periods", value: day(&one.From), required: true},
		{name: "value", doc: "what the amount is from then on, instead of all that the law says of it", value: v.value(one), required: true},
	}
}

// value is the amount itself.
func (v reformed) value(one *uc.Reform) scalar {
	return scalar{
		expected: v.expected(),
		set: func(text string) bool {
			normal, err := uc.Statute().Normal(uc.Reform{Amount: v.amount, From: one.From, Value: text})
			if err == nil {
				one.Value = normal.Value
			}
			return err == nil
		},
		guess:  numberGuesses,
		json:   func() any { return v.json(one.Value) },
		allows: v.allows,
		quotes: v.isDate(),
	}
}

func (v reformed) isDate() bool { return uc.Statute().Unit(v.amount) == "a date" }

func (v reformed) json(value string) any {
	if v.isDate() {
		return value
	}
	return json.Number(value)
}

func (v reformed) allows() jsonSchema {
	switch uc.Statute().Unit(v.amount) {
	case "a date":
		var d sim.Day
		return day(&d).schema()
	case "a fraction":
		return jsonSchema{"type": "number", "minimum": 0, "maximum": 1}
	case "a whole number":
		return jsonSchema{"type": []string{"integer", "boolean"}, "minimum": 0}
	}
	return jsonSchema{"type": "number", "minimum": 0}
}

func (v reformed) canonical() any {
	var list []any
	for _, one := range *v.into {
		if one.Amount == v.amount {
			list = append(list, v.dated(&one).canonical())
		}
	}
	if list == nil {
		return nil
	}
	return list
}

func (v reformed) schema() jsonSchema {
	var one uc.Reform
	dated := v.dated(&one).schema()
	return jsonSchema{"anyOf": []jsonSchema{v.allows(), dated, {"type": "array", "items": dated, "minItems": 1}}}
}
