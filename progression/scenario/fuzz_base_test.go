package scenario

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Whatever two files say that may name each other, and a third that is not there, they are accepted or complained of;
// and what is accepted needs no other file when it is written out.
func FuzzLoad(f *testing.F) {
	for _, c := range [][2]string{
		{"base: b.yaml\nseed: 2", "weeks: 30\narms: {a: {}, b: {minutes: 9}}\ntrial: {control: a}"},
		{"base: b.yaml\narms: {a: {minutes: 10}}\nsweep: {arms.b.minutes: [3, 4]}", "arms: {a: {}, b: {}}\ntrial: {control: a}\nsweep: {service.coaches: [50]}"},
		{"base: b.yaml\nname: x", "label: y\nparameters: {jobs.rise: 0.001}\nsweep: [{service.coaches: 50}]"},
		{"base: b.yaml\ntrial: 5", "trial: {<<: {control: a}}"},
		{"base: b.yaml\narms: {}", "arms: {a: &x {}, b: *x}"},
		{"base: a.yaml", "{}"}, {"base: b.yaml", "base: a.yaml"}, {"base: b.yaml", "base: c.yaml"}, {"base: [b.yaml]", "5"}, {"base: b.yaml", ""},
	} {
		f.Add(c[0], c[1], "seed=1")
	}
	f.Fuzz(func(t *testing.T, own, base, set string) {
		files := map[string]string{"a.yaml": own, "b.yaml": base}
		read := func(path string) ([]byte, *Problem) {
			if text, ok := files[path]; ok {
				return []byte(text), nil
			}
			return nil, &Problem{File: path, Found: "no such file", Expected: aScenario}
		}
		s, err := Options{}.load("a.yaml", read, nil, []string{set})
		if err != nil {
			problems, ok := err.(Problems)
			require.True(t, ok && len(problems) > 0)
			assert.Nil(t, s)
			for _, p := range problems {
				assert.NotContains(t, p.Error(), "\n", "a line a problem")
				if p.File == "b.yaml" && p.Set == "" {
					assert.NotZero(t, p.Line, "what is wrong with b as a whole is wrong with the key that names it: %v", p)
				}
			}
			return
		}
		again, err := Parse("canonical.json", s.Canonical())
		require.NoError(t, err, "%s", s.Canonical())
		assert.Equal(t, s, again)
	})
}
