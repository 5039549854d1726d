package pilot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"inwork/progression"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim"
	"inwork/sim/study"
	"inwork/sim/table"
)

// Place says which life of a study is meant: a person in a world of a replicate at
// a point of the sweep.
type Place struct {
	Point, Replicate int
	World            string // control, randomised or everyone-ARM
	Claimant         int64  // as in the tables
}

// Life is what one randomised person lived through in one world.
type Life struct {
	Place
	District string
	Baseline rows.Claimant // when randomised
	Events   []rows.Event
	Months   []rows.Month
	Outcomes []rows.Outcome
	Checked  bool // the events are those of the study's tables
}

// Checksum is the SHA-256 of the events, in hexadecimal: a line each of day, kind
// and detail with a space between. A reader of the events table can work it out.
func (l *Life) Checksum() string {
	hash := sha256.New()
	for _, e := range l.Events {
		fmt.Fprintf(hash, "%v %s %d\n", e.Day, e.Kind, e.Detail)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// NoSuch is the error of a place that a study does not have.
type NoSuch struct {
	Field           string // point, replicate, world or claimant
	Found, Expected string
	Meant           string // a suggestion; may be empty
}

func (e *NoSuch) Error() string {
	text := fmt.Sprintf("%s: found %s, expected %s", e.Field, e.Found, e.Expected)
	if e.Meant != "" {
		text += ", did you mean " + e.Meant + "?"
	}
	return text
}

// Replay simulates a person's district again, from what the plan in the study's
// folder says, and returns her life with all events, also in worlds and tables that
// the study did not keep. Where it kept the events they are compared, and an error
// says that they differ.
//
// Other errors: *study.Mismatch when another version of the model made the study,
// *NoSuch when the study has no such life, *UnknownPractice when its arms name a
// practice of a program's own: see ReplayWith.
func Replay(ctx context.Context, dir string, at Place) (*Life, error) {
	return ReplayWith(ctx, dir, at, nil)
}

// ReplayWith is Replay in a program that has practices of its own.
func ReplayWith(ctx context.Context, dir string, at Place, own progression.Practices) (*Life, error) {
	e, err := loadEnsemble(dir, own)
	if err != nil {
		return nil, err
	}
	d, k, err := e.find(at)
	if err != nil {
		return nil, err
	}
	life, err := d.live(ctx, at, k)
	if err != nil {
		return nil, err
	}
	life.Checked, err = life.compare(filepath.Join(dir, "tables", rows.Events.Name))
	return life, err
}

// findPeople reads the user's own people again, of whom the plan has the digest, from
// where they were when the study was last run.
func findPeople(s *scenario.Scenario, plan, file string) error {
	own := s.Population.Microdata
	if own == nil {
		return nil
	}
	found, err := scenario.LoadMicrodata(file)
	if err != nil {
		return err
	}
	if found.Digest != own.Digest {
		return &study.Mismatch{File: plan, Field: "population.microdata.sha256", Found: own.Digest, Expected: found.Digest + " of " + file}
	}
	s.Population.Microdata = found
	return nil
}

// loadEnsemble makes the study of a folder out of its plan.
func loadEnsemble(dir string, own progression.Practices) (*ensemble, error) {
	st, err := study.Load(dir)
	if err != nil {
		return nil, err
	}
	plan := st.Plan()
	name := filepath.Join(dir, "plan.json")
	if plan.Model != progression.Model {
		return nil, &study.Mismatch{File: name, Field: "model", Found: plan.Model, Expected: progression.Model}
	}
	b, err := bodyOf(plan)
	if err != nil {
		return nil, err
	}
	s, err := parsePlanned(name, plan.Canonical, own)
	if err != nil {
		return nil, err
	}
	if err := findPeople(s, name, b.Microdata); err != nil {
		return nil, err
	}
	s.Name, s.Label, s.Replicates = b.Name, b.Label, b.Replicates
	return newEnsemble(s)
}

// find checks a place against the study.
func (e *ensemble) find(at Place) (*design, world, error) {
	refuse := func(field, found, expected, meant string) (*design, world, error) {
		return nil, world{}, &NoSuch{field, found, expected, meant}
	}
	if at.Point < 0 || at.Point >= len(e.points) {
		return refuse("point", fmt.Sprint(at.Point), upTo(len(e.points)), "")
	}
	if at.Replicate < 0 || at.Replicate >= e.Replicates {
		return refuse("replicate", fmt.Sprint(at.Replicate), upTo(e.Replicates), "")
	}
	d := e.points[at.Point]
	var worlds []string
	for _, k := range d.possible() {
		if k.Slug == at.World {
			return d, k, nil
		}
		worlds = append(worlds, k.Slug)
	}
	return refuse("world", at.World, "one of "+strings.Join(worlds, ", "), scenario.Nearest(at.World, worlds))
}

func upTo(n int) string {
	if n == 1 {
		return "0, the only one"
	}
	return fmt.Sprintf("0 to %d", n-1)
}

// live simulates a person's district: first control, which decides who is enrolled.
func (d *design) live(ctx context.Context, at Place, in world) (*Life, error) {
	district, _ := sim.SplitID(uint64(at.Claimant))
	k := slices.Index(d.Population.Districts, district)
	if k < 0 || at.Claimant < 0 {
		return nil, &NoSuch{"claimant", fmt.Sprint(at.Claimant), "somebody of the table claimants; the study has no district of that number", ""}
	}
	setting := d.setting(at.Replicate, k)
	setting.Keep = progression.Records{Months: true, Events: true, Everywhere: true}
	cell, err := progression.NewDistrict(setting)
	if err != nil {
		return nil, err
	}
	w, err := d.reach(ctx, cell, in)
	if err != nil {
		return nil, err
	}
	return lifeIn(w, at, d.districts[k].Name)
}

// reach simulates a world of a cell, and before it control and the world whose record it takes.
func (d *design) reach(ctx context.Context, cell *progression.District, in world) (w *progression.World, err error) {
	var path *progression.Path
	for _, k := range d.possible() {
		if k.Slug != controlWorld && k.Slug != in.against && k.Slug != in.Slug {
			continue
		}
		k.Recorded, k.Path = k.Slug == in.against, path
		if w, err = cell.Run(ctx, k.Kind); err != nil || k.Slug == in.Slug {
			return w, err
		}
		path = cmp.Or(w.Path(), path)
	}
	panic("pilot: no world " + in.Slug)
}

// lifeIn picks one person's rows out of a world's.
func lifeIn(w *progression.World, at Place, district string) (*Life, error) {
	life := &Life{Place: at, District: district}
	claimants := w.Claimants()
	i := slices.IndexFunc(claimants, func(c rows.Claimant) bool { return c.Claimant == at.Claimant })
	if i < 0 {
		return nil, &NoSuch{"claimant", fmt.Sprint(at.Claimant), fmt.Sprintf("somebody of the table claimants: %s randomised %d people in replicate %d, not this one", district, len(claimants), at.Replicate), ""}
	}
	life.Baseline = claimants[i]
	life.Events = of(w.Events(), at.Claimant, func(r rows.Event) int64 { return r.Claimant })
	life.Months = of(w.Months(), at.Claimant, func(r rows.Month) int64 { return r.Claimant })
	life.Outcomes = of(w.Outcomes(), at.Claimant, func(r rows.Outcome) int64 { return r.Claimant })
	return life, nil
}

// of returns one person's rows.
func of[Row any](all []Row, claimant int64, whose func(Row) int64) (own []Row) {
	for _, r := range all {
		if whose(r) == claimant {
			own = append(own, r)
		}
	}
	return own
}

// compare holds the events against those that the study kept of this life, if it did.
func (l *Life) compare(events string) (kept bool, err error) {
	folder := filepath.Join(events, "world="+l.World, fmt.Sprintf("point=%d", l.Point), fmt.Sprintf("replicate=%d", l.Replicate))
	var found []rows.Event
	for batch, err := range table.Read[rows.Event](folder) {
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		found = append(found, of(batch, l.Claimant, func(r rows.Event) int64 { return r.Claimant })...)
	}
	if !slices.Equal(found, l.Events) {
		table := &Life{Events: found}
		return false, fmt.Errorf("%s: found %d events of claimant %d with checksum %s, expected %d with %s: another program made them",
			folder, len(found), l.Claimant, table.Checksum(), len(l.Events), l.Checksum())
	}
	return true, nil
}
