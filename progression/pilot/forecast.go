package pilot

import (
	"context"
	"math"
	"runtime"
	"time"

	"inwork/progression/scenario"
	"inwork/sim/study"
)

// Cost is what a run would take, as far as a short probe can tell.
type Cost struct {
	Points, Replicates, Districts, Worlds int

	Chunks    int // of the whole study
	Remaining int // of those, for this run or shard to do; what follows is of these

	Cells int // districts to simulate, each in all worlds
	Rows  map[string]int64
	Files int
	Bytes int64
	CPU   time.Duration // of processors
	Time  time.Duration // by the clock, with as many processors free as there are workers

	Probe     string  // the district that was simulated to tell
	Part      float64 // of its people; 1 for all
	ProbeTime time.Duration
}

// Forecast says what Run with the same options would take, without writing to the
// study's folder. It simulates one district of the middle size, cut to a part when
// it is large, and scales its rows, bytes and time to the others.
//
// Errors are those that Run would give before it simulates.
func Forecast(ctx context.Context, s *scenario.Scenario, o Options) (*Cost, error) {
	e, err := newEnsemble(s)
	if err != nil {
		return nil, err
	}
	plan, err := e.plan()
	if err != nil {
		return nil, err
	}
	st, err := study.Look(o.Dir, plan)
	if err != nil {
		return nil, err
	}
	remaining, err := st.Remaining(ctx, o.Shard, max(o.Shards, 1), e.tables()...)
	if err != nil {
		return nil, err
	}
	p, err := e.probe(ctx)
	if err != nil {
		return nil, err
	}
	first := e.points[0]
	cost := &Cost{
		Points: len(e.points), Replicates: e.Replicates, Districts: len(first.districts), Worlds: len(first.simulated()),
		Chunks: len(plan.Chunks), Remaining: len(remaining),
		Probe: first.districts[p.k].Name, Part: p.part, ProbeTime: p.took,
	}
	e.add(cost, p, remaining)
	cost.Time = cost.CPU / time.Duration(min(o.workers(), runtime.NumCPU()))
	return cost, nil
}

// add counts what the chunks take.
func (e *ensemble) add(cost *Cost, p *probe, remaining []study.Chunk) {
	rows, seconds, bytes := map[string]float64{}, 0.0, 0.0
	for _, c := range remaining {
		d := e.points[c.Point]
		for k := c.First; k < c.Last; k++ {
			seconds += float64(p.perLoad * d.load(k))
			for _, f := range p.files {
				n := float64(f.rows * d.grows(f.table, k))
				rows[f.table] += n
				bytes += float64(n * f.bytes)
			}
		}
		cost.Cells += c.Last - c.First
	}
	for _, f := range p.files {
		bytes += float64(f.first * float64(len(remaining)))
	}
	cost.Files = len(remaining) * len(p.files)
	cost.Bytes = int64(bytes)
	cost.CPU = time.Duration(seconds*1e9) + time.Duration(len(remaining))*p.perChunk
	cost.Rows = map[string]int64{}
	for table, n := range rows {
		cost.Rows[table] = int64(math.Round(n))
	}
}
