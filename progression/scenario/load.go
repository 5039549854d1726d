package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// mostBytes is far above any scenario: what is larger is another kind of file.
const mostBytes = 1 << 20

// Load reads a scenario from a file and those that it inherits, with overrides as in Parse. What is wrong, the file's
// absence included, is returned as Problems.
func Load(path string, sets ...string) (*Scenario, error) { return Options{}.Load(path, sets...) }

// source returns what a file holds, or what is wrong with it as a whole.
type source func(path string) ([]byte, *Problem)

const aScenario = "a scenario: a YAML file"

// readFile returns the bytes of a regular file of sensible size.
func readFile(path string) ([]byte, *Problem) {
	wrong := func(found string) *Problem {
		return &Problem{File: path, Found: found, Expected: aScenario}
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		p := wrong("no such file")
		p.Meant = nearFile(path)
		return nil, p
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
		p.Expected = fmt.Sprintf("%s of at most %d bytes", aScenario, mostBytes)
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

// nearFile returns the file in the same folder whose name was probably meant; empty if there is none.
func nearFile(path string) string {
	folder, name := filepath.Split(path)
	entries, err := os.ReadDir(cmp.Or(folder, "."))
	if err != nil {
		return ""
	}
	var names []string
	for _, entry := range entries {
		if !entry.IsDir() && entry.Name() != name && !strings.ContainsFunc(entry.Name(), invisible) {
			names = append(names, entry.Name())
		}
	}
	near := Nearest(name, names)
	if near == "" {
		return ""
	}
	return folder + near
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
