package pilot_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/study"
)

// nudge is a practice of the tests' own: the first meeting counts, others do not.
func nudge(m *progression.Meeting) {
	if m.First {
		m.Coach()
	}
}

const nudged = tiny + `
arms:
  minimal: {like: minimal}
  nudged: {like: moderate, weeks_apart: 4, practice: nudge-v1}
`

func parseNudged(t *testing.T, p progression.Practices, sets ...string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Options{Practices: p}.Parse("tiny.yaml", []byte(nudged), sets...)
	require.NoError(t, err)
	return s
}

// A practice of one's own goes all the way: named in the scenario, simulated, part
// of the study's identity, told again.
func TestRun_OwnPractice(t *testing.T) {
	own := progression.Practices{"nudge-v1": nudge, "nudge-v2": func(*progression.Meeting) {}}
	dir, _ := run(t, parseNudged(t, own, "truth.worlds=none"), pilot.Options{})
	outcomes := outcomesOf(t, dir)
	again, _ := run(t, parseNudged(t, progression.Practices{"nudge-v1": nudge}, "truth.worlds=none"), pilot.Options{Workers: 3})
	assert.Equal(t, outcomes, outcomesOf(t, again), "practices that no arm names change nothing")
	built, _ := run(t, parseNudged(t, own, "truth.worlds=none", "arms.nudged.practice=progression"), pilot.Options{})
	assert.NotEqual(t, outcomes, outcomesOf(t, built), "the practice is what coaches do")

	// It goes on with the practice, and not with another one.
	require.NoError(t, pilot.Run(t.Context(), parseNudged(t, own, "truth.worlds=none"), pilot.Options{Dir: dir}))
	err := pilot.Run(t.Context(), parseNudged(t, own, "truth.worlds=none", "arms.nudged.practice=nudge-v2"), pilot.Options{Dir: dir})
	var m *study.Mismatch
	require.ErrorAs(t, err, &m)
	assert.Equal(t, "arms.nudged.practice", m.Field)
	assert.Equal(t, `"nudge-v1"`, m.Found)

	at := pilot.Place{World: "randomised", Claimant: someone(t, dir, 0, 1000)[0]}
	life, err := pilot.ReplayWith(t.Context(), dir, at, own)
	require.NoError(t, err)
	assert.True(t, life.Checked)
	_, err = pilot.Replay(t.Context(), dir, at)
	var unknown *pilot.UnknownPractice
	require.ErrorAs(t, err, &unknown)
	assert.Equal(t, "nudge-v1", unknown.Found)
	assert.Contains(t, err.Error(), filepath.Join(dir, "plan.json")+": arms.nudged.practice: found nudge-v1, expected one of call")
	assert.Contains(t, err.Error(), "known in that program alone")
}

// A study whose practice is missing is refused before a file is written; so is one with practices that no scenario could name.
func TestRun_ErrUnknownPractice(t *testing.T) {
	own := progression.Practices{"nudge-v1": nudge}
	refused := func(s *scenario.Scenario) error {
		dir := filepath.Join(t.TempDir(), "study")
		err := pilot.Run(t.Context(), s, pilot.Options{Dir: dir})
		_, missing := os.Stat(dir)
		assert.ErrorIs(t, missing, os.ErrNotExist)
		return err
	}
	s := parseNudged(t, own)
	s.Practices = nil
	assert.EqualError(t, refused(s), "arms.nudged.practice: found nudge-v1, expected one of call, employer, progression, review, specialist; a practice of a program's own is known in that program alone")
	s.Practices = progression.Practices{"nudge-v2": nudge}
	assert.ErrorContains(t, refused(s), "did you mean nudge-v2?")

	s = parseNudged(t, own)
	s.Practices = progression.Practices{"nudge-v1": nudge, "call": nudge}
	assert.ErrorContains(t, refused(s), `practice "call": found the name of one built in`)
}

// A study with every ready-made arm runs: arms that meet nobody, in groups, by
// messages; the trial's order of contact is what its data say.
func TestRun_ReadyMadeArms(t *testing.T) {
	text := tiny + "arms:\n"
	for _, arm := range scenario.ReadyMade() {
		text += "  " + arm.Slug + ": {like: " + arm.Slug + "}\n"
	}
	s, err := scenario.Parse("tiny.yaml", []byte(text), "trial.control=no-contact", "truth.worlds=none", "population.claimants=400")
	require.NoError(t, err)
	dir, _ := run(t, s, pilot.Options{})
	contacts, people := map[string]int{}, map[string]int{}
	for _, o := range outcomesOf(t, dir) {
		contacts[o.Arm] += int(o.Contacts)
		people[o.Arm]++
	}
	for _, arm := range s.Arms {
		require.Positive(t, people[arm.Slug], arm.Slug)
		if arm.Slug != "no-contact" {
			assert.Positive(t, contacts[arm.Slug], arm.Slug)
		}
	}
	assert.Zero(t, contacts["no-contact"])
	plan, err := os.ReadFile(filepath.Join(dir, "plan.json"))
	require.NoError(t, err)
	assert.Regexp(t, `"slug":\s*"no-contact",[^}]*"weeks_apart":\s*0,`, string(plan), "readers are told of no interval where there is none")
	assert.Greater(t, contacts["frequent"]*people["moderate"], 2*contacts["moderate"]*people["frequent"])

	kinds := map[string]int{}
	for _, e := range ownRows(t, filepath.Join(dir, "tables/events/world=randomised/point=0/replicate=0/part-0.parquet"), func(rows.Event) bool { return true }) {
		kinds[e.Kind]++
	}
	assert.Positive(t, kinds["three_way"])
	assert.Positive(t, kinds["eased"])
}
