package pilot_test

import (
	"context"
	"math"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/pilot"
	"inwork/progression/scenario"
	"inwork/sim/study"
)

// What is foretold comes about: the same tables, and rows and bytes to within the tenth that the command says (here a
// fifth, as a district of tiny holds 80 people). Time is foretold too but depends on the machine.
func TestForecast(t *testing.T) {
	s := parse(t)
	dir := filepath.Join(t.TempDir(), "study")
	cost, err := pilot.Forecast(context.Background(), s, pilot.Options{Dir: dir})
	require.NoError(t, err)
	assert.NoDirExists(t, dir)
	require.NoError(t, pilot.Run(context.Background(), s, pilot.Options{Dir: dir}))
	m, err := study.LoadManifest(dir)
	require.NoError(t, err)

	rows, bytes, files := map[string]int64{}, 0.0, 0
	for _, f := range m.Files {
		bytes += float64(f.Bytes)
		files++
	}
	for name, n := range m.Rows {
		if name != "truth" { // folded by the merge
			rows[name] = n
		}
	}
	require.Len(t, cost.Rows, len(rows))
	for name, n := range rows {
		allowed := 0.2*float64(n) + 3*math.Sqrt(float64(n)) // what few rows leave to luck
		assert.InDelta(t, n, cost.Rows[name], allowed, name)
	}
	assert.InEpsilon(t, bytes, float64(cost.Bytes), 0.2)
	assert.Equal(t, files-1, cost.Files)
	assert.Equal(t, [6]int{1, 2, 2, 4, 2, 4}, [6]int{cost.Points, cost.Replicates, cost.Districts, cost.Worlds, cost.Chunks, cost.Cells})
	assert.Positive(t, cost.CPU)
	assert.Equal(t, 1.0, cost.Part)
}

// Only what is still to be done counts, and of that what the shard does.
func TestForecast_OfTheRest(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "study")
	forecast := func(s *scenario.Scenario, o pilot.Options) *pilot.Cost {
		o.Dir = dir
		cost, err := pilot.Forecast(context.Background(), s, o)
		require.NoError(t, err)
		return cost
	}
	whole := forecast(parse(t, "replicates=4"), pilot.Options{})
	part := forecast(parse(t, "replicates=4"), pilot.Options{Shard: 1, Shards: 2})
	assert.Equal(t, 2, part.Remaining)
	assert.InDelta(t, float64(whole.Bytes)/2, float64(part.Bytes), 1)
	require.NoError(t, pilot.Run(context.Background(), parse(t), pilot.Options{Dir: dir}))
	assert.Equal(t, 2, forecast(parse(t, "replicates=4"), pilot.Options{}).Remaining)
	assert.Zero(t, forecast(parse(t), pilot.Options{}).Bytes)

	_, err := pilot.Forecast(context.Background(), parse(t, "seed=12"), pilot.Options{Dir: dir})
	var m *study.Mismatch
	assert.ErrorAs(t, err, &m, "what a run would refuse is refused")
}
