package report

import (
	"fmt"
	"strings"

	"inwork/progression/evaluation"
)

// madeOfSection takes the effect on weekly earnings apart: into employment, hours and hourly pay, and by route.
func madeOfSection(e *evaluation.Evaluation) *section {
	s := &section{Title: "What the effect on earnings is made of"}
	for i := range e.Splits {
		s.Table = append(s.Table, splitTable(e, &e.Splits[i]))
	}
	for i := range e.PayRoutes {
		s.Table = append(s.Table, routesTable(e, &e.PayRoutes[i]))
	}
	return s.when()
}

// splitTable is an arm's effect in three parts, over their sum.
func splitTable(e *evaluation.Evaluation, s *evaluation.Split) *table {
	arm, control := e.Study.Label(s.Arm), e.Study.Label(e.Study.Control)
	t := &table{Figures: "split", Columns: append(columnsOf("Part", "In "+control, "In the arm", "Effect", "Standard error"), column{"95% interval", ranges}),
		Caption: fmt.Sprintf("%s against %s, £ a week at %d weeks. Mean earnings are the share in work, times the usual hours of those in work, times the pounds they earned for each of these hours; a part is what one factor’s difference makes of the product, averaged over the orders in which the three may change (Das Gupta 1978; Shapley’s value), so that the parts add up. Standard errors are by the delta method. %s of %s people in %s and %s of %s in %s are in work; the others have no hours or hourly pay, and count in employment alone. Those in work are not the same people in both arms: hours and pay say where the pounds lie, not what the arm did to given people.",
			arm, control, s.HorizonWeeks, count(s.Treated.Working), count(s.Treated.Persons), arm, count(s.Control.Working), count(s.Control.Persons), control)}
	levels := [3][2]string{
		{number(100*s.Control.Share, 1) + "%", number(100*s.Treated.Share, 1) + "%"},
		{number(s.Control.Hours, 2), number(s.Treated.Hours, 2)}, {number(s.Control.Pay, 2), number(s.Treated.Pay, 2)},
	}
	var rows []row
	for k, p := range s.Parts {
		rows = append(rows, row{Name: p.Name, Head: p.Label, Cells: []string{levels[k][0], levels[k][1], number(p.Estimate, 2), number(p.StdError, 2), number(p.ConfLow, 2) + " to " + number(p.ConfHigh, 2)}})
	}
	rows = append(rows, row{Name: "total", Head: "Effect on weekly earnings", Sum: true, Cells: []string{
		number(s.Control.Share*s.Control.Hours*s.Control.Pay, 2), number(s.Treated.Share*s.Treated.Hours*s.Treated.Pay, 2), number(s.Effect, 2), number(s.StdError, 2), none,
	}})
	if s.Truth != nil {
		t.Columns = append(t.Columns, truthColumns(e)[0])
		total := s.Truth[0] + s.Truth[1] + s.Truth[2]
		for k, truth := range append(s.Truth[:], total) {
			rows[k].Cells = append(rows[k].Cells, number(truth, 2))
		}
	}
	t.Groups = rowsOf(rows)
	return t
}

// routesTable is an arm's effect by what changed pay, in groups of causes over the sum.
func routesTable(e *evaluation.Evaluation, p *evaluation.PayRoutes) *table {
	truth := withTruth(e)
	t := &table{Figures: "routes", Columns: append(append(columnsOf("Route", "Effect", "Standard error"), column{"95% interval", ranges}), truthColumns(e)...),
		Caption: fmt.Sprintf("%s against %s by route, £ a week at %d weeks: each change of pay is booked to what changed it when it happens, in both arms, so that the lines add up to the effect. What people earned before they were randomised differs by chance. A job that ends takes all that it paid by then, whatever had raised that. There are no second jobs.",
			e.Study.Label(p.Arm), e.Study.Label(e.Study.Control), p.HorizonWeeks)}
	line := func(name, head string, sum bool, estimate, stdError, interval, true, monteCarlo string) row {
		r := row{Name: name, Head: head, Sum: sum, Cells: []string{estimate, stdError, interval}}
		if truth {
			r.Cells = append(r.Cells, true, monteCarlo)
		}
		return r
	}
	var list []row
	truths := 0.0
	for _, route := range evaluation.Routes {
		estimate, of := p.Sum(route)
		truths += of
		list = append(list, line(route, strings.ToUpper(route[:1])+route[1:], true, number(estimate, 2), none, none, number(of, 2), none))
		for k := range p.Lines {
			l := &p.Lines[k]
			if l.Route != route {
				continue
			}
			of, monteCarlo := none, none
			if l.Truth != nil {
				of = number(*l.Truth, 2)
			}
			if known(l.MonteCarloError) {
				monteCarlo = number(*l.MonteCarloError, 2)
			}
			list = append(list, line(l.Cause, l.Label, false, number(l.Estimate, 2), number(l.StdError, 2), number(l.ConfLow, 2)+" to "+number(l.ConfHigh, 2), of, monteCarlo))
		}
	}
	list = append(list, line("total", "Effect on weekly earnings", true, number(p.Effect, 2), none, none, number(truths, 2), none))
	t.Groups = rowsOf(list)
	return t
}
