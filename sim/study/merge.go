package study

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"inwork/sim/durable"
	"inwork/sim/table"
)

// Manifest is the proof that a study is whole: manifest.json.
type Manifest struct {
	Format int    `json:"format"`
	Plan   string `json:"plan"` // identity
	Model  string `json:"model"`

	// Digest is the SHA-256 of the lines "sha256  path" of Files, as sha256sum writes
	// them: equal digests are equal tables, whoever made them in whatever pieces.
	Digest string `json:"digest"`

	GOARCH string           `json:"goarch"` // on which all chunks were made
	Chunks int              `json:"chunks"`
	Rows   map[string]int64 `json:"rows"` // by table
	Made   Made             `json:"made"` // of the merge

	// Files is every file under tables/, chunk by chunk in plan order and by path
	// within a chunk, then the tables of the whole study. Paths are relative to the
	// study's folder, with slashes.
	Files []table.File `json:"files"`
}

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
	if err := durable.WriteFile(filepath.Join(s.dir, "manifest.json"), encode(m)); err != nil {
		return Manifest{}, err
	}
	return m, nil
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

// add appends files and brings rows and digest up to date.
func (m *Manifest) add(files ...table.File) {
	m.Files = append(m.Files, files...)
	m.Rows = map[string]int64{}
	hash := sha256.New()
	for _, f := range m.Files {
		name, whole := wholeTable(f.Path)
		if at, ok := placeOf(f.Path); ok && !whole {
			name = at.table
		}
		m.Rows[name] += f.Rows
		fmt.Fprintf(hash, "%s  %s\n", f.SHA256, f.Path)
	}
	m.Digest = hex.EncodeToString(hash.Sum(nil))
}

// LoadManifest reads what Merge wrote in dir.
func LoadManifest(dir string) (Manifest, error) {
	name := filepath.Join(dir, "manifest.json")
	data, err := os.ReadFile(name)
	if err != nil {
		return Manifest{}, err
	}
	return parseManifest(name, data)
}

func parseManifest(name string, data []byte) (Manifest, error) {
	var m Manifest
	err := decode(name, data, &m, &m.Format)
	return m, err
}
