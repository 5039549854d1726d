package scenario

import (
	"fmt"
	"slices"
	"strconv"

	"inwork/progression/rows"
)

// Declared says beforehand by which outcomes a trial is judged. It is part of the study's identity: a folder with results is not
// gone on with under another declaration.
type Declared struct {
	Primary string // outcome that is tested once for each arm
	At      int    // weeks from randomisation: one of the trial's horizons
	// Secondary are further outcomes, in the order of rows.Measures. All of them stand for all that say something at At, but the primary one.
	Secondary []string
}

// Resolved is the declaration as it is meant: At is a horizon, the main one where it was none, and Secondary lists the outcomes that are
// tested beside the primary one.
func (t *Trial) Resolved() Declared {
	d := t.Outcomes
	if !slices.Contains(t.Horizons, d.At) {
		d.At = mainHorizon(t.Horizons)
	}
	if slices.Equal(d.Secondary, rows.MeasureNames()) {
		d.Secondary = slices.DeleteFunc(rows.MeasureNames(), func(name string) bool { return name == d.Primary || !rows.MeasureOf(name).At(d.At) })
	}
	return d
}

// mainHorizon is 52 weeks, as in the published trial, or else the last.
func mainHorizon(horizons []int) int {
	if slices.Contains(horizons, 52) {
		return 52
	}
	return horizons[len(horizons)-1]
}

func (t *Trial) declared() fields {
	d, names := &t.Outcomes, rows.MeasureNames()
	return fields{
		{name: "primary", doc: "outcome that the trial is judged by: tested once for each arm, its p-value not adjusted",
			value: unsaid{word(&d.Primary, names...), func() bool { return d.Primary == names[0] }}},
		{name: "at", doc: "weeks from randomisation at which it is judged, one of horizons; if left out 52, or the last of horizons that have no 52",
			value: unsaid{whole(&d.At, shortestHorizon, 520, "weeks"), func() bool { return d.At == mainHorizon(t.Horizons) }}},
		{name: "secondary", doc: "further outcomes, whose p-values are adjusted for how many outcomes and arms are tested (Holm): all, none, or a list",
			value: unsaid{named(&d.Secondary, names), func() bool { return slices.Equal(d.Secondary, names) }}},
	}
}

// usualSubgroups are those of a scenario that names none.
var usualSubgroups = []string{"sex", "children", "limiting_health", "age_band"}

func subgroups(into *[]string) value {
	return unsaid{named(into, rows.SubgroupNames()), func() bool { return slices.Equal(*into, usualSubgroups) }}
}

// noUptake is the word for no effect of taking up the offer.
const noUptake = "none"

func uptake(into *string) value {
	return unsaid{word(into, append([]string{noUptake}, rows.UptakeNames()...)...), func() bool { return *into == noUptake }}
}

// named is a list of some names, in their order, or all or none of them.
func named(into *[]string, names []string) value {
	return list[string]{
		into:     into,
		item:     func(name *string) value { return word(name, names...) },
		expected: "all, none, or a list of names: " + oneOf(names),
		words:    map[string][]string{"all": names, "none": {}},
		distinct: true,
		arrange: func(some []string) []string {
			return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !slices.Contains(some, name) })
		},
	}
}

// unsaid is a key whose usual value leaves no trace in the canonical form: who says nothing of it has the study that there was
// before the key existed.
type unsaid struct {
	value
	usual func() bool
}

func (u unsaid) canonical() any {
	if u.usual() {
		return nil
	}
	if items, ok := u.value.canonical().([]any); ok && len(items) == 0 {
		return u.word() // an empty list is refused where none is a word
	}
	return u.value.canonical()
}

// word is the value as a word, for the schema's default; empty where it is none.
func (u unsaid) word() string {
	if list, ok := u.value.(list[string]); ok {
		return list.word()
	}
	word, _ := u.value.canonical().(string)
	return word
}

// checkOutcomes: a trial is judged at a horizon, by outcomes that can have come about by then, each tested once.
func (r *reader) checkOutcomes(s *Scenario) {
	const path = "trial.outcomes"
	d := &s.Trial.Outcomes
	if !slices.Contains(s.Trial.Horizons, d.At) {
		texts := make([]string, len(s.Trial.Horizons))
		for i, h := range s.Trial.Horizons {
			texts[i] = strconv.Itoa(h)
		}
		r.complain(path+".at", strconv.Itoa(d.At), "a horizon of the trial: "+oneOf(texts), "")
		return
	}
	early := func(name, at string) {
		if m := rows.MeasureOf(name); !m.At(d.At) {
			r.complain(at, name, fmt.Sprintf("an outcome that may be at %d weeks: this one must have lasted %d", d.At, m.Span), "")
		}
	}
	early(d.Primary, path+".primary")
	if slices.Equal(d.Secondary, rows.MeasureNames()) {
		return
	}
	for _, name := range d.Secondary {
		at := r.itemOf(path+".secondary", name)
		if name == d.Primary {
			r.complain(at, name, "an outcome other than the primary one", "")
			continue
		}
		early(name, at)
	}
}

// itemOf is the path of the item of a list that says a word, or of the list.
func (r *reader) itemOf(path, word string) string {
	if n := r.nodes[path]; n != nil {
		for i, item := range n.Content {
			if item.Value == word {
				return fmt.Sprintf("%s[%d]", path, i)
			}
		}
	}
	return path
}
