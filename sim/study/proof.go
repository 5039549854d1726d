package study

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"inwork/sim/durable"
	"inwork/sim/table"
)

// A proof is what a walk through a study found.
type proof struct {
	files     []table.File // of all chunks, in plan order
	arch      string
	problems  []Problem
	unproved  map[[3]int]bool // chunks without a manifest that can be used
	strangers []string        // tables of the whole study, which folds may claim
}

func (s *Study) prove(ctx context.Context) (*proof, error) {
	p := &proof{unproved: map[[3]int]bool{}}
	var records []record
	for _, c := range s.plan.Chunks {
		r, problems := s.inspect(c)
		p.problems = append(p.problems, problems...)
		if len(problems) > 0 {
			p.unproved[c.key()] = true
			continue
		}
		for _, f := range r.Files {
			problem, err := s.verify(ctx, f)
			if err != nil {
				return nil, err
			}
			if problem != nil {
				p.problems = append(p.problems, *problem)
			}
		}
		p.files = append(p.files, r.Files...)
		records = append(records, r)
	}
	p.checkEven(records)
	p.checkArch(records)
	if err := p.findStrayRecords(s); err != nil {
		return nil, err
	}
	return p, p.findStrayTables(s)
}

// checkEven finds chunks that lack a table or world that another has.
func (p *proof) checkEven(records []record) {
	type version struct{ table, world string }
	has := map[version]bool{}
	var all []version // in the order in which they are met
	for _, r := range records {
		for _, f := range r.Files {
			at, _ := placeOf(f.Path)
			if v := (version{at.table, at.world}); !has[v] {
				has[v] = true
				all = append(all, v)
			}
		}
	}
	for _, r := range records {
		for _, v := range all {
			file := place{v.table, v.world, r.Chunk.key()}.path()
			if !slices.ContainsFunc(r.Files, func(f table.File) bool { return f.Path == file }) {
				p.problems = append(p.problems, Problem{Missing, file, "other chunks have this table: run again with all tables"})
			}
		}
	}
}

// checkArch finds chunks made on another architecture than the first.
func (p *proof) checkArch(records []record) {
	for _, r := range records {
		if p.arch == "" {
			p.arch = r.Made.GOARCH
		}
		if r.Made.GOARCH != p.arch {
			p.problems = append(p.problems, Problem{Mixed, path.Join("chunks", recordName(r.Chunk)),
				fmt.Sprintf("found GOARCH %s, expected %s as for %v", r.Made.GOARCH, p.arch, records[0].Chunk)})
		}
	}
}

// findStrayRecords finds files in chunks/ that are no manifest of a planned chunk.
func (p *proof) findStrayRecords(s *Study) error {
	planned := map[string]bool{}
	for _, c := range s.plan.Chunks {
		planned[path.Join("chunks", recordName(c))] = true
	}
	return s.walk("chunks", func(file string) {
		if !planned[file] {
			p.problems = append(p.problems, Problem{Foreign, file, "the plan has no such chunk"})
		}
	})
}

// findStrayTables finds files in tables/ that no manifest lists.
func (p *proof) findStrayTables(s *Study) error {
	listed, taken := map[string]bool{}, map[place]string{}
	for _, f := range p.files {
		listed[f.Path] = true
		if at, ok := placeOf(f.Path); ok {
			taken[at] = f.Path
		}
	}
	return s.walk("tables", func(file string) {
		at, ok := placeOf(file)
		switch {
		case listed[file]:
		case ok && taken[at] != "":
			p.problems = append(p.problems, Problem{Double, file, "the same chunk's rows stand in " + taken[at]})
		case ok && p.unproved[at.chunk] && at.path() == file:
			// It may well belong to that chunk, which is named already.
		default:
			if _, whole := wholeTable(file); whole {
				p.strangers = append(p.strangers, file)
				return
			}
			p.problems = append(p.problems, Problem{Foreign, file, "no chunk's manifest lists it"})
		}
	})
}

// strangersBut is the tables of the whole study that no fold will write.
func (p *proof) strangersBut(folds []Fold) (problems []Problem) {
	for _, file := range p.strangers {
		name, _ := wholeTable(file)
		if !slices.ContainsFunc(folds, func(f Fold) bool { return f.Table == name }) {
			problems = append(problems, Problem{Foreign, file, "neither a chunk's manifest nor the merge lists it"})
		}
	}
	return problems
}

// wholeTable reads a path that WholePath could have given.
func wholeTable(file string) (name string, ok bool) {
	parts := strings.Split(file, "/")
	if len(parts) != 3 || parts[0] != "tables" || parts[2] != "part-0.parquet" || !slugs.MatchString(parts[1]) {
		return "", false
	}
	return parts[1], true
}

// walk visits the files below a folder of the study by their relative paths with
// slashes, in byte order, without temporary ones.
func (s *Study) walk(folder string, visit func(file string)) error {
	err := filepath.WalkDir(filepath.Join(s.dir, folder), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || durable.Temporary(entry.Name()) {
			return err
		}
		relative, err := filepath.Rel(s.dir, name)
		visit(filepath.ToSlash(relative))
		return err
	})
	if errors.Is(err, fs.ErrNotExist) { // nothing was written yet
		return nil
	}
	return err
}
