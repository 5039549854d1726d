package scenario_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/population"
	"inwork/progression/scenario"
	"inwork/sim"
)

// A researcher's scenario says little: what it says is taken, the rest is the trial of 2015.
func TestParse_SmallScenario(t *testing.T) {
	s, err := scenario.Parse("small.yaml", []byte(`
name: two-arms
weeks: 60
population:
  claimants: 500
  districts: [Kent, Essex, 2]
arms:
  plain: {share: 2}
  calls: {channel: telephone, minutes: 15, employer_calls: true, key: old-calls}
trial: {control: plain, recruit: stock, recruit_weeks: 4}
parameters: {jobs.separation: 0.005}
output: {tables: [months]}
`))
	require.NoError(t, err)
	assert.Equal(t, "two-arms", s.Name)
	assert.Equal(t, "two-arms", s.Label, "the default's label is of another study")
	assert.Equal(t, uint64(2015), s.Seed, "left out: the default's")
	assert.Equal(t, sim.Date(2015, 4, 6), s.Start)
	assert.Equal(t, 500, s.Population.Claimants)

	names := map[string]int{}
	for i, d := range population.Districts() {
		names[d.Name] = i
	}
	want := []int{2, names["Essex"], names["Kent"]}
	assert.ElementsMatch(t, want, s.Population.Districts)
	assert.IsIncreasing(t, s.Population.Districts, "the order of naming makes no difference")

	require.Len(t, s.Arms, 2)
	assert.Equal(t, progression.Arm{
		Slug: "calls", Key: "old-calls", Label: "calls", Share: 1, WeeksApart: 4, Minutes: 15,
		Channel: progression.Telephone, Practice: "progression", EmployerCalls: true, DurationWeeks: 52,
	}, s.Arms[0])
	assert.Equal(t, "plain", s.Arms[1].Slug)
	assert.Equal(t, 2.0, s.Arms[1].Share)

	assert.Equal(t, "stock", s.Trial.Recruit)
	assert.Equal(t, []int{13, 26, 52}, s.Trial.Horizons, "the default's that follow-up reaches")
	assert.Equal(t, 0.005, s.Parameters.Separation)
	assert.Equal(t, progression.DefaultParameters().Rise, s.Parameters.Rise)
	assert.Equal(t, []string{"outcomes", "decomposition", "months", "districts", "effects"}, s.Output.Tables)
}

// A name says which study it is; where there is none, it is the default one.
func TestParse_Label(t *testing.T) {
	for text, want := range map[string]string{
		"{}":                             "In-work progression trial, 2015 to 2018",
		"name: mine":                     "mine",
		"{name: mine, label: Our pilot}": "Our pilot",
		"label: Our pilot":               "Our pilot",
	} {
		s, err := scenario.Parse("x.yaml", []byte(text))
		require.NoError(t, err)
		assert.Equal(t, want, s.Label, text)
	}
}

// Text is what was written, whatever YAML would make of it: not 1.1, false, 16, a day or nothing.
func TestParse_TextStaysAsWritten(t *testing.T) {
	for _, text := range []string{"1.10", "no", "Yes", "0x10", "010", "2015-04-06", "1e3", "12:30:00", ".inf", "'null'", "'1.10'"} {
		s, err := scenario.Parse("x.yaml", []byte("label: "+text))
		require.NoError(t, err, text)
		assert.Equal(t, strings.Trim(text, "'"), s.Label)
	}
}

// Windows editors begin a file with a byte order mark; older ones end lines with CR LF.
func TestParse_WindowsFile(t *testing.T) {
	s, err := scenario.Parse("windows.yaml", []byte("\ufeffweeks: 30\r\nseed: 7\r\n"))
	require.NoError(t, err)
	assert.Equal(t, 30, s.Weeks)
	assert.Equal(t, uint64(7), s.Seed)
}

// The smallest follow-up is shorter than any default horizon: its end is the horizon.
func TestParse_ShortestFollowUp(t *testing.T) {
	s, err := scenario.Parse("short.yaml", []byte("weeks: 4"))
	require.NoError(t, err)
	assert.Equal(t, []int{4}, s.Trial.Horizons)
}

// Two scenarios read one after the other share nothing that a caller could change.
func TestParse_ResultsAreTheCallersOwn(t *testing.T) {
	first, err := scenario.Parse("a.yaml", []byte("{}"))
	require.NoError(t, err)
	want := first.Digest()
	first.Arms[0].Minutes, first.Trial.Horizons[0], first.Trial.Rollout[0].Offices = 1, 5, 3
	first.Population.Districts[0], first.Output.Tables[0] = 9, "x"
	require.NotEqual(t, want, first.Digest())
	second, err := scenario.Parse("a.yaml", []byte("{}"))
	require.NoError(t, err)
	assert.Equal(t, want, second.Digest())
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	t.Run("OK", func(t *testing.T) {
		s, err := scenario.Load(write("good.yaml", "weeks: 26"), "seed=5")
		require.NoError(t, err)
		assert.Equal(t, 26, s.Weeks)
		assert.Equal(t, uint64(5), s.Seed)
	})
	for _, c := range []struct{ name, path, want string }{
		{"ErrMissing", filepath.Join(dir, "absent.yaml"), "absent.yaml: found no such file, expected a scenario: a YAML file"},
		{"ErrEmpty", write("empty.yaml", ""), "empty.yaml: found nothing but comments, expected keys and values; {} takes all defaults"},
		{"ErrLarge", write("large.yaml", strings.Repeat("# 9 bytes\n", 120_000)), "large.yaml: found more than 1 MiB, expected a scenario"},
		{"ErrFolder", dir, "found a folder, expected a scenario: a YAML file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := scenario.Load(c.path)
			require.Error(t, err)
			assert.IsType(t, scenario.Problems{}, err)
			assert.Contains(t, err.Error(), c.want)
		})
	}
	t.Run("ErrPermission", func(t *testing.T) {
		path := write("secret.yaml", "{}")
		require.NoError(t, os.Chmod(path, 0))
		if f, err := os.Open(path); err == nil {
			f.Close()
			t.Skip("this user may read everything")
		}
		_, err := scenario.Load(path)
		assert.EqualError(t, err, path+": cannot be read: permission denied")
	})
	t.Run("ErrUnreadable", func(t *testing.T) {
		path := filepath.Join(write("file.yaml", "{}"), "below.yaml")
		_, err := scenario.Load(path)
		assert.EqualError(t, err, path+": cannot be read: not a directory")
	})
	t.Run("ErrFolderWithScenario", func(t *testing.T) {
		inside := write("scenario.yaml", "{}")
		_, err := scenario.Load(dir)
		require.Error(t, err)
		assert.Contains(t, err.Error(), "did you mean "+inside+"?")
	})
}
