// Package r_test runs the R script of this folder on a small study and holds it
// against inwork estimate.
package r_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// scenario is a trial large enough for every regression of the script.
const scenario = `weeks: 8
replicates: 1
population: {claimants: 400, districts: [Essex, Kent, Birmingham and Solihull]}
service: {coaches: 60}
trial: {recruit_weeks: 8, burn_in_weeks: 13, horizons: [8], rollout: [{from: 2015-04-06}]}
`

// A term of a regression as either program gives it.
type term struct {
	Term                                                         string
	Estimate, StdError, Statistic, PValue, ConfLow, ConfHigh, DF float64
}

// The script is what an R user would write, and README.md says how to get each of its answers from the command. Both must be
// the same numbers, to nine digits, on data that the command exported.
func TestEstimate(t *testing.T) {
	needR(t)
	dir := t.TempDir()
	inwork := filepath.Join(dir, "inwork")
	run(t, ".", "go", "build", "-o", inwork, "inwork/progression/cmd/inwork")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "scenario.yaml"), []byte(scenario), 0o644))
	run(t, dir, inwork, "run", "scenario.yaml", "-out", "study")
	for _, table := range []string{"outcomes", "claimants"} {
		out := run(t, dir, inwork, "export", "study", table, "-world", "randomised", "-replicate", "0")
		require.NoError(t, os.WriteFile(filepath.Join(dir, table+".csv"), out, 0o644))
	}
	script, err := filepath.Abs("estimate.R")
	require.NoError(t, err)
	inR := readR(t, run(t, dir, "Rscript", script, "outcomes.csv", "claimants.csv", "trial.csv", "8"))
	lines := documented(t)
	require.Len(t, lines, len(inR), "the table of README.md has a line for each answer of the script")
	for name, want := range inR {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, lines, name)
			var got []term
			for _, row := range estimated(t, dir, inwork, lines[name]) {
				if name != "frequent" || row.Term == "armfrequent" { // the command compares every arm
					got = append(got, row)
				}
			}
			require.Len(t, got, len(want))
			for i := range want {
				near(t, want[i], got[i])
			}
		})
	}
}

// needR skips the test on a machine without R and estimatr.
func needR(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("Rscript"); err != nil {
		t.Skip("no Rscript here; Debian has r-base-core and r-cran-estimatr")
	}
	if out, err := exec.Command("Rscript", "-e", "library(estimatr)").CombinedOutput(); err != nil {
		t.Skipf("R has no estimatr here; Debian has r-cran-estimatr: %s", bytes.TrimSpace(out))
	}
}

// run runs a command and returns what it printed.
func run(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	command := exec.Command(name, args...)
	command.Dir = dir
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	require.NoError(t, err, "%s %s\n%s", name, strings.Join(args, " "), complaints.String())
	return out
}

// readR reads the script's lines: the answer's name, then a term.
func readR(t *testing.T, out []byte) map[string][]term {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(out)).ReadAll()
	require.NoError(t, err)
	answers := map[string][]term{}
	for _, r := range records {
		require.Len(t, r, 9)
		var v [7]float64
		for i := range v {
			v[i], err = strconv.ParseFloat(r[i+2], 64)
			require.NoError(t, err)
		}
		answers[r[0]] = append(answers[r[0]], term{r[1], v[0], v[1], v[2], v[3], v[4], v[5], v[6]})
	}
	require.Len(t, answers, 8)
	return answers
}

// documented reads the table of README.md: the arguments for each answer.
func documented(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	require.NoError(t, err)
	common := regexp.MustCompile("with `inwork (estimate [^`]+)`").FindStringSubmatch(string(text))
	require.NotNil(t, common)
	lines := map[string][]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| (\\w+) \\| `(-[^`]+)` \\|$").FindAllStringSubmatch(string(text), -1) {
		lines[row[1]] = strings.Fields(common[1] + " " + row[2])
	}
	return lines
}

// estimated is what the command prints.
func estimated(t *testing.T, dir, inwork string, args []string) []term {
	t.Helper()
	var rows []struct {
		Term      string
		Estimate  float64
		StdError  float64 `json:"std_error"`
		Statistic float64
		PValue    float64 `json:"p_value"`
		ConfLow   float64 `json:"conf_low"`
		ConfHigh  float64 `json:"conf_high"`
		DF        float64
	}
	require.NoError(t, json.Unmarshal(run(t, dir, inwork, args...), &rows))
	var terms []term
	for _, r := range rows {
		terms = append(terms, term(r))
	}
	return terms
}

func near(t *testing.T, want, got term) {
	t.Helper()
	assert.Equal(t, want.Term, got.Term)
	for _, c := range []struct {
		what      string
		want, got float64
	}{{"estimate", want.Estimate, got.Estimate}, {"std_error", want.StdError, got.StdError}, {"statistic", want.Statistic, got.Statistic},
		{"p_value", want.PValue, got.PValue}, {"conf_low", want.ConfLow, got.ConfLow}, {"conf_high", want.ConfHigh, got.ConfHigh}, {"df", want.DF, got.DF}} {
		assert.InEpsilon(t, c.want, c.got, 1e-9, "%s of %s", c.what, want.Term)
	}
}
