package study

import (
	"context"
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

// verify compares a file with what its manifest says. The error is of a context that ended.
func (s *Study) verify(ctx context.Context, f table.File) (*Problem, error) {
	file, err := os.Open(filepath.Join(s.dir, filepath.FromSlash(f.Path)))
	if err != nil {
		return unread(f, err), nil
	}
	defer file.Close()
	status, err := file.Stat()
	if err != nil {
		return unread(f, err), nil
	}
	if problem := measured(f, status.Size()); problem != nil {
		return problem, nil
	}
	hash := sha256.New()
	_, err = io.Copy(hash, &interruptible{ctx, file})
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return unread(f, err), nil
	}
	if found := hex.EncodeToString(hash.Sum(nil)); found != f.SHA256 {
		return &Problem{Damaged, f.Path, fmt.Sprintf("found SHA-256 %s, expected %s", found, f.SHA256)}, nil
	}
	return nil, nil
}

// unread is the problem of a file that cannot be read.
func unread(f table.File, err error) *Problem {
	if errors.Is(err, fs.ErrNotExist) {
		return &Problem{Missing, f.Path, "its manifest is there, the file is not"}
	}
	return &Problem{Damaged, f.Path, err.Error()}
}

// measured compares a file's size.
func measured(f table.File, size int64) *Problem {
	if size == f.Bytes {
		return nil
	}
	return &Problem{Damaged, f.Path, fmt.Sprintf("found %d bytes, expected %d", size, f.Bytes)}
}

// interruptible is a file that ends with the context: hashing hundreds of gigabytes
// must not outlive the patience of who asked to stop.
type interruptible struct {
	ctx  context.Context
	file *os.File
}

func (i *interruptible) Read(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.file.Read(p)
}
