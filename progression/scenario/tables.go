package scenario

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"inwork/progression/rows"
)

// always are the tables without which a study could not be evaluated.
var always = []string{rows.Outcomes.Name, rows.Decompositions.Name, rows.Districts.Name, rows.Effects.Name}

// chosen says whether a run writes the table when asked: truth is made when a study is complete, others by
// evaluating it.
func chosen(name string) bool {
	return name != rows.Truths.Name && !rows.Evaluated(name)
}

// tableNames are the tables that may be asked for, in the order of rows.Tables.
func tableNames() (names []string) {
	for _, table := range rows.Tables {
		if chosen(table.Name) {
			names = append(names, table.Name)
		}
	}
	return names
}

// inOrder returns the tables that a run writes when asked for some, in the order of rows.Tables.
func inOrder(some []string) []string {
	return slices.DeleteFunc(tableNames(), func(name string) bool {
		return !slices.Contains(some, name) && !slices.Contains(always, name)
	})
}

// tables is the list of tables to write.
func tables(into *[]string) value {
	names := tableNames()
	return list[string]{
		into:     into,
		item:     func(name *string) value { return word(name, names...) },
		expected: "all, none, or a list of tables: " + oneOf(names),
		words:    map[string][]string{"all": names, "none": inOrder(nil)},
		distinct: true,
		arrange:  inOrder,
	}
}

// ParseTables reads a list of tables as a command line has it: all, none, or names with commas between them. The name
// stands for the flag in errors, which are Problems. The result is an Output's Tables.
func ParseTables(name, text string) ([]string, error) {
	items := &yaml.Node{Kind: yaml.SequenceNode}
	for item := range strings.SplitSeq(text, ",") {
		items.Content = append(items.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: strings.TrimSpace(item)})
	}
	if len(items.Content) == 1 && slices.Contains([]string{"all", "none"}, items.Content[0].Value) {
		items = items.Content[0]
	}
	var chosen []string
	r := newReader(name)
	tables(&chosen).read(r, "", items)
	for i := range r.problems {
		r.problems[i].Field = "" // the flag says it all
	}
	if len(r.problems) > 0 {
		return nil, r.found()
	}
	return chosen, nil
}
