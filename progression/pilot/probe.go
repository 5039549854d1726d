package pilot

import (
	"cmp"
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"time"

	"inwork/progression/rows"
	"inwork/sim/study"
	"inwork/sim/table"
)

// A probe is one cell, simulated to tell what others would take.
type probe struct {
	k        int     // its district
	part     float64 // of the district's people that were simulated
	took     time.Duration
	perLoad  float64       // seconds of a processor for a unit of load
	perChunk time.Duration // for the files of a chunk, whatever is in them
	files    []probedFile
}

// probedFile is what a probe found of a table in a world.
type probedFile struct {
	table string
	rows  float64 // for a unit of what the table's rows grow with
	bytes float64 // for a row
	first float64 // bytes of a file with hardly any
}

// probeLimit is how many weeks of people, over all worlds, a probe simulates at
// most: some two seconds.
const probeLimit = 60e6

// probe simulates the district of the middle size, cut to a part if it is large, and
// writes its tables into a folder that is removed again.
func (e *ensemble) probe(ctx context.Context) (*probe, error) {
	began := time.Now()
	dir, err := os.MkdirTemp("", "inwork-probe-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	full := e.points[0]
	p := &probe{k: full.middle()}
	d := full.part(p.k)
	p.part = d.load(p.k) / full.load(p.k)

	empty, spent, err := e.probeChunk(filepath.Join(dir, "empty"), d, func(*files) error { return nil })
	if err != nil {
		return nil, err
	}
	p.perChunk = spent
	var c *cell
	whole, spent, err := e.probeChunk(filepath.Join(dir, "whole"), d, func(out *files) (err error) {
		if c, err = d.simulate(ctx, 0, p.k, out.records()); err != nil {
			return err
		}
		return out.write(c)
	})
	if err != nil {
		return nil, err
	}
	p.perLoad = max(0, (spent-p.perChunk).Seconds()) / d.load(p.k)
	half, _, err := e.probeChunk(filepath.Join(dir, "half"), d, func(out *files) error { return out.write(c.half()) })
	if err != nil {
		return nil, err
	}
	for i := range whole {
		p.files = append(p.files, probeFile(empty[i], half[i], whole[i], d, p.k))
	}
	p.took = time.Since(began)
	return p, nil
}

// probeFile draws a line through the sizes of a file with half and with all of its
// rows. Where there are too few rows for one it starts from the empty file.
func probeFile(empty, half, whole table.File, d *design, k int) probedFile {
	f := probedFile{table: filepath.Base(filepath.Dir(whole.Path)), first: float64(empty.Bytes)}
	f.rows = float64(whole.Rows) / max(1, d.grows(f.table, k))
	if whole.Rows > half.Rows {
		f.bytes = float64(whole.Bytes-half.Bytes) / float64(whole.Rows-half.Rows)
		f.first = max(f.first, float64(whole.Bytes)-float64(f.bytes*float64(whole.Rows)))
	}
	return f
}

// half is the first half of a cell's rows.
func (c *cell) half() *cell {
	h := *c
	h.claimants, h.months, h.events = firstHalf(c.claimants), firstHalf(c.months), firstHalf(c.events)
	h.coachWeeks, h.vacancies, h.effects = firstHalf(c.coachWeeks), firstHalf(c.vacancies), firstHalf(c.effects)
	h.outcomes = nil
	for _, outcomes := range c.outcomes {
		h.outcomes = append(h.outcomes, firstHalf(outcomes))
	}
	h.decomposed = nil
	for _, decomposed := range c.decomposed {
		h.decomposed = append(h.decomposed, firstHalf(decomposed))
	}
	return &h
}

func firstHalf[Row any](all []Row) []Row { return all[:len(all)/2] }

// probeChunk writes a chunk's files below dir and says how much processor time that
// took, or time by the clock where processors do not tell.
func (e *ensemble) probeChunk(dir string, d *design, fill func(*files) error) (list []table.File, spent time.Duration, err error) {
	run := study.Begin(nil)
	out, err := e.createFiles(d, func(table, world string) string { return filepath.Join(dir, table, world+".parquet") })
	if err != nil {
		return nil, 0, err
	}
	defer out.abort()
	if err := fill(out); err != nil {
		return nil, 0, err
	}
	list, err = out.close()
	return list, cmp.Or(run.CPU(), time.Since(run.Started)), err
}

// part is the design with one district cut to what a probe may take.
func (d *design) part(k int) *design {
	weeks := float64(d.Trial.BurnInWeeks + d.Trial.RecruitWeeks + d.Weeks)
	work := d.load(k) * weeks * float64(len(d.simulated()))
	if work <= probeLimit {
		return d
	}
	cut := *d
	share := func(all []int) []int {
		all = slices.Clone(all)
		all[k] = max(1, int(math.Round(float64(all[k])*probeLimit/work)))
		return all
	}
	cut.participants, cut.coaches = share(d.participants), share(d.coaches)
	return &cut
}

// load is what the time of a cell grows with: places of the caseload, and candidates,
// who live in full and take about three times as long.
func (d *design) load(k int) float64 {
	places := float64(d.coaches[k]) * d.Service.Caseload / d.Parameters.CaseloadOccupied
	return places + float64(3*d.Population.CandidatesPerParticipant*float64(d.participants[k]))
}

// grows is what a table's rows in a cell grow with.
func (d *design) grows(table string, k int) float64 {
	switch table {
	case rows.CoachWeeks.Name:
		return float64(d.coaches[k])
	case rows.Effects.Name, rows.Decompositions.Name:
		return 1
	}
	return float64(d.participants[k])
}

// middle is the district whose load is nearest to the mean.
func (d *design) middle() int {
	mean := 0.0
	for k := range d.districts {
		mean += d.load(k) / float64(len(d.districts))
	}
	best := 0
	for k := range d.districts {
		if math.Abs(d.load(k)-mean) < math.Abs(d.load(best)-mean) {
			best = k
		}
	}
	return best
}
