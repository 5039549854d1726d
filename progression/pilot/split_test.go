package pilot_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/table"
)

// truths reads a study's truth by estimand, component and arm, of one outcome and horizon.
func truths(t *testing.T, s *scenario.Scenario, outcome string, horizon int32) map[string]rows.Truth {
	t.Helper()
	dir, _ := run(t, s, pilot.Options{})
	by := map[string]rows.Truth{}
	for batch, err := range table.Read[rows.Truth](filepath.Join(dir, "tables", "truth", "part-0.parquet")) {
		require.NoError(t, err)
		for _, row := range batch {
			if row.Outcome == outcome && row.HorizonWeeks == horizon {
				by[row.Estimand+" "+row.Component+" "+row.Arm] = row
			}
		}
	}
	return by
}

// Both orders of release add up to rollout, and the interaction is their
// difference, in exact sums. Single stands twice: as an estimand and as a part.
func TestSplit_PartsAddUp(t *testing.T) {
	by := truths(t, parse(t, "truth.worlds=split", "parameters.effort.strength=0.6", "parameters.jobs.hours_up=0.02"), "earnings_week", 26)
	effect := func(key string) float64 {
		require.Contains(t, by, key)
		return by[key].Effect
	}
	for _, arm := range []string{"frequent", "moderate"} {
		total := effect("rollout total " + arm)
		part := func(name string) float64 { return effect("rollout " + name + " " + arm) }
		assert.InDelta(t, total, part("single")+part("queue_first")+part("market_second"), 1e-9)
		assert.InDelta(t, total, part("single")+part("market_first")+part("queue_second"), 1e-9)
		assert.InDelta(t, part("interaction"), part("market_second")-part("market_first"), 1e-9)
		assert.Equal(t, effect("single total "+arm), part("single"))
		assert.NotZero(t, effect("pilot total "+arm))
	}
	assert.NotContains(t, by, "pilot total minimal")
}

// A participant in her own arm as a taker of the randomised world lives the life
// that she lives in it; replay finds her there, and in each world that takes a record.
func TestSplit_PilotOfTheOwnArmIsTheTrial(t *testing.T) {
	dir, _ := run(t, parse(t, "truth.worlds=split"), pilot.Options{})
	for _, id := range someone(t, dir, 0, 40) {
		life := func(world string) *pilot.Life {
			life, err := pilot.Replay(t.Context(), dir, pilot.Place{World: world, Claimant: id})
			require.NoError(t, err)
			kept := ownRows(t, filepath.Join(dir, "tables", "outcomes", "world="+world, "point=0", "replicate=0"), func(r rows.Outcome) bool { return r.Claimant == id })
			assert.Equal(t, kept, life.Outcomes, world)
			return life
		}
		trial := life("randomised")
		own := life("pilot-" + trial.Baseline.Assigned)
		assert.Equal(t, trial.Outcomes, own.Outcomes)
		assert.Equal(t, trial.Events, own.Events)
		life("single-frequent")
		life("queue-released-moderate")
		life("market-released-moderate")
	}
}

// An arm that is control by another name changes nobody: alone, with the queue or
// the market released, or with everybody in it, each of its people lives as in the
// control world, to the last column.
func TestSplit_ControlByAnotherNameIsControl(t *testing.T) {
	s := parse(t, "truth.worlds=split", "parameters.search.in_work=0.1", "parameters.market.reach=0.1", "parameters.effort.strength=0.6", "population.claimants=1500", "replicates=1")
	for _, a := range s.Arms {
		if a.Slug == s.Trial.Control {
			a.Slug, a.Key, a.Label, a.Share = "twin", "twin", "Twin", 0
			s.Arms = append(s.Arms, a)
		}
	}
	dir, _ := run(t, s, pilot.Options{})
	outcomes := func(world string) []rows.Outcome {
		list := ownRows(t, filepath.Join(dir, "tables", "outcomes", "world="+world, "point=0", "replicate=0"), func(rows.Outcome) bool { return true })
		for k := range list {
			list[k].Arm = ""
		}
		return list
	}
	control := outcomes("control")
	require.NotEmpty(t, control)
	for _, world := range []string{"everyone-twin", "single-twin", "queue-released-twin", "market-released-twin"} {
		assert.Equal(t, control, outcomes(world), world)
	}
	assert.Equal(t, outcomes("pilot-minimal"), outcomes("pilot-twin"))
}
