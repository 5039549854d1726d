package report

import (
	"fmt"
	"math"

	"inwork/progression/evaluation"
)

// subgroupsSection is the primary outcome in the groups that were declared.
func subgroupsSection(e *evaluation.Evaluation) *section {
	if len(e.Subgroups) == 0 {
		return nil
	}
	s := &section{Title: "For whom"}
	outcome, unit := labelOf(e, e.Subgroups[0].Outcome), measureOf(e.Subgroups[0].Unit).effectUnit
	if f := figureOf(e, forestPlot); f != nil {
		truth := ""
		if withTruth(e) {
			truth = fmt.Sprintf(", and under it the truth (%s) with two Monte Carlo errors either side", besideIs(e))
		}
		s.Plots = []plot{{figure: f, Caption: fmt.Sprintf("%s %d weeks after randomisation, each arm against %s, in groups by what people were when randomised: the first trial’s estimate with its 95%% interval, which is not adjusted for how many there are%s. That one group’s interval holds zero and another’s does not is no sign that they differ: the interaction test below asks that.",
			outcome, e.Study.MainHorizon(), e.Study.Label(e.Study.Control), truth)}}
	}
	for _, arm := range e.Study.Treatments() {
		t := &table{Figures: "subgroups", Caption: fmt.Sprintf("%s: %s, %s. P-values are adjusted by Holm’s method, those of groups over all groups and arms, those of interactions (Wald tests that all parts have one effect) over all subgroups and arms.", arm.Label, outcome, unit),
			Columns: append(append(columnsOf("Group", "People", "Estimate of pilot", "Standard error"), column{"95% interval", ranges}, column{Head: "p"}, column{Head: "p adjusted"}), truthColumns(e)...)}
		for i := range e.Subgroups {
			if of := &e.Subgroups[i]; of.Arm == arm.Slug {
				t.Groups = append(t.Groups, subgroupRows(e, of))
			}
		}
		if len(t.Groups) > 0 {
			s.Table = append(s.Table, t)
		}
	}
	return s
}

func subgroupRows(e *evaluation.Evaluation, of *evaluation.SubgroupEffects) rowGroup {
	g := rowGroup{Name: of.Name, Title: of.Label + ": not tested"}
	if test := of.Interaction; !math.IsNaN(test.PValue) {
		g.Title = fmt.Sprintf("%s: interaction p %s, adjusted %s", of.Label, probability(test.PValue), probability(test.PAdjusted))
	}
	m := measureOf(of.Unit)
	for i := range of.Parts {
		p := &of.Parts[i]
		cells := []string{count(p.Persons), m.showEffect(p.Estimate), m.showEffect(p.StdError), none, none, none}
		if !math.IsNaN(p.PValue) {
			copy(cells[3:], []string{intervalOf(m, p.ConfLow, p.ConfHigh), probability(p.PValue), probability(p.PAdjusted)})
		}
		if withTruth(e) {
			truth, monteCarlo := none, none
			if p.Truth != nil {
				truth = m.showEffect(*p.Truth)
			}
			if known(p.MonteCarloError) {
				monteCarlo = m.showEffect(*p.MonteCarloError)
			}
			cells = append(cells, truth, monteCarlo)
		}
		note := ""
		if p.Warning != "" {
			note = "Warning: " + p.Warning
		}
		g.Rows = append(g.Rows, row{Head: p.Label, Cells: cells, Note: note})
	}
	return g
}
