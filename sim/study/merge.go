package study

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"inwork/sim/table"
)

// A Fold makes a table of the whole study out of the chunks' tables.
type Fold struct {
	// Table is its name: Write writes to Study.WholePath of it.
	Table string
	// Write is called when all chunks' tables are there; they stand in the manifest in
	// plan order. It returns what table.Writer.Close returned.
	Write func(context.Context, Manifest) (table.File, error)
}

// Merge proves that the study is whole: that the chunks planned, their manifests
// and the files under tables are one to one, that every file is what its manifest
// says to the byte, that every chunk has the same tables and worlds, and that all
// were made on one processor architecture, since others may round differently.
// Then it calls the folds and writes manifest.json.
//
// When the study is not whole it returns an *Incomplete, writes nothing, and takes
// away a manifest that says otherwise. When ctx ends first its cause is returned.
func (s *Study) Merge(ctx context.Context, folds ...Fold) (Manifest, error) {
	p, err := s.prove(ctx)
	if err != nil {
		return Manifest{}, err
	}
	if err := incomplete(s.dir, append(p.problems, p.strangersBut(folds)...)); err != nil {
		return Manifest{}, errors.Join(err, s.Unprove())
	}
	m := Manifest{Format: format, Plan: s.plan.Identity, Model: s.plan.Model, GOARCH: p.arch,
		Chunks: len(s.plan.Chunks), Made: made(Run{})}
	m.add(p.files...)
	whole, err := s.fold(ctx, folds, m)
	if err != nil {
		return Manifest{}, err
	}
	m.add(whole...)
	return m, m.save(filepath.Join(s.dir, "manifest.json"))
}

func (s *Study) fold(ctx context.Context, folds []Fold, m Manifest) ([]table.File, error) {
	var whole []table.File
	for _, fold := range folds {
		f, err := fold.Write(ctx, m)
		if err != nil {
			return nil, err
		}
		if f.Path != s.WholePath(fold.Table) {
			panic(fmt.Sprintf("study: the fold of %s wrote %s, expected %s", fold.Table, f.Path, s.WholePath(fold.Table)))
		}
		relative, err := filepath.Rel(s.dir, f.Path)
		if err != nil {
			return nil, err
		}
		f.Path = filepath.ToSlash(relative)
		whole = append(whole, f)
	}
	return whole, nil
}
