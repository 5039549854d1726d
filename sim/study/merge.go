package study

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

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
// Then it calls the folds and writes manifest.json, unless what stands there says the
// same already.
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
	if m, ok, err := s.standing(ctx, p, folds); ok || err != nil {
		return m, err
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

// standing returns the manifest in the folder if it says what a merge would say again:
// a study that was put away is proved where nothing can be written.
func (s *Study) standing(ctx context.Context, p *proof, folds []Fold) (m Manifest, ok bool, err error) {
	n, same := 0, true
	var whole []table.File
	m, err = ReadManifest(s.dir, func(f table.File) {
		if n < len(p.files) {
			same = same && f == p.files[n]
		} else {
			whole = append(whole, f)
		}
		n++
	})
	same = same && n == len(p.files)+len(folds) && m.Plan == s.plan.Identity && m.Model == s.plan.Model && m.GOARCH == p.arch
	if err != nil || !same {
		return Manifest{}, false, nil // whatever is wrong with it, a new one is made
	}
	for i, f := range whole {
		if filepath.Join(s.dir, filepath.FromSlash(f.Path)) != s.WholePath(folds[i].Table) {
			return Manifest{}, false, nil
		}
		if problem, err := s.verify(ctx, f); problem != nil || err != nil {
			return Manifest{}, false, err
		}
	}
	m.Files = slices.Concat(p.files, whole)
	return m, true, nil
}
