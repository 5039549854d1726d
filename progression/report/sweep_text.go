package report

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"inwork/progression/evaluation"
)

// text prints the main outcome at the main horizon, a line a point and arm.
func (s *sweep) text(b *strings.Builder) {
	first := &s.points[0].Study
	b.WriteString(wrap(fmt.Sprintf("%s: effects on weekly earnings %d weeks after randomisation, each arm against %s, pounds a week",
		first.Name, first.MainHorizon(), first.Label(first.Control)), textWidth))
	b.WriteString(wrap(fmt.Sprintf("%d points of a sweep, %s of the trial at each, %s people randomised in the first of them, seed %d",
		len(s.points), plural(first.Replicates, "replicate"), s.persons(), first.Seed), textWidth))
	if short := s.shortfalls(); short != "" {
		b.WriteString(wrap(short, textWidth))
	}
	if len(s.same) > 0 {
		b.WriteString(wrap("At all points: "+settingsText(s.same)+".", textWidth))
	}
	b.WriteString("\n")
	s.textTable(b)
	s.textNotes(b)
}

func settingsText(list []evaluation.Setting) string {
	texts := make([]string, len(list))
	for i, set := range list {
		texts[i] = set.Key + " " + cut(set.Text(), settingLetters)
	}
	return strings.Join(texts, ", ")
}

// textTable has a column a setting where they all fit, and else names a point's settings above its lines.
func (s *sweep) textTable(b *strings.Builder) {
	const label = 20 // of an arm, as in the table of one point
	columns, room := s.textColumns(), textWidth-label-45
	if columns.width() > room {
		s.textBlocks(b, label)
		return
	}
	columns.line(b, append([]string{"point"}, s.names...), label, "", "estimate", "standard", "truth", "Monte Carlo")
	columns.line(b, nil, label, "", "(mean)", "error", "(rollout)", "error")
	for _, at := range s.points {
		cells := append([]string{fmt.Sprint(at.Study.Point)}, s.values(at)...)
		for _, r := range s.rows(at) {
			columns.line(b, cells, label, r.Arm, r.Estimate, r.StdError, r.Truth, r.MonteCarlo)
			cells = nil
		}
	}
}

// textBlocks is the table of a sweep whose settings are too wide for columns.
func (s *sweep) textBlocks(b *strings.Builder, label int) {
	none := textColumns{}
	none.line(b, nil, label, "", "estimate", "standard", "truth", "Monte Carlo")
	none.line(b, nil, label, "", "(mean)", "error", "(rollout)", "error")
	for _, at := range s.points {
		b.WriteString(wrap(s.heading(at), textWidth))
		for _, r := range s.rows(at) {
			none.line(b, nil, label, r.Arm, r.Estimate, r.StdError, r.Truth, r.MonteCarlo)
		}
	}
}

// textColumns are the widths of the point's number and its settings.
type textColumns []int

func (s *sweep) textColumns() textColumns {
	widths := textColumns{len("point")}
	for i, key := range s.keys {
		width := utf8.RuneCountInString(s.names[i])
		for _, at := range s.points {
			width = max(width, utf8.RuneCountInString(valueAt(at, key)))
		}
		widths = append(widths, width)
	}
	return widths
}

// width is that of all columns with the two spaces behind each.
func (c textColumns) width() int {
	sum := 0
	for _, width := range c {
		sum += width + 2
	}
	return sum
}

// line writes a row; a column without cell is blank.
func (c textColumns) line(b *strings.Builder, cells []string, label int, arm string, numbers ...any) {
	var line strings.Builder
	for i, width := range c {
		cell := ""
		if i < len(cells) {
			cell = cells[i]
		}
		fmt.Fprintf(&line, "%*s  ", width, cell)
	}
	fmt.Fprintf(&line, "%-*s", label, cut(arm, label-2))
	fmt.Fprintf(&line, "%11s%10s%11s%13s", numbers...)
	b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
}

const sweepNote = `
estimate        mean over the simulated trials; in each, the arm's mean less the control arm's among
                all randomised
standard error  sampling error: how far the estimate of one trial of this size misses
truth           rollout: everyone in the arm against everyone in the control arm, the same people
                with the same luck. It is not the estimand of the trial: it contains queues and
                displacement, which a trial's own comparison does not measure
Monte Carlo     standard error of the truth over the simulated districts and replicates; it says
                nothing about the trial
points          share their luck, and their people where no setting changes who takes part: a
                difference between two points is surer than the errors of either suggest
`

func (s *sweep) textNotes(b *strings.Builder) {
	b.WriteString(sweepNote)
	head := fmt.Sprintf("%-16s", "settings")
	for i, name := range s.names {
		if name != s.keys[i] {
			b.WriteString(whereIs(head+name+" is", s.keys[i]))
			head = fmt.Sprintf("%-16s", "")
		}
	}
	dir := cmp.Or(filepath.ToSlash(s.points[0].Study.Dir), ".")
	b.WriteString("\n" + whereIs("All outcomes, horizons and trials, by point: see", path.Join(dir, "estimates/estimates.parquet")))
	b.WriteString(whereIs("Each point in full, and a picture of all: inwork report", dir))
	for _, l := range s.leftOut() {
		b.WriteString(wrap(fmt.Sprintf("Left out: %s: %s.", l.What, l.Why), textWidth))
	}
}
