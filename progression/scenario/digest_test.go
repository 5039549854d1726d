package scenario_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/scenario"
)

func digest(t *testing.T, text string, sets ...string) string {
	t.Helper()
	s, err := scenario.Parse("x.yaml", []byte(text), sets...)
	require.NoError(t, err)
	return s.Digest()
}

const twoArms = `
weeks: 26
arms: {a: {minutes: 20}, b: {}}
trial: {control: b}
`

// What says the same in other words is the same study, and may be continued.
func TestScenario_DigestKeeps(t *testing.T) {
	want := digest(t, twoArms)
	for _, c := range []struct{ name, text string }{
		{"comments", "# a study\n" + twoArms + "# end"},
		{"order of keys and arms", "trial: {control: b}\narms: {b: {}, a: {minutes: 20}}\nweeks: 26"},
		{"a default spelt out", twoArms + "seed: 2015\npopulation: {era: 2015-17}\nparameters: {jobs.protection: 0.1}"},
		{"a default horizon spelt out", "weeks: 26\narms: {a: {minutes: 20}, b: {}}\ntrial: {control: b, horizons: [13, 26]}"},
		{"all districts by number", twoArms + "population: {districts: [" + numbers(37) + "]}"},
		{"arm defaults spelt out", "weeks: 26\narms: {a: {minutes: 20, share: 1.0, key: a}, b: {weeks_apart: 4, while: band}}\ntrial: {control: b}"},
		{"block for flow", "weeks: 26\narms:\n  a:\n    minutes: 20\n  b: {}\ntrial:\n  control: b\n"},
		{"names and labels", twoArms + "name: other\nlabel: Other"},
		{"an arm's label", "weeks: 26\narms: {a: {minutes: 20, label: Plus}, b: {}}\ntrial: {control: b}"},
		{"replicates", twoArms + "replicates: 7"},
		{"replicates that differ in all there is", twoArms + "vary: [assignment, luck, population]"},
		{"tables", twoArms + "output: {tables: none}"},
		{"number's spelling", twoArms + "service: {caseload: 6.9e1}"},
	} {
		assert.Equal(t, want, digest(t, c.text), c.name)
	}
}

func numbers(n int) (list string) {
	for i := n - 1; i >= 0; i-- { // backwards: order makes no difference
		list += fmt.Sprint(i, ",")
	}
	return list
}

// Whatever may change a result changes the identity: each key of the canonical form is moved once.
func TestScenario_DigestMoves(t *testing.T) {
	seen := map[string]string{digest(t, twoArms): "nothing"}
	moves := []string{
		"seed=1", "start=2015-04-13", "weeks=27", "population.era=2022-24", "population.claimants=9", "population.districts=[Essex]",
		"population.candidates_per_participant=4.5", "service.coaches=50", "service.caseload=70",
		"arms.a.key=c", "arms.a.share=2", "arms.a.weeks_apart=5", "arms.a.contacts=1", "arms.a.minutes=21",
		"arms.a.first_minutes=7", "arms.a.channel=telephone", "arms.a.mandatory=true", "arms.a.while=always",
		"arms.a.practice=call", "arms.a.employer_calls=true", "arms.a.duration_weeks=0", "arms.a.specialist=true", "arms.a.like=group", "arms.c={}",
		"trial.control=a", "trial.recruit=stock", "trial.recruit_weeks=9", "trial.burn_in_weeks=9",
		"trial.horizons=[13]", "vary=[luck]", "vary=[population, luck]", "vary=[assignment]", "trial.rollout=[{from: 2015-04-06}]", "truth.worlds=none",
	}
	p := progression.DefaultParameters()
	for _, q := range p.List() {
		v := q.Min
		if q.Default == v {
			v = q.Max
		}
		moves = append(moves, fmt.Sprintf("parameters.%s=%v", q.Name, v))
	}
	for _, set := range moves {
		d := digest(t, twoArms, set)
		assert.Empty(t, seen[d], "%s gives the same identity as %s", set, seen[d])
		seen[d] = set
	}
}

// A scenario that a program made has the identity of the one in a file.
func TestScenario_DigestOfProgram(t *testing.T) {
	s, err := scenario.Parse("x.yaml", []byte(twoArms))
	require.NoError(t, err)
	want := s.Digest()
	s.Arms[0].Key, s.Arms[0].Label = "", "" // zero values stand for the slug
	assert.Equal(t, want, s.Digest())
}

func TestScenario_CanonicalIsAScenario(t *testing.T) {
	for _, text := range []string{"{}", twoArms, "label: 'Größe: \"x\" <y> #z\\'\nname: null-2", "output: {tables: none}"} {
		s, err := scenario.Parse("x.yaml", []byte(text))
		require.NoError(t, err)
		again, err := scenario.Parse("canonical.json", s.Canonical())
		require.NoError(t, err, "%s", s.Canonical())
		assert.Equal(t, s, again)
	}
}
