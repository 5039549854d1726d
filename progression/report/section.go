package report

import (
	"html/template"

	"inwork/progression/evaluation"
)

// A section is a part of the page under a heading: paragraphs, then a plot, then tables, then a list; any of them may be none.
type section struct {
	Title string
	Lead  []string // paragraphs
	Plots []plot
	Steps []step // a chart of people on their way, drawn by the page's style
	Table []*table
	List  []string
	Facts []fact
}

// A plot is a figure with what explains it.
type plot struct {
	*figure
	Legend  []legend
	Caption string
}

// A legend is a mark and what it stands for.
type legend struct {
	Mark template.HTML
	Text string
}

// A figure is a plot in both formats.
type figure struct{ Wide, Narrow template.HTML }

// A fact is a line of a list of facts.
type fact struct{ Name, Value string }

// figureOf is nil where nothing is drawn.
func figureOf(e *evaluation.Evaluation, plot func(*evaluation.Evaluation, format) template.HTML) *figure {
	f := &figure{plot(e, wide), plot(e, narrow)}
	if f.Wide == "" {
		return nil
	}
	return f
}

// some is a list of the tables that there are.
func some(tables ...*table) (list []*table) {
	for _, t := range tables {
		if t != nil {
			list = append(list, t)
		}
	}
	return list
}

// when is a section, or nil where it would have nothing but its title.
func (s *section) when() *section {
	if len(s.Lead)+len(s.Plots)+len(s.Steps)+len(s.Table)+len(s.List)+len(s.Facts) == 0 {
		return nil
	}
	return s
}
