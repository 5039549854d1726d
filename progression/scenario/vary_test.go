package scenario_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/scenario"
)

// A replicate has its own number in what replicates vary in and 0 in the rest; the order in which that is written is no
// matter, and the canonical form reads back as the same.
func TestScenario_Indices(t *testing.T) {
	for _, c := range []struct {
		vary string
		of3  scenario.Indices
	}{
		{"all", scenario.Indices{Population: 3, Luck: 3, Assignment: 3}},
		{"[luck]", scenario.Indices{Luck: 3}},
		{"[population]", scenario.Indices{Population: 3}},
		{"[assignment]", scenario.Indices{Assignment: 3}},
		{"[assignment, luck]", scenario.Indices{Luck: 3, Assignment: 3}},
	} {
		s := parse(t, "vary: "+c.vary)
		assert.Equal(t, c.of3, s.Indices(3), c.vary)
		assert.Equal(t, scenario.Indices{}, s.Indices(0), "the first replicate is the same whatever varies")
		again, err := scenario.Parse("canonical.json", s.Canonical())
		require.NoError(t, err)
		assert.Equal(t, s, again)
	}
	assert.Equal(t, digest(t, "vary: [assignment, luck]"), digest(t, "vary: [luck, assignment]"))
}

// A slip in the list is no list of fewer, and points of a sweep do not differ in it.
func TestScenario_ErrVary(t *testing.T) {
	for text, want := range map[string]string{
		"vary: [luk]":        "x.yaml:1: vary[0]: found luk, expected one of population, luck, assignment, did you mean luck?",
		"vary: luck":         "x.yaml:1: vary: found luck, expected all, or a list of population, luck, assignment, did you mean [luck]?",
		"vary: []":           "x.yaml:1: vary: found an empty list, expected all, or a list of population, luck, assignment",
		"vary: [luck, luck]": "x.yaml:1: vary[1]: found luck a second time, expected each once",
		"sweep: {vary: [[luck], [population]]}": "x.yaml:1: sweep.vary: found a key in which points may not differ, " +
			"expected another: the tables of all points have one shape",
	} {
		_, err := scenario.Parse("x.yaml", []byte(text))
		assert.EqualError(t, err, want)
	}
}
