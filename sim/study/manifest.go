package study

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
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

// save writes the manifest file by file: a study of thousands of replicates has tens
// of thousands, and their text is several times as large as they are.
func (m *Manifest) save(name string) error {
	out, err := durable.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	m.write(w)
	if err := w.Flush(); err != nil {
		out.Abort()
		return err
	}
	return out.Commit()
}

// write gives the bytes of encode.
func (m *Manifest) write(w *bufio.Writer) {
	head := *m
	head.Files = []table.File{}
	const none = "[]\n}\n" // the list of files comes last
	text := encode(head)
	w.Write(bytes.TrimSuffix(text, []byte(none)))
	if len(m.Files) == 0 {
		w.WriteString(none)
		return
	}
	w.WriteString("[")
	for i, f := range m.Files {
		if i > 0 {
			w.WriteString(",")
		}
		w.WriteString("\n\t\t")
		w.Write(bytes.ReplaceAll(bytes.TrimSpace(encode(f)), []byte("\n"), []byte("\n\t\t")))
	}
	w.WriteString("\n\t]\n}\n")
}

// LoadManifest reads what Merge wrote in dir.
func LoadManifest(dir string) (Manifest, error) {
	var files []table.File
	m, err := ReadManifest(dir, func(f table.File) { files = append(files, f) })
	m.Files = files
	return m, err
}

// ReadManifest reads what Merge wrote in dir, giving each file to take instead of
// keeping it: the manifest returned lists none. A nil take passes over the files.
//
// Each file must still be there with its size, or the error is an *Incomplete: a proof
// of files that were lost since is none. What they hold is not read again.
func ReadManifest(dir string, take func(table.File)) (Manifest, error) {
	name := filepath.Join(dir, "manifest.json")
	file, err := os.Open(name)
	if err != nil {
		return Manifest{}, err
	}
	defer file.Close()
	var problems []Problem
	m, err := parseManifest(name, file, func(f table.File) {
		if problem := present(dir, f); problem != nil {
			problems = append(problems, *problem)
		}
		if take != nil {
			take(f)
		}
	})
	if err != nil {
		return m, err
	}
	return m, incomplete(dir, problems)
}

// present finds a file that is not there, or not of its size.
func present(dir string, f table.File) *Problem {
	status, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.Path)))
	if err != nil {
		return unread(f, err)
	}
	return measured(f, status.Size())
}

// parseManifest reads a manifest whose files may be more than belong in memory at
// once: the head is read as a whole, the files one by one.
func parseManifest(name string, r io.Reader, take func(table.File)) (m Manifest, err error) {
	lines := &lineCounter{r: r}
	decoder := json.NewDecoder(lines)
	decoder.DisallowUnknownFields()
	head := map[string]json.RawMessage{}
	err = members(decoder, func(key string) error {
		if key != "files" {
			var value json.RawMessage
			err := decoder.Decode(&value)
			head[key] = value
			return err
		}
		return elements(decoder, func() error {
			var f table.File
			err := decoder.Decode(&f)
			if err == nil && take != nil {
				take(f)
			}
			return err
		})
	})
	if err == nil {
		if _, after := decoder.Token(); after != io.EOF {
			err = errAfter
		}
	}
	if err != nil {
		return Manifest{}, fmt.Errorf("%s:%d: %w", name, lines.at(decoder.InputOffset()), err)
	}
	text, err := json.Marshal(head)
	if err != nil {
		return Manifest{}, fmt.Errorf("%s: %w", name, err)
	}
	return m, decode(name, text, &m, &m.Format)
}

// members reads an object, calling value where the value of each key begins.
func members(d *json.Decoder, value func(key string) error) error {
	return within(d, '{', func() error {
		key, err := d.Token()
		if err != nil {
			return err
		}
		return value(key.(string)) // the decoder lets nothing else be a key
	})
}

// elements reads a list, calling value where each element begins.
func elements(d *json.Decoder, value func() error) error { return within(d, '[', value) }

func within(d *json.Decoder, open json.Delim, one func() error) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	if token != open {
		return fmt.Errorf("found %v, expected %v", token, open)
	}
	for d.More() {
		if err := one(); err != nil {
			return err
		}
	}
	_, err = d.Token() // the closing one, or what is wrong with it
	return err
}

// A lineCounter remembers where lines end in what is read through it, so that an
// error can name its line.
type lineCounter struct {
	r    io.Reader
	n    int64   // bytes read
	ends []int64 // of lines among the last bytes read
	past int     // lines that end before those
}

// Read reads from below.
func (l *lineCounter) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	l.past, l.ends = l.past+len(l.ends), l.ends[:0]
	for i, b := range p[:n] {
		if b == '\n' {
			l.ends = append(l.ends, l.n+int64(i))
		}
	}
	l.n += int64(n)
	return n, err
}

// at is the line of a byte among the last ones read.
func (l *lineCounter) at(offset int64) int {
	line := l.past + 1
	for _, end := range l.ends {
		if end < offset {
			line++
		}
	}
	return line
}
