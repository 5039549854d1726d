package table

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// A heading is what the lines of a CSV file have in common.
type heading struct {
	keys    []string // partition keys of the path
	columns []field  // without a place in a row
}

// names lists what stands in the first line.
func (h heading) names() []string {
	names := slices.Clone(h.keys)
	for _, f := range h.columns {
		names = append(names, f.Name)
	}
	return names
}

// commonHeading is the heading of all files, or says which file has another.
func commonHeading(ctx context.Context, files []string, chosen []string) (heading, error) {
	var common heading
	for i, path := range files {
		if err := ctx.Err(); err != nil {
			return heading{}, err
		}
		h, err := headingOf(path, chosen)
		if err != nil {
			return heading{}, err
		}
		if i == 0 {
			common = h
		} else if err := common.differs(h, files[0], path); err != nil {
			return heading{}, err
		}
	}
	return common, nil
}

// headingOf reads the heading of one file: the chosen columns, or all.
func headingOf(path string, chosen []string) (h heading, err error) {
	defer recoverDamage(&err) // as in locate
	file, err := os.Open(path)
	if err != nil {
		return heading{}, err
	}
	defer file.Close()
	content, err := open(file)
	if err != nil {
		return heading{}, fmt.Errorf("%s: %w", path, err)
	}
	var all []string
	for _, f := range content.Schema().Fields() {
		all = append(all, f.Name())
	}
	if len(all) == 0 {
		return heading{}, &Error{File: path, Row: -1, Found: "no columns", Expected: "a table"}
	}
	if len(chosen) == 0 {
		chosen = all
	}
	for _, key := range keysOf(path) {
		h.keys = append(h.keys, key.Name)
	}
	for _, name := range chosen {
		if err := h.add(name, all, content.Schema()); err != nil {
			err.File = path
			return heading{}, err
		}
	}
	return h, nil
}

// add adds a column of a file, which has all these.
func (h *heading) add(name string, all []string, schema *parquet.Schema) *Error {
	wrong := func(found, expected string) *Error {
		return &Error{Row: -1, Column: name, Found: found, Expected: expected}
	}
	if slices.Contains(h.keys, name) {
		return wrong("a partition key of the path", "a column with a name of its own; keys are written in any case")
	}
	if !slices.Contains(all, name) {
		return wrong("no such column", "one of "+strings.Join(all, ", "))
	}
	if slices.Contains(h.names(), name) {
		return wrong("the name twice", "each column once")
	}
	found := "columns within a column"
	if leaf, flat := schema.Lookup(name); flat {
		found = describe(leaf.Node)
		if k, ours := kindStored(leaf.Node.Type()); ours && !leaf.Node.Repeated() {
			f := field{Column: Column{Name: name, Type: k.String()}, slot: slot{kind: k, optional: leaf.Node.Optional()}}
			h.columns = append(h.columns, f)
			return nil
		}
	}
	return wrong(found, strings.Join(kindNames[:], ", "))
}

// differs says how the heading of another file differs from that of the first.
func (h heading) differs(other heading, first, path string) error {
	wrong := func(column, found, expected string) error {
		return &Error{File: path, Row: -1, Column: column, Found: found, Expected: expected + ", as in " + first}
	}
	if !slices.Equal(h.keys, other.keys) {
		keys := func(h heading) string { return fmt.Sprintf("partition keys %q", h.keys) }
		return wrong("", keys(other), keys(h))
	}
	for _, f := range h.columns {
		if found := other.describe(f.Name); found != f.describe() {
			return wrong(f.Name, found, f.describe())
		}
	}
	for _, f := range other.columns {
		if expected := h.describe(f.Name); expected != f.describe() {
			return wrong(f.Name, f.describe(), expected)
		}
	}
	return nil
}

func (h heading) describe(column string) string {
	at := slices.IndexFunc(h.columns, func(f field) bool { return f.Name == column })
	if at < 0 {
		return "no such column"
	}
	return h.columns[at].describe()
}
