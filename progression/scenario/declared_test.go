package scenario_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/rows"
	"inwork/progression/scenario"
)

func parsed(t *testing.T, text string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Parse("declared.yaml", []byte(text))
	require.NoError(t, err, text)
	return s
}

// Who declares nothing is judged by weekly earnings at 52 weeks, and by all that can have come about by then.
func TestTrial_ResolvedByDefault(t *testing.T) {
	d := parsed(t, "{}").Trial.Resolved()
	assert.Equal(t, "earnings_week", d.Primary)
	assert.Equal(t, 52, d.At)
	assert.Len(t, d.Secondary, len(rows.Measures())-2)
	assert.NotContains(t, d.Secondary, "earnings_week", "it is the primary one")
	assert.NotContains(t, d.Secondary, "sustained_52", "nothing has lasted longer than there was time")
	assert.Contains(t, d.Secondary, "sustained_26")
}

// The horizon that is meant follows from the horizons there are, and secondary outcomes from the horizon.
func TestTrial_ResolvedHorizon(t *testing.T) {
	for _, c := range []struct {
		text string
		at   int
	}{
		{"trial: {horizons: [13, 26]}", 26}, {"trial: {horizons: [26, 52, 104]}", 52}, {"weeks: 30", 26}, {"weeks: 10", 10},
		{"trial: {outcomes: {at: 104}}", 104}, {"trial: {horizons: [26, 78], outcomes: {at: 78}}", 78},
	} {
		assert.Equal(t, c.at, parsed(t, c.text).Trial.Resolved().At, c.text)
	}
	late := parsed(t, "trial: {outcomes: {primary: employed, at: 104}}").Trial.Resolved()
	assert.Contains(t, late.Secondary, "sustained_52")
	assert.Contains(t, late.Secondary, "earnings_week")
	assert.NotContains(t, late.Secondary, "employed")
	assert.Empty(t, parsed(t, "trial: {outcomes: {secondary: none}}").Trial.Resolved().Secondary)

	changed := parsed(t, "{}") // as a program may
	changed.Trial.Horizons = []int{8, 20}
	assert.Equal(t, 20, changed.Trial.Resolved().At)
}

// In whichever order outcomes and subgroups are named, it is the same study.
func TestTrial_DeclaredInAnyOrder(t *testing.T) {
	a := parsed(t, "trial: {outcomes: {secondary: [on_uc, employed]}, subgroups: [couple, sex]}")
	b := parsed(t, "trial: {outcomes: {secondary: [employed, on_uc]}, subgroups: [sex, couple]}")
	assert.Equal(t, []string{"employed", "on_uc"}, a.Trial.Resolved().Secondary)
	assert.Equal(t, []string{"sex", "couple"}, a.Trial.Subgroups)
	assert.Equal(t, a.Digest(), b.Digest())
}

// A declaration is part of the study's identity; the usual one, written out or not, is the study that there was before.
func TestTrial_DeclaredIsIdentity(t *testing.T) {
	usual := parsed(t, "{}").Digest()
	for _, text := range []string{
		"trial: {outcomes: {primary: earnings_week}}", "trial: {outcomes: {at: 52, secondary: all}}", "trial: {uptake: none}",
		"trial: {subgroups: [age_band, limiting_health, children, sex]}", "trial: {outcomes: {}}",
	} {
		assert.Equal(t, usual, parsed(t, text).Digest(), text)
	}
	seen := map[string]string{usual: "the usual one"}
	for _, text := range []string{
		"trial: {outcomes: {primary: employed}}", "trial: {outcomes: {at: 26}}", "trial: {outcomes: {secondary: none}}",
		"trial: {outcomes: {secondary: [employed]}}", "trial: {subgroups: none}", "trial: {subgroups: [sex]}", "trial: {uptake: attended_any}",
	} {
		d := parsed(t, text).Digest()
		assert.Empty(t, seen[d], text)
		seen[d] = text
	}
}

// What is declared wrongly is refused by its line, with what was probably meant.
func TestParse_DeclaredRefused(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"trial:\n  outcomes: {primary: earning_week}", "d.yaml:2: trial.outcomes.primary: found earning_week, expected one of earnings_week, "},
		{"trial:\n  outcomes: {primary: earning_week}", ", did you mean earnings_week?"},
		{"trial:\n  outcomes:\n    at: 40", "d.yaml:3: trial.outcomes.at: found 40, expected a horizon of the trial: one of 13, 26, 52, 78, 104"},
		{"trial:\n  outcomes: {at: 52}\n  horizons: [13]", "d.yaml:2: trial.outcomes.at: found 52, expected a horizon of the trial: 13"},
		{"trial:\n  outcomes:\n    secondary:\n      - employed\n      - earnings_week", "d.yaml:5: trial.outcomes.secondary[1]: found earnings_week, expected an outcome other than the primary one"},
		{"trial:\n  outcomes: {secondary: [employed, employd]}", "d.yaml:2: trial.outcomes.secondary[1]: found employd, expected one of"},
		{"trial:\n  outcomes: {secondary: [employed, employed]}", "d.yaml:2: trial.outcomes.secondary[1]: found employed a second time, expected each once"},
		{"trial:\n  outcomes:\n    secondary: [sustained_52]", "d.yaml:3: trial.outcomes.secondary[0]: found sustained_52, expected an outcome that may be at 52 weeks: this one must have lasted 52"},
		{"trial:\n  outcomes: {primary: sustained_26, at: 26}", "d.yaml:2: trial.outcomes.primary: found sustained_26, expected an outcome that may be at 26 weeks"},
		{"trial:\n  outcomes: {secondry: none}", "d.yaml:2: trial.outcomes.secondry: found the unknown key secondry, expected one of primary, at, secondary, did you mean secondary?"},
		{"trial:\n  subgroups: [sexe]", "d.yaml:2: trial.subgroups[0]: found sexe, expected one of sex, children"},
		{"trial:\n  subgroups: sex", "d.yaml:2: trial.subgroups: found sex, expected all, none, or a list of names: one of sex, children"},
		{"trial:\n  uptake: contacts", "d.yaml:2: trial.uptake: found contacts, expected one of none, attended_any, met_any, course_started"},
		{"sweep: {trial.outcomes.at: [26, 52]}", "d.yaml:1: sweep.trial.outcomes.at: found a key in which points may not differ"},
	} {
		_, err := scenario.Parse("d.yaml", []byte(c.text))
		assert.ErrorContains(t, err, c.want, c.text)
	}
}

// The canonical form is itself a scenario, whatever is declared in it.
func TestTrial_DeclaredComesBack(t *testing.T) {
	for _, text := range []string{
		"{}", "trial: {outcomes: {secondary: none}, subgroups: none}", "trial: {outcomes: {primary: on_uc, at: 104, secondary: [employed]}, subgroups: all, uptake: met_any}",
	} {
		want := parsed(t, text)
		got := parsed(t, string(want.Canonical()))
		assert.Equal(t, want.Trial.Resolved(), got.Trial.Resolved(), text)
		assert.ElementsMatch(t, want.Trial.Subgroups, got.Trial.Subgroups, text)
		assert.Equal(t, want.Trial.Uptake, got.Trial.Uptake, text)
		assert.Equal(t, want.Digest(), got.Digest(), text)
	}
}
