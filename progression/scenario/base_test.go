package scenario_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/scenario"
)

// folder writes files into a folder of their own and goes there, so that messages name them as a user would.
func folder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
}

const plan = `
name: plan
label: The plan
weeks: 40
population: {claimants: 900, districts: [Essex, Kent]}
service: {coaches: 50}
arms:
  much: {weeks_apart: 2, minutes: 20}
  little: {weeks_apart: 8, minutes: 20}
trial: {control: little, horizons: [13, 26]}
parameters: {jobs.rise: 0.001, jobs.separation: 0.002}
`

// Files that inherit plan.yaml, and what they come to.
var derivedFiles = []struct{ name, derived, want string }{
	{"says nothing", "base: plan.yaml", plan},
	{"a number", "base: plan.yaml\nweeks: 60", strings.Replace(plan, "weeks: 40", "weeks: 60", 1)},
	{"one arm's minutes", "base: plan.yaml\narms: {much: {minutes: 45}}", strings.Replace(plan, "minutes: 20", "minutes: 45", 1)},
	{"a further arm", "base: plan.yaml\narms: {calls: {channel: telephone}}", strings.Replace(plan, "arms:\n", "arms:\n  calls: {channel: telephone}\n", 1)},
	{"a list replaces", "base: plan.yaml\ntrial: {horizons: [20]}", strings.Replace(plan, "[13, 26]", "[20]", 1)},
	{"districts replace", "base: plan.yaml\npopulation: {districts: all}", strings.Replace(plan, "[Essex, Kent]", "all", 1)},
	{"one parameter", "base: plan.yaml\nparameters: {jobs.rise: 0.0015}", strings.Replace(plan, "0.001", "0.0015", 1)},
	{"no key of a mapping", "base: plan.yaml\nparameters: {}\npopulation: {}", plan},
	{"label with a name", "base: plan.yaml\nname: other\nlabel: Other", strings.NewReplacer("name: plan", "name: other", "The plan", "Other").Replace(plan)},
	{"label without a name", "base: plan.yaml\nlabel: Other", strings.Replace(plan, "The plan", "Other", 1)},
	{"name without a label", "base: plan.yaml\nname: other", strings.NewReplacer("name: plan", "name: other", "The plan", "other").Replace(plan)},
	{"quoted", "base: 'plan.yaml'", plan},
	{"from its own folder", "base: deep/chain.yaml", strings.Replace(plan, "weeks: 40", "weeks: 44", 1)},
	{"the nearest of a chain wins", "base: deep/chain.yaml\nweeks: 48", strings.Replace(plan, "weeks: 40", "weeks: 48", 1)},
	{"a value healed", "base: broken.yaml\nweeks: 40\npopulation: {districts: all}", "seed: 3\nweeks: 40"},
}

// A file that inherits another is the same scenario as the two written as one.
func TestLoad_Base(t *testing.T) {
	for _, c := range derivedFiles {
		t.Run(c.name, func(t *testing.T) {
			folder(t, map[string]string{
				"plan.yaml":         plan,
				"deep/chain.yaml":   "base: ../bases/middle.yaml\nweeks: 44",
				"bases/middle.yaml": "base: ../plan.yaml\nweeks: 42",
				"broken.yaml":       "seed: 3\nweeks: many\npopulation: {districts: none}",
				"derived.yaml":      c.derived,
			})
			derived, err := scenario.Load("derived.yaml")
			require.NoError(t, err)
			whole, err := scenario.Parse("whole.yaml", []byte(c.want))
			require.NoError(t, err)
			assert.Equal(t, whole, derived)
		})
	}
}

// Overrides come last, whichever file gave the value.
func TestLoad_BaseThenSet(t *testing.T) {
	folder(t, map[string]string{"plan.yaml": plan, "derived.yaml": "base: plan.yaml\nweeks: 60"})
	s, err := scenario.Load("derived.yaml", "weeks=70", "arms.much.minutes=10")
	require.NoError(t, err)
	assert.Equal(t, 70, s.Weeks)
	assert.Equal(t, 10, s.Arms[1].Minutes)
	assert.Equal(t, 20, s.Arms[0].Minutes)
}

func TestLoad_BaseByAbsolutePath(t *testing.T) {
	folder(t, map[string]string{"plan.yaml": plan})
	path, err := filepath.Abs("plan.yaml")
	require.NoError(t, err)
	require.NoError(t, os.Mkdir("other", 0o755))
	require.NoError(t, os.WriteFile("other/derived.yaml", fmt.Appendf(nil, "base: %q", path), 0o644))
	s, err := scenario.Load("other/derived.yaml")
	require.NoError(t, err)
	assert.Equal(t, "plan", s.Name)
}

// What is wrong names the file in which it stands.
func TestLoad_ErrBase(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"missing", map[string]string{"a.yaml": "seed: 1\nbase: bases/pilot.yaml"},
			[]string{"a.yaml:2: base: found no such file (bases/pilot.yaml), expected a scenario: a YAML file"}},
		{"misspelt", map[string]string{"a.yaml": "base: bases/pilto.yaml", "bases/pilot.yaml": "{}"},
			[]string{"a.yaml:1: base: found no such file (bases/pilto.yaml), expected a scenario: a YAML file, did you mean bases/pilot.yaml?"}},
		{"misspelt in another folder", map[string]string{"a.yaml": "base: bases/b.yaml", "bases/b.yaml": "\nbase: ../pilto.yaml", "pilot.yaml": "{}"},
			[]string{"bases/b.yaml:2: base: found no such file (pilto.yaml), expected a scenario: a YAML file, did you mean ../pilot.yaml?"}},
		{"a folder", map[string]string{"a.yaml": "base: bases", "bases/scenario.yaml": "{}"},
			[]string{"a.yaml:1: base: found a folder (bases), expected a scenario: a YAML file, did you mean bases/scenario.yaml?"}},
		{"below a file", map[string]string{"a.yaml": "base: b.yaml/c.yaml", "b.yaml": "{}"},
			[]string{"a.yaml:1: base: found cannot be read: not a directory (b.yaml/c.yaml), expected a scenario: a YAML file"}},
		{"too large", map[string]string{"a.yaml": "base: b.yaml", "b.yaml": strings.Repeat("# 9 bytes\n", 120_000)},
			[]string{"a.yaml:1: base: found more than 1 MiB (b.yaml), expected a scenario: a YAML file of at most 1048576 bytes"}},
		{"comments only", map[string]string{"a.yaml": "\nbase: b.yaml", "b.yaml": "# nothing yet"},
			[]string{"a.yaml:2: base: found nothing but comments (b.yaml), expected keys and values"}},
		{"nothing", map[string]string{"a.yaml": "base:"},
			[]string{"a.yaml:1: base: found nothing, expected the path of another scenario, from the folder of this one"}},
		{"empty", map[string]string{"a.yaml": "base: ''"},
			[]string{`a.yaml:1: base: found "", expected the path of another scenario`}},
		{"a list", map[string]string{"a.yaml": "base: [b.yaml, c.yaml]", "b.yaml": "{}"},
			[]string{"a.yaml:1: base: found a list, expected the path of another scenario"}},
		{"a path with a line end", map[string]string{"a.yaml": `base: "b\nc"`},
			[]string{`a.yaml:1: base: found "b\nc", expected the path of another scenario`}},
		{"an anchor", map[string]string{"a.yaml": "base: &b b.yaml", "b.yaml": "{}"},
			[]string{"a.yaml:1: base: found an anchor &b, expected the value itself, written out"}},
		{"twice", map[string]string{"a.yaml": "base: b.yaml\nbase: b.yaml", "b.yaml": "{}"},
			[]string{"a.yaml:2: base: found the key a second time, expected it once; it stands on line 1 already"}},
		{"itself", map[string]string{"a.yaml": "base: a.yaml"},
			[]string{"a.yaml:1: base: found a circle: a.yaml, a.yaml, expected a file that does not inherit this one"}},
		{"a circle", map[string]string{"a.yaml": "base: b/b.yaml", "b/b.yaml": "seed: 1\nbase: ../c.yaml", "c.yaml": "base: ./b/../b/b.yaml"},
			[]string{"c.yaml:1: base: found a circle: b/b.yaml, c.yaml, b/b.yaml, expected a file that does not inherit this one"}},
		{"too many", chain(10),
			[]string{"8.yaml:1: base: found more than 8 files that inherit one from the other, expected fewer"}},
		{"no YAML", map[string]string{"a.yaml": "base: b.yaml", "b.yaml": "seed: 1\n\tweeks: 5"},
			[]string{"b.yaml:2: found a tab, expected spaces: YAML is indented with spaces only"}},
		{"no mapping", map[string]string{"a.yaml": "base: b.yaml", "b.yaml": "\n- seed: 1"},
			[]string{"b.yaml:2: found a list, expected keys and values"}},
		{"anchored as a whole", map[string]string{"a.yaml": "base: b.yaml", "b.yaml": "&all\nseed: many"},
			[]string{"b.yaml:1: found an anchor &all, expected the value itself, written out"}},
		{"wrong value in it", map[string]string{"a.yaml": "base: b.yaml\nseed: 1", "b.yaml": "seed: 2\nweeks: many"},
			[]string{"b.yaml:2: weeks: found many, expected a whole number of weeks from 4 to 520"}},
		{"unknown key in it", map[string]string{"a.yaml": "base: b.yaml\npopulation: {claimants: 80}", "b.yaml": "population:\n  distrits: all"},
			[]string{"b.yaml:2: population.distrits: found the unknown key distrits, expected one of era, claimants, districts, candidates_per_participant, microdata, did you mean districts?"}},
		{"twice in it, and healed", map[string]string{"a.yaml": "base: b.yaml\nseed: 1", "b.yaml": "seed: 1\nseed: 2"},
			[]string{"b.yaml:2: seed: found the key a second time, expected it once; it stands on line 1 already"}},
		{"anchor in it, and healed", map[string]string{"a.yaml": "base: b.yaml\nseed: 1", "b.yaml": "seed: &s 2"},
			[]string{"b.yaml:1: seed: found an anchor &s, expected the value itself, written out"}},
		{"merge key in it", map[string]string{"a.yaml": "base: b.yaml\ntrial: {unit: person}", "b.yaml": "trial:\n  <<: {control: a}"},
			[]string{"b.yaml:2: trial: found a merge key <<, expected the keys written out"}},
		{"first its own, then the base's", map[string]string{"a.yaml": "base: b.yaml\n\n\nweeks: 0", "b.yaml": "base: c.yaml\nseed: x", "c.yaml": "replicates: 0"},
			[]string{"a.yaml:4: weeks: found 0", "b.yaml:2: seed: found x", "c.yaml:1: replicates: found 0"}},
		{"a value where the base has keys", map[string]string{"a.yaml": "base: b.yaml\ntrial: inflow", "b.yaml": "trial: {recruit: inflow}"},
			[]string{"a.yaml:2: trial: found inflow, expected keys and values"}},
		{"nothing where the base has something", map[string]string{"a.yaml": "base: b.yaml\nseed:", "b.yaml": "seed: 1"},
			[]string{"a.yaml:2: seed: found nothing, expected a whole number from 0"}},
		{"control nowhere", map[string]string{"a.yaml": "base: b.yaml\nseed: 1", "b.yaml": "arms:\n  a: {}\n  b: {}"},
			[]string{"b.yaml:2: trial.control: found nothing, expected the arm that the others are compared with, because arms is given"}},
		{"values at odds across files", map[string]string{"a.yaml": "base: b.yaml\nweeks: 20", "b.yaml": "seed: 1\ntrial:\n  horizons: [13, 26]"},
			[]string{"b.yaml:3: trial.horizons[1]: found 26, expected at most 20, the weeks of follow-up"}},
		{"no arms, which an empty mapping does not take away", map[string]string{"a.yaml": "base: b.yaml\narms: {}", "b.yaml": plan},
			[]string{"a.yaml:2: arms: found no arms, expected at least two"}},
		{"other slips beside a base that is missing, which leaves open what they say together", map[string]string{"a.yaml": "base: b.yaml\narms: {a: {}}\nweeks: 0\ntrial: {horizons: [26, 13]}"},
			[]string{"a.yaml:1: base: found no such file (b.yaml)", "a.yaml:3: weeks: found 0"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder(t, c.files)
			start := "a.yaml"
			if c.files[start] == "" {
				start = "0.yaml"
			}
			s, err := scenario.Load(start)
			require.Error(t, err)
			assert.Nil(t, s)
			sameLines(t, err, c.want)
		})
	}
}

// sameLines compares what is complained of with the beginnings of the lines expected.
func sameLines(t *testing.T, err error, want []string) {
	t.Helper()
	require.IsType(t, scenario.Problems{}, err)
	found := strings.Split(err.Error(), "\n")
	require.Len(t, found, len(want), "one slip, one line: %v", found)
	for i := range want {
		assert.True(t, strings.HasPrefix(found[i], want[i]), "found   %s\nexpected %s", found[i], want[i])
	}
}

// chain is n files that inherit one from the other.
func chain(n int) map[string]string {
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("%d.yaml", i)] = fmt.Sprintf("base: %d.yaml", i+1)
	}
	files[fmt.Sprintf("%d.yaml", n-1)] = "{}"
	return files
}

// A scenario, eight that it inherits, and no more.
func TestLoad_BaseLongestChain(t *testing.T) {
	folder(t, chain(9))
	_, err := scenario.Load("0.yaml")
	assert.NoError(t, err)
}

// A base is found from a folder, which text and overrides have not.
func TestParse_ErrBase(t *testing.T) {
	folder(t, map[string]string{"plan.yaml": plan})
	_, err := scenario.Parse("text.yaml", []byte("seed: 1\nbase: plan.yaml"))
	sameLines(t, err, []string{"text.yaml:2: base: found base in text that is no file, expected the keys themselves: there is no folder to look for another file in"})
	for _, set := range []string{"base=plan.yaml", "base={}"} {
		_, err = scenario.Load("plan.yaml", set)
		sameLines(t, err, []string{"-set " + set + ": found base in an override, expected it in the file itself"})
	}
}

// The canonical form has nothing left to look up.
func TestScenario_CanonicalHasNoBase(t *testing.T) {
	folder(t, map[string]string{"plan.yaml": plan, "derived.yaml": "base: plan.yaml"})
	s, err := scenario.Load("derived.yaml")
	require.NoError(t, err)
	assert.NotContains(t, string(s.Canonical()), "base")
}
