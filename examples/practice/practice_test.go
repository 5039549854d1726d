package main

import (
	"bytes"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/practicetest"
)

// This is all that a practice of one's own needs for a test.
func TestHoursFirst(t *testing.T) { practicetest.Run(t, hoursFirst) }

// The study runs from the practice to the table, and going on with it in the same
// folder prints the same.
func TestRun(t *testing.T) {
	dir, small := t.TempDir(), []string{"population.claimants=800", "service.coaches=400", "replicates=2"}
	var out, again bytes.Buffer
	require.NoError(t, run(t.Context(), &out, dir, small...))
	require.NoError(t, run(t.Context(), &again, dir, small...))
	assert.Equal(t, out.String(), again.String())
	for _, arm := range []string{"hours-first", "moderate"} {
		found := regexp.MustCompile(arm + ` +hours_per_week, hours a week +([\d.]+) +([+-][\d.]+) +\(([\d.]+)\)\n`).FindStringSubmatch(out.String())
		require.Len(t, found, 4, out.String())
		// In these four districts with this luck support adds hours, and less than one a week.
		assert.Greater(t, number(t, found[2]), 0.0)
		assert.Less(t, number(t, found[2]), 1.0)
		assert.Positive(t, number(t, found[3]))
	}
}

func number(t *testing.T, text string) float64 {
	f, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err, text)
	return f
}

// A slip in the name of the practice is guessed at.
func TestRun_Refuses(t *testing.T) {
	err := run(t.Context(), &bytes.Buffer{}, t.TempDir(), "arms.hours-first.practice=hours-first-v2")
	assert.ErrorContains(t, err, "did you mean hours-first-v1?")
}
