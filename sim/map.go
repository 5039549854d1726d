package sim

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Map calls work for 0 to n-1 in up to `workers` goroutines and emit, in the calling goroutine, for their results in index order.
// At most workers+2 results are under way or waiting, so a slow one holds the others back instead of filling the memory.
//
// It stops at the first error in index order, whether of work or emit, after emitting all before it: the error returned does not
// depend on the number of workers. If ctx ends first, its cause is returned. Work gets a context that ends when Map stops. A panic
// in work comes out of Map as a panic that tells index and stack. No goroutine outlives the call. It panics if workers is below 1.
func Map[T any](ctx context.Context, n, workers int, work func(ctx context.Context, i int) (T, error), emit func(i int, v T) error) error {
	if workers < 1 {
		panic("sim: Map needs a worker")
	}
	inner, stop := context.WithCancel(ctx)
	w := newWindow(workers+2, work)
	var started sync.WaitGroup
	defer started.Wait()
	defer stop()
	for range min(workers, n) {
		started.Go(func() { w.serve(inner, n) })
	}
	for i := range n {
		v, err := w.result(ctx, i)
		if err != nil {
			return err
		}
		if err := emit(i, v); err != nil {
			return err
		}
		w.places <- struct{}{}
	}
	return nil
}

// window is the results under way: index i comes back in slot i modulo their number, free once the one before it was emitted.
type window[T any] struct {
	work   func(ctx context.Context, i int) (T, error)
	places chan struct{} // one for each index that may be begun
	slots  []chan outcome[T]
	next   atomic.Int64 // the index to begin next
}

type outcome[T any] struct {
	value T
	err   error
	fault string // what work panicked with, and where
}

func newWindow[T any](size int, work func(ctx context.Context, i int) (T, error)) *window[T] {
	w := &window[T]{work: work, places: make(chan struct{}, size), slots: make([]chan outcome[T], size)}
	for k := range w.slots {
		w.places <- struct{}{}
		w.slots[k] = make(chan outcome[T], 1)
	}
	return w
}

// serve does work until all n are begun or the context ends.
func (w *window[T]) serve(ctx context.Context, n int) {
	for {
		select {
		case <-w.places:
		case <-ctx.Done():
			return
		}
		i := int(w.next.Add(1)) - 1
		if i >= n {
			return
		}
		w.try(ctx, i)
	}
}

// try does the work of one index and leaves the outcome in its slot, whatever happens.
func (w *window[T]) try(ctx context.Context, i int) {
	var o outcome[T]
	returned := false
	defer func() {
		if !returned {
			o.fault = fmt.Sprintf("%v\n\n%s", recover(), debug.Stack())
		}
		w.slots[i%len(w.slots)] <- o
	}()
	o.value, o.err = w.work(ctx, i)
	returned = true
}

// result waits for the outcome of one index.
func (w *window[T]) result(ctx context.Context, i int) (v T, err error) {
	if ctx.Err() != nil {
		return v, context.Cause(ctx)
	}
	select {
	case o := <-w.slots[i%len(w.slots)]:
		if o.fault != "" {
			panic(fmt.Sprintf("sim: work %d of Map panicked: %s", i, o.fault))
		}
		return o.value, o.err
	case <-ctx.Done():
		return v, context.Cause(ctx)
	}
}
