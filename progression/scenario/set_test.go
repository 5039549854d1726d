package scenario_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/scenario"
)

const threeKeys = "weeks: 52\ntrial: {horizons: [26, 52]}\n"

func TestParse_Set(t *testing.T) {
	s, err := scenario.Parse("x.yaml", []byte(threeKeys),
		"weeks=78", "trial.horizons=[26, 78]", "population.claimants=10", "parameters.jobs.separation=0.004",
		"trial.rollout=[{from: 2015-04-06}]", "label=first", "label='Two: words'", "arms.frequent.minutes=40")
	require.NoError(t, err)
	assert.Equal(t, 78, s.Weeks)
	assert.Equal(t, []int{26, 78}, s.Trial.Horizons)
	assert.Equal(t, 10, s.Population.Claimants)
	assert.Equal(t, 0.004, s.Parameters.Separation)
	assert.Len(t, s.Trial.Rollout, 1)
	assert.Equal(t, "Two: words", s.Label, "later ones win")
	require.Len(t, s.Arms, 3, "an override of one default arm leaves the others")
	assert.Equal(t, "frequent", s.Arms[0].Slug)
	assert.Equal(t, 40, s.Arms[0].Minutes)
	assert.Equal(t, "minimal", s.Trial.Control)
}

// A bad value in the file may be overridden: what counts is the scenario that results.
func TestParse_SetHeals(t *testing.T) {
	s, err := scenario.Parse("x.yaml", []byte("weeks: many"), "weeks=20")
	require.NoError(t, err)
	assert.Equal(t, 20, s.Weeks)
}

// An override is the same as the key in the file.
func TestParse_SetIsAsWritten(t *testing.T) {
	for _, c := range []struct{ set, text string }{
		{"seed=9", "seed: 9"},
		{"arms.minimal.contacts=3", string(scenario.Default())},
		{"arms.new={share: 2}", string(scenario.Default())},
	} {
		text := c.text
		switch c.set {
		case "arms.minimal.contacts=3":
			text = strings.Replace(text, "contacts: 2 ", "contacts: 3 ", 1)
		case "arms.new={share: 2}":
			text = strings.Replace(text, "\narms:\n", "\narms:\n  new: {share: 2}\n", 1)
		}
		overridden, err := scenario.Parse("x.yaml", []byte("{}"), c.set)
		require.NoError(t, err, c.set)
		written, err := scenario.Parse("x.yaml", []byte(text))
		require.NoError(t, err, c.set)
		assert.Equal(t, written, overridden, c.set)
		plain, err := scenario.Parse("x.yaml", []byte("{}"))
		require.NoError(t, err)
		assert.NotEqual(t, plain.Digest(), overridden.Digest(), "%s changed nothing", c.set)
	}
}

// What is wrong with an override names the override, not a line of the file.
func TestParse_ErrSet(t *testing.T) {
	for _, c := range []struct{ set, want string }{
		{"arms.frequent.minutes=abc", "-set arms.frequent.minutes=abc: found abc, expected a whole number of minutes from 1 to 240"},
		{"arms.frequnt.minutes=20", "-set arms.frequnt.minutes=20: found no arm frequnt, expected one of frequent, moderate, minimal, did you mean frequent?"},
		{"arms.no\nline.minutes=20", "-set arms.no line.minutes=20: found no arm no line, expected one of frequent, moderate, minimal"},
		{"arms.frequent.minuts=20", "-set arms.frequent.minuts=20: found the unknown key minuts, expected one of"},
		{"populaton.claimants=20", "-set populaton.claimants=20: populaton: found the unknown key populaton, expected one of"},
		{"parameters.jobs.separation=1", "-set parameters.jobs.separation=1: found 1, expected a number from 0 to 0.01 (probability a week)"},
		{"weeks", "-set weeks: found no key and value, expected key=value, such as weeks=52"},
		{"=5", "-set =5: found no key and value, expected key=value"},
		{"weeks=", "-set weeks=: found nothing, expected a value, written as in the file"},
		{"weeks=[1", "-set weeks=[1: found text that is not YAML"},
		{"weeks.more=1", "-set weeks.more=1: found 52 at weeks, expected keys and values there"},
		{"trial.horizons.0=13", "-set trial.horizons.0=13: found a list at trial.horizons, expected keys and values there"},
		{"trial={control: nobody}", "-set trial={control: nobody}: trial.control: found nobody, expected one of frequent, minimal, moderate"},
		{"trial.horizons=[60]", "-set trial.horizons=[60]: trial.horizons[0]: found 60, expected at most 52, the weeks of follow-up"},
		{"arms.minimal.share=0", "-set arms.minimal.share=0: found 0, expected a share above 0, because this is the control arm"},
		{"label=Two: words", "-set label=Two: words: found keys and values, expected a line of text"},
		{"seed=1\n---\n2", "-set seed=1 --- 2: found a second document (---)"},
	} {
		_, err := scenario.Parse("x.yaml", []byte(threeKeys), c.set)
		if assert.Error(t, err, c.set) {
			assert.True(t, strings.HasPrefix(err.Error(), c.want), "found    %v\nexpected %s", err, c.want)
			assert.Len(t, err.(scenario.Problems), 1, c.set)
		}
	}
}
