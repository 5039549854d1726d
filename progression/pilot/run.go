package pilot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"time"

	"inwork/progression"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim"
	"inwork/sim/study"
	"inwork/sim/table"
)

// Options say where and how a study is run; none of them changes a result.
type Options struct {
	// Dir is the study's folder.
	Dir string
	// Workers is how many districts are simulated at once; 0 means one a processor.
	Workers int
	// Shard of Shards runs only its part of the plan; Shards 0 means the whole.
	Shard, Shards int
	// Progress, if set, is called from one goroutine after each district.
	Progress func(Progress)
}

// Progress says how far a run is.
type Progress struct {
	Done, Total int    // districts simulated, of all that this run will simulate
	Note        string // what was just finished
}

// blockLimit is how many participants a chunk holds at most, if it holds more than one district.
const blockLimit = 250_000

// Run simulates what is not yet done of the scenario's study and writes its
// tables. A run of the whole study, without shards, also proves it complete and
// folds the truth. A folder that holds another study is refused.
func Run(ctx context.Context, s *scenario.Scenario, o Options) error {
	d, err := newDesign(s)
	if err != nil {
		return err
	}
	plan, err := d.plan()
	if err != nil {
		return err
	}
	st, err := study.Open(o.Dir, plan)
	if err != nil {
		return err
	}
	todo, err := st.Todo(o.Shard, max(o.Shards, 1), d.tables()...)
	if err != nil {
		return err
	}
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	p := Progress{}
	for _, c := range todo {
		p.Total += c.Last - c.First
	}
	for _, c := range todo {
		if err := d.chunk(ctx, st, c, o, &p); err != nil {
			return err
		}
	}
	if o.Shards > 1 {
		return nil
	}
	_, err = merge(st)
	return err
}

// Merge proves that the study in a folder is complete and folds its effects,
// replicate by replicate in the order of the plan, into the truth. The error is a
// *study.Incomplete that names what is missing, double, foreign or damaged.
func Merge(dir string) (study.Manifest, error) {
	st, err := study.Load(dir)
	if err != nil {
		return study.Manifest{}, err
	}
	return merge(st)
}

func merge(st *study.Study) (study.Manifest, error) {
	return st.Merge(func(m study.Manifest) (table.File, error) { return foldTruth(st, m) })
}

// body is the part of plan.json that a reader of the tables needs: no scenario
// is needed beside it.
type body struct {
	Schema     string    `json:"schema_version"`
	Name       string    `json:"name"`
	Label      string    `json:"label,omitempty"`
	Digest     string    `json:"scenario_digest"`
	Seed       uint64    `json:"seed"`
	Replicates int       `json:"replicates"`
	Start      sim.Day   `json:"start"`
	Weeks      int       `json:"weeks"`
	Claimants  int       `json:"claimants"`
	Published  string    `json:"published,omitempty"` // the published trial that the scenario is
	Trial      trialBody `json:"trial"`
	Worlds     []string  `json:"worlds"`
}

type trialBody struct {
	Control  string    `json:"control"`
	Horizons []int     `json:"horizons"`
	Unit     string    `json:"unit"`
	Arms     []armBody `json:"arms"`
}

type armBody struct {
	Slug       string `json:"slug"`
	Label      string `json:"label"`
	Key        string `json:"key"`
	WeeksApart int    `json:"weeks_apart"`
	Contacts   int    `json:"contacts"`
}

func (d *design) body() *body {
	b := &body{
		Schema: rows.Schema, Name: d.Name, Label: d.Label, Digest: d.Digest(), Seed: d.Seed,
		Replicates: d.Replicates, Start: d.Start, Weeks: d.Weeks,
		Claimants: d.Population.Claimants, Published: published(d.Scenario),
		Trial: trialBody{Control: d.Trial.Control, Horizons: d.Trial.Horizons, Unit: d.Trial.Unit},
	}
	for _, a := range d.Arms {
		b.Trial.Arms = append(b.Trial.Arms, armBody{a.Slug, cmp.Or(a.Label, a.Slug), cmp.Or(a.Key, a.Slug), a.WeeksApart, a.Contacts})
	}
	for _, k := range d.worlds() {
		b.Worlds = append(b.Worlds, k.Slug)
	}
	return b
}

// published names the published trial whose design the scenario is, empty if it is
// none: what that trial found is set beside no other.
func published(s *scenario.Scenario) string {
	trial, err := scenario.Parse("default", scenario.Default())
	if err != nil {
		panic("pilot: the default scenario: " + err.Error())
	}
	if s.Digest() != trial.Digest() {
		return ""
	}
	return trial.Name
}

// plan lays out the chunks: for each replicate, blocks of consecutive districts.
func (d *design) plan() (study.Plan, error) {
	text, err := json.Marshal(d.body())
	if err != nil {
		return study.Plan{}, fmt.Errorf("pilot: plan: %w", err)
	}
	p := study.Plan{Model: progression.Model, Canonical: d.Essence(), Body: text}
	for r := range d.Replicates {
		for k, block := range study.Blocks(d.participants, blockLimit) {
			p.Chunks = append(p.Chunks, study.Chunk{Replicate: r, Block: k, First: block[0], Last: block[1]})
		}
	}
	return p, nil
}

// chunk simulates a block of districts, writing each one's rows in their order.
func (d *design) chunk(ctx context.Context, st *study.Study, c study.Chunk, o Options, p *Progress) (err error) {
	started := time.Now()
	out, err := d.createFiles(st, c)
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
	err = sim.Map(ctx, c.Last-c.First, o.Workers, simulate, func(i int, v *cell) error {
		if err := out.write(v); err != nil {
			return err
		}
		p.Done++
		p.Note = fmt.Sprintf("replicate %d, %s", c.Replicate, d.districts[c.First+i].Name)
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
	return st.Done(c, files, study.Run{Started: started})
}
