package population

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"inwork/sim"
)

//go:embed margins_2015.csv
var margins2015 string

//go:embed margins_2022.csv
var margins2022 string

// Margin is a published or assumed figure: a row of a pack's table.
type Margin struct {
	ID         string // of the evidence files; A- for assumptions
	Block      string // what it is about
	Level      string // cell of the block
	Value      float64
	Low, High  float64 // range to try it over; both 0 where none is given
	Unit       string
	Year       string // of the figure
	Era        string // 2015-17, 2022-25, other or all
	Population string // whom it describes
	Source     string
	Confidence Mark
	Use        string // what it feeds; check/... is shown beside, cited/... is a parameter of the model
}

// Grade is the evidence grade of the figure for an era: a figure of another time
// is inferred at best.
func (m Margin) Grade(era string) sim.Grade {
	switch {
	case !m.Confidence.Sourced():
		return sim.Assumption
	case m.Confidence == Derived || m.Era != era:
		return sim.Inferred
	}
	return sim.Published
}

// Drawn reports whether people are drawn from the figure.
func (m Margin) Drawn() bool {
	return !strings.HasPrefix(m.Use, "check/") && !strings.HasPrefix(m.Use, "cited/")
}

// Mark says how far a figure was verified.
type Mark string

// The marks, best first.
const (
	Read    Mark = "read-in-document" // the table or answer itself was read
	Excerpt Mark = "excerpt"          // seen in the opening of a page or quoted by another
	Derived Mark = "derived"          // arithmetic on sourced figures
	Assumed Mark = "assumption"       // no figure found
	Memory  Mark = "memory"           // recalled, not verified: a default where nothing else is, never fitted to
)

var marks = []Mark{Read, Excerpt, Derived, Assumed, Memory}

// Sourced reports whether a document stands behind the figure.
func (c Mark) Sourced() bool { return c == Read || c == Excerpt || c == Derived }

var marginColumns = []string{"id", "block", "level", "value", "low", "high", "unit", "year", "era", "population", "source", "confidence", "use"}

// parseMargins reads a pack's table. Errors name file, line and column.
func parseMargins(name, text string) (list []Margin, err error) {
	s := newSheet(name, text, marginColumns)
	seen := map[string]bool{}
	for s.next() {
		r := Margin{
			ID: s.text("id"), Block: s.text("block"), Level: s.text("level"), Value: s.number("value"),
			Low: s.optional("low"), High: s.optional("high"), Unit: s.text("unit"), Year: s.text("year"),
			Era: s.oneOf("era", "2015-17", "2022-25", "other", "all"), Population: s.text("population"), Source: s.text("source"),
			Use: s.text("use"),
		}
		r.Confidence = Mark(s.oneOf("confidence", markNames()...))
		if seen[r.ID] {
			s.fail("id", r.ID, "an id that no earlier row has")
		}
		if r.Low > r.High || r.High != 0 && (r.Value < r.Low || r.Value > r.High) {
			s.fail("value", fmt.Sprint(r.Value), fmt.Sprintf("a value from low %v to high %v", r.Low, r.High))
		}
		seen[r.ID] = true
		list = append(list, r)
	}
	return list, s.err
}

func markNames() []string {
	names := make([]string, len(marks))
	for i, c := range marks {
		names[i] = string(c)
	}
	return names
}

func mustMargins(name, text string) []Margin {
	list, err := parseMargins(name, text)
	if err != nil {
		panic("population: " + err.Error())
	}
	return list
}

// margins looks rows up while a pack is made, and remembers which were read.
// The tables are embedded: what is missing in them is a mistake of this package.
type margins struct {
	era  string
	rows []Margin
	read []bool
}

func newMargins(era string, rows []Margin) *margins {
	return &margins{era: era, rows: rows, read: make([]bool, len(rows))}
}

// value is the one figure of a use and level.
func (m *margins) value(use, level string) float64 {
	for i, r := range m.rows {
		if r.Use == use && r.Level == level {
			m.read[i] = true
			return r.Value
		}
	}
	panic(fmt.Sprintf("population: no margin for %s, %s", use, level))
}

// only is the one row of a use.
func (m *margins) only(use string) Margin {
	rows := m.group(use)
	if len(rows) > 1 {
		panic("population: more than one margin for " + use)
	}
	return rows[0]
}

// has reports whether the era has rows of a use.
func (m *margins) has(use string) bool {
	return slices.ContainsFunc(m.rows, func(r Margin) bool { return r.Use == use })
}

// group is all rows of a use, in order.
func (m *margins) group(use string) (list []Margin) {
	for i, r := range m.rows {
		if r.Use == use {
			m.read[i] = true
			list = append(list, r)
		}
	}
	if list == nil {
		panic("population: no margins for " + use)
	}
	return list
}

// under is all rows whose use starts so, in order.
func (m *margins) under(prefix string) (list []Margin) {
	for i, r := range m.rows {
		if strings.HasPrefix(r.Use, prefix) {
			m.read[i] = true
			list = append(list, r)
		}
	}
	return list
}

// mustHaveReadAll panics if people are said to be drawn from a row that nothing
// read.
func (m *margins) mustHaveReadAll() {
	for i, r := range m.rows {
		if r.Drawn() && !m.read[i] {
			panic("population: nothing is drawn from margin " + r.ID)
		}
	}
}
