package report

import (
	"fmt"

	"inwork/progression/evaluation"
)

// gainsSection says who keeps what an arm adds, and who has more and who less for it.
func gainsSection(e *evaluation.Evaluation) *section {
	return (&section{Title: "Who gains and who loses", Table: some(keptTable(e), gainsTable(e), bystandersTable(e))}).when()
}

// keptTable follows what an arm adds to gross pay to the household, line by line.
func keptTable(e *evaluation.Evaluation) *table {
	t := &table{Figures: "kept", Columns: columnsOf("Line"), Spans: []span{{"", 1}}}
	var arms []string
	of := "the first trial’s estimate of pilot"
	for _, arm := range e.Study.Treatments() {
		if pay := e.Cost(arm.Slug, evaluation.Undiscounted, evaluation.Participant, "gross_pay"); pay != nil {
			arms = append(arms, arm.Slug)
			t.Spans = append(t.Spans, span{arm.Label, 2})
			t.Columns = append(t.Columns, column{Head: "£"}, column{Head: "of each £ of gross pay"})
			if pay.Truth != nil {
				of = "the truth (" + pay.TruthOf + ")"
			}
		}
	}
	if len(arms) == 0 {
		return nil
	}
	t.Caption = fmt.Sprintf("What each arm adds to a participant’s gross pay in %d weeks and what becomes of it, against %s: %s, £ a participant, not discounted. Below 0 is lost to her benefit unit, that is to herself and a partner. Sanctions depend on appointments and not on pay; they stand here because they too come out of what an arm adds.", e.Study.LastHorizon(), e.Study.Label(e.Study.Control), of)
	account := evaluation.Accounts()[0]
	var list []row
	for _, l := range account.Lines {
		r := row{Name: l.Name, Head: l.Label, Sum: l.Name == evaluation.TotalLine}
		for _, arm := range arms {
			of := func(line string) float64 {
				c := e.Cost(arm, evaluation.Undiscounted, account.Name, line)
				return evaluation.TruthOr(c.Truth, c.Estimate)
			}
			amount, share := of(l.Name), none
			if pay := of("gross_pay"); pay > 0 {
				share = number(amount/pay, 2)
			}
			r.Cells = append(r.Cells, number(amount, 2), share)
		}
		list = append(list, r)
	}
	list[len(list)-1].Head = "Left to the benefit unit"
	t.Groups = rowsOf(list)
	return t
}

var peopleTitles = map[string]string{
	evaluation.Everybody: "All participants", evaluation.NotMore: "Sanctioned no more often than under control", evaluation.Sanctioned: "Sanctioned more often than under control",
	evaluation.Untreated: "Those who stay in control while others are treated",
}

// gainsTable says how many have more and how many less.
func gainsTable(e *evaluation.Evaluation) *table {
	if len(e.Gains) == 0 {
		return nil
	}
	t := &table{Figures: "gains", Columns: columnsOf("People", "Persons", "Better off %", "Worse off %", "Mean gain, £ a week", "Monte Carlo error", "Mean of the better off", "Mean of the worse off"),
		Caption: fmt.Sprintf("Each person of all replicates beside herself in another world of the same luck, by what her benefit unit has in %d weeks of pay after tax and National Insurance, and of Universal Credit, less childcare and travel. Better off is who has at least a pound a week more, worse off who has at least a pound a week less; the others have about the same. Means of few people say little. Whom an arm has sanctioned is an effect of it, known here and in no trial.", e.Gains[0].HorizonWeeks)}
	var g *rowGroup
	for i := range e.Gains {
		x := &e.Gains[i]
		if g == nil || g.Name != x.Arm {
			title := fmt.Sprintf("%s against %s: %s", e.Study.Label(x.Arm), e.Study.Label(e.Study.Control), x.Estimand)
			if x.People == evaluation.Untreated {
				title = "In the trial, against a world in which everybody is in " + e.Study.Label(e.Study.Control)
			}
			t.Groups = append(t.Groups, rowGroup{Name: x.Arm, Title: title})
			g = &t.Groups[len(t.Groups)-1]
		}
		g.Rows = append(g.Rows, row{Name: x.People, Head: peopleTitles[x.People], Cells: []string{count(x.Persons), number(100*x.Better, 1), number(100*x.Worse, 1), number(x.Mean, 2),
			optional(x.MonteCarloError, 1, 2), optional(x.MeanBetter, 1, 2), optional(x.MeanWorse, 1, 2)}})
	}
	return t
}

// bystandersTable says what the arms do to others: who gets the posts and the coaches' time.
func bystandersTable(e *evaluation.Evaluation) *table {
	if len(e.Bystanders) == 0 {
		return nil
	}
	t := &table{Figures: "bystanders", Columns: columnsOf("What", "Difference", "Monte Carlo error", "In the control world"),
		Caption: "What others gain and lose: differences from a world in which everybody is in " + e.Study.Label(e.Study.Control) + ", for every 100 participants, from the start of recruitment to the end of follow-up, in live worlds of the same luck. Posts are vacancies filled, and the last column has all of the districts’, whoever got them. Posts that participants get somebody else does not, unless there are more of them; coaches’ hours for participants that nobody else lacks were unused. Where only some are treated, figures are for fewer people and not to be compared with the others’."}
	for _, b := range e.Bystanders {
		g := rowGroup{Name: b.Arm, Title: "Everyone in " + e.Study.Label(b.Arm) + " (rollout)"}
		if b.Arm == e.Study.Control {
			g.Title = "The trial as it was, for every 100 people in other arms than " + e.Study.Label(b.Arm)
		}
		for _, l := range b.Lines {
			g.Rows = append(g.Rows, row{Name: l.Name, Head: l.Label, Cells: []string{number(l.Effect, 2), optional(l.MonteCarloError, 1, 2), number(l.Control, 2)}})
		}
		t.Groups = append(t.Groups, g)
	}
	return t
}
