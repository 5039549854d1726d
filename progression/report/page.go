package report

import (
	"bytes"
	"embed"
	"html/template"
	"io"

	"inwork/progression/evaluation"
)

//go:embed *.html
var templates embed.FS

//go:embed page.css
var pageCSS string

//go:embed sweep.css
var sweepCSS string

var page = template.Must(template.New("page.html").Funcs(template.FuncMap{
	"css":      func() template.CSS { return template.CSS(pageCSS) },
	"sweepCSS": func() template.CSS { return template.CSS(sweepCSS) },
}).ParseFS(templates, "*.html"))

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
	Shares                             string // what replicates have of their own
	Shortfall                          string // empty: as many people as wanted

	Seed       uint64
	First      *sections  // of the study, when it has one point
	Once       *sections  // of the model
	Sweep      *sweepView // nil: the study has one point
	Published  bool       // some effect has a published figure
	Rollout    bool       // some truth that stands beside estimates is not what they estimate
	Provenance []fact
	Contents   []fact // headings with their places; none of a sweep, whose points have them each
}

func newView(e *evaluation.Evaluation) *view {
	s := &e.Study
	v := &view{Title: s.Title, Replicates: plural(s.Replicates, "replicate"), Shares: ofTheirOwn(s), Control: s.Label(s.Control), Seed: s.Seed, Provenance: provenance(e), Once: newSections(e, once)}
	if sweep := sweepOf(e); sweep != nil {
		v.Answer, v.Sweep = sweep.answer(), newSweepView(sweep)
	} else {
		v.Answer, v.Shortfall, v.First = answer(e), shortfall(e), newSections(e, order)
		v.Contents = v.First.contents(v.Once)
	}
	for _, at := range e.Points() {
		for i := range at.Effects {
			v.Rollout = v.Rollout || at.Effects[i].Truth != nil && (at.Effects[i].Pilot == nil || v.Sweep != nil)
			v.Published = v.Published || at.Effects[i].Published != nil
		}
	}
	return v
}
