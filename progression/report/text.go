package report

import (
	"fmt"
	"io"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"inwork/progression/evaluation"
)

const textWidth = 100 // columns

// WriteText prints one table of the effects on weekly earnings, at most 100 columns wide: what one simulated trial estimates,
// what is true in the model and what was published. Of a sweep it has a line a point and arm, at the main horizon, with the mean
// of the trials' estimates. The error is the writer's.
func WriteText(w io.Writer, e *evaluation.Evaluation) error {
	var b strings.Builder
	if s := sweepOf(e); s != nil {
		s.text(&b)
	} else {
		textHead(&b, e)
		textTable(&b, e)
		textBias(&b, e)
		textParts(&b, e)
		textDose(&b, e)
		textCosts(&b, e)
		textCoachCorrelation(&b, e)
		textTakeUps(&b, e)
		textIndividuals(&b, e)
		textNotes(&b, e)
		textPayPaths(&b, e)
		textBritain(&b, e)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// textLine is a row of the table; the columns fit what is printed in them, and a long label is cut.
func textLine(b *strings.Builder, cells ...string) {
	const label = 20
	line := fmt.Sprintf("%-*s%6s%11s%10s%11s%13s", label, cut(cells[0], label-2), cells[1], cells[2], cells[3], cells[4], cells[5])
	line += "  " + strings.Join(cells[6:], " ")
	b.WriteString(strings.TrimRight(line, " ") + "\n")
}

// columns returns what prints a line of cells by a format, without blanks at its end.
func columns(b *strings.Builder, format string) func(cells ...any) {
	return func(cells ...any) {
		b.WriteString(strings.TrimRight(fmt.Sprintf(format, cells...), " ") + "\n")
	}
}

func cut(s string, width int) string {
	if utf8.RuneCountInString(s) <= width {
		return s
	}
	return string([]rune(s)[:width-1]) + "…"
}

func textHead(b *strings.Builder, e *evaluation.Evaluation) {
	s := &e.Study
	b.WriteString(wrap(fmt.Sprintf("%s: effects on weekly earnings, each arm against %s, pounds a week", s.Name, s.Label(s.Control)), textWidth))
	short := shortfall(e)
	if short != "" {
		short = " (" + short + ")"
	}
	fmt.Fprintf(b, "%s people randomised in the first trial%s, %s, seed %d\n\n", count(persons(e)), short, plural(s.Replicates, "replicate"), s.Seed)
}

func textTable(b *strings.Builder, e *evaluation.Evaluation) {
	heads := []string{"", "weeks", "estimate", "standard", "truth", "Monte Carlo"}
	if e.Study.IsPublishedTrial() {
		heads = append(heads, "published")
	}
	textLine(b, heads...)
	textLine(b, "", "", "(trial)", "error", "("+besideIs(e)+")", "error")
	for _, arm := range e.Study.Treatments() {
		label := arm.Label
		for _, weeks := range e.Study.Horizons {
			f := e.Effect(headline, arm.Slug, weeks)
			if f == nil {
				continue
			}
			cells := []string{label, fmt.Sprint(weeks), none, none, none, none}
			if t := f.First(); t != nil {
				cells[2], cells[3] = number(t.Estimate, 2), number(t.StdError, 2)
			}
			if t := beside(f); t != nil {
				cells[4], cells[5] = number(t.Effect, 2), monteCarlo(t, 2)
			}
			if f.Published != nil {
				cells = append(cells, publishedText(f.Published))
			}
			textLine(b, cells...)
			label = ""
		}
	}
}

// publishedText is a published figure with its mark.
func publishedText(t *evaluation.Target) string {
	if t.Confidence == evaluation.Memory {
		return t.Text + " " + evaluation.Recalled
	}
	return t.Text + " " + string(t.Confidence)
}

const textNote = `
estimate        the arm's mean less the control arm's among all randomised in the first trial
standard error  sampling error: how far the estimate of one trial of this size misses
`

const textMonteCarlo = `Monte Carlo     standard error of the truth over the simulated districts and replicates; it says
                nothing about the trial
`

const textPublished = `published       the trial of 2015-18; "recalled, not fitted": not read in a report, used for nothing
`

func textNotes(b *strings.Builder, e *evaluation.Evaluation) {
	b.WriteString(textNote)
	if hasPilot(e) {
		b.WriteString(textPilot)
	} else {
		b.WriteString(textRollout)
	}
	b.WriteString(textMonteCarlo)
	if len(e.Individuals) > 0 {
		b.WriteString(textIndividualsNote)
	}
	if len(e.Dose) > 0 {
		b.WriteString(textDoseNote)
	}
	if len(e.Appraisals) > 0 {
		b.WriteString(textCostsNote)
	}
	if e.Study.IsPublishedTrial() {
		b.WriteString(textPublished)
	}
	b.WriteString("\n" + whereIs("Employment, hours, Universal Credit and cumulated earnings: see",
		path.Join(filepath.ToSlash(e.Study.Dir), "estimates/estimates.parquet")))
	for _, l := range e.LeftOut {
		b.WriteString(wrap(fmt.Sprintf("Left out: %s: %s.", l.What, l.Why), textWidth))
	}
}

// whereIs names a file or folder; a path is never broken.
func whereIs(what, place string) string {
	if utf8.RuneCountInString(what+" "+place) > textWidth {
		return what + "\n" + place + "\n"
	}
	return what + " " + place + "\n"
}

// wrap breaks a paragraph at spaces into lines of at most width columns where words allow it.
func wrap(s string, width int) string {
	var b strings.Builder
	column := 0
	for word := range strings.FieldsSeq(s) {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
		case column+1+n > width:
			b.WriteString("\n")
			column = 0
		default:
			b.WriteString(" ")
			column++
		}
		b.WriteString(word)
		column += n
	}
	b.WriteString("\n")
	return b.String()
}
