package sim_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
)

// The districts are simulated side by side and their results arrive in order.
func ExampleMap() {
	districts := []string{"Ayrshire", "Bristol", "Cardiff"}
	draws := sim.NewDraws(2015, 0, 0, 1)
	simulate := func(_ context.Context, i int) (int, error) { return draws.Below(sim.ID(i, 0), 0, 100), nil }
	report := func(i, vacancies int) error {
		_, err := fmt.Println(districts[i], vacancies)
		return err
	}
	if err := sim.Map(context.Background(), len(districts), 2, simulate, report); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Ayrshire 98
	// Bristol 99
	// Cardiff 91
}

func square(_ context.Context, i int) (int, error) { return i * i, nil }

// slowly does the work of even places late, so that results come in out of order.
func slowly(ctx context.Context, i int) (int, error) {
	time.Sleep(time.Duration(i%2*5+i%3) * time.Millisecond)
	return square(ctx, i)
}

// recorder is an emit that keeps what it got.
type recorder struct{ got []int }

func (r *recorder) emit(i, v int) error {
	r.got = append(r.got, i, v)
	return nil
}

// However many workers, the same results come in the same order.
func TestMapOrder(t *testing.T) {
	for workers := 1; workers <= 7; workers++ {
		for _, n := range []int{0, 1, 2, 7, 50} {
			synctest.Test(t, func(t *testing.T) {
				var r recorder
				require.NoError(t, sim.Map(t.Context(), n, workers, slowly, r.emit))
				var want []int
				for i := range n {
					want = append(want, i, i*i)
				}
				assert.Equal(t, want, r.got, "%d workers, %d results", workers, n)
			})
		}
	}
}

// At most workers+2 results are under way or waiting, and that many are while the first is slow: the others do not wait idly.
func TestMapWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const n, workers = 40, 3
		var begun, emitted, most atomic.Int64
		work := func(ctx context.Context, i int) (int, error) {
			most.Store(max(most.Load(), begun.Add(1)-emitted.Load()))
			if i == 0 {
				time.Sleep(time.Hour)
			}
			return i, nil
		}
		emit := func(int, int) error {
			emitted.Add(1)
			return nil
		}
		require.NoError(t, sim.Map(t.Context(), n, workers, work, emit))
		assert.EqualValues(t, workers+2, most.Load())
	})
}

// Workers work at the same time: with as many workers as pieces, an hour each takes an hour.
func TestMapParallel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		work := func(context.Context, int) (int, error) {
			time.Sleep(time.Hour)
			return 0, nil
		}
		require.NoError(t, sim.Map(t.Context(), 6, 6, work, func(int, int) error { return nil }))
		assert.Equal(t, time.Hour, time.Since(start))
	})
}

// The error returned is that of the lowest index, even if a later one fails sooner, and everything before it is emitted.
func TestMapFirstErrorInOrder(t *testing.T) {
	for workers := 1; workers <= 7; workers++ {
		synctest.Test(t, func(t *testing.T) {
			var r recorder
			work := func(_ context.Context, i int) (int, error) {
				if i < 5 {
					return i, nil
				}
				time.Sleep(time.Duration(100-i) * time.Second) // later ones fail sooner
				return 0, fmt.Errorf("cell %d", i)
			}
			err := sim.Map(t.Context(), 20, workers, work, r.emit)
			assert.EqualError(t, err, "cell 5", "%d workers", workers)
			assert.Equal(t, []int{0, 0, 1, 1, 2, 2, 3, 3, 4, 4}, r.got, "%d workers", workers)
		})
	}
}

// An error of emit stops the rest: no result is emitted after it, and work under way is told.
func TestMapEmitError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("disk full")
		var begun, told atomic.Int64
		work := func(ctx context.Context, i int) (int, error) {
			begun.Add(1)
			if i > 3 {
				<-ctx.Done()
				told.Add(1)
			}
			return i, nil
		}
		var got []int
		err := sim.Map(t.Context(), 1000, 4, work, func(i, _ int) error {
			if got = append(got, i); i == 2 {
				return full
			}
			return nil
		})
		assert.ErrorIs(t, err, full)
		assert.Equal(t, []int{0, 1, 2}, got)
		assert.Positive(t, told.Load())
		assert.LessOrEqual(t, begun.Load(), int64(2+4+2+1))
	})
}

// When the caller's context ends, Map returns its cause, without waiting for work to notice, but not before work has ended.
func TestMapContext(t *testing.T) {
	t.Run("in the middle", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			interrupted := errors.New("interrupted")
			var running atomic.Int64
			work := func(ctx context.Context, i int) (int, error) {
				running.Add(1)
				defer running.Add(-1)
				if i >= 10 {
					<-ctx.Done()
					return 0, ctx.Err()
				}
				return i, nil
			}
			time.AfterFunc(time.Minute, func() { cancel(interrupted) })
			var r recorder
			assert.ErrorIs(t, sim.Map(ctx, 100, 3, work, r.emit), interrupted)
			assert.Len(t, r.got, 20, "ten results, each with its index")
			assert.Zero(t, running.Load())
		})
	})
	t.Run("in emit", func(t *testing.T) {
		for range 20 { // both a result and the end are there: the end must win each time
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				var r recorder
				err := sim.Map(ctx, 100, 4, square, func(i, v int) error {
					if i == 2 {
						cancel()
						synctest.Wait() // for the results of the window
					}
					return r.emit(i, v)
				})
				assert.ErrorIs(t, err, context.Canceled)
				assert.Equal(t, []int{0, 0, 1, 1, 2, 4}, r.got)
			})
		}
	})
	t.Run("before the start", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var r recorder
		assert.ErrorIs(t, sim.Map(ctx, 5, 2, square, r.emit), context.Canceled)
		assert.Empty(t, r.got)
	})
}

// A panic in work is a panic of Map in the caller's goroutine, at its turn, and says where it was.
func TestMapPanic(t *testing.T) {
	for workers := 1; workers <= 7; workers++ {
		var r recorder
		work := func(_ context.Context, i int) (int, error) {
			if i >= 4 {
				blowUp(i)
			}
			return i, nil
		}
		caught := func() (v any) {
			defer func() { v = recover() }()
			return sim.Map(t.Context(), 9, workers, work, r.emit)
		}()
		text, _ := caught.(string)
		assert.Contains(t, text, "sim: work 4 of Map panicked: district 4 blew up", "%d workers", workers)
		assert.Contains(t, text, "blowUp", "the stack")
		assert.Equal(t, []int{0, 0, 1, 1, 2, 2, 3, 3}, r.got)
	}
}

//go:noinline
func blowUp(i int) { panic(fmt.Sprintf("district %d blew up", i)) }

// Work that ends its goroutine instead of returning (t.FailNow in a test's work does) must not hang Map.
func TestMapGoexit(t *testing.T) {
	work := func(context.Context, int) (int, error) {
		runtime.Goexit()
		return 0, nil
	}
	assert.Panics(t, func() { _ = sim.Map(t.Context(), 3, 2, work, func(int, int) error { return nil }) })
}

// A panic of emit is the caller's own: it passes through, and no goroutine is left behind (the bubble would not end).
func TestMapEmitPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		assert.PanicsWithValue(t, "mine", func() {
			_ = sim.Map(t.Context(), 100, 4, slowly, func(int, int) error { panic("mine") })
		})
	})
}

func TestMapNeedsAWorker(t *testing.T) {
	assert.PanicsWithValue(t, "sim: Map needs a worker", func() { _ = sim.Map(t.Context(), 1, 0, square, nil) })
}

// Under the race detector: many workers, emit touching the caller's memory, results with pointers.
func TestMapRaces(t *testing.T) {
	sum, seen := 0, sync.Map{}
	work := func(_ context.Context, i int) (*[]int, error) {
		seen.Store(i, true)
		return &[]int{i, i}, nil
	}
	require.NoError(t, sim.Map(t.Context(), 2000, 7, work, func(_ int, v *[]int) error {
		sum += (*v)[0] + (*v)[1]
		return nil
	}))
	assert.Equal(t, 2000*1999, sum)
}
