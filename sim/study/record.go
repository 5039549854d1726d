package study

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"inwork/sim/durable"
	"inwork/sim/table"
)

// Run says how a chunk was made. It stands in the chunk's manifest and nowhere
// else: no table depends on it. The zero value tells nothing.
type Run struct {
	Started time.Time         // zero: not told
	Notes   map[string]string // whatever else, as the task of a job manager; nil: nothing

	cpu time.Duration // of the process when the run began
}

// Begin is a Run that begins now: Done counts its time and its processor time.
func Begin(notes map[string]string) Run {
	cpu, _ := usage()
	return Run{Started: time.Now(), Notes: notes, cpu: cpu}
}

// CPU is the processor time that the process has used since Begin; 0 where it
// cannot be told.
func (r Run) CPU() time.Duration {
	cpu, _ := usage()
	if r.cpu == 0 {
		return 0
	}
	return cpu - r.cpu
}

// record is a chunk's manifest.
type record struct {
	Format int          `json:"format"`
	Plan   string       `json:"plan"` // identity
	Chunk  Chunk        `json:"chunk"`
	Files  []table.File `json:"files"` // sorted by path, which is relative to the study's folder
	Made   Made         `json:"made"`
}

// Made says where and when a manifest was written, and by which program.
type Made struct {
	GOOS     string            `json:"goos"`
	GOARCH   string            `json:"goarch"`
	Go       string            `json:"go"`
	Commit   string            `json:"commit,omitempty"` // empty: not built from a repository
	Host     string            `json:"host"`
	Started  *time.Time        `json:"started,omitempty"`
	Finished time.Time         `json:"finished"`
	CPU      float64           `json:"cpu_seconds,omitempty"`       // of the process since Begin
	Peak     int64             `json:"peak_memory_bytes,omitempty"` // most that the process has held so far
	Notes    map[string]string `json:"notes,omitempty"`
}

func made(run Run) Made {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	_, peak := usage()
	m := Made{GOOS: runtime.GOOS, GOARCH: runtime.GOARCH, Go: runtime.Version(), Commit: commit(),
		Host: host, Finished: time.Now().UTC(), Peak: peak, Notes: run.Notes}
	if !run.Started.IsZero() {
		started := run.Started.UTC()
		m.Started = &started
	}
	m.CPU = run.CPU().Seconds()
	return m
}

// commit is the revision that the program was built from, with + when it had been changed since.
func commit() string {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	revision, changed := "", ""
	for _, setting := range build.Settings {
		switch setting.Key {
		case "vcs.revision":
			revision = setting.Value
		case "vcs.modified":
			if setting.Value == "true" {
				changed = "+"
			}
		}
	}
	return revision + changed
}

func (s *Study) recordPath(c Chunk) string {
	return filepath.Join(s.dir, "chunks", recordName(c))
}

func recordName(c Chunk) string {
	return fmt.Sprintf("%d-%d-%d.json", c.Point, c.Replicate, c.Block)
}

func parseRecord(name string, data []byte) (record, error) {
	var r record
	if err := decode(name, data, &r, &r.Format); err != nil {
		return record{}, err
	}
	return r, nil
}

// Done records that a chunk is done. The files are what table.Writer.Close
// returned, at the paths that Path gave for this chunk; it panics on others, and
// on a chunk that is not in the plan.
//
// Files of tables that an earlier run of the same chunk wrote stay recorded if they
// are still sound, so that a study may be run again for further tables.
func (s *Study) Done(c Chunk, files []table.File, run Run) error {
	if i, planned := s.at[c.key()]; !planned || s.plan.Chunks[i] != c {
		panic(fmt.Sprintf("study: %v is not in the plan", c))
	}
	r := record{Format: format, Plan: s.plan.Identity, Chunk: c, Files: []table.File{}, Made: made(run)}
	for _, f := range files {
		f.Path = s.relative(c, f.Path)
		if slices.ContainsFunc(r.Files, func(other table.File) bool { return other.Path == f.Path }) {
			panic(fmt.Sprintf("study: %s is given twice", f.Path))
		}
		r.Files = append(r.Files, f)
	}
	r.Files = append(r.Files, s.earlier(c, r.Files)...)
	slices.SortFunc(r.Files, func(a, b table.File) int { return strings.Compare(a.Path, b.Path) })
	return durable.WriteFile(s.recordPath(c), encode(r))
}

// relative turns the path of a chunk's file into that of its manifest.
func (s *Study) relative(c Chunk, file string) string {
	relative, err := filepath.Rel(s.dir, file)
	if err != nil {
		panic(fmt.Sprintf("study: %v", err))
	}
	relative = filepath.ToSlash(relative)
	if at, ok := placeOf(relative); !ok || at.chunk != c.key() || at.path() != relative {
		panic(fmt.Sprintf("study: %s is not a file of %v", relative, c))
	}
	return relative
}

// earlier returns the sound files of the chunk's standing manifest beside those given.
func (s *Study) earlier(c Chunk, files []table.File) []table.File {
	stands, problems := s.inspect(c)
	if len(problems) > 0 {
		return nil
	}
	var kept []table.File
	for _, old := range stands.Files {
		again := slices.ContainsFunc(files, func(f table.File) bool { return f.Path == old.Path })
		if again {
			continue
		}
		if problem, _ := s.verify(context.Background(), old); problem == nil { // of one chunk: short
			kept = append(kept, old)
		}
	}
	return kept
}
