package pilot_test

import (
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/study"
	"inwork/sim/table"
)

// replicateOf reads a table of a replicate in a world.
func replicateOf[Row any](t *testing.T, dir, table, world string, replicate int) []Row {
	t.Helper()
	path := filepath.Join(dir, "tables", table, "world="+world, "point=0", fmt.Sprint("replicate=", replicate))
	list := ownRows(t, path, func(Row) bool { return true })
	require.NotEmpty(t, list)
	return list
}

// born is what of a row of claimants does not depend on what befell her.
type born struct {
	assigned, tenure, qualification string
	female, couple, wants           bool
	coach, office                   int32
	rent, partner                   int64
}

func bornOf(c rows.Claimant) born {
	return born{c.Assigned, c.Tenure, c.Qualification, c.Female, c.Couple, c.WantsMoreHours, c.Coach, c.Office, int64(c.RentMonth), int64(c.PartnerGross)}
}

// enrolledTwice are the claimants whom the first two replicates both enrol, as each has them.
func enrolledTwice(t *testing.T, dir string) iter.Seq2[rows.Claimant, rows.Claimant] {
	first := map[int64]rows.Claimant{}
	for _, c := range replicateOf[rows.Claimant](t, dir, "claimants", "randomised", 0) {
		first[c.Claimant] = c
	}
	return func(yield func(before, c rows.Claimant) bool) {
		for _, c := range replicateOf[rows.Claimant](t, dir, "claimants", "randomised", 1) {
			if before, ok := first[c.Claimant]; ok && !yield(before, c) {
				return
			}
		}
	}
}

// With luck alone replicates are the same people in the same arms and other lives: who is enrolled, and when, is of the
// lives.
func TestVary_LuckAlone(t *testing.T) {
	dir, _ := run(t, parse(t, "vary=[luck]"), pilot.Options{})
	both, alike := 0, 0
	for before, c := range enrolledTwice(t, dir) {
		both++
		assert.Equal(t, bornOf(before), bornOf(c), "claimant %d", c.Claimant)
		if before == c {
			alike++
		}
	}
	assert.Greater(t, both, 20, "many are enrolled with either luck")
	assert.Less(t, alike, both/2, "not on the same day")
	assert.NotEqual(t, replicateOf[rows.Outcome](t, dir, "outcomes", "control", 0), replicateOf[rows.Outcome](t, dir, "outcomes", "control", 1))
}

// With assignment alone a world in which all are in one arm is the same in each replicate, and the trial is not. What two
// such replicates say twice makes the truth no surer.
func TestVary_AssignmentAlone(t *testing.T) {
	dir, _ := run(t, parse(t, "vary=[assignment]"), pilot.Options{})
	everybody := func(world string, replicate int) []rows.Outcome {
		list := replicateOf[rows.Outcome](t, dir, "outcomes", world, replicate)
		for k := range list {
			list[k].Assigned = ""
		}
		return list
	}
	for _, world := range []string{"control", "everyone-frequent", "everyone-moderate"} {
		assert.Equal(t, everybody(world, 0), everybody(world, 1), world)
	}
	assert.NotEqual(t, everybody("randomised", 0), everybody("randomised", 1))

	one, _ := run(t, parse(t, "vary=[assignment]", "replicates=1"), pilot.Options{})
	alone, twice := truthTable(t, one), truthTable(t, dir)
	require.Len(t, twice, len(alone))
	for k := range alone {
		assert.Equal(t, 2*alone[k].Persons, twice[k].Persons)
		assert.InDelta(t, alone[k].Effect, twice[k].Effect, 1e-12)
		assert.InDelta(t, *alone[k].MonteCarloError, *twice[k].MonteCarloError, 1e-9*math.Max(1, *alone[k].MonteCarloError), alone[k].Outcome)
	}
}

func truthTable(t *testing.T, dir string) (list []rows.Truth) {
	t.Helper()
	for batch, err := range table.Read[rows.Truth](filepath.Join(dir, "tables", "truth", "part-0.parquet")) {
		require.NoError(t, err)
		list = append(list, batch...)
	}
	return list
}

// With population alone other people live there. They are assigned as the same numbers were: a National Insurance number
// has its arm whoever bears it.
func TestVary_PopulationAlone(t *testing.T) {
	dir, _ := run(t, parse(t, "vary=[population]"), pilot.Options{})
	both, alike := 0, 0
	for before, c := range enrolledTwice(t, dir) {
		both++
		assert.Equal(t, before.Assigned, c.Assigned)
		if bornOf(before) == bornOf(c) {
			alike++
		}
	}
	assert.Greater(t, both, 20)
	assert.Zero(t, alike)
}

// The plan names the indices of each replicate, whatever varies the first is the same, and a life of a later one is told
// again as it was.
func TestVary_PlanAndReplay(t *testing.T) {
	all, _ := run(t, parse(t), pilot.Options{})
	dir, _ := run(t, parse(t, "vary=[luck, assignment]"), pilot.Options{})
	for _, c := range []struct {
		dir  string
		want []scenario.Indices
	}{
		{all, []scenario.Indices{{}, {Population: 1, Luck: 1, Assignment: 1}}},
		{dir, []scenario.Indices{{}, {Luck: 1, Assignment: 1}}},
	} {
		st, err := study.Load(c.dir)
		require.NoError(t, err)
		var body struct{ Indices []scenario.Indices }
		require.NoError(t, json.Unmarshal(st.Plan().Body, &body))
		assert.Equal(t, c.want, body.Indices)
	}
	assert.Equal(t, replicateOf[rows.Event](t, all, "events", "randomised", 0), replicateOf[rows.Event](t, dir, "events", "randomised", 0))
	for _, id := range someone(t, dir, 1, 100) {
		life, err := pilot.Replay(t.Context(), dir, pilot.Place{Replicate: 1, World: "randomised", Claimant: id})
		require.NoError(t, err)
		assert.True(t, life.Checked)
	}
}

// More replicates leave earlier ones as they are, also where they share people; a folder of replicates that differ in
// something else is refused.
func TestVary_MoreReplicatesExtend(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "study")
	require.NoError(t, pilot.Run(t.Context(), parse(t, "vary=[luck]", "replicates=1"), pilot.Options{Dir: dir}))
	require.NoError(t, pilot.Run(t.Context(), parse(t, "vary=[luck]"), pilot.Options{Dir: dir}))
	after, err := study.LoadManifest(dir)
	require.NoError(t, err)
	_, atOnce := run(t, parse(t, "vary=[luck]"), pilot.Options{})
	assert.Equal(t, atOnce.Digest, after.Digest)

	err = pilot.Run(t.Context(), parse(t, "vary=[population]"), pilot.Options{Dir: dir})
	var m *study.Mismatch
	require.ErrorAs(t, err, &m)
	assert.Contains(t, m.Field, "vary")
}
