package report

import (
	"html/template"

	"inwork/progression/evaluation"
)

// Sections are what a page shows of one point, in its order.
type sections struct {
	Control   string
	Earnings  *figure // nil: not drawn
	Effects   *figure
	WithTruth bool   // some effect has a truth
	Estimand  string // of the truth beside the estimates
	Bias      []biasRow
	Parts     []partsTable
	Published bool // some effect has a published figure
	Declared  *declared
	Time      *figure
	Waiting   string

	EffectGroups []effectGroup
	Support      *supportTable
	Dose         *doseTable
	Individuals  []individualRow
	Balance      *balanceTable
	PayTables    []payTable
	Britain      *britainView
	Comparisons  []comparisonRow
	Known        int // published figures that the package knows
	LeftOut      []evaluation.LeftOut

	under bool // a heading of their own
}

// A figure is a plot in both formats.
type figure struct{ Wide, Narrow template.HTML }

// A fact is a line of a list of facts.
type fact struct{ Name, Value string }

func newSections(e *evaluation.Evaluation) *sections {
	v := &sections{
		Control:  e.Study.Label(e.Study.Control),
		Earnings: figureOf(e, earningsPlot), Effects: figureOf(e, effectsPlot), Time: figureOf(e, coachesPlot), Waiting: waiting(e),
		Estimand: besideIs(e), Bias: biasRows(e), Parts: partsTables(e),
		Declared:     declaredOf(e),
		EffectGroups: effectGroups(e), Support: support(e), Dose: dose(e), Individuals: individuals(e), Balance: balance(e), PayTables: payTables(e), Britain: britainOf(e), Comparisons: comparisons(e), Known: len(evaluation.Targets()),
		LeftOut: e.LeftOut,
	}
	for i := range e.Effects {
		v.WithTruth = v.WithTruth || beside(&e.Effects[i]) != nil
		v.Published = v.Published || e.Effects[i].Published != nil
	}
	return v
}

// Heading is the heading of a section: one level down where the sections stand under that of a point.
func (v *sections) Heading(text string) template.HTML {
	text = template.HTMLEscapeString(text)
	if v.under {
		return template.HTML("<h3>" + text + "</h3>")
	}
	return template.HTML("<h2>" + text + "</h2>")
}

func figureOf(e *evaluation.Evaluation, plot func(*evaluation.Evaluation, format) template.HTML) *figure {
	f := &figure{plot(e, wide), plot(e, narrow)}
	if f.Wide == "" {
		return nil
	}
	return f
}
