package scenario

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whatever two files say, one inheriting the other, they are accepted or complained of, and what is accepted is the
// study that it is when it is written out in full.
func FuzzLoad(f *testing.F) {
	for _, c := range [][2]string{
		{"base: base.yaml", string(trial2015)},
		{"base: base.yaml\narms: {frequent: {minutes: 40}}\nsweep: {service.coaches: [100, 200]}", string(trial2015)},
		{"base: base.yaml\nweeks: 20", "weeks: many\ntrial: {horizons: [13]}\nname: x\nlabel: X"},
		{"base: base.yaml", "base: file.yaml"},
		{"base: base.yaml\n<<: &a {seed: *a}", "arms: &x {a: {}}\nsweep: [{seed: 1}]"},
		{"{base: base.yaml, population: {claimants: 30,709}}", "[1, 2"},
		{"base: base.yaml\narms: {}", "arms: {a: {}, b: {}}\ntrial: {control: b}"},
	} {
		f.Add(c[0], c[1], "weeks=30")
	}
	f.Fuzz(func(t *testing.T, file, base, set string) {
		read := func(path string) ([]byte, *Problem) {
			switch path {
			case "file.yaml":
				return []byte(file), nil
			case "base.yaml":
				return []byte(base), nil
			}
			return nil, &Problem{File: path, Found: "no such file", Expected: aScenario}
		}
		s, err := load("file.yaml", read, []string{set})
		if err != nil {
			problems, ok := err.(Problems)
			require.True(t, ok && len(problems) > 0)
			for _, p := range problems {
				assert.NotEmpty(t, p.Found)
				assert.NotContains(t, p.Error(), "\n", "a line a problem")
			}
			return
		}
		again, err := Parse("canonical.json", s.Canonical())
		require.NoError(t, err, "%s", s.Canonical())
		assert.Equal(t, s, again)
		assert.Len(t, again.Points(), max(1, len(s.Sweep)))
	})
}
