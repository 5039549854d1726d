package pilot_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/sim/table"
)

// What is written of each world adds up to its outcomes, to the penny: a file of
// another world, district or replicate would not.
func TestRun_DecompositionAddsUpInEveryWorld(t *testing.T) {
	type key struct {
		district int32
		arm      string
		horizon  int32
	}
	dir, _ := run(t, parse(t), pilot.Options{})
	worlds, err := filepath.Glob(filepath.Join(dir, "tables", "outcomes", "world=*"))
	require.NoError(t, err)
	require.Len(t, worlds, 4)
	differ := map[int64]bool{}
	for _, world := range worlds {
		for _, replicate := range []string{"0", "1"} {
			part := filepath.Join(filepath.Base(world), "point=0", "replicate="+replicate)
			pay, made := map[key]int64{}, map[key]int64{}
			for batch, err := range table.Read[rows.Outcome](filepath.Join(dir, "tables", "outcomes", part)) {
				require.NoError(t, err)
				for _, o := range batch {
					pay[key{o.District, o.Arm, o.HorizonWeeks}] += int64(o.GrossFourWeeks)
				}
			}
			for batch, err := range table.Read[rows.Decomposition](filepath.Join(dir, "tables", "decomposition", part)) {
				require.NoError(t, err)
				for _, r := range batch {
					made[key{r.District, r.Arm, r.HorizonWeeks}] += int64(r.Sum)
				}
			}
			require.NotEmpty(t, pay)
			assert.Equal(t, pay, made, part)
			for _, sum := range made {
				differ[sum] = true
			}
		}
	}
	assert.Greater(t, len(differ), 20, "worlds differ")
}
