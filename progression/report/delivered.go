package report

import (
	"fmt"

	"inwork/progression/evaluation"
)

// doseSection is what arms gave beside what they mean to give.
func doseSection(e *evaluation.Evaluation) *section {
	s := &section{Title: "Dose delivered beside dose intended", Table: some(yearTable(e), reasonsTable(e), supportDelivered(e))}
	return s.when()
}

func yearTable(e *evaluation.Evaluation) *table {
	d := dose(e)
	if d == nil {
		return nil
	}
	t := &table{Figures: "dose-year", Caption: fmt.Sprintf("Dose of the arm, a person and year, in the %d weeks after randomisation, over the trials of all replicates. Intended are the appointments of a person who is in the arm’s support throughout: one in each interval of the arm while support lasts.", d.Weeks),
		Columns: columnsOf("Arm", "People", "Intended", "Kept", "Coach minutes for the arm", "All coach minutes", "Weeks in the band, %")}
	var list []row
	for _, r := range d.Rows {
		list = append(list, row{Head: r.Arm, Cells: []string{r.People, r.IntendedYear, r.KeptYear, r.MinutesYear, r.AllMinutesYear, r.ShareInBand}})
	}
	t.Groups = rowsOf(list)
	return t
}

func reasonsTable(e *evaluation.Evaluation) *table {
	d := dose(e)
	if d == nil {
		return nil
	}
	t := &table{Figures: "dose", Caption: "Why appointments intended were not kept, in appointments of all trials; they add up: intended, less the reasons, is kept. An interval without one has one reason: at its end the person was out of the band or off Universal Credit, waited for her coach, or had failed to attend, or the horizon cut it while she was still due; made up are those kept in no interval of their own. Booked are those that a coach gave time to, kept or missed.",
		Columns: columnsOf("Arm", "Intended", "Out of band", "No time of the coach", "Failed to attend", "Still due", "Made up", "Kept", "Booked", "of these missed")}
	var list []row
	for _, r := range d.Rows {
		list = append(list, row{Head: r.Arm, Cells: []string{r.Intended, r.OutOfBand, r.NoTime, r.FailedToAttend, r.StillDue, r.MadeUp, r.Kept, r.Booked, r.Missed}})
	}
	t.Groups = rowsOf(list)
	return t
}

func supportDelivered(e *evaluation.Evaluation) *table {
	d := support(e)
	if d == nil {
		return nil
	}
	t := &table{Figures: "support", Caption: fmt.Sprintf("Support delivered: means per person in the %d weeks after randomisation, over the trials of all replicates, whether the person stayed on Universal Credit or not. Meetings are those attended: the arm’s contacts and ordinary reviews.", d.Weeks),
		Columns: []column{{"Arm", words}}}
	if d.Designed {
		t.Columns = append(t.Columns, column{"Contacts as designed", words})
	}
	t.Columns = append(t.Columns, columnsOf("", "People", "Meetings attended", "of these, contacts in the arm", "Missed appointments", "Sanctioned at least once, %")[1:]...)
	var list []row
	for _, r := range d.Rows {
		cells := []string{r.Persons, r.Meetings, r.Contacts, r.Missed, r.Sanctioned}
		if d.Designed {
			cells = append([]string{r.Design}, cells...)
		}
		list = append(list, row{Head: r.Arm, Cells: cells})
	}
	t.Groups = rowsOf(list)
	return t
}

// ledgerSection is the way from contact to pay.
func ledgerSection(e *evaluation.Evaluation) *section {
	if len(e.Ledger) == 0 {
		return nil
	}
	treatments := e.Study.Treatments()
	t := &table{Figures: "ledger", Caption: fmt.Sprintf("Mechanism ledger: how often each step from contact to pay happened in the %d weeks after randomisation, for 100 people, over the trials of all replicates; and what an arm has more of it than %s, with its standard error. Differences are of pilot, for the people of the trials; a step is no cause by itself, and steps do not add up to the effect on earnings.", e.Study.MainHorizon(), e.Study.Label(e.Study.Control)),
		Spans: []span{{"", 1}, {"For 100 people", len(e.Study.Arms)}}, Columns: columnsOf("Step")}
	for _, arm := range e.Study.Arms {
		t.Columns = append(t.Columns, column{Head: arm.Label})
	}
	for _, arm := range treatments {
		t.Spans = append(t.Spans, span{arm.Label + " less " + e.Study.Label(e.Study.Control), 2})
		t.Columns = append(t.Columns, column{Head: "difference"}, column{Head: "standard error"})
	}
	control := 0
	for a, arm := range e.Study.Arms {
		if arm.Slug == e.Study.Control {
			control = a
		}
	}
	for i := range e.Ledger {
		l := &e.Ledger[i]
		r := row{Head: l.Label}
		for _, c := range l.Arms {
			r.Cells = append(r.Cells, number(100*c.Mean, 1))
		}
		for a := range e.Study.Arms {
			if a != control {
				difference, stdError := l.Against(a, control)
				r.Cells = append(r.Cells, number(100*difference, 1), number(100*stdError, 1))
			}
		}
		if n := len(t.Groups); n == 0 || t.Groups[n-1].Title != l.Step {
			t.Groups = append(t.Groups, rowGroup{Title: l.Step})
		}
		g := &t.Groups[len(t.Groups)-1]
		g.Rows = append(g.Rows, r)
	}
	return &section{Title: "From contact to pay", Table: some(t)}
}

func coachesSection(e *evaluation.Evaluation) *section {
	f := figureOf(e, coachesPlot)
	if f == nil {
		return nil
	}
	return &section{Title: "Work coaches’ time", Plots: []plot{{figure: f,
		Caption: "Contracted interview minutes a week per coach: appointments of participants in the trial, those of others on the caseload, what is left over, and leave and sickness; in periods of four weeks from the start of recruitment, over the trials of all replicates. Absences have no cover: the claimants of a coach who is away wait. " + waiting(e)}}}
}
