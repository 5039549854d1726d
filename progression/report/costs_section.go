package report

import (
	"fmt"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
)

// costsSection is the cost-benefit analysis: accounts, what they are worth, and what that hangs on.
func costsSection(e *evaluation.Evaluation) *section {
	if len(e.Costs) == 0 {
		return nil
	}
	s := &section{Title: "Costs and benefits", Lead: []string{costsLead(e)}}
	s.Table = append(s.Table, worthTable(e), poundTable(e))
	for _, arm := range e.Study.Treatments() {
		if t := accountsTable(e, arm); t != nil {
			s.Table = append(s.Table, t)
		}
	}
	s.Table = append(s.Table, some(schedulesTable(e), sensitivityTable(e), unitCostsTable(e))...)
	s.List = []string{
		"Society is participants, employers and the exchequer. What others gain or lose by an arm is in no account; it stands under who gains and who loses.",
		"Nothing is assumed of the time after follow-up: a gain that lasts is worth more than is told here, a loss that lasts is worse.",
		"Money is of the day, without a deflator; a Green Book rate is of real terms.",
		"Not counted: taxes on spending, health and wellbeing, crime, how a pound weighs more for poorer people, the administration of awards and sanctions, and people’s own time and ways to appointments.",
	}
	return s
}

// costsLead says in words what society has of each arm.
func costsLead(e *evaluation.Evaluation) (text string) {
	for _, arm := range e.Study.Treatments() {
		a := e.Appraisal(arm.Slug, evaluation.GreenBook, evaluation.Society)
		if a == nil {
			continue
		}
		text += fmt.Sprintf("In the first trial %s costs %s more a participant than %s over %d weeks, coaches and provision; to participants, employers and the exchequer together it is worth %s net (standard error %s)", arm.Label, pounds(a.Support),
			e.Study.Label(e.Study.Control), a.HorizonWeeks, pounds(a.NPV), optional(a.StdError, 1, 2))
		if a.Truth != nil {
			text += fmt.Sprintf(", in truth (%s) %s", a.TruthOf, pounds(*a.Truth))
			if a.MonteCarloError != nil {
				text += fmt.Sprintf(" (Monte Carlo error %s)", number(*a.MonteCarloError, 2))
			}
			text += fmt.Sprintf(" at a cost of %s", pounds(supportOf(e, arm.Slug)))
		}
		text += ". "
	}
	return text + "Amounts are discounted by " + scheduleTitle(evaluation.GreenBook) + "."
}

func scheduleTitle(name string) string {
	for _, s := range evaluation.Schedules() {
		if s.Name == name {
			return s.Title
		}
	}
	return name
}

// worthTable has an arm's net present value to each account.
func worthTable(e *evaluation.Evaluation) *table {
	t := &table{Figures: "appraisals", Caption: fmt.Sprintf("What an arm is worth to each account, £ a participant over %d weeks, discounted. Society is participants, employers and the exchequer together; others are in no account. P above 0 is the probability that the net present value is, by its sampling error alone: it is no p-value. Benefits are the net value but for the cost of support, and so the cost of support at which the net value would be 0; they are set in ratio to that cost, with Fieller’s 95%% set. The last column is the cost of an hour of appointments at which the net value would be 0 (it is %s); a dash where none is low enough, as provision alone costs more than the benefits. Employers have 0 by assumption: output is taken to be worth the labour cost.", e.Study.LastHorizon(), pounds(e.UnitCosts.CoachHour(e.Study.AppointmentHours))),
		Columns: []column{{"Account", words}, {Head: "Net present value"}, {Head: "Standard error"}, {"95% interval", ranges}, {Head: "P above 0"}}}
	t.Columns = append(t.Columns, truthColumns(e)...)
	t.Columns = append(t.Columns, column{Head: "Benefits"}, column{Head: "Benefits over cost"}, column{"Fieller’s set", ranges})
	if withTruth(e) {
		t.Columns = append(t.Columns, column{Head: "Truth of the ratio"})
	}
	t.Columns = append(t.Columns, column{Head: "Break-even hour, £"})
	for _, arm := range e.Study.Treatments() {
		g := rowGroup{Name: arm.Slug, Title: arm.Label + " against " + e.Study.Label(e.Study.Control)}
		for _, account := range evaluation.Accounts() {
			a := e.Appraisal(arm.Slug, evaluation.GreenBook, account.Name)
			if a == nil {
				continue
			}
			cells := []string{number(a.NPV, 2), optional(a.StdError, 1, 2), none, none}
			if a.ConfLow != nil {
				cells[2] = number(*a.ConfLow, 2) + " to " + number(*a.ConfHigh, 2)
			}
			if a.ProbabilityPositive != nil {
				cells[3] = probability(*a.ProbabilityPositive)
			}
			if withTruth(e) {
				cells = append(cells, optional(a.Truth, 1, 2), optional(a.MonteCarloError, 1, 2))
			}
			cells = append(cells, optional(a.Benefit, 1, 2), optional(a.BenefitCostRatio, 1, 3), fieller(a.RatioLow, a.RatioHigh, a.RatioSet, 3))
			if withTruth(e) {
				cells = append(cells, optional(a.TrueRatio, 1, 3))
			}
			g.Rows = append(g.Rows, row{Name: account.Name, Head: account.Label, Cells: append(cells, optional(a.BreakEvenHour, 1, 2))})
		}
		if len(g.Rows) > 0 {
			t.Groups = append(t.Groups, g)
		}
	}
	return t
}

// fieller is a set of ratios in words.
func fieller(low, high *float64, set string, decimals int) string {
	switch set {
	case "between":
		return optional(low, 1, decimals) + " to " + optional(high, 1, decimals)
	case "outside":
		return "up to " + optional(low, 1, decimals) + ", from " + optional(high, 1, decimals)
	case "every":
		return "every ratio"
	}
	return none
}

// poundTable is what a pound of pay cost.
func poundTable(e *evaluation.Evaluation) *table {
	t := &table{Figures: "cost-of-pound", Columns: []column{{"Arm", words}, {Head: "Cost of support"}, {Head: "Gross pay added"}, {Head: "Cost of a pound"}, {"Fieller’s set", ranges}},
		Caption: fmt.Sprintf("What a pound of gross pay cost in support, over %d weeks and discounted. Where the pay that is added may be 0, Fieller’s 95%% set is two ranges with a gap between them.", e.Study.LastHorizon())}
	if withTruth(e) {
		t.Columns = append(t.Columns, column{Head: "Truth: " + besideIs(e)})
	}
	var list []row
	for _, arm := range e.Study.Treatments() {
		if a := e.Appraisal(arm.Slug, evaluation.GreenBook, evaluation.Society); a != nil {
			r := row{Name: arm.Slug, Head: arm.Label, Cells: []string{number(a.Support, 2), number(a.AddedPay, 2), optional(a.CostOfPound, 1, 2), fieller(a.PoundLow, a.PoundHigh, a.PoundSet, 2)}}
			if withTruth(e) {
				r.Cells = append(r.Cells, optional(a.TrueCostOfPound, 1, 2))
			}
			list = append(list, r)
		}
	}
	t.Groups = rowsOf(list)
	return t
}

// accountsTable has the four accounts of an arm, line by line.
func accountsTable(e *evaluation.Evaluation, arm evaluation.Arm) *table {
	t := &table{Figures: "costs", Columns: append(append(columnsOf("Line", "Estimate of pilot", "Standard error"), column{"95% interval", ranges}), truthColumns(e)...),
		Caption: fmt.Sprintf("%s against %s: the accounts, £ a participant over %d weeks, discounted, after the layout of the Department for Work and Pensions’ social cost-benefit analysis (Fujiwara 2010). What one account pays another is a transfer and cancels in society’s, which is the sum of the others and, line by line, what is produced less what it takes.%s", arm.Label, e.Study.Label(e.Study.Control), e.Study.LastHorizon(), shared(e))}
	for _, account := range evaluation.Accounts() {
		g := rowGroup{Name: account.Name, Title: account.Label}
		for _, l := range account.Lines {
			c := e.Cost(arm.Slug, evaluation.GreenBook, account.Name, l.Name)
			if c == nil {
				return nil
			}
			g.Rows = append(g.Rows, row{Name: l.Name, Head: l.Label, Sum: l.Name == evaluation.TotalLine, Cells: costCells(e, c)})
		}
		t.Groups = append(t.Groups, g)
	}
	return t
}

// shared says why support costs less in truth than in a trial, where that truth is of everyone.
func shared(e *evaluation.Evaluation) string {
	if !withTruth(e) || hasPilot(e) {
		return ""
	}
	return " The truth is of everyone in the arm, who share coaches and places of provision; in the trial fewer do, and get more of them each: the two need not agree."
}

func costCells(e *evaluation.Evaluation, c *rows.Cost) []string {
	cells := []string{number(c.Estimate, 2), optional(c.StdError, 1, 2), none}
	if c.ConfLow != nil {
		cells[2] = number(*c.ConfLow, 2) + " to " + number(*c.ConfHigh, 2)
	}
	if withTruth(e) {
		cells = append(cells, optional(c.Truth, 1, 2), optional(c.MonteCarloError, 1, 2))
	}
	return cells
}

// schedulesTable is the net present value by schedule of discount.
func schedulesTable(e *evaluation.Evaluation) *table {
	t := &table{Figures: "schedules", Columns: []column{{"Schedule", prose}}, Caption: "Net present value by schedule of discount, £ a participant: " + truthOrEstimate(e) + "."}
	var arms []evaluation.Arm
	for _, arm := range e.Study.Treatments() {
		if e.Appraisal(arm.Slug, evaluation.GreenBook, evaluation.Society) != nil {
			arms = append(arms, arm)
			for _, account := range []string{"exchequer", "society"} {
				t.Columns = append(t.Columns, column{Head: arm.Label + ", " + account})
			}
		}
	}
	var list []row
	for _, s := range evaluation.Schedules() {
		r := row{Name: s.Name, Head: s.Title, Note: s.Source}
		for _, arm := range arms {
			for _, account := range []string{evaluation.Exchequer, evaluation.Society} {
				a := e.Appraisal(arm.Slug, s.Name, account)
				r.Cells = append(r.Cells, number(evaluation.TruthOr(a.Truth, a.NPV), 2))
			}
		}
		list = append(list, r)
	}
	t.Groups = rowsOf(list)
	return t
}

// truthOrEstimate says of what a table is that has one number where others have both.
func truthOrEstimate(e *evaluation.Evaluation) string {
	if withTruth(e) {
		return "the truth (" + besideIs(e) + ")"
	}
	return "the first trial’s estimate of pilot"
}

// sensitivityTable is the net present value at the ends of each unit cost's range.
func sensitivityTable(e *evaluation.Evaluation) *table {
	t := &table{Figures: "sensitivity", Columns: []column{{"Unit cost", prose}, {Head: "Low"}, {Head: "High"}, {Head: "Exchequer, at low"}, {Head: "at high"}, {Head: "Society, at low"}, {Head: "at high"}},
		Caption: "Net present value at the ends of the range of one unit cost, the others as they are, £ a participant, discounted: " + truthOrEstimate(e) + "."}
	for _, s := range e.Sensitivities() { // by arm and cost
		if n := len(t.Groups); n == 0 || t.Groups[n-1].Name != s.Arm {
			t.Groups = append(t.Groups, rowGroup{Name: s.Arm, Title: e.Study.Label(s.Arm)})
		}
		g := &t.Groups[len(t.Groups)-1]
		if n := len(g.Rows); n == 0 || g.Rows[n-1].Name != s.Cost.Name {
			g.Rows = append(g.Rows, row{Name: s.Cost.Name, Head: s.Cost.Name, Cells: []string{plain(s.Cost.Low), plain(s.Cost.High)}})
		}
		r := &g.Rows[len(g.Rows)-1]
		r.Cells = append(r.Cells, number(s.AtLow, 2), number(s.AtHigh, 2))
	}
	if len(t.Groups) == 0 {
		return nil
	}
	return t
}

// plain is a unit cost as it was given.
func plain(x float64) string { return fmt.Sprintf("%v", x) }

// unitCostsTable says at what support was priced.
func unitCostsTable(e *evaluation.Evaluation) *table {
	t := &table{Figures: "unit-costs", Stack: true, Columns: []column{{"Unit cost", prose}, {Head: "Value"}, {"Unit", prose}, {"Grade", words}, {"Source", prose}},
		Caption: fmt.Sprintf("What support is priced at (grade B published, C inferred, D assumed). An hour of appointments costs %s: a post’s year over the %s hours of appointments that it gives in one, so that what coaches do besides is in the price. What provision costs is the scenario’s, all of it assumed. inwork evaluate -unit-costs takes costs of your own.", pounds(e.UnitCosts.CoachHour(e.Study.AppointmentHours)), number(e.Study.AppointmentHours*e.UnitCosts.Value(evaluation.CoachAppointments), 0))}
	var list []row
	for _, c := range e.UnitCosts {
		list = append(list, row{Name: c.Name, Head: c.Name, Cells: []string{plain(c.Value), c.Unit, c.Grade, c.Source}})
	}
	t.Groups = rowsOf(list)
	return t
}
