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
	f.Add([]byte(twoArms), "sweep={service.coaches: [200, 300], population.districts: [[Essex], all]}")
	f.Add([]byte(twoArms+"sweep: [{arms.a.minutes: 30}, {start: 2015-04-13}]"), "sweep.service.caseload=[60]")
	for _, c := range bad {
		f.Add([]byte(c.text), "weeks=52")
	}
	for _, set := range []string{"", "=", "arms={}", "arms.x=1", "arms.a.b.c=2", "parameters=x", "parameters.=1", "..=1", "trial.rollout=[{}]", "label=&a [*a]"} {
		f.Add([]byte("{}"), set)
	}
	f.Fuzz(func(t *testing.T, text []byte, set string) {
		s, err := scenario.Parse("fuzz.yaml", text, set)
		if err != nil {
			problems, ok := err.(scenario.Problems)
			require.True(t, ok && len(problems) > 0)
			assert.Nil(t, s)
			for _, p := range problems {
				assert.NotEmpty(t, p.Found)
				assert.NotEmpty(t, p.Expected)
				assert.NotContains(t, p.Error(), "\n", "a line a problem")
			}
			return
		}
		again, err := scenario.Parse("canonical.json", s.Canonical())
		require.NoError(t, err, "%s", s.Canonical())
		assert.Equal(t, s, again)
		assert.Equal(t, s.Digest(), again.Digest())
		for i, p := range s.Points() {
			assert.Equal(t, p.Digest(), again.Points()[i].Digest())
			if i > 20 {
				break
			}
		}
	})
}
