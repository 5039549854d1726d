package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/rows"
	"inwork/sim/table"
)

// smallScenario takes the place of what init wrote, or each documented line would take a minute.
const smallScenario = `
weeks: 8
replicates: 2
population: {claimants: 60, districts: [Essex, Kent]}
service: {coaches: 20}
trial: {recruit_weeks: 8, burn_in_weeks: 13, rollout: [{from: 2015-04-06}]}
`

// documented finds the command lines of a text: those that begin with the command's name after the given indent.
func documented(t *testing.T, file, indent string) []string {
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var lines []string
	for _, line := range regexp.MustCompile(`(?m)^`+indent+`((\./)?inwork .*)$`).FindAllStringSubmatch(string(text), -1) {
		command, _, _ := strings.Cut(line[1], "  #")
		lines = append(lines, strings.TrimPrefix(command, "./"))
	}
	return lines
}

// What is documented works, in the order in which it stands, in an empty folder.
func TestDocumented(t *testing.T) {
	for _, c := range []struct {
		file, indent string
		least        int
	}{
		{"../../../README.md", "    ", 9},
		{"main.go", "//\t", 9},
	} {
		t.Run(filepath.Base(c.file), func(t *testing.T) {
			lines := documented(t, c.file, c.indent)
			require.GreaterOrEqual(t, len(lines), c.least)
			dir := t.TempDir()
			require.NoError(t, os.CopyFS(filepath.Join(dir, "testdata"), os.DirFS("../../../testdata")))
			for _, line := range lines {
				if c.file == "main.go" { // beside each stands what it does
					line = regexp.MustCompile(` {2,}`).Split(line, 2)[0]
				}
				line = regexp.MustCompile(`-claimant \d+`).ReplaceAllLiteralString(line, "-claimant "+aClaimant(t, dir))
				command := exec.Command("sh", "-c", line)
				command.Dir = dir
				out, err := command.CombinedOutput()
				require.NoError(t, err, "%s\n%s", line, out)
				if strings.HasPrefix(line, "inwork init ") {
					path := filepath.Join(dir, strings.Fields(line)[2], "scenario.yaml")
					require.NoError(t, os.WriteFile(path, []byte(smallScenario), 0o644))
				}
			}
		})
	}
}

// aClaimant is a person of the study that the documented lines have made, once they have.
func aClaimant(t *testing.T, dir string) string {
	parts, err := filepath.Glob(dir + "/my-pilot/study/tables/claimants/world=randomised/point=0/replicate=0/*.parquet")
	require.NoError(t, err)
	for _, part := range parts {
		for batch, err := range table.Read[rows.Claimant](part) {
			require.NoError(t, err)
			return strconv.FormatInt(batch[0].Claimant, 10)
		}
	}
	return "0"
}

// A verb that stands in no script is one that nobody has seen working.
func TestScripts_EveryVerb(t *testing.T) {
	files, err := filepath.Glob("testdata/script/*.txtar")
	require.NoError(t, err)
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		all.Write(text)
	}
	for _, v := range verbs() {
		assert.Contains(t, all.String(), "\nexec inwork "+v.name, "no script runs inwork %s to its end", v.name)
	}
}
