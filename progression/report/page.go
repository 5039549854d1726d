package report

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"

	"inwork/progression/evaluation"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"css": func() template.CSS { return template.CSS(pageCSS) },
}).Parse(pageHTML))

// Write makes the page of an evaluation: HTML that needs no other file, no script and no network. Whatever names a study
// carries are escaped. The error is the writer's.
func Write(w io.Writer, e *evaluation.Evaluation) error {
	var b bytes.Buffer // so that a writer never gets half a page
	if err := page.Execute(&b, newView(e)); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// A view is what the template shows, in its order; all numbers are text.
type view struct {
	Title, Answer, Replicates, Control string
	Shortfall                          string // empty: as many people as wanted

	Seed      uint64
	Earnings  *figure // nil: not drawn
	Effects   *figure
	WithTruth bool // some effect has a truth
	Published bool // some effect has a published figure
	Time      *figure
	Waiting   string

	EffectGroups []effectGroup
	Support      *supportTable
	Balance      *balanceTable
	Comparisons  []comparisonRow
	Known        int // published figures that the package knows
	LeftOut      []evaluation.LeftOut
	Provenance   []fact
}

// A figure is a plot in both formats.
type figure struct{ Wide, Narrow template.HTML }

// A fact is a line of a list of facts.
type fact struct{ Name, Value string }

func newView(e *evaluation.Evaluation) *view {
	s := &e.Study
	v := &view{
		Title: s.Title, Answer: answer(e), Replicates: plural(s.Replicates, "replicate"), Control: s.Label(s.Control), Seed: s.Seed,
		Shortfall: shortfall(e),
		Earnings:  figureOf(e, earningsPlot), Effects: figureOf(e, effectsPlot), Time: figureOf(e, coachesPlot), Waiting: waiting(e),
		EffectGroups: effectGroups(e), Support: support(e), Balance: balance(e), Comparisons: comparisons(e), Known: len(evaluation.Targets()),
		LeftOut: e.LeftOut, Provenance: provenance(e),
	}
	for i := range e.Effects {
		v.WithTruth = v.WithTruth || e.Effects[i].Truth != nil
		v.Published = v.Published || e.Effects[i].Published != nil
	}
	return v
}

func figureOf(e *evaluation.Evaluation, plot func(*evaluation.Evaluation, format) template.HTML) *figure {
	f := &figure{plot(e, wide), plot(e, narrow)}
	if f.Wide == "" {
		return nil
	}
	return f
}
