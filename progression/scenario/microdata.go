package scenario

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"inwork/progression/population"
	"inwork/sim/table"
)

// Microdata are a user's own people, from whom a study draws in place of published figures.
type Microdata struct {
	File    string   // empty in a scenario of which only the canonical form is known, as in a plan
	Digest  string   // of the rows in any order, SHA-256 in hexadecimal: it is what the study's identity knows of them
	Missing []string // columns that the file does not have and that are drawn from the pack
	People  *population.Microdata
}

const (
	mostMicroBytes    = 256 << 20
	mostMicroProblems = 1000 // after so many a file is not read further
	aMicrodata        = "microdata: a CSV or Parquet file of people, a row each"
)

// LoadMicrodata reads people from a CSV or Parquet file with the columns that MicrodataColumns lists. What is wrong is
// returned as Problems, each with line and column; in a Parquet file the line is the number of the row.
func LoadMicrodata(path string) (*Microdata, error) {
	wrong := func(found, expected string) error {
		return Problems{{File: path, Found: found, Expected: expected}}
	}
	status, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, Problems{{File: path, Found: "no such file", Expected: aMicrodata, Meant: nearFile(path)}}
	case err != nil:
		return nil, Problems{*unreadable(path, err)}
	case !status.Mode().IsRegular():
		return nil, wrong("a folder or a device", aMicrodata)
	case status.Size() > mostMicroBytes:
		return nil, wrong(fmt.Sprintf("%d bytes", status.Size()), fmt.Sprintf("%s of at most %d bytes", aMicrodata, mostMicroBytes))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, Problems{*unreadable(path, err)}
	}
	header := 0 // lines before the first row that the numbers in messages leave out
	if bytes.HasPrefix(data, []byte("PAR1")) {
		var text bytes.Buffer
		if _, err := table.WriteCSV(context.Background(), &text, path); err != nil {
			return nil, Problems{{File: path, Found: "a Parquet file that cannot be read: " + err.Error(), Expected: aMicrodata}}
		}
		data, header = text.Bytes(), 1
	}
	return parseMicrodata(path, data, header)
}

// microReader reads microdata strictly, and collects what is wrong.
type microReader struct {
	file     string
	header   int
	csv      *csv.Reader
	columns  []microColumn // in the order of the file
	problems Problems
}

func parseMicrodata(file string, data []byte, header int) (*Microdata, error) {
	if at := invalidUTF8(data); at >= 0 {
		return nil, Problems{{File: file, Line: 1 + bytes.Count(data[:at], []byte("\n")), Found: fmt.Sprintf("byte 0x%02x", data[at]), Expected: "text in UTF-8"}}
	}
	m := &microReader{file: file, header: header, csv: csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))}
	m.csv.ReuseRecord = true
	m.readHeader()
	var rows []population.Row
	for len(m.problems) == 0 || len(m.columns) > 0 && len(m.problems) < mostMicroProblems {
		cells, err := m.csv.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			m.refuseLine(err)
			break
		}
		rows = append(rows, m.row(cells))
	}
	if len(rows) == 0 && len(m.problems) == 0 {
		m.refuse(0, "", "no rows", "a row for each person")
	}
	if len(m.problems) > 0 {
		return nil, m.problems
	}
	people := population.NewMicrodata(m.facts(), rows)
	own := &Microdata{File: file, Digest: people.Digest(), People: people}
	for _, c := range microColumns() {
		if c.drawn() && !m.has(c.name) && !(c.fact == population.HealthLimits && m.conditions() != "") {
			own.Missing = append(own.Missing, c.name)
		}
	}
	return own, nil
}

func (m *microReader) refuse(line int, column, found, expected string) {
	if line > 0 {
		line -= m.header
	}
	m.problems = append(m.problems, Problem{File: m.file, Line: line, Field: column, Found: found, Expected: expected})
}

// refuseLine complains of what is no line of comma-separated values.
func (m *microReader) refuseLine(err error) {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		m.refuse(0, "", err.Error(), aMicrodata)
		return
	}
	expected := "comma-separated values"
	if errors.Is(err, csv.ErrFieldCount) {
		expected = fmt.Sprintf("%d cells, one for each column", len(m.columns))
	}
	m.refuse(at.Line, "", at.Err.Error(), expected)
}

// readHeader reads the names of the columns; it leaves none where one is wrong.
func (m *microReader) readHeader() {
	names, err := m.csv.Read()
	if errors.Is(err, io.EOF) {
		m.refuse(0, "", "nothing", "a line with the names of columns")
		return
	}
	if err != nil {
		m.refuseLine(err)
		return
	}
	names = slices.Clone(names)
	known := microColumns()
	all := make([]string, len(known))
	for i, c := range known {
		all[i] = c.name
	}
	for i, name := range names {
		k := slices.Index(all, name)
		switch {
		case k < 0:
			m.refuse(1+m.header, shorten(name), "the unknown column "+describeCell(name), oneOf(all)+meaning(name, all))
		case slices.Contains(names[:i], name):
			m.refuse(1+m.header, name, "the column a second time", "it once")
		default:
			m.columns = append(m.columns, known[k])
		}
	}
	for _, c := range known {
		if c.required && !m.has(c.name) {
			m.refuse(1+m.header, c.name, "no such column", c.doc)
		}
		if c.needs != "" && m.has(c.name) && !m.has(c.needs) {
			m.refuse(1+m.header, c.name, "it without a column "+c.needs, "both, or neither")
		}
	}
	if m.has("children_ages") == m.has("children_born") {
		m.refuse(1+m.header, "children_ages", map[bool]string{false: "neither it nor children_born", true: "it beside children_born"}[m.has("children_ages")], "one of them")
	}
	if b := m.conditions(); b != "" && m.has("health_limits") {
		m.refuse(1+m.header, "health_limits", "it beside "+b, "one of them")
	}
	if len(m.problems) > 0 {
		m.columns = nil
	}
}

// conditions is the first column that says how severe a condition is, if there is one.
func (m *microReader) conditions() string {
	for _, b := range []population.Barrier{population.Health, population.MentalHealth} {
		if name := "barrier_" + b.String(); m.has(name) {
			return name
		}
	}
	return ""
}

func (m *microReader) has(column string) bool {
	return slices.ContainsFunc(m.columns, func(c microColumn) bool { return c.name == column })
}

func (m *microReader) facts() (known population.Facts) {
	for _, c := range m.columns {
		known |= c.fact
	}
	return known
}

func (m *microReader) row(cells []string) population.Row {
	r, before := population.Row{District: -1, Weight: 1}, len(m.problems)
	line := func(k int) int { line, _ := m.csv.FieldPos(k); return line }
	for k, c := range m.columns {
		if expected := c.take(&r, cells[k]); expected != "" {
			m.refuse(line(k), c.name, describeCell(cells[k]), expected)
		}
	}
	if len(m.problems) > before {
		return r
	}
	clashes(&r, m.has, func(column, found, expected string) {
		k := slices.IndexFunc(m.columns, func(c microColumn) bool { return c.name == column })
		m.refuse(line(k), column, found, expected)
	})
	return r
}

func describeCell(cell string) string {
	if cell == "" {
		return "nothing"
	}
	return describe(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: cell})
}

// Column is a column that microdata may have.
type Column struct {
	Name, Doc string
	Required  bool
}

// MicrodataColumns lists the columns of microdata in the order in which a file is best written. Instead of
// children_ages there may be children_born; one of them must be there.
func MicrodataColumns() []Column {
	var list []Column
	for _, c := range microColumns() {
		list = append(list, Column{c.name, c.doc, c.required})
	}
	return list
}

// ownPeople is the key that names a file of microdata, or says none. In the canonical form it is the digest of the
// rows, so that another file, or a changed one, is another study and one that was only moved is not.
type ownPeople struct{ into **Microdata }

const noPeople = "none"

var digestForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (v ownPeople) read(r *reader, path string, n *yaml.Node) {
	if !r.ready(n, path) {
		return
	}
	const expected = "none, or the path of a CSV or Parquet file of people, from the folder of the scenario"
	switch {
	case n.Kind == yaml.MappingNode && r.microdata == nil:
		var digest string
		fields{{name: "sha256", doc: "digest of the rows", required: true, value: sha256Digest(&digest)}}.read(r, path, n)
		*v.into = &Microdata{Digest: digest}
	case n.Kind != yaml.ScalarNode || isNull(n) || strings.TrimSpace(n.Value) == "" || strings.ContainsFunc(n.Value, invisible):
		r.refuse(n, path, describe(n), expected, "")
	case n.Value == noPeople:
		*v.into = nil
	case r.microdata == nil:
		r.refuse(n, path, "a file named in text that is no file", "none: there is no folder to look for a file in", "")
	default:
		*v.into = r.openMicrodata(n, path)
	}
}

// openMicrodata reads the file that a key names. What is wrong with it as a whole is complained of at the key.
func (r *reader) openMicrodata(n *yaml.Node, path string) *Microdata {
	file := beside(r.files[r.origins[n].file], n.Value)
	m, err := r.microdata(file)
	var problems Problems
	if !errors.As(err, &problems) {
		return m
	}
	for _, p := range problems {
		if p.Line == 0 {
			meant := ""
			if near, err := filepath.Rel(filepath.Dir(r.files[r.origins[n].file]), p.Meant); p.Meant != "" && err == nil {
				meant = filepath.ToSlash(near)
			}
			r.refuse(n, path, fmt.Sprintf("%s (%s)", p.Found, shorten(file)), p.Expected, meant)
			continue
		}
		r.problems = append(r.problems, complaint{Problem: p})
	}
	return nil
}

func sha256Digest(into *string) scalar {
	return scalar{
		expected: "64 hexadecimal digits",
		set: func(text string) bool {
			ok := digestForm.MatchString(text)
			if ok {
				*into = text
			}
			return ok
		},
		json:   func() any { return *into },
		allows: func() jsonSchema { return oneWord(digestForm.String()) },
		quotes: true,
	}
}

func (v ownPeople) canonical() any {
	if *v.into == nil {
		return nil
	}
	return map[string]any{"sha256": (*v.into).Digest}
}

func (v ownPeople) word() string { return noPeople }

func (v ownPeople) schema() jsonSchema {
	kept := fields{{name: "sha256", doc: "digest of the rows, as a plan keeps it", required: true, value: sha256Digest(new(string))}}
	return jsonSchema{"anyOf": []jsonSchema{oneWord(`\S`), kept.schema()}}
}

// checkMicrodata: each district simulated has somebody to draw.
func (r *reader) checkMicrodata(s *Scenario) {
	if s.Population.Microdata == nil || s.Population.Microdata.People == nil {
		return
	}
	for _, k := range s.Population.Districts {
		if s.Population.Microdata.People.Rows(k) == 0 {
			r.complain("population.microdata", "no row of "+population.Districts()[k].Name, "rows of each district simulated, or no column district", "")
			return // the others are as wrong
		}
	}
}
