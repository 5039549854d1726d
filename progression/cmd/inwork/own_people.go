package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"inwork/progression/scenario"
)

// printMicrodata prints the columns that a file of a user's own people may have.
func printMicrodata(w io.Writer) {
	fmt.Fprint(w, "A CSV or Parquet file, named as population.microdata: a row for each claimant, one of a benefit unit, as on the world's\n",
		"first day. People of a district are drawn from its rows by their weights. Columns that are not required may be left\n",
		"out: what they would say is drawn from the figures of population.era.\n\n")
	t := newColumns(w)
	for _, c := range scenario.MicrodataColumns() {
		required := ""
		switch {
		case c.Required:
			required = "required"
		case strings.HasPrefix(c.Name, "children_"):
			required = "one of two"
		}
		fmt.Fprintf(t, "  %s\t%s\t%s\n", c.Name, required, c.Doc)
	}
	t.Flush()
}

// peopleInWords says of whom a study is made.
func peopleInWords(s *scenario.Scenario) string {
	own := s.Population.Microdata
	if own == nil {
		return "people of " + s.Population.Era
	}
	text := fmt.Sprintf("people of %s (%s)", filepath.Base(own.File), counted(own.People.Len(), "row"))
	if len(own.Missing) > 0 {
		text += fmt.Sprintf("; drawn from figures of %s: %s", s.Population.Era, strings.Join(own.Missing, ", "))
	}
	return text
}
