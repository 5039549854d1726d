package scenario

import (
	"slices"
	"strings"
)

// Indices key the random draws of a replicate, beside the seed.
type Indices struct {
	Population uint32 `json:"population"` // who lives there
	Luck       uint32 `json:"luck"`       // what befalls them
	Assignment uint32 `json:"assignment"` // who is assigned to which arm
}

// indexNames are what replicates may differ in, in canonical order.
var indexNames = []string{"population", "luck", "assignment"}

// Indices are those of a replicate: its own number where replicates vary, 0 where
// they do not. They do not depend on how many replicates there are.
func (s *Scenario) Indices(replicate int) Indices {
	in := func(name string) uint32 {
		if slices.Contains(s.Vary, name) {
			return uint32(replicate)
		}
		return 0
	}
	return Indices{in("population"), in("luck"), in("assignment")}
}

// varied is the list of indices in which replicates differ. A scenario in which all of
// them do is the study that it was before the key existed: its canonical form does
// without.
type varied struct{ list[string] }

func vary(into *[]string) value {
	return varied{list[string]{
		into:     into,
		item:     func(name *string) value { return word(name, indexNames...) },
		expected: "all, or a list of " + strings.Join(indexNames, ", "),
		words:    map[string][]string{"all": indexNames},
		distinct: true,
		arrange: func(some []string) []string {
			return slices.DeleteFunc(slices.Clone(indexNames), func(name string) bool { return !slices.Contains(some, name) })
		},
	}}
}

func (v varied) canonical() any {
	if slices.Equal(*v.into, indexNames) {
		return nil
	}
	return v.list.canonical()
}
