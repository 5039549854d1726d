package trial

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
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
