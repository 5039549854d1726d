package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// document returns the root node of the file read last, tidied.
func (r *reader) document(data []byte) (*yaml.Node, *Problem) {
	last := len(r.files) - 1
	root, problem := parseYAML(r.files[last], data)
	if problem != nil {
		return nil, problem
	}
	if last > 0 {
		r.mark(root, origin{file: last})
	}
	r.tidy(root, "")
	return root, nil
}

// parseYAML returns the root node of the one YAML document in data.
func parseYAML(name string, data []byte) (*yaml.Node, *Problem) {
	if at := invalidUTF8(data); at >= 0 {
		return nil, &Problem{
			File: name, Line: 1 + bytes.Count(data[:at], []byte("\n")),
			Found: fmt.Sprintf("byte 0x%02x", data[at]), Expected: "text in UTF-8",
		}
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document, second yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		return nil, &Problem{File: name, Found: "nothing but comments", Expected: "keys and values; {} takes all defaults"}
	case err != nil:
		return nil, syntaxProblem(name, data, err)
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		return nil, &Problem{File: name, Line: second.Line, Found: "a second document (---)", Expected: "one scenario a file"}
	case !errors.Is(err, io.EOF):
		return nil, syntaxProblem(name, data, err)
	}
	return document.Content[0], nil
}

// invalidUTF8 returns where data stops being UTF-8, or -1.
func invalidUTF8(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// syntaxProblem says in our words what the YAML parser complains of.
func syntaxProblem(name string, data []byte, err error) *Problem {
	p := &Problem{File: name, Found: err.Error(), Expected: "YAML"}
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		return p
	}
	p.Line, p.Found = e.Mark.Line, "text that is not YAML ("+e.Message+")"
	lines := strings.Split(string(data), "\n")
	if p.Line >= 1 && p.Line <= len(lines) && tabbed(lines[p.Line-1]) {
		p.Found, p.Expected = "a tab", "spaces: YAML is indented with spaces only"
	}
	return p
}

// tabbed says whether a line's indentation has a tab in it.
func tabbed(line string) bool {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	return strings.Contains(indent, "\t")
}
