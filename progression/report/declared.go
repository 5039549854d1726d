package report

import (
	"fmt"

	"inwork/progression/evaluation"
)

// truthColumns are the heads under which the truth stands beside estimates, none where there is none.
func truthColumns(e *evaluation.Evaluation) []column {
	if !withTruth(e) {
		return nil
	}
	return []column{{Head: "Truth: " + besideIs(e)}, {Head: "Monte Carlo error"}}
}

// intervalOf is an interval in the unit of a measure.
func intervalOf(m measure, low, high float64) string {
	return m.showEffect(low) + " to " + m.showEffect(high)
}

// declaredSection is the first trial by what was declared beforehand: the primary outcome, then the secondary ones.
func declaredSection(e *evaluation.Evaluation) *section {
	rows, tests := declaredRows(e)
	if len(rows) == 0 {
		return nil
	}
	t := &table{Figures: "declared", Groups: rowsOf(rows),
		Columns: []column{{"Outcome", prose}, {"Role", words}, {"Arm", words}, {Head: "Mean in " + e.Study.Label(e.Study.Control)}, {Head: "Estimate of pilot"}, {"95% interval", ranges}, {Head: "p"}, {Head: "p adjusted"}},
		Caption: fmt.Sprintf("The first trial’s estimates among all randomised, %d weeks after randomisation. The primary outcome is tested once for each arm and its p-value is not adjusted; those of the secondary outcomes are adjusted together for %d tests, over all arms (Holm 1979). What people out of work do not have counts as 0. Other horizons, further down, test nothing.", e.Study.MainHorizon(), tests)}
	if withTruth(e) {
		t.Columns = append(t.Columns, truthColumns(e)[0])
	}
	return &section{Title: "Judged by what was declared beforehand", Table: some(t)}
}

// declaredRows are the primary outcome and then the secondary ones, and how many of these are tested.
func declaredRows(e *evaluation.Evaluation) (list []row, tests int) {
	for _, role := range []string{evaluation.Primary, evaluation.Secondary} {
		for i := range e.Effects {
			f := &e.Effects[i]
			t := f.First()
			if t == nil || t.Role != role {
				continue
			}
			m, adjusted := measureOf(t.Unit), none
			if t.PAdjusted != nil {
				adjusted = probability(*t.PAdjusted)
				tests++
			}
			r := row{Name: f.Outcome, Head: labelOf(e, f.Outcome) + ", " + m.effectUnit, Cells: []string{
				role, e.Study.Label(f.Arm), m.showLevel(t.ControlMean), m.showEffect(t.Estimate), intervalOf(m, t.ConfLow, t.ConfHigh), probability(t.PValue), adjusted,
			}}
			if truth := beside(f); truth != nil {
				r.Cells = append(r.Cells, m.showEffect(truth.Effect))
			} else if withTruth(e) {
				r.Cells = append(r.Cells, none)
			}
			list = append(list, r)
		}
	}
	return list, tests
}
