package pilot

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/population"
	"inwork/progression/scenario"
)

// essex simulates Essex, with 80 people and 20 coaches, in a study of some districts.
func essex(t *testing.T, districts string) *cell {
	s, err := scenario.Parse("x.yaml", []byte("{weeks: 13, trial: {recruit_weeks: 8, burn_in_weeks: 20, rollout: [{from: 2015-04-06}]}}"),
		"population.districts="+districts, "population.claimants=900", "service.coaches=300")
	require.NoError(t, err)
	e, err := newEnsemble(s)
	require.NoError(t, err)
	d := e.points[0]
	k := slices.IndexFunc(d.districts, func(d population.District) bool { return d.Name == "Essex" })
	d.participants[k], d.coaches[k] = 80, 20
	one, err := d.simulate(context.Background(), 1, k, progression.Records{Months: true, Events: true, CoachWeeks: true, Vacancies: true})
	require.NoError(t, err)
	return one
}

// People added in other districts, before it in the list or after it, change nothing of a district: cells share nothing.
func TestSimulate_OtherDistrictsChangeNothing(t *testing.T) {
	alone := essex(t, "[Essex]")
	require.NotEmpty(t, alone.claimants)
	require.NotEmpty(t, alone.months)
	assert.Equal(t, alone, essex(t, "[Essex, Kent]"))
	assert.Equal(t, alone, essex(t, "[Birmingham and Solihull, Essex, Kent]"))
}
