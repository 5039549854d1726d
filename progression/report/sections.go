package report

import (
	"html/template"
	"slices"
	"strings"
	"unicode"

	"inwork/progression/evaluation"
)

// Sections are what a page shows of one point.
type sections struct {
	List []*section

	under bool // a heading of their own
}

// order is the page from top to bottom, under its answer: a section of a line here is a function of the evaluation, nil where the study
// has nothing to show in it.
var order = []func(*evaluation.Evaluation) *section{
	estimandSection,
	flowSection,
	peopleSection,
	paySection,
	primarySection,
	declaredSection,
	overTimeSection,
	madeOfSection,
	subgroupsSection,
	takeUpSection,
	partsSection,
	outcomesSection,
	individualsSection,
	doseSection,
	ledgerSection,
	coachesSection,
	gainsSection,
	costsSection,
	diagnosisSection,
	validationSection,
	leftOutSection,
}

// once is what stands on a page once, whatever the points of its study: it is of the model.
var once = []func(*evaluation.Evaluation) *section{evidenceSection}

func newSections(e *evaluation.Evaluation, order []func(*evaluation.Evaluation) *section) *sections {
	v := &sections{}
	for _, of := range order {
		if s := of(e); s != nil {
			v.List = append(v.List, s)
		}
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

// ID is where the list of contents leads to; empty under a point, of whose sections there are several.
func (v *sections) ID(s *section) string {
	if v.under {
		return ""
	}
	return "at-" + strings.ToLower(strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return r
		}
		return -1
	}, s.Title))
}

func leftOutSection(e *evaluation.Evaluation) *section {
	s := &section{Title: "Left out"}
	for _, l := range e.LeftOut {
		s.List = append(s.List, l.What+": "+l.Why+".")
	}
	return s.when()
}

// contents are the headings of the page and where they stand.
func (v *sections) contents(further *sections) (list []fact) {
	for _, s := range append(slices.Clone(v.List), further.List...) {
		list = append(list, fact{s.Title, v.ID(s)})
	}
	return append(list, fact{"Where the numbers come from", "at-where-the-numbers-come-from"}, fact{"Not to be used for", "at-not-to-be-used-for"})
}
