package pilot_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/sim/study"
	"inwork/sim/table"
)

// someone returns randomised people of a replicate, some from each district.
func someone(t *testing.T, dir string, replicate, every int) (ids []int64) {
	n := 0
	for batch, err := range table.Read[rows.Claimant](filepath.Join(dir, "tables/claimants/world=randomised/point=0", fmt.Sprint("replicate=", replicate))) {
		require.NoError(t, err)
		for _, c := range batch {
			if n++; n%every == 1 {
				ids = append(ids, c.Claimant)
			}
		}
	}
	require.NotEmpty(t, ids)
	return ids
}

// ownRows are a table's rows of one person.
func ownRows[Row any](t *testing.T, dir string, of func(Row) bool) (own []Row) {
	for batch, err := range table.Read[Row](dir) {
		require.NoError(t, err)
		for _, r := range batch {
			if of(r) {
				own = append(own, r)
			}
		}
	}
	return own
}

// A life that is told again is the one in the tables, row by row, whatever the tables keep: that is what makes it worth
// reading. Worlds of which only outcomes are kept are held against those.
func TestReplay_IsTheLifeInTheTables(t *testing.T) {
	dir, _ := run(t, parse(t), pilot.Options{})
	for _, id := range someone(t, dir, 1, 60) {
		life, err := pilot.Replay(context.Background(), dir, pilot.Place{Replicate: 1, World: "randomised", Claimant: id})
		require.NoError(t, err)
		in := func(table string) string {
			return filepath.Join(dir, "tables", table, "world=randomised/point=0/replicate=1")
		}
		assert.True(t, life.Checked)
		assert.NotEmpty(t, life.Events)
		assert.Equal(t, ownRows(t, in("events"), func(r rows.Event) bool { return r.Claimant == id }), life.Events)
		assert.Equal(t, ownRows(t, in("months"), func(r rows.Month) bool { return r.Claimant == id }), life.Months)
		assert.Equal(t, ownRows(t, in("outcomes"), func(r rows.Outcome) bool { return r.Claimant == id }), life.Outcomes)
		assert.Equal(t, ownRows(t, in("claimants"), func(r rows.Claimant) bool { return r.Claimant == id }), []rows.Claimant{life.Baseline})

		for _, world := range []string{"control", "everyone-frequent"} {
			life, err := pilot.Replay(context.Background(), dir, pilot.Place{Replicate: 1, World: world, Claimant: id})
			require.NoError(t, err)
			assert.False(t, life.Checked, "no events were kept of it")
			kept := filepath.Join(dir, "tables/outcomes", "world="+world, "point=0/replicate=1")
			assert.Equal(t, ownRows(t, kept, func(r rows.Outcome) bool { return r.Claimant == id }), life.Outcomes)
			assert.NotEmpty(t, life.Events)
		}
	}
}

// What was not kept can be looked into, and is what would have been kept.
func TestReplay_WithoutTables(t *testing.T) {
	full, _ := run(t, parse(t), pilot.Options{})
	bare, _ := run(t, parse(t, "output.tables=none", "truth.worlds=none"), pilot.Options{})
	at := pilot.Place{World: "randomised", Claimant: someone(t, full, 0, 1000)[0]}
	want, err := pilot.Replay(context.Background(), full, at)
	require.NoError(t, err)
	got, err := pilot.Replay(context.Background(), bare, at)
	require.NoError(t, err)
	assert.False(t, got.Checked)
	assert.Equal(t, want.Checksum(), got.Checksum())

	other := *want
	other.Events = append([]rows.Event{}, want.Events...)
	other.Events[0].Detail++
	assert.NotEqual(t, want.Checksum(), other.Checksum())
}

// Tables that are not of this program's making are noticed.
func TestReplay_ErrDiffers(t *testing.T) {
	dir, _ := run(t, parse(t), pilot.Options{})
	at := pilot.Place{World: "randomised", Claimant: someone(t, dir, 0, 1000)[0]}
	path := filepath.Join(dir, "tables/events/world=randomised/point=0/replicate=0/part-0.parquet")
	events := ownRows(t, path, func(rows.Event) bool { return true })
	for i := range events {
		if events[i].Claimant == at.Claimant {
			events[i].Detail += 7
			break
		}
	}
	w, err := table.Create[rows.Event](path, rows.Events, nil)
	require.NoError(t, err)
	require.NoError(t, w.Write(events))
	_, err = w.Close()
	require.NoError(t, err)
	_, err = pilot.Replay(context.Background(), dir, at)
	assert.ErrorContains(t, err, "another program made them")
}

func TestReplay_ErrNoSuch(t *testing.T) {
	dir, _ := run(t, parse(t), pilot.Options{})
	id := someone(t, dir, 0, 1000)[0]
	for _, c := range []struct {
		at   pilot.Place
		want pilot.NoSuch
	}{
		{pilot.Place{Point: 1, World: "control", Claimant: id}, pilot.NoSuch{Field: "point", Found: "1", Expected: "0, the only one"}},
		{pilot.Place{Replicate: -1, World: "control", Claimant: id}, pilot.NoSuch{Field: "replicate", Found: "-1", Expected: "0 to 1"}},
		{pilot.Place{Replicate: 2, World: "control", Claimant: id}, pilot.NoSuch{Field: "replicate", Found: "2", Expected: "0 to 1"}},
		{pilot.Place{World: "everyone", Claimant: id}, pilot.NoSuch{Field: "world", Found: "everyone",
			Expected: "one of control, randomised, everyone-frequent, everyone-moderate, pilot-frequent, single-frequent, queue-released-frequent, market-released-frequent, pilot-minimal, pilot-moderate, single-moderate, queue-released-moderate, market-released-moderate"}},
		{pilot.Place{World: "randomized", Claimant: id}, pilot.NoSuch{Field: "world", Found: "randomized",
			Expected: "one of control, randomised, everyone-frequent, everyone-moderate, pilot-frequent, single-frequent, queue-released-frequent, market-released-frequent, pilot-minimal, pilot-moderate, single-moderate, queue-released-moderate, market-released-moderate", Meant: "randomised"}},
		{pilot.Place{World: "control", Claimant: -1}, pilot.NoSuch{Field: "claimant", Found: "-1",
			Expected: "somebody of the table claimants; the study has no district of that number"}},
		{pilot.Place{World: "control", Claimant: 7}, pilot.NoSuch{Field: "claimant", Found: "7",
			Expected: "somebody of the table claimants; the study has no district of that number"}},
	} {
		_, err := pilot.Replay(context.Background(), dir, c.at)
		var none *pilot.NoSuch
		require.ErrorAs(t, err, &none)
		assert.Equal(t, c.want, *none)
	}
	_, err := pilot.Replay(context.Background(), dir, pilot.Place{World: "control", Claimant: id | 1<<23})
	assert.ErrorContains(t, err, "not this one", "the district is there, the person was not randomised")

	// A study that another version of the model made cannot be told again by this one.
	plan := filepath.Join(dir, "plan.json")
	data, err := os.ReadFile(plan)
	require.NoError(t, err)
	st, err := study.Load(dir)
	require.NoError(t, err)
	other, err := study.Identify("0", st.Plan().Canonical)
	require.NoError(t, err)
	text := strings.Replace(string(data), `"model": "`+st.Plan().Model+`"`, `"model": "0"`, 1)
	require.NoError(t, os.WriteFile(plan, []byte(strings.Replace(text, st.Plan().Identity, other, 1)), 0o644))
	_, err = pilot.Replay(context.Background(), dir, pilot.Place{World: "control", Claimant: id})
	var m *study.Mismatch
	require.ErrorAs(t, err, &m)
	assert.Equal(t, "model", m.Field)
}
