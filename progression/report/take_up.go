package report

import (
	"fmt"
	"slices"
	"strings"

	"inwork/progression/evaluation"
)

// A takeUpRow is an effect of taking up an arm's offer.
type takeUpRow struct {
	Arm, Uptake, Outcome, Treated, Control, F, Estimate, StdError, Interval, Warnings string
}

func takeUpRows(e *evaluation.Evaluation) (list []takeUpRow) {
	for i := range e.TakeUps {
		t := &e.TakeUps[i]
		m := measureOf(t.Unit)
		var warnings []string
		for _, w := range t.Warnings {
			warnings = append(warnings, w.Error())
		}
		list = append(list, takeUpRow{Arm: e.Study.Label(t.Arm), Uptake: t.Label, Outcome: labelOf(e, t.Outcome) + ", " + m.effectUnit,
			Treated: number(100*t.Treated, 1), Control: number(100*t.Control, 1), F: number(t.FirstStageF, 1), Estimate: m.showEffect(t.Estimate),
			StdError: m.showEffect(t.StdError), Interval: intervalOf(m, t.ConfLow, t.ConfHigh), Warnings: strings.Join(slices.Compact(warnings), "; ")})
	}
	return list
}

// takeUpSection never shows the number without what it rests on; it is there only where taking up was declared.
func takeUpSection(e *evaluation.Evaluation) *section {
	list := takeUpRows(e)
	if len(list) == 0 {
		return nil
	}
	t := &table{Figures: "take-up", Caption: fmt.Sprintf("Two-stage least squares with assignment as the instrument, %d weeks after randomisation, in the first trial.", e.Study.MainHorizon()),
		Columns: []column{{"Arm", words}, {"Took it up who", words}, {Head: "In the arm, %"}, {Head: "In " + e.Study.Label(e.Study.Control) + ", %"}, {Head: "First-stage F"}, {"Outcome", words}, {Head: "Effect"}, {Head: "Standard error"}, {"95% interval", ranges}}}
	var rows []row
	for _, r := range list {
		note := ""
		if r.Warnings != "" {
			note = "Warning: " + r.Warnings
		}
		rows = append(rows, row{Head: r.Arm, Cells: []string{r.Uptake, r.Treated, r.Control, r.F, r.Outcome, r.Estimate, r.StdError, r.Interval}, Note: note})
	}
	t.Groups = rowsOf(rows)
	return &section{Title: "Effect of taking up the offer", Lead: []string{"Warning: " + evaluation.Exclusion + "."}, Table: some(t)}
}

// textTakeUps prints the effects of taking up the offer, never without what they rest on; nothing unless they were declared.
func textTakeUps(b *strings.Builder, e *evaluation.Evaluation) {
	list := takeUpRows(e)
	if len(list) == 0 {
		return
	}
	b.WriteString("\n" + wrap(fmt.Sprintf("Effect of taking up the offer at %d weeks, for who %s: %s", e.Study.MainHorizon(), list[0].Uptake, list[0].Outcome), textWidth))
	line := columns(b, "%-20s%10s%10s%11s%10s%24s")
	line("", "took up", "in", "estimate", "standard", "95% interval")
	line("", "in arm, %", "control, %", "", "error", "")
	for _, r := range list {
		line(cut(r.Arm, 18), r.Treated, r.Control, r.Estimate, r.StdError, r.Interval)
		b.WriteString(wrap("First-stage F "+r.F+". "+r.Warnings, textWidth))
	}
	b.WriteString(wrap("Warning: "+evaluation.Exclusion+".", textWidth))
}
