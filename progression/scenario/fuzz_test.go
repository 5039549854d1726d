package scenario_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/scenario"
)

// Whatever a file and an override say, they are accepted or complained of, never the cause of a panic; and what is
// accepted is the same study when it is written out in full.
func FuzzParse(f *testing.F) {
	f.Add(scenario.Default(), "seed=1")
	f.Add([]byte(twoArms), "arms.a.minutes=30")
	for _, c := range bad {
		f.Add([]byte(c.text), "weeks=52")
	}
	for _, c := range badSweeps {
		if len(c.text) < 1000 {
			f.Add([]byte(besideTwoArms(c.text)), "weeks=52")
		}
	}
	for _, sweep := range []string{
		"{service.coaches: [50, 60], arms.a.minutes: [10, 20]}", "[{start: 2015-04-13}, {population.districts: [Essex]}]",
		"{trial.rollout: [[{from: 2015-04-06}]], parameters.jobs.rise: [1e-4, .001]}",
	} {
		f.Add([]byte(twoArms+"sweep: "+sweep), "seed=1")
		f.Add([]byte(twoArms), "sweep="+sweep)
	}
	for _, set := range []string{"", "=", "arms={}", "arms.x=1", "arms.a.b.c=2", "parameters=x", "parameters.=1", "..=1", "trial.rollout=[{}]", "label=&a [*a]", "sweep.=1", "sweep.arms.a.minutes=[1]", "sweep=[{}]"} {
		f.Add([]byte("{}"), set)
	}
	f.Fuzz(func(t *testing.T, text []byte, set string) {
		s, err := scenario.Parse("fuzz.yaml", text, set)
		if err != nil {
			complains(t, s, err)
			return
		}
		sameWhenWrittenOut(t, s)
	})
}

// complains holds what is true of every refusal.
func complains(t *testing.T, s *scenario.Scenario, err error) {
	t.Helper()
	problems, ok := err.(scenario.Problems)
	require.True(t, ok && len(problems) > 0)
	assert.Nil(t, s)
	for _, p := range problems {
		assert.NotEmpty(t, p.Found)
		assert.NotEmpty(t, p.Expected)
		assert.NotContains(t, p.Error(), "\n", "a line a problem")
	}
}

// sameWhenWrittenOut holds what is true of every scenario that was accepted, and of each of its points.
func sameWhenWrittenOut(t *testing.T, s *scenario.Scenario) {
	t.Helper()
	again := reread(t, s)
	assert.Equal(t, s, again)
	assert.Equal(t, s.Digest(), again.Digest())
	if len(s.Sweep) == 0 {
		return
	}
	seen := map[string]bool{}
	for i, p := range s.Points() {
		assert.Equal(t, s.Sweep[i], p.Settings)
		assert.False(t, seen[p.Digest()], "point %d is there twice", i)
		seen[p.Digest()] = true
		if i < 20 {
			assert.Equal(t, p.Scenario, reread(t, p.Scenario), "point %d", i)
		}
	}
}

func reread(t *testing.T, s *scenario.Scenario) *scenario.Scenario {
	t.Helper()
	again, err := scenario.Parse("canonical.json", s.Canonical())
	require.NoError(t, err, "%s", s.Canonical())
	return again
}
