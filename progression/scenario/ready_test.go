package scenario_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/scenario"
)

// Each value of a ready-made arm says how well it is known; a number without a
// source would be one that somebody could have tuned.
func TestReadyMade_EachValueHasItsGrade(t *testing.T) {
	graded := regexp.MustCompile(`^  [a-z_]+: +\S+ +# [ABCD]( |$)`)
	value, values := regexp.MustCompile(`^  \w`), 0
	for line := range strings.Lines(string(scenario.ReadyMadeYAML())) {
		if value.MatchString(line) {
			values++
			assert.Regexp(t, graded, strings.TrimRight(line, "\n"))
		}
	}
	assert.Greater(t, values, 50)
	assert.NotContains(t, string(scenario.ReadyMadeYAML()), "memory")
}

// The arms that the evidence and the plans of pilots name are all there, and the
// trial's are the default scenario's, value by value.
func TestReadyMade_Arms(t *testing.T) {
	var names []string
	byName := map[string]progression.Arm{}
	for _, arm := range scenario.ReadyMade() {
		names = append(names, arm.Slug)
		byName[arm.Slug] = arm
	}
	assert.Equal(t, []string{"frequent", "moderate", "minimal", "no-contact", "voluntary-offer", "below-aet", "digital-first", "group", "employer-led", "specialist"}, names)
	trial, err := scenario.Parse("default", scenario.Default())
	require.NoError(t, err)
	for _, arm := range trial.Arms {
		ready := byName[arm.Slug]
		ready.Label = arm.Label
		assert.Equal(t, arm, ready)
	}
}

// A line is enough for an arm, and each of them makes a scenario.
func TestParse_LikeInOneLine(t *testing.T) {
	for _, ready := range scenario.ReadyMade() {
		s, err := scenario.Parse("x", fmt.Appendf(nil, "arms: {mine: {like: %s}, none: {like: no-contact}}\ntrial: {control: none}", ready.Slug))
		require.NoError(t, err, ready.Slug)
		ready.Slug, ready.Key, ready.Label = "mine", "mine", "mine"
		assert.Equal(t, ready, s.Arms[0])
	}
}

// What a file says beside like is what counts, wherever it stands; a scenario that
// spells the arm out is the same study.
func TestParse_LikeIsWhereOneStarts(t *testing.T) {
	of := func(arm string, sets ...string) *scenario.Scenario {
		s, err := scenario.Parse("x", []byte("arms: {a: "+arm+", b: {}}\ntrial: {control: b}"), sets...)
		require.NoError(t, err, arm)
		return s
	}
	want := of("{weeks_apart: 2, minutes: 7, channel: digital, practice: call, label: Mine}")
	for _, arm := range []string{"{like: digital-first, minutes: 7, label: Mine}", "{minutes: 7, label: Mine, like: 'digital-first'}"} {
		assert.Equal(t, want, of(arm))
		assert.Equal(t, want.Digest(), of(arm).Digest())
	}
	assert.Equal(t, want.Arms, of("{minutes: 7, label: Mine}", "arms.a.like=digital-first").Arms)
	assert.Equal(t, want.Arms, of("{like: group, label: Mine}", "arms.a.like=digital-first", "arms.a.minutes=7").Arms)
	assert.NotContains(t, string(want.Canonical()), "like")
}

// A slip in like is complained of as any other, and points of a sweep may not differ in it.
func TestParse_LikeRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"arms: {a: {like: digital-frist}, b: {}}\ntrial: {control: b}":                             "x:1: arms.a.like: found digital-frist, expected one of frequent, moderate, minimal, no-contact, voluntary-offer, below-aet, digital-first, group, employer-led, specialist, did you mean digital-first?",
		"arms: {a: {like: [group]}, b: {}}\ntrial: {control: b}":                                   "x:1: arms.a.like: found a list",
		"arms: {a: {like: }, b: {}}\ntrial: {control: b}":                                          "x:1: arms.a.like: found nothing",
		"arms: {a: {like: &x group}, b: {}}\ntrial: {control: b}":                                  "x:1: arms.a.like: found an anchor &x",
		"arms: {a: {}, b: {}}\ntrial: {control: b}\nsweep: {arms.a.like: [group, specialist]}":     "arms.a.like: found a key in which points may not differ",
		"arms: {a: {like: group, minutes: 2000}, b: {}}\ntrial: {control: b}":                      "x:1: arms.a.minutes: found 2000",
		"arms: {a: {like: group, practice: gruop}, b: {like: no-contact}}\ntrial: {control: b}\n#": "x:1: arms.a.practice: found gruop",
	} {
		_, err := scenario.Parse("x", []byte(text))
		assert.ErrorContains(t, err, want)
	}
}

// A program's own practices are words of its scenarios alone: checked, guessed at,
// swept over, kept for the run.
func TestOptions_Practices(t *testing.T) {
	own := progression.Practices{"mine-v2": func(m *progression.Meeting) { m.Coach() }}
	const text = "arms: {a: {practice: mine-v2}, b: {}}\ntrial: {control: b}"
	s, err := scenario.Options{Practices: own}.Parse("x", []byte(text))
	require.NoError(t, err)
	assert.Equal(t, "mine-v2", s.Arms[0].Practice)
	assert.Contains(t, string(s.Essence()), `"practice":"mine-v2"`, "the name is part of what the study is")
	assert.Contains(t, s.Practices.Names(), "mine-v2")

	_, err = scenario.Parse("x", []byte(text))
	assert.ErrorContains(t, err, "x:1: arms.a.practice: found mine-v2, expected one of call, employer, progression, review, specialist")
	_, err = scenario.Options{Practices: own}.Parse("x", []byte(strings.Replace(text, "mine-v2", "mine-v", 1)))
	assert.ErrorContains(t, err, "expected one of call, employer, progression, review, specialist, mine-v2, did you mean mine-v2?")

	s, err = scenario.Options{Practices: own}.Parse("x", []byte("arms: {a: {}, b: {}}\ntrial: {control: b}\nsweep: {arms.a.practice: [call, mine-v2]}"))
	require.NoError(t, err)
	points := s.Points()
	assert.Equal(t, "mine-v2", points[1].Arms[0].Practice)
	assert.Contains(t, points[1].Practices.Names(), "mine-v2")

	folder(t, map[string]string{"base.yaml": text, "a.yaml": "base: base.yaml\nname: derived"})
	s, err = scenario.Options{Practices: own}.Load("a.yaml")
	require.NoError(t, err)
	assert.True(t, slices.ContainsFunc(s.Arms, func(a progression.Arm) bool { return a.Practice == "mine-v2" }))

	_, err = scenario.Options{Practices: progression.Practices{"review": own["mine-v2"]}}.Parse("x", []byte(text))
	assert.ErrorContains(t, err, `practice "review": found the name of one built in`)
}
