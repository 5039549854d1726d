package study

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"inwork/sim/durable"
)

// A Study is a folder with a plan. It holds no state beside them, so several
// goroutines and processes may use studies of the same folder at once.
type Study struct {
	dir  string
	plan Plan
	at   map[[3]int]int // place of each chunk in the plan
}

// Open starts a study in dir, which need not exist, or goes on with the one there.
// When the folder holds a study of another identity, or one with chunks that the
// plan does not have, it changes nothing and returns a *Mismatch. It panics on a
// plan that contradicts itself.
func Open(dir string, p Plan) (*Study, error) {
	s, stands, err := look(dir, p)
	if err != nil || stands.is(s.plan) {
		return s, err
	}
	if stands != nil && len(s.plan.Chunks) > len(stands.Chunks) {
		// A proof of the smaller plan is none of this one.
		if err := s.Unprove(); err != nil {
			return nil, err
		}
	}
	if err := durable.WriteFile(filepath.Join(dir, "plan.json"), s.plan.encode()); err != nil {
		return nil, err
	}
	return s, nil
}

// Unprove removes manifest.json, if it is there: before chunks are done again, or
// further tables added, and when Merge finds that the study is not whole.
func (s *Study) Unprove() error {
	err := os.Remove(filepath.Join(s.dir, "manifest.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Look returns what Open would and writes nothing: Remaining of the study says what is
// still to be done.
func Look(dir string, p Plan) (*Study, error) {
	s, _, err := look(dir, p)
	return s, err
}

// look compares a plan with the one that stands in dir, nil if none does.
func look(dir string, p Plan) (*Study, *Plan, error) {
	p = p.settled()
	name := filepath.Join(dir, "plan.json")
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return newStudy(dir, p), nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	stands, err := parsePlan(name, text)
	if err != nil {
		return nil, nil, err
	}
	if m := mismatchOf(stands, p); m != nil {
		m.File = name
		return nil, nil, m
	}
	return newStudy(dir, p), &stands, nil
}

// Load opens the study that stands in dir, to merge it or to read its plan.
func Load(dir string) (*Study, error) {
	name := filepath.Join(dir, "plan.json")
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	p, err := parsePlan(name, text)
	if err != nil {
		return nil, err
	}
	return newStudy(dir, p), nil
}

func newStudy(dir string, p Plan) *Study { return &Study{dir: dir, plan: p, at: p.index()} }

// Plan returns the plan; its slices are the study's own.
func (s *Study) Plan() Plan { return s.plan }

// Path is where a chunk's rows of a table belong. The world is one of several
// versions of the same chunk; with an empty one the path has no folder for it.
// Table and world are lower-case words joined by _ or -.
func (s *Study) Path(c Chunk, table, world string) string {
	return filepath.Join(s.dir, filepath.FromSlash(place{table, world, c.key()}.path()))
}

// WholePath is where a table of the whole study belongs, one that Merge folds.
func (s *Study) WholePath(table string) string {
	return filepath.Join(s.dir, "tables", slug("table", table), "part-0.parquet")
}

// A place is where in a study a chunk's file stands.
type place struct {
	table, world string
	chunk        [3]int
}

// path is slash-separated and relative to the study's folder.
func (p place) path() string {
	folder := path.Join("tables", slug("table", p.table))
	if p.world != "" {
		folder = path.Join(folder, "world="+slug("world", p.world))
	}
	return path.Join(folder, fmt.Sprintf("point=%d/replicate=%d/part-%d.parquet", p.chunk[0], p.chunk[1], p.chunk[2]))
}

// placeOf reads a path, also one that is not written as we write it (part-01).
func placeOf(file string) (p place, ok bool) {
	parts := strings.Split(file, "/")
	if len(parts) == 6 {
		world, found := strings.CutPrefix(parts[2], "world=")
		if !found {
			return p, false
		}
		p.world = world
		parts = append(parts[:2:2], parts[3:]...)
	}
	if len(parts) != 5 || parts[0] != "tables" {
		return p, false
	}
	p.table = parts[1]
	for i, affix := range [3][2]string{{"point=", ""}, {"replicate=", ""}, {"part-", ".parquet"}} {
		digits, starts := strings.CutPrefix(parts[2+i], affix[0])
		digits, ends := strings.CutSuffix(digits, affix[1])
		n, err := strconv.Atoi(digits)
		if !starts || !ends || err != nil {
			return p, false
		}
		p.chunk[i] = n
	}
	return p, slugs.MatchString(p.table) && (p.world == "" || slugs.MatchString(p.world))
}

var slugs = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

func slug(what, s string) string {
	if !slugs.MatchString(s) {
		panic(fmt.Sprintf("study: found %s %q, expected lower-case words joined by _ or -", what, s))
	}
	return s
}
