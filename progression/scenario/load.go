package scenario

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// mostBytes is far above any scenario: what is larger is another kind of file.
const mostBytes = 1 << 20

// Load reads a scenario from a file, with overrides as in Parse. What is wrong, the file's absence included,
// is returned as Problems.
func Load(path string, sets ...string) (*Scenario, error) {
	data, problem := readFile(path)
	if problem != nil {
		return nil, Problems{*problem}
	}
	return Parse(path, data, sets...)
}

// readFile returns the bytes of a regular file of sensible size.
func readFile(path string) ([]byte, *Problem) {
	wrong := func(found string) *Problem {
		return &Problem{File: path, Found: found, Expected: "a scenario: a YAML file"}
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, wrong("no such file")
	}
	if err != nil {
		return nil, unreadable(path, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		p := wrong("a folder")
		if inside := filepath.Join(path, "scenario.yaml"); exists(inside) {
			p.Meant = inside
		}
		return nil, p
	}
	data, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	if err != nil {
		return nil, unreadable(path, err)
	}
	if len(data) > mostBytes {
		p := wrong("more than 1 MiB")
		p.Expected = fmt.Sprintf("a scenario: a YAML file of at most %d bytes", mostBytes)
		return nil, p
	}
	return data, nil
}

// unreadable says why a file could not be read, without its name a second time.
func unreadable(path string, err error) *Problem {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return &Problem{File: path, Found: "cannot be read: " + err.Error()}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
