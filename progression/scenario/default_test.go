package scenario_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression"
	"inwork/progression/scenario"
	"inwork/sim"
)

// The file that `init` writes says what an empty one means.
func TestDefault_IsTheDefaults(t *testing.T) {
	written, err := scenario.Parse("default.yaml", scenario.Default())
	require.NoError(t, err)
	left, err := scenario.Parse("empty.yaml", []byte("{}"))
	require.NoError(t, err)
	assert.Equal(t, left, written)
}

// The published design, and what was decided where nothing was published.
func TestDefault_IsTheTrial(t *testing.T) {
	s, err := scenario.Parse("default.yaml", scenario.Default())
	require.NoError(t, err)
	assert.Equal(t, 30_709, s.Population.Claimants)
	assert.Len(t, s.Population.Districts, 37)
	assert.Equal(t, sim.Date(2015, 4, 6), s.Start)
	assert.Equal(t, sim.Date(2017, 3, 27), s.Start+sim.Day(7*s.Trial.RecruitWeeks), "recruitment ended in March 2017")
	assert.InDelta(t, 744_515.0/10_799, s.Service.Caseload, 0.1)
	slugs := map[string]progression.Arm{}
	for _, arm := range s.Arms {
		slugs[arm.Slug] = arm
	}
	assert.Equal(t, 2, slugs["frequent"].WeeksApart)
	assert.Equal(t, 8, slugs["moderate"].WeeksApart)
	assert.Equal(t, 2, slugs["minimal"].Contacts)
	assert.True(t, slugs["frequent"].Mandatory && slugs["moderate"].Mandatory && !slugs["minimal"].Mandatory)
	assert.Equal(t, "minimal", s.Trial.Control)
	assert.Equal(t, []scenario.Stage{
		{From: sim.Date(2015, 4, 6), Offices: 10}, {From: sim.Date(2015, 12, 7), Offices: 0},
	}, s.Trial.Rollout)
}

func TestDefault_IsACopy(t *testing.T) {
	scenario.Default()[0] = 'x'
	assert.True(t, strings.HasPrefix(string(scenario.Default()), "#"))
}
