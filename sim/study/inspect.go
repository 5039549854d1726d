package study

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"inwork/sim/table"
)

// inspect reads a chunk's manifest and checks what it says, without opening the
// files. With problems the record may be empty.
func (s *Study) inspect(c Chunk) (record, []Problem) {
	name := filepath.Join("chunks", recordName(c))
	one := func(kind Kind, format string, args ...any) []Problem {
		return []Problem{{kind, filepath.ToSlash(name), fmt.Sprintf(format, args...)}}
	}
	data, err := os.ReadFile(filepath.Join(s.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		return record{}, one(Missing, "%v is not done", c)
	}
	if err != nil {
		return record{}, one(Damaged, "%v", err)
	}
	r, err := parseRecord(recordName(c), data)
	switch {
	case err != nil:
		return record{}, one(Damaged, "%v", err)
	case r.Plan != s.plan.Identity:
		return record{}, one(Foreign, "found plan %s, expected %s", r.Plan, s.plan.Identity)
	case r.Chunk.key() != c.key():
		return record{}, one(Double, "found the manifest of %v", r.Chunk)
	case r.Chunk != c:
		return record{}, one(Foreign, "found cells %d to %d, expected %d to %d", r.Chunk.First, r.Chunk.Last-1, c.First, c.Last-1)
	}
	return r, s.inspectFiles(r, name)
}

func (s *Study) inspectFiles(r record, name string) (problems []Problem) {
	seen := map[string]bool{}
	for _, f := range r.Files {
		at, ok := placeOf(f.Path)
		switch {
		case seen[f.Path]:
			problems = append(problems, Problem{Double, f.Path, "stands twice in " + name})
		case !ok || at.chunk != r.Chunk.key() || at.path() != f.Path:
			problems = append(problems, Problem{Foreign, f.Path, fmt.Sprintf("stands in %s, but is no file of %v", name, r.Chunk)})
		}
		seen[f.Path] = true
	}
	return problems
}

// verify compares a file with what its manifest says.
func (s *Study) verify(f table.File) *Problem {
	file, err := os.Open(filepath.Join(s.dir, filepath.FromSlash(f.Path)))
	if errors.Is(err, fs.ErrNotExist) {
		return &Problem{Missing, f.Path, "its manifest is there, the file is not"}
	}
	if err != nil {
		return &Problem{Damaged, f.Path, err.Error()}
	}
	defer file.Close()
	status, err := file.Stat()
	if err == nil && status.Size() != f.Bytes {
		return &Problem{Damaged, f.Path, fmt.Sprintf("found %d bytes, expected %d", status.Size(), f.Bytes)}
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return &Problem{Damaged, f.Path, err.Error()}
	}
	if found := hex.EncodeToString(hash.Sum(nil)); found != f.SHA256 {
		return &Problem{Damaged, f.Path, fmt.Sprintf("found SHA-256 %s, expected %s", found, f.SHA256)}
	}
	return nil
}
