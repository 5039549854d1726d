package evaluation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/sim"
)

// In the recipe half of each arm works and all are on Universal Credit; half has two sanctions and all of the arms other than Minimal were seen.
func TestEvaluate_Flow(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	f := e.Flow
	assert.EqualValues(t, 120, f.Randomised)
	assert.EqualValues(t, 150, f.Wanted)
	require.Len(t, f.Arms, 3)
	for a, arm := range f.Arms {
		assert.Equal(t, e.Study.Arms[a].Slug, arm.Arm)
		assert.Equal(t, evaluation.FlowArm{Arm: arm.Arm, Randomised: 40, Observed: 40, Seen: 40, Sanctioned: 20, OnUCInWork: 20, OnUCOutOfWork: 20}, arm)
	}
	assert.Zero(t, f.Caseload, "the plan has no scenario")
	assert.True(t, math.IsNaN(f.Saturation("minimal")))
	f.Caseload = 1600
	assert.InDelta(t, 0.05, f.Saturation("minimal"), 1e-12, "80 of 1,600 in an arm other than control")
	assert.InDelta(t, 0.075, f.Everyone(), 1e-12)
}

// A person of claimants without an outcome was lost, which shows.
func TestEvaluate_FlowLosses(t *testing.T) {
	s := ordinary
	s.lost = true
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, s))
	require.NoError(t, err)
	assert.EqualValues(t, 40, e.Flow.Arms[0].Randomised)
	assert.EqualValues(t, 39, e.Flow.Arms[0].Observed)
	assert.EqualValues(t, 120, e.Flow.Randomised)
}

// The protocol is the scenario's, with what each point of a sweep sets.
func TestEvaluate_Protocol(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, synthetic{replicates: 1, persons: 40, parts: 2, horizons: []int{26}, months: 2, points: 2,
		canonical: `{"population":{"era":"2015-17","districts":[3,4,5],"candidates_per_participant":2.5},"service":{"coaches":20,"caseload":60},
			"trial":{"recruit":"inflow","recruit_weeks":8,"burn_in_weeks":52,"rollout":[{"from":"2015-04-06","offices":10}]},
			"arms":{"frequent":{"channel":"face_to_face","minutes":20,"first_minutes":30,"weeks_apart":1,"mandatory":true,"while":"band"}}}`}))
	require.NoError(t, err)
	for p, at := range e.Points() {
		q := at.Study.Protocol
		require.NotNil(t, q)
		assert.Equal(t, 2+p, q.Arms["frequent"].WeeksApart, "as the sweep sets it")
		assert.Equal(t, 30, q.Arms["frequent"].FirstMinutes, "as the scenario has it")
		assert.True(t, q.Arms["frequent"].Mandatory)
		assert.Len(t, q.Population.Districts, 1+p, "Essex, and with Kent")
		assert.Equal(t, 1200.0, q.Caseload())
		assert.Equal(t, []evaluation.Stage{{From: sim.Date(2015, 4, 6), Offices: 10}}, q.Trial.Rollout)
		assert.EqualValues(t, 1200, at.Flow.Caseload)
	}
	e, err = evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	assert.Nil(t, e.Study.Protocol)
}

// From tables the ledger has every person of every trial, up to the main horizon; without events there is none.
func TestEvaluate_Ledger(t *testing.T) {
	s := ordinary
	s.events = true
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, s))
	require.NoError(t, err)
	require.Len(t, e.Ledger, 1)
	for a, mean := range []float64{2, 1, 1} {
		assert.Equal(t, evaluation.LedgerCell{Persons: 80, Mean: mean}, e.Ledger[0].Arms[a])
	}
	e, err = evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	assert.Empty(t, e.Ledger)
}
