package pilot_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/sim/study"
)

// What a scenario declares stands in the plan as it is meant, so that an evaluation needs no scenario, and it cannot be changed
// once the study has begun: under another declaration the folder is refused.
func TestRun_PlanDeclares(t *testing.T) {
	dir, _ := run(t, parse(t, "trial.outcomes.primary=employed", "trial.outcomes.secondary=[rise_10, on_uc]", "trial.subgroups=[couple]", "trial.uptake=met_any", "truth.worlds=none"), pilot.Options{})
	st, err := study.Load(dir)
	require.NoError(t, err)
	var body struct {
		Trial struct {
			Horizons []int
			Outcomes struct {
				Primary   string
				At        int
				Secondary []string
			}
			Subgroups []string
			Uptake    string
		}
	}
	require.NoError(t, json.Unmarshal(st.Plan().Body, &body))
	assert.Equal(t, "employed", body.Trial.Outcomes.Primary)
	assert.Contains(t, body.Trial.Horizons, body.Trial.Outcomes.At)
	assert.Equal(t, []string{"rise_10", "on_uc"}, body.Trial.Outcomes.Secondary)
	assert.Equal(t, []string{"couple"}, body.Trial.Subgroups)
	assert.Equal(t, "met_any", body.Trial.Uptake)

	other := parse(t, "trial.outcomes.primary=on_uc", "trial.outcomes.secondary=[rise_10, employed]", "trial.subgroups=[couple]", "trial.uptake=met_any", "truth.worlds=none")
	assert.Error(t, pilot.Run(context.Background(), other, pilot.Options{Dir: dir}), "results are there, and another primary outcome")
}

// The true effects on the four routes add up to that on a rise, cell by cell, and no outcome that must have lasted longer than there was
// time has a truth.
func TestEffects_RoutesAddUp(t *testing.T) {
	dir, _ := run(t, parse(t, "population.claimants=600", "service.coaches=60", "parameters.jobs.hours_up=0.02", "parameters.jobs.rise=0.002"), pilot.Options{})
	type of struct {
		district, horizon int32
		arm, component    string
	}
	routes, rises := map[of]int64{}, map[of]int64{}
	moved := false
	for _, e := range ownRows(t, filepath.Join(dir, "tables/effects"), every[rows.Effect]) {
		k := of{e.District, e.HorizonWeeks, e.Arm, e.Estimand + " " + e.Component}
		switch {
		case strings.HasPrefix(e.Outcome, "route_"):
			routes[k] += e.Sum
			moved = moved || e.Sum != 0
		case e.Outcome == "rise_10":
			rises[k] += e.Sum
		case strings.HasPrefix(e.Outcome, "sustained_"):
			assert.True(t, rows.MeasureOf(e.Outcome).At(int(e.HorizonWeeks)), "%s at %d weeks", e.Outcome, e.HorizonWeeks)
		}
	}
	assert.Equal(t, rises, routes)
	assert.True(t, moved, "no route has an effect: the test sees nothing")
}
