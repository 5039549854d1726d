package population

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"inwork/progression/uc"
	"inwork/sim"
)

// Comparison is one figure made beside the published one.
type Comparison struct {
	Use, Level      string // of the margin
	ID              string // of the margin; several joined by + where they are added up
	Unit            string
	Published, Made float64 // shares of a distribution are made to sum to 1
	Gap             float64 // made less published
	StdError        float64 // sampling error of made
	People          int     // in the mean
	Drawn           bool    // people are drawn from the figure; false: it is only shown beside
	Source          string
	Confidence      Mark
	Grade           sim.Grade
	Note            string // why a gap is expected; may be empty
}

// Comparisons is a table of figures made beside published ones.
type Comparisons []Comparison

// String prints the table, one comparison a line, and last how many of its
// figures a document stands behind.
func (c Comparisons) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "margin\tpublished\tmade\tgap\t± se\tpeople\tgrade\tmark\trows\tnote")
	for _, r := range c {
		fmt.Fprintf(w, "%s: %s\t%.3f\t%.3f\t%+.3f\t%.3f\t%d\t%s\t%s\t%s\t%s\n",
			r.Use, r.Level, r.Published, r.Made, r.Gap, r.StdError, r.People, r.Grade, r.Confidence, r.ID, r.Note)
	}
	w.Flush()
	sourced := 0
	for _, r := range c {
		if r.Confidence.Sourced() {
			sourced++
		}
	}
	fmt.Fprintf(&b, "%d of %d sourced\n", sourced, len(c))
	return b.String()
}

// Compare sets the people beside the margins. The day is the world's first, the
// start that was given to [Pack.People]. Figures of which the people hold nobody,
// and those that the era does not have, are left out.
func (p *Pack) Compare(people []Person, on sim.Day) Comparisons {
	views := make([]view, len(people))
	book := newWages(uc.Statute(), on)
	for i := range people {
		views[i] = newView(&people[i], on, &book, p.ages.stock)
	}
	m := newMargins(p.era, p.margins)
	var list Comparisons
	for _, d := range distributions {
		list = append(list, d.compare(m, views)...)
	}
	for _, s := range means {
		list = append(list, s.compare(m, views)...)
	}
	rules := byRule{on, uc.Statute()}
	return append(list, rules.compare(m, views)...)
}

// distribution compares each level of a use among some people. Rows with the
// same level add up. Somebody outside all levels is still one of the people.
type distribution struct {
	use   string
	among func(v *view) bool
	place placing
	size  func(r Margin) float64 // weight of a row; nil for its value
	note  string

	moving string // note where the mix of family types moves
}

// placing says in which of the levels a person is; less than 0 for none.
type placing func(levels []string) func(v *view) int

// byName places people by the name of the level.
func byName(name func(v *view) string) placing {
	return func(levels []string) func(v *view) int {
		return func(v *view) int { return slices.Index(levels, name(v)) }
	}
}

// byRange places people by a number among levels such as 25-29, from the first
// number up to the second and reach: 1 for completed years.
func byRange(number func(v *view) float64, reach float64) placing {
	return func(levels []string) func(v *view) int {
		ranges := make([]band, len(levels))
		for k, level := range levels {
			from, to := bounds(level)
			ranges[k] = band{from, to + reach}
		}
		return func(v *view) int {
			x := number(v)
			return slices.IndexFunc(ranges, func(b band) bool { return x >= b.from && x < b.to })
		}
	}
}

func (d distribution) compare(m *margins, views []view) []Comparison {
	if !m.has(d.use) {
		return nil
	}
	list, total := d.published(m)
	count, people := d.count(list, views)
	if people == 0 {
		return nil
	}
	for k := range list {
		list[k].Published /= total
		list[k].set(float64(count[k]), float64(count[k]), people)
	}
	return list
}

// published lists the levels with their weights, and the sum of these.
func (d distribution) published(m *margins) (list []Comparison, total float64) {
	for _, r := range m.group(d.use) {
		size := r.Value
		if d.size != nil {
			size = d.size(r)
		}
		total += size
		if k := slices.IndexFunc(list, func(c Comparison) bool { return c.Level == r.Level }); k >= 0 {
			list[k].Published += size
			list[k].ID += "+" + r.ID
			continue
		}
		c := newComparison(r, m.era, noteOf(m, d.note, d.moving))
		c.Published = size
		list = append(list, c)
	}
	return list, total
}

func (d distribution) count(list []Comparison, views []view) (count []int, people int) {
	levels := make([]string, len(list))
	for k, c := range list {
		levels[k] = c.Level
	}
	place := d.place(levels)
	count = make([]int, len(list))
	for i := range views {
		v := &views[i]
		if !d.among(v) {
			continue
		}
		if k := place(v); k >= 0 {
			count[k]++
		}
		people++
	}
	return count, people
}

// mean compares one row with a mean over the people counted: of 0 and 1 for a
// share.
type mean struct {
	use, level string
	of         func(v *view) (value float64, counted bool)
	published  func(r Margin, m *margins) float64 // nil for the row's value
	note       string

	moving string // note where the mix of family types moves
}

// noteOf joins a note with the one for an era whose mix of family types moves.
func noteOf(m *margins, note, moving string) string {
	switch {
	case moving == "" || !m.has("family_first"):
		return note
	case note == "":
		return moving
	}
	return note + "; " + moving
}

func (s mean) compare(m *margins, views []view) []Comparison {
	for _, r := range m.rows {
		if r.Use != s.use || r.Level != s.level {
			continue
		}
		c := newComparison(r, m.era, noteOf(m, s.note, s.moving))
		if s.published != nil {
			c.Published, c.Grade = s.published(r, m), max(c.Grade, sim.Inferred)
		}
		people, total, squares := 0, 0.0, 0.0
		for i := range views {
			if v, counted := s.of(&views[i]); counted {
				people++
				total += v
				squares += float64(v * v)
			}
		}
		if people > 0 {
			c.set(total, squares, people)
			return []Comparison{c}
		}
	}
	return nil
}

func newComparison(r Margin, era, note string) Comparison {
	return Comparison{
		Use: r.Use, Level: r.Level, ID: r.ID, Unit: r.Unit, Published: r.Value, Drawn: r.Drawn(),
		Source: r.Source, Confidence: r.Confidence, Grade: r.Grade(era), Note: note,
	}
}

// set fills in what was made from sums over people.
func (c *Comparison) set(total, squares float64, people int) {
	n := float64(people)
	c.Made = total / n
	c.Gap = c.Made - c.Published
	c.StdError = math.Sqrt(max(0, squares/n-float64(c.Made*c.Made)) / n)
	c.People = people
}
