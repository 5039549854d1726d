package main

import (
	"context"
	"encoding/json"
	"strconv"

	"inwork/sim"
	"inwork/sim/study"
	"inwork/sim/table"
)

// model names the code that made a study. Raise it with any change of results, in the commit that makes the change: a study begun by
// the older code then refuses to go on with rows of the newer.
const model = "birthdeath-1"

// chunkBirds is how many founders a chunk has at most. A chunk is what an interruption can cost, and what a shard takes at a time.
const chunkBirds = 2000

// plan says what is to be done, in which pieces, and what results depend on.
func plan(s setting, replicates int) (study.Plan, error) {
	canonical, err := json.Marshal(s)
	if err != nil {
		return study.Plan{}, err
	}
	sizes := make([]int, s.Islands)
	for island := range sizes {
		sizes[island] = s.Founders
	}
	return study.Plan{
		Model:     model,
		Canonical: canonical,
		Chunks:    study.Chunks(1, replicates, study.Blocks(sizes, chunkBirds)),
	}, nil
}

// options is how a study is run. No result depends on it, but for how many replicates there are.
type options struct {
	dir           string
	replicates    int
	shard, shards int
	workers       int
	progress      func(done, total int)
}

// run does what is left of this shard's share, and puts the study together when nothing is left of the other shards' either. It says
// whether the study is whole.
func run(ctx context.Context, s setting, o options) (*study.Study, bool, error) {
	p, err := plan(s, o.replicates)
	if err != nil {
		return nil, false, err
	}
	st, err := study.Open(o.dir, p) // begins, goes on, or refuses
	if err != nil {
		return nil, false, err
	}
	remaining, err := st.Remaining(ctx, o.shard, o.shards, birds.Name, counts.Name)
	if err != nil {
		return nil, false, err
	}
	for k, c := range remaining {
		if err := chunk(ctx, st, s, c, o.workers); err != nil {
			return nil, false, err
		}
		o.progress(k+1, len(remaining))
	}
	if left, err := st.Remaining(ctx, 0, 1, birds.Name, counts.Name); err != nil || len(left) > 0 {
		return st, false, err // other shards are at work, or still to come
	}
	_, err = st.Merge(ctx, fold(st, s))
	return st, err == nil, err
}

// chunk simulates some islands and writes their rows. Until it calls Done, the study takes none of it as done: a run that is stopped
// here, in whatever way, does the chunk again.
func chunk(ctx context.Context, st *study.Study, s setting, c study.Chunk, workers int) error {
	began := study.Begin(nil)
	files, err := create(st, s, c)
	if err != nil {
		return err
	}
	defer files.abort() // does nothing to what is closed
	err = sim.Map(ctx, c.Last-c.First, workers,
		func(_ context.Context, i int) ([]record, error) { return live(s, c.Replicate, c.First+i) },
		func(_ int, worlds []record) error { return files.write(worlds) }) // in the order of the islands
	if err != nil {
		return err
	}
	done, err := files.close()
	if err != nil {
		return err
	}
	return st.Done(c, done, began)
}

// metadata is the provenance that each file carries.
func metadata(st *study.Study, s setting) map[string]string {
	p := st.Plan()
	return map[string]string{"model": p.Model, "plan": p.Identity, "seed": strconv.FormatUint(s.Seed, 10)}
}

// files is the open files of a chunk, by world.
type files struct {
	birds  []*table.Writer[Bird]
	counts []*table.Writer[Count]
}

func create(st *study.Study, s setting, c study.Chunk) (f files, err error) {
	meta := metadata(st, s)
	defer func() {
		if err != nil {
			f.abort()
		}
	}()
	for _, p := range policies {
		b, err := table.Create[Bird](st.Path(c, birds.Name, p.slug), birds, meta)
		if err != nil {
			return f, err
		}
		f.birds = append(f.birds, b)
		n, err := table.Create[Count](st.Path(c, counts.Name, p.slug), counts, meta)
		if err != nil {
			return f, err
		}
		f.counts = append(f.counts, n)
	}
	return f, nil
}

func (f files) write(worlds []record) error {
	for k, r := range worlds {
		if err := f.birds[k].Write(r.birds); err != nil {
			return err
		}
		if err := f.counts[k].Write(r.counts); err != nil {
			return err
		}
	}
	return nil
}

func (f files) close() (done []table.File, err error) {
	for k := range policies {
		b, err := f.birds[k].Close()
		if err != nil {
			return nil, err
		}
		n, err := f.counts[k].Close()
		if err != nil {
			return nil, err
		}
		done = append(done, b, n)
	}
	return done, nil
}

func (f files) abort() {
	for _, w := range f.birds {
		w.Abort()
	}
	for _, w := range f.counts {
		w.Abort()
	}
}
