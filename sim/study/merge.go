package study

import (
	"fmt"
	"path/filepath"

	"inwork/sim/table"
)

// A Fold makes a table of the whole study out of the chunks' tables, which are all
// there when it is called and stand in the manifest in plan order. It writes the
// table to Study.WholePath and returns what table.Writer.Close returned.
type Fold func(Manifest) (table.File, error)

// Merge proves that the study is whole: that the chunks planned, their manifests
// and the files under tables are one to one, that every file is what its manifest
// says to the byte, that every chunk has the same tables and worlds, and that all
// were made on one processor architecture, since others may round differently.
// Then it calls the folds and writes manifest.json.
//
// When the study is not whole it returns an *Incomplete and writes nothing.
func (s *Study) Merge(folds ...Fold) (Manifest, error) {
	p, err := s.prove()
	if err != nil {
		return Manifest{}, err
	}
	if err := incomplete(s.dir, p.problems); err != nil {
		return Manifest{}, err
	}
	m := Manifest{Format: format, Plan: s.plan.Identity, Model: s.plan.Model, GOARCH: p.arch,
		Chunks: len(s.plan.Chunks), Made: made(Run{})}
	m.add(p.files...)
	whole, err := s.fold(folds, m)
	if err != nil {
		return Manifest{}, err
	}
	if err := incomplete(s.dir, p.strangersBut(whole)); err != nil {
		return Manifest{}, err
	}
	m.add(whole...)
	return m, m.save(filepath.Join(s.dir, "manifest.json"))
}

func (s *Study) fold(folds []Fold, m Manifest) ([]table.File, error) {
	var whole []table.File
	for _, fold := range folds {
		f, err := fold(m)
		if err != nil {
			return nil, err
		}
		relative, err := filepath.Rel(s.dir, f.Path)
		if err != nil {
			return nil, err
		}
		f.Path = filepath.ToSlash(relative)
		if name, ok := wholeTable(f.Path); !ok || s.WholePath(name) != filepath.Join(s.dir, relative) {
			panic(fmt.Sprintf("study: a fold wrote %s, which no WholePath gave", f.Path))
		}
		whole = append(whole, f)
	}
	return whole, nil
}
