package scenario

import (
	"fmt"
	"slices"
)

// district is the name of a district, or its place in the list.
func district(into *int, names []string) scalar {
	index := whole(into, 0, len(names)-1, "")
	return scalar{
		expected: fmt.Sprintf("the name of a district, such as %s, or its number from 0 to %d", names[0], len(names)-1),
		set: func(text string) bool {
			if i := slices.Index(names, text); i >= 0 {
				*into = i
				return true
			}
			return index.set(text)
		},
		guess: func(text string) []string { return []string{Nearest(text, names)} },
		json:  func() any { return *into },
		allows: func() jsonSchema {
			return jsonSchema{"anyOf": []jsonSchema{{"enum": names}, index.schema(), {"type": "string", "pattern": `^\d+$`}}}
		},
		quotes: true,
	}
}

// ascending sorts in place: the order in which districts are named makes no difference.
func ascending(indices []int) []int {
	slices.Sort(indices)
	return indices
}
