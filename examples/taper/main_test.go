package main

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A lower taper leaves more of each pound and, later, more pounds, of the very same people; before anybody can have answered it changes no pay at all.
func TestRun(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out, t.TempDir(), "replicates=2"))
	text := out.String()
	kept := regexp.MustCompile(`: (\d\.\d\d) under the law, (\d\.\d\d) under the reform`).FindStringSubmatch(text)
	require.Len(t, kept, 3, text)
	assert.Greater(t, number(t, kept[2]), number(t, kept[1]))
	// What is left of 35 pence in the pound on the taper grows to 45 for those who pay neither tax nor National Insurance, and is the same for those off Universal Credit.
	assert.InDelta(t, 1.2, number(t, kept[2])/number(t, kept[1]), 0.1)

	last := strings.Fields(text[strings.Index(text, "\n   78 "):])
	require.GreaterOrEqual(t, len(last), 7)
	difference, err := number(t, last[3]), number(t, last[4])
	assert.Greater(t, difference, 2*err, "more than two errors above nothing")
	assert.Positive(t, number(t, last[5]), "elasticity")
}

func number(t *testing.T, text string) float64 {
	f, err := strconv.ParseFloat(text, 64)
	require.NoError(t, err, text)
	return f
}

func TestRun_Refuses(t *testing.T) {
	assert.ErrorContains(t, run(t.Context(), &bytes.Buffer{}, t.TempDir(), "reform.uc.tapir=1"), "did you mean uc.taper?")
}
