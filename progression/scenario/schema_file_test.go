package scenario_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/scenario"
)

var update = flag.Bool("update", false, "write scenario.schema.json and the files in testdata/schema anew")

// sameFile compares a file of this package with what it should hold, or writes it:
//
//	go test ./progression/scenario -run TestSchema -update
func sameFile(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, want, 0o644))
	}
	have, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(have), "%s is not what is generated: see sameFile", path)
}

// Who has the repository and not the command has the schema too.
func TestSchema_File(t *testing.T) {
	sameFile(t, "scenario.schema.json", scenario.Schema())
}

// Files that a validator of others holds against the schema: those that Parse accepts are valid, those with a key or a
// value that is wrong by itself are not. They are written from the tables of the other tests.
func TestSchema_Cases(t *testing.T) {
	sameFile(t, "testdata/schema/good.yaml", documents(goodFiles(t)))
	sameFile(t, "testdata/schema/bad.yaml", documents(badFiles(t)))
}

type named struct{ name, text string }

// goodFiles are accepted; some inherit plan.yaml.
func goodFiles(t *testing.T) []named {
	var files []named
	add := func(name, text string) { files = append(files, named{name, text}) }
	add("all defaults", "{}")
	add("two arms", twoArms)
	add("the plan that others inherit", plan)
	for i, text := range []string{
		"name: 2015\nlabel: 1.10", "name: true\nlabel: 7", "name: -1-", "label: 'two: words'", "label: 2015-04-06", "name: 'quoted'\nstart: '2015-04-13'",
		"population: {districts: [0, Essex, '36']}", "population: {districts: 'all', era: '2015-17'}", "output: {tables: none}", "output: {tables: [months]}",
		"trial: {unit: 'person', recruit: \"stock\"}", "seed: 18446744073709551615", "service: {caseload: 6.9e1}", "service: {caseload: .5}",
		"arms: {1: {}, -: {share: 0}, 007: {key: 7, label: false}}\ntrial: {control: 1}", "parameters: {jobs.rise: 0, jobs.separation: 1E-3}", "weeks: 4",
	} {
		add(fmt.Sprintf("spelling %d", i), text)
	}
	for _, c := range goodSweeps {
		add("sweep: "+c.name, besideTwoArms(c.sweep))
	}
	for _, file := range files {
		_, err := scenario.Parse("x.yaml", []byte(file.text))
		require.NoError(t, err, file.text)
	}
	for i, text := range []string{"{}", twoArms, besideTwoArms("{population.districts: [[Essex], [0, 3]], service.caseload: [6.9e1, 70]}")} {
		s, err := scenario.Parse("x.yaml", []byte(text))
		require.NoError(t, err)
		add(fmt.Sprintf("written out %d", i), string(s.Canonical()))
	}
	for _, c := range derivedFiles {
		add("derived: "+c.name, c.derived)
	}
	return files
}

// badFiles are refused for one key of theirs.
func badFiles(t *testing.T) []named {
	var files []named
	for _, c := range badKeys {
		files = append(files, named{c.name, c.text})
	}
	for _, c := range badSweepKeys {
		files = append(files, named{"sweep: " + c.name, besideTwoArms(c.text)})
	}
	for _, c := range files {
		_, err := scenario.Parse("x.yaml", []byte(c.text))
		require.Error(t, err, c.text)
	}
	return files
}

// documents are files in one.
func documents(files []named) []byte {
	var b bytes.Buffer
	for _, file := range files {
		fmt.Fprintf(&b, "--- # %s\n%s\n", file.name, strings.Trim(file.text, "\n"))
	}
	return b.Bytes()
}
