package trial

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/sim"
)

// What an estimator says once the context has ended is no outcome of the design: it may have given up because of that. From outside this
// is a matter of nanoseconds, so it is asked of the one run.
func TestDesign_RunAfterTheEnd(t *testing.T) {
	stopped := errors.New("stopped by the user")
	ctx, cancel := context.WithCancelCause(t.Context())
	design := Design[int]{
		Estimands: []string{"effect"},
		Simulate:  func(context.Context, int) (int, []float64, error) { return 0, []float64{1}, nil },
		Estimators: []Estimator[int]{{Estimate: func(ctx context.Context, _ int) ([]Answer, error) {
			cancel(stopped)
			return nil, ctx.Err()
		}}},
	}
	_, err := design.run(ctx, 0)
	assert.ErrorIs(t, err, stopped)
}

// Scores of 64 bits may agree, though nobody will see it: the unit's number then decides, not its row.
func TestDealer_EqualScores(t *testing.T) {
	arms := []Arm{{Key: "a", Share: 1}, {Key: "b", Share: 1}}
	for _, units := range [][]uint64{{7, 3}, {3, 7}} {
		d := newDealer(sim.NewDraws(1, 2, 3, 4), "unit", units)
		d.scores[0], d.scores[1] = 5, 5
		d.deal(0, []int{0, 1}, []int{0, 1}, arms)
		for i, unit := range units {
			assert.Equal(t, unit == 7, d.assigned[i] == 1, "unit %d", unit)
		}
	}
}
