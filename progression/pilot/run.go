package pilot

import (
	"context"
	"fmt"
	"runtime"

	"inwork/progression/scenario"
	"inwork/sim"
	"inwork/sim/study"
)

// Options say where and how a study is run; none of them changes a result.
type Options struct {
	// Dir is the study's folder.
	Dir string
	// Workers is how many districts are simulated at once; 0 means one a processor.
	Workers int
	// Shard of Shards runs only its part of the plan; Shards 0 means the whole.
	Shard, Shards int
	// Notes stand in the manifest of each chunk made, as the task of a job manager.
	Notes map[string]string
	// Progress, if set, is called from one goroutine after each district.
	Progress func(Progress)
}

func (o Options) workers() int {
	if o.Workers == 0 {
		return runtime.GOMAXPROCS(0)
	}
	return o.Workers
}

// Progress says how far a run is.
type Progress struct {
	Done, Total int    // districts simulated, of all that this run will simulate
	Note        string // what was just finished
}

// Run simulates what is not yet done of the scenario's study and writes its
// tables. A run of the whole study, without shards, also proves it complete and
// folds the truth. A folder that holds another study is refused.
func Run(ctx context.Context, s *scenario.Scenario, o Options) error {
	e, err := newEnsemble(s)
	if err != nil {
		return err
	}
	plan, err := e.plan()
	if err != nil {
		return err
	}
	st, err := study.Open(o.Dir, plan)
	if err != nil {
		return err
	}
	remaining, err := st.Remaining(ctx, o.Shard, max(o.Shards, 1), e.tables()...)
	if err != nil {
		return err
	}
	if len(remaining) > 0 { // what proved the folder says nothing of what comes
		if err := st.Unprove(); err != nil {
			return err
		}
	}
	p := Progress{}
	for _, c := range remaining {
		p.Total += c.Last - c.First
	}
	for _, c := range remaining {
		if err := e.chunk(ctx, st, c, o, &p); err != nil {
			return err
		}
	}
	if o.Shards > 1 {
		return nil
	}
	_, err = merge(ctx, st)
	return err
}

// chunk simulates a block of districts, writing each one's rows in their order.
func (e *ensemble) chunk(ctx context.Context, st *study.Study, c study.Chunk, o Options, p *Progress) (err error) {
	run := study.Begin(o.Notes)
	d := e.points[c.Point]
	out, err := e.createFiles(d, func(table, world string) string { return st.Path(c, table, world) })
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			out.abort()
		}
	}()
	simulate := func(ctx context.Context, i int) (*cell, error) {
		return d.simulate(ctx, c.Replicate, c.First+i, out.records())
	}
	err = sim.Map(ctx, c.Last-c.First, o.workers(), simulate, func(i int, v *cell) error {
		if err := out.write(v); err != nil {
			return err
		}
		p.Done++
		p.Note = e.place(c, c.First+i)
		if o.Progress != nil {
			o.Progress(*p)
		}
		return nil
	})
	if err != nil {
		return err
	}
	files, err := out.close()
	if err != nil {
		return err
	}
	return st.Done(c, files, run)
}

// place names a cell to who waits for it.
func (e *ensemble) place(c study.Chunk, k int) string {
	name := fmt.Sprintf("replicate %d, %s", c.Replicate, e.points[c.Point].districts[k].Name)
	if len(e.points) > 1 {
		name = fmt.Sprintf("point %d, %s", c.Point, name)
	}
	return name
}
