package report

import (
	"fmt"

	"inwork/progression/evaluation"
)

// peopleSection is Table 1 of a trial's report.
func peopleSection(e *evaluation.Evaluation) *section {
	b := balance(e)
	if b == nil {
		return nil
	}
	t := &table{Figures: "balance", Caption: fmt.Sprintf("Table 1. Means in the first trial, and standardised differences from %s: the difference in means over the standard deviation within arms.", e.Study.Label(e.Study.Control)),
		Spans:   []span{{"", 1}, {"Mean", len(b.Arms)}, {"Standardised difference", len(b.Treatments)}},
		Columns: columnsOf("Characteristic")}
	if b.Omnibus != "" {
		t.Caption += " " + b.Omnibus
	}
	for _, arm := range b.Arms {
		t.Columns = append(t.Columns, column{Head: arm.Name + ", n = " + arm.Value})
	}
	for _, arm := range b.Treatments {
		t.Columns = append(t.Columns, column{Head: arm})
	}
	var list []row
	for _, r := range b.Rows {
		list = append(list, row{Name: r.Name, Head: r.Label + ", " + r.Unit, Cells: append(append([]string{}, r.Means...), r.Differences...)})
	}
	t.Groups = rowsOf(list)
	return &section{Title: "People when they were randomised", Table: some(t)}
}

// paySection is the path of pay in the control arm, by what made it.
func paySection(e *evaluation.Evaluation) *section {
	s := &section{Title: "What made pay in the control arm"}
	for _, p := range payTables(e) {
		t := &table{Figures: "pay", Caption: fmt.Sprintf("%s, %s: mean pounds a week of %s people in the four weeks that end at a horizon, and what changed it since the four weeks that ended at randomisation. Lines add up to the penny. A change counts where it happens and at the pay of its day: a job that ends takes all that it paid then. The standard error is of the means at the last horizon.", p.Arm, p.World, p.Persons),
			Spans:   []span{{"", 1}, {"Weeks from randomisation", len(p.Weeks)}, {"", 1}},
			Columns: columnsOf("Pay, £ a week", append(append([]string{}, p.Weeks...), "Standard error, "+p.Weeks[len(p.Weeks)-1])...)}
		var list []row
		for _, r := range p.Rows {
			list = append(list, row{Name: r.Cause, Head: r.Label, Sum: r.Sum, Cells: append(append([]string{}, r.Means...), r.Error[len(r.Error)-1])})
		}
		t.Groups = []rowGroup{{Name: p.Slug, Rows: list}}
		s.Table = append(s.Table, t)
	}
	return s.when()
}
