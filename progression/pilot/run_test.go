package pilot_test

import (
	"context"
	"flag"
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
	"inwork/sim/table"
)

var update = flag.Bool("update", false, "renew testdata/digest.txt")

// tiny is a study of a second: two districts, two replicates, all worlds.
const tiny = `
name: tiny
seed: 11
replicates: 2
weeks: 26
population:
  claimants: 160
  districts: [Essex, Kent]
service:
  coaches: 40
trial:
  control: minimal
  recruit_weeks: 8
  burn_in_weeks: 30
  horizons: [13, 26]
  rollout:
    - {from: 2015-04-06, offices: 0}
`

func parse(t *testing.T, sets ...string) *scenario.Scenario {
	t.Helper()
	s, err := scenario.Parse("tiny.yaml", []byte(tiny), sets...)
	require.NoError(t, err)
	return s
}

// run simulates a study into a new folder and returns it with its manifest.
func run(t *testing.T, s *scenario.Scenario, o pilot.Options) (string, study.Manifest) {
	t.Helper()
	o.Dir = filepath.Join(t.TempDir(), "study")
	require.NoError(t, pilot.Run(context.Background(), s, o))
	m, err := study.LoadManifest(o.Dir)
	require.NoError(t, err)
	return o.Dir, m
}

// outcomesOf reads the outcomes of a study's randomised worlds.
func outcomesOf(t *testing.T, dir string) []rows.Outcome {
	t.Helper()
	var out []rows.Outcome
	for batch, err := range table.Read[rows.Outcome](filepath.Join(dir, "tables", "outcomes", "world=randomised")) {
		require.NoError(t, err)
		out = append(out, batch...)
	}
	return out
}

// The same scenario gives the same bytes, for any number of workers.
func TestRun_SameBytesForAnyWorkers(t *testing.T) {
	s := parse(t)
	_, one := run(t, s, pilot.Options{Workers: 1})
	for _, workers := range []int{1, 2, 3, 7} {
		_, m := run(t, s, pilot.Options{Workers: workers})
		assert.Equal(t, one.Digest, m.Digest, "%d workers", workers)
	}
	_, other := run(t, parse(t, "seed=12"), pilot.Options{})
	assert.NotEqual(t, one.Digest, other.Digest, "another seed, another study")
}

// Shards in any order and a run over them give the same bytes as one run.
func TestRun_SameBytesFromShards(t *testing.T) {
	s := parse(t)
	_, whole := run(t, s, pilot.Options{})
	dir := filepath.Join(t.TempDir(), "study")
	for _, shard := range []int{1, 0} {
		require.NoError(t, pilot.Run(context.Background(), s, pilot.Options{Dir: dir, Shard: shard, Shards: 2}))
	}
	m, err := pilot.Merge(t.Context(), dir)
	require.NoError(t, err)
	assert.Equal(t, whole.Digest, m.Digest)
}

// Tables that are not kept change none of the others.
func TestRun_TableSubsetsChangeNothing(t *testing.T) {
	files := func(m study.Manifest) map[string]string {
		sums := map[string]string{}
		for _, f := range m.Files {
			sums[f.Path] = f.SHA256
		}
		return sums
	}
	_, all := run(t, parse(t), pilot.Options{})
	_, few := run(t, parse(t, "output.tables=none"), pilot.Options{})
	whole, some := files(all), files(few)
	assert.Less(t, len(some), len(whole))
	for path, sum := range some {
		assert.Equal(t, whole[path], sum, path)
	}
}

// More replicates leave earlier files as they are.
func TestRun_MoreReplicatesExtend(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "study")
	require.NoError(t, pilot.Run(context.Background(), parse(t), pilot.Options{Dir: dir}))
	before, err := study.LoadManifest(dir)
	require.NoError(t, err)
	require.NoError(t, pilot.Run(context.Background(), parse(t, "replicates=3"), pilot.Options{Dir: dir}))
	after, err := study.LoadManifest(dir)
	require.NoError(t, err)
	later := map[string]string{}
	for _, f := range after.Files {
		later[f.Path] = f.SHA256
	}
	for _, f := range before.Files {
		if f.Path != "tables/truth/part-0.parquet" { // folded anew, from three replicates
			assert.Equal(t, f.SHA256, later[f.Path], f.Path)
		}
	}
	assert.Greater(t, len(later), len(before.Files))

	_, atOnce := run(t, parse(t, "replicates=3"), pilot.Options{})
	assert.Equal(t, atOnce.Digest, after.Digest, "as if there had been three from the start")
}

// A folder of another study is refused, naming what differs.
func TestRun_RefusesAnotherStudysFolder(t *testing.T) {
	dir, _ := run(t, parse(t), pilot.Options{})
	err := pilot.Run(context.Background(), parse(t, "weeks=30"), pilot.Options{Dir: dir})
	var m *study.Mismatch
	require.ErrorAs(t, err, &m)
	assert.Equal(t, "weeks", m.Field)
}

// An arm that is renamed, and thereby reordered, keeps its people and their lives
// by keeping its key.
func TestRun_RenamedArmKeepsItsPeople(t *testing.T) {
	arms := func(name string) string {
		return tiny + `
arms:
  ` + name + `: {key: frequent, weeks_apart: 2, minutes: 20, mandatory: true}
  minimal: {weeks_apart: 8, contacts: 2, minutes: 15, channel: telephone, practice: call}
  moderate: {weeks_apart: 8, minutes: 30, mandatory: true}
`
	}
	outcomes := func(name string) []rows.Outcome {
		s, err := scenario.Parse("tiny.yaml", []byte(arms(name)))
		require.NoError(t, err)
		dir, _ := run(t, s, pilot.Options{})
		out := outcomesOf(t, dir)
		for k := range out {
			for _, arm := range []*string{&out[k].Arm, &out[k].Assigned} {
				if *arm == name {
					*arm = "frequent"
				}
			}
		}
		return out
	}
	before, after := outcomes("frequent"), outcomes("often-seen")
	require.NotEmpty(t, before)
	assert.Equal(t, before, after)
}

// An arm that nobody is assigned to changes no row of the randomised world, whatever
// it is and whether it is there or not.
func TestRun_UnusedArmChangesNobody(t *testing.T) {
	outcomes := func(unused string) []rows.Outcome {
		s, err := scenario.Parse("tiny.yaml", []byte(tiny+`
arms:
  frequent: {weeks_apart: 2, minutes: 20, mandatory: true}
  minimal: {weeks_apart: 8, contacts: 2, minutes: 15, channel: telephone, practice: call}
`+unused))
		require.NoError(t, err)
		dir, _ := run(t, s, pilot.Options{})
		return outcomesOf(t, dir)
	}
	without := outcomes("")
	require.NotEmpty(t, without)
	assert.Equal(t, without, outcomes("  another: {share: 0, weeks_apart: 3}\n"))
}

// The tables of a model version are pinned: a change of results needs a new
// progression.Model, then go test ./progression/pilot -update.
func TestRun_ResultsArePinnedToTheModel(t *testing.T) {
	_, m := run(t, parse(t), pilot.Options{})
	got := "model " + progression.Model + "\ntables " + m.Digest + "\n"
	if *update {
		require.NoError(t, os.WriteFile("testdata/digest.txt", []byte(got), 0o644))
	}
	want, err := os.ReadFile("testdata/digest.txt")
	require.NoError(t, err)
	assert.Equal(t, string(want), got, "results changed: raise progression.Model, then renew with -update")
}

// What proved a study says nothing of it while chunks are done again or further tables added: a part of a table must not pass for the whole.
func TestRun_AddingTablesTakesTheProofAway(t *testing.T) {
	s := parse(t, "output.tables=none")
	dir, _ := run(t, s, pilot.Options{})
	more := parse(t, "output.tables=[months]")
	require.NoError(t, pilot.Run(t.Context(), more, pilot.Options{Dir: dir, Shard: 0, Shards: 2}))
	assert.NoFileExists(t, filepath.Join(dir, "manifest.json"))
	require.NoError(t, pilot.Run(t.Context(), more, pilot.Options{Dir: dir, Shard: 1, Shards: 2}))
	_, err := pilot.Merge(t.Context(), dir)
	assert.NoError(t, err)
	// Nothing left to do takes nothing away.
	require.NoError(t, pilot.Run(t.Context(), more, pilot.Options{Dir: dir, Shard: 1, Shards: 2}))
	assert.FileExists(t, filepath.Join(dir, "manifest.json"))
}
