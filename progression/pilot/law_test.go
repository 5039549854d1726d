package pilot_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/pilot"
	"inwork/progression/rows"
)

// A reform that says what the law says, or says it after the end, changes nobody; a lower taper leaves people and luck as they are and lets them earn more.
func TestRun_Reform(t *testing.T) {
	dir, _ := run(t, parse(t, "population.claimants=400",
		"sweep={reform.uc.taper: [0.65, 0.2, {from: 2018-01-01, value: 0.2}]}"), pilot.Options{})
	of := func(point int) []rows.Outcome {
		return ownRows(t, filepath.Join(dir, "tables/outcomes", "world=control", fmt.Sprint("point=", point)), every[rows.Outcome])
	}
	people := func(point int) []rows.Claimant {
		return ownRows(t, filepath.Join(dir, "tables/claimants", "world=randomised", fmt.Sprint("point=", point), "replicate=0"), every[rows.Claimant])
	}
	law, reformed, later := of(0), of(1), of(2)
	require.NotEmpty(t, law)
	assert.Equal(t, law, later)
	alone, _ := run(t, parse(t, "population.claimants=400"), pilot.Options{})
	assert.Equal(t, ownRows(t, filepath.Join(alone, "tables/outcomes", "world=control"), every[rows.Outcome]), law)

	// The same people: those randomised in both worlds have the same age and home. (Who is in the band depends on conduct, and conduct on what pays.)
	homes := map[[2]int64]rows.Claimant{}
	for _, c := range people(0) {
		homes[[2]int64{int64(c.District), c.Claimant}] = c
	}
	both := 0
	for _, c := range people(1) {
		if old, ok := homes[[2]int64{int64(c.District), c.Claimant}]; ok {
			both++
			assert.Equal(t, old.Tenure, c.Tenure)
			assert.Equal(t, old.RentMonth, c.RentMonth)
			assert.Equal(t, old.Female, c.Female)
		}
	}
	assert.Greater(t, both, 200)

	mean := func(list []rows.Outcome) (sum float64) {
		for _, o := range list {
			sum += float64(o.GrossFourWeeks)
		}
		return sum / float64(len(list))
	}
	assert.Greater(t, mean(reformed), mean(law))
}
