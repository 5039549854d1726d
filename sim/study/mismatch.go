package study

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// A Mismatch is a folder that holds another study than the plan's.
type Mismatch struct {
	File     string // plan.json of the folder
	Field    string // the first in which they differ, as population.claimants or arms[2].share
	Found    string // in the folder
	Expected string // by the plan given
}

// Error gives it in one line.
func (m *Mismatch) Error() string {
	return fmt.Sprintf("%s: %s: found %s, expected %s: the folder holds another study", m.File, m.Field, m.Found, m.Expected)
}

// mismatchOf returns the first difference that keeps the plan given from going on
// with the one found, nil when it may.
func mismatchOf(found, given Plan) *Mismatch {
	if found.Identity != given.Identity {
		return identityMismatch(found, given)
	}
	at := given.index()
	for _, c := range found.Chunks {
		i, kept := at[c.key()]
		if !kept {
			return &Mismatch{Field: "chunks", Found: c.String(), Expected: "none such (a study may grow, but not shrink)"}
		}
		if g := given.Chunks[i]; g != c {
			return &Mismatch{Field: fmt.Sprintf("chunks: %v: cells", c),
				Found: fmt.Sprintf("%d to %d", c.First, c.Last-1), Expected: fmt.Sprintf("%d to %d", g.First, g.Last-1)}
		}
	}
	return nil
}

func identityMismatch(found, given Plan) *Mismatch {
	if found.Model != given.Model {
		return &Mismatch{Field: "model", Found: found.Model, Expected: given.Model}
	}
	a, errA := decodeAny(found.Canonical)
	b, errB := decodeAny(given.Canonical)
	m := difference("", a, b)
	if errA != nil || errB != nil || m == nil { // plans are checked: equal identities and equal parts are one
		panic("study: plans of different identities do not differ")
	}
	m.Field = cmp.Or(m.Field, "canonical")
	return m
}

// difference returns the first place in which two JSON values differ, objects
// taken in the order of their keys; nil when they are equal.
func difference(field string, found, given any) *Mismatch {
	switch a := found.(type) {
	case map[string]any:
		if b, both := given.(map[string]any); both {
			return objectDifference(field, a, b)
		}
	case []any:
		if b, both := given.([]any); both {
			return listDifference(field, a, b)
		}
	}
	if reflect.DeepEqual(found, given) {
		return nil
	}
	return &Mismatch{Field: field, Found: short(found), Expected: short(given)}
}

func objectDifference(field string, found, given map[string]any) *Mismatch {
	all := maps.Clone(found)
	maps.Copy(all, given)
	for _, key := range slices.Sorted(maps.Keys(all)) {
		path := key
		if field != "" {
			path = field + "." + key
		}
		a, inFound := found[key]
		b, inGiven := given[key]
		switch {
		case !inFound:
			return &Mismatch{Field: path, Found: "nothing", Expected: short(b)}
		case !inGiven:
			return &Mismatch{Field: path, Found: short(a), Expected: "nothing"}
		}
		if m := difference(path, a, b); m != nil {
			return m
		}
	}
	return nil
}

func listDifference(field string, found, given []any) *Mismatch {
	for i := range min(len(found), len(given)) {
		if m := difference(fmt.Sprintf("%s[%d]", field, i), found[i], given[i]); m != nil {
			return m
		}
	}
	if len(found) == len(given) {
		return nil
	}
	return &Mismatch{Field: field, Found: fmt.Sprintf("%d values", len(found)), Expected: fmt.Sprintf("%d values", len(given))}
}

// short writes a value for a message.
func short(v any) string {
	text, err := json.Marshal(v)
	if err != nil { // decoded from JSON
		panic(fmt.Sprintf("study: %v", err))
	}
	const longest = 60
	if runes := []rune(string(text)); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return string(text)
}
