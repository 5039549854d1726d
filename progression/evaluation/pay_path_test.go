package evaluation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
)

// The recipe's causes add 0 to 10 pounds, start stands for 8, so that 47 pounds make 150 into 197: in control alone, in both
// worlds, over parts and replicates.
func TestEvaluate_PayPaths(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	require.Len(t, e.PayPaths, 4)
	for k, p := range e.PayPaths {
		assert.Equal(t, []string{"randomised", "randomised", "control", "control"}[k], p.World)
		assert.Equal(t, []int{26, 52}[k%2], p.HorizonWeeks)
		assert.Equal(t, "minimal", p.Arm)
		assert.Equal(t, int64(10*ordinary.parts*ordinary.replicates), p.Persons)
		assert.Equal(t, 150.0, p.Start.Mean)
		assert.InDelta(t, 1/math.Sqrt(39), p.Start.StdError, 1e-9, "20 people a pound above, 20 below")
		more := map[string]float64{"control": 1}[p.World]
		assert.Equal(t, 197+10*more, p.Pay)
		assert.Equal(t, 47+10*more, p.Change())
		require.Len(t, p.Changes, 10)
		sum := p.Start.Mean
		for _, c := range p.Changes {
			sum += c.Mean
			assert.NotEmpty(t, c.Label)
		}
		assert.InDelta(t, p.Pay, sum, 1e-9)
		assert.Equal(t, "wage_floor", p.Changes[0].Cause)
		assert.Equal(t, 10+more, p.Changes[0].Mean)
		assert.Equal(t, "job_changed", p.Changes[9].Cause)
		assert.Equal(t, 1+more, p.Changes[9].Mean)
	}
}

// What a synthetic study says of Britain, through its tables: half of its people are women, in work and without a second job.
func TestEvaluate_Britain(t *testing.T) {
	e, err := evaluation.Evaluate(t.Context(), studyFolder(t, ordinary))
	require.NoError(t, err)
	require.NotNil(t, e.Britain)
	gates := map[string]evaluation.Gate{}
	for _, g := range e.Britain.Gates {
		gates[g.Target.ID] = g
	}
	assert.InDelta(t, 50, gates["C14"].Simulated, 1e-9)
	assert.Equal(t, evaluation.Hit, gates["C14"].Verdict())
	assert.Equal(t, evaluation.Miss, gates["C15"].Verdict())
	assert.InDelta(t, 50-77*0.85, gates["C15"].Gap(), 1e-9)
	assert.Zero(t, gates["C36"].Simulated)
	assert.InDelta(t, 100, gates["C40"].Simulated, 1e-9)
	assert.Equal(t, 120.0, gates["A01"].Simulated, "the first trial's people")
	assert.InDelta(t, 1.5, gates["A07"].Simulated, 1e-9, "1 contact in the first trial, 2 in the second")
	assert.Len(t, e.Britain.Shown, 1)
	assert.InDelta(t, 50, e.Britain.Shown[0].Value, 1e-9)

	why := map[string]string{}
	for _, n := range e.Britain.NotComputed {
		why[n.Target.ID] = n.Why
	}
	assert.Contains(t, why["C25"], "computed from months", "nobody was out of work in search")
	assert.Contains(t, why["C35"], "computed from events", "it kept none")
	assert.Contains(t, why["C19"], "ethnic background")
	within := 0
	for _, g := range e.Britain.Gates {
		if g.Simulated >= g.Low && g.Simulated <= g.High {
			within++
		}
	}
	assert.Equal(t, within, e.Britain.Within())

	other := ordinary
	other.published = ""
	e, err = evaluation.Evaluate(t.Context(), studyFolder(t, other))
	require.NoError(t, err)
	for _, g := range e.Britain.Gates {
		assert.NotEqual(t, "A01", g.Target.ID, "it is no other trial's size")
	}
}

// A table with a cause that pay does not have is refused by name.
func TestEvaluate_ErrUnknownCause(t *testing.T) {
	strange := ordinary
	strange.strangeCause = true
	_, err := evaluation.Evaluate(t.Context(), studyFolder(t, strange))
	assert.ErrorContains(t, err, `cause "luck"`)
}
