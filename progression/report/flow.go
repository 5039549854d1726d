package report

import (
	"fmt"

	"inwork/progression/evaluation"
)

// A step is a box of the way of people through the trial, or several beside each other.
type step struct {
	Name     string
	Lines    []string
	Branches []step
}

// flowSection is the flow of participants as CONSORT has it (Schulz, Altman and Moher 2010, figure 1).
func flowSection(e *evaluation.Evaluation) *section {
	f := e.Flow
	if f == nil || f.Randomised == 0 {
		return nil
	}
	return &section{Title: "Flow of participants", Steps: flowSteps(e), Table: some(flowTable(e))}
}

func flowSteps(e *evaluation.Evaluation) (steps []step) {
	f := e.Flow
	if f.Caseload > 0 {
		steps = append(steps, step{Name: "Caseload: " + count(f.Caseload), Lines: []string{"claimants whom the coaches of the districts have at a time, participants among them"}})
	}
	if f.Candidates > 0 {
		steps = append(steps, step{Name: "Drawn: " + count(f.Candidates), Lines: []string{"people who may become eligible in the time of recruitment"}})
	}
	randomised := step{Name: "Eligible, recruited and randomised: " + count(f.Randomised), Lines: []string{"in work, on Universal Credit, in the light touch band, at a jobcentre that recruits"}}
	switch {
	case f.Wanted > f.Randomised:
		randomised.Lines = append(randomised.Lines, fmt.Sprintf("%s of %s wanted: fewer became eligible", count(f.Randomised), count(f.Wanted)))
	case f.Wanted > 0:
		randomised.Lines = append(randomised.Lines, "all places taken; who became eligible later is not counted by the tables, and nobody refuses")
	}
	steps = append(steps, randomised)
	branches := step{}
	for _, a := range f.Arms {
		branches.Branches = append(branches.Branches, step{Name: e.Study.Label(a.Arm) + ": " + count(a.Randomised), Lines: []string{
			count(a.Observed) + " with an outcome at " + plural(e.Study.MainHorizon(), "week")}})
	}
	return append(steps, branches)
}

func flowTable(e *evaluation.Evaluation) *table {
	t := &table{Caption: fmt.Sprintf("The first trial’s people %d weeks after randomisation. Seen are those who kept an appointment of the arm.", e.Study.MainHorizon()),
		Spans:   []span{{"", 5}, {"On Universal Credit", 2}, {"Off it", 2}},
		Columns: columnsOf("Arm", "Randomised", "With an outcome", "Seen", "Sanctioned", "in work", "out of work", "in work", "out of work")}
	var list []row
	for _, a := range e.Flow.Arms {
		list = append(list, row{Head: e.Study.Label(a.Arm), Cells: []string{count(a.Randomised), count(a.Observed), count(a.Seen), count(a.Sanctioned),
			count(a.OnUCInWork), count(a.OnUCOutOfWork), count(a.OffUCInWork), count(a.OffUCOutOfWork)}})
	}
	t.Groups = rowsOf(list)
	return t
}
