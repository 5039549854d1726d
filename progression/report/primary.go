package report

import (
	"fmt"
	"slices"

	"inwork/progression/evaluation"
)

// The marks of the plot of effects.
const (
	estimateLook  = `<svg width="14" height="14" aria-hidden="true"><circle class="dot c" cx="7" cy="7" r="4.5"/></svg>`
	truthLook     = `<svg width="14" height="14" aria-hidden="true"><polygon class="truth" points="7,2 12,7 7,12 2,7"/></svg>`
	publishedLook = `<svg width="14" height="14" aria-hidden="true"><rect class="published" x="3" y="3" width="8" height="8"/></svg>`
)

func withTruth(e *evaluation.Evaluation) bool {
	return slices.ContainsFunc(e.Effects, func(f evaluation.Effect) bool { return beside(&f) != nil })
}

func withPublished(e *evaluation.Evaluation) bool {
	return slices.ContainsFunc(e.Effects, func(f evaluation.Effect) bool { return f.Published != nil })
}

// primarySection is weekly earnings: what the first trial estimates, beside what is true.
func primarySection(e *evaluation.Evaluation) *section {
	f := figureOf(e, effectsPlot)
	if f == nil {
		return nil
	}
	control := e.Study.Label(e.Study.Control)
	p := plot{figure: f, Legend: []legend{{estimateLook, "estimate of the first trial, with its 95% interval"}},
		Caption: fmt.Sprintf("Each arm against %s. The interval is sampling error: how far one trial of this size may miss.", control)}
	if withTruth(e) {
		p.Legend = append(p.Legend, legend{truthLook, "truth, with two Monte Carlo errors either side"})
		p.Caption += " " + besideText(e) + " Its Monte Carlo error is a standard error over the simulated districts and replicates; it says nothing about the trial."
	}
	if withPublished(e) {
		p.Legend = append(p.Legend, legend{publishedLook, "published figure with its mark"})
		p.Caption += " Figures marked recalled were not read in a published report, and nothing was fitted to them."
	}
	return &section{Title: "Effects on weekly earnings", Plots: []plot{p}, Table: some(primaryTable(e), biasTable(e))}
}

// besideText says which truth stands beside the estimates.
func besideText(e *evaluation.Evaluation) string {
	control := e.Study.Label(e.Study.Control)
	if hasPilot(e) {
		return fmt.Sprintf("The truth here is pilot: a participant in the arm against the same one in %s, each a taker of what the trial’s world recorded, the same people with the same luck. It is what the trial estimates.", control)
	}
	return fmt.Sprintf("The truth here is rollout: everyone in the arm against everyone in %s, the same people with the same luck. It is not the estimand of the trial: it contains displacement between the people of the trial, which a comparison inside one trial does not measure, so the two need not agree.", control)
}

// primaryTable is what the plot shows, in numbers: it stands for the plot where that is not seen.
func primaryTable(e *evaluation.Evaluation) *table {
	for _, g := range effectGroups(e) {
		if g.Outcome == labelOf(e, headline) {
			return effectsTable(e, []effectGroup{g}, "Weekly earnings in numbers, £ a week: the first trial’s estimate")
		}
	}
	return nil
}

// effectsTable has estimates, each under the name of what it estimates, with the truth beside it.
func effectsTable(e *evaluation.Evaluation, groups []effectGroup, what string) *table {
	t := &table{Figures: "effects", Caption: what + " of pilot, for the people of that trial (finite sample)", Columns: columnsOf("Arm", "Weeks", "Mean in "+e.Study.Label(e.Study.Control), "Estimate of pilot", "Standard error")}
	t.Columns = append(t.Columns, column{"95% interval", ranges}, column{Head: "p"})
	truth := withTruth(e)
	if truth {
		of := beside
		t.Columns = append(t.Columns, column{Head: "Truth: " + besideIs(e)}, column{Head: "Monte Carlo error"})
		t.Caption += fmt.Sprintf(", and the truth: %s, of %s", besideIs(e), scopeOf(e, of))
	}
	t.Caption += ". Standard errors are sampling errors of one trial"
	if truth {
		t.Caption += "; Monte Carlo errors are of the truth, over the simulated districts and replicates"
	}
	t.Caption += "."
	for _, g := range groups {
		var list []row
		for _, r := range g.Rows {
			cells := []string{r.Weeks, r.ControlMean, r.Estimate, r.StdError, r.Interval, r.PValue}
			if truth {
				cells = append(cells, r.Truth, r.MonteCarlo)
			}
			note := ""
			if r.Warning != "" {
				note = "Warning: " + r.Warning
			}
			list = append(list, row{Head: r.Arm, Cells: cells, Note: note})
		}
		title := ""
		if g.Outcome != labelOf(e, headline) {
			title = g.Outcome + ", " + g.Unit
			if g.Unit != g.EffectUnit {
				title += "; effects in " + g.EffectUnit
			}
		}
		t.Groups = append(t.Groups, rowGroup{Name: g.Name, Title: title, Rows: list})
	}
	return t
}

// biasTable sets the trials beside what they estimate.
func biasTable(e *evaluation.Evaluation) *table {
	list := biasRows(e)
	if len(list) == 0 {
		return nil
	}
	t := &table{Figures: "bias", Caption: "The trial beside what it estimates: weekly earnings, £ a week, the mean of the simulated trials’ estimates, and pilot, which is the true effect that a trial estimates. The standard error is sampling error of the mean, and z is bias over it: pilot is of the people who are in the trials, so that its Monte Carlo error, which says how far other people would move it, has no part in z. Trials are judged on pilot alone; rollout is another estimand.",
		Columns: columnsOf("Arm", "Weeks", "Estimate, mean of trials", "Truth: pilot", "Monte Carlo error", "Bias", "Standard error", "z", "95% interval holds pilot")}
	var rows []row
	for _, r := range list {
		rows = append(rows, row{Head: r.Arm, Cells: []string{r.Weeks, r.Estimate, r.Pilot, r.MonteCarlo, r.Bias, r.StdError, r.Z, r.Covered}})
	}
	t.Groups = rowsOf(rows)
	return t
}

func overTimeSection(e *evaluation.Evaluation) *section {
	f := figureOf(e, earningsPlot)
	if f == nil {
		return nil
	}
	return &section{Title: "Earnings by arm over time", Plots: []plot{{figure: f,
		Caption: "Mean gross pay of an assessment period as pounds a week, zeros kept, over the trials of all replicates; month 0 is the period in which people were randomised. Bands are 95% intervals of each mean. Wage floors rise each April, which shows as steps, softened where people were recruited over many months. The axis need not start at zero."}}}
}

func partsSection(e *evaluation.Evaluation) *section {
	parts := partsTables(e)
	if len(parts) == 0 {
		return nil
	}
	control := e.Study.Label(e.Study.Control)
	t := &table{Figures: "parts", Caption: fmt.Sprintf("Weekly earnings, £ a week: rollout, everyone in the arm against everyone in %s, as single, one person treated alone while all others are in %s, and what others make of it: the queue (coaches’ time and places of provision) and the market (vacancies and employers), released one after the other in both orders. Interaction is what a part is more when it is released second. Monte Carlo errors are over the simulated districts and replicates.", control, control),
		Columns: columnsOf("Estimand: part", "Queue released first", "Monte Carlo error", "Market released first", "Monte Carlo error")}
	for _, p := range parts {
		var list []row
		for _, l := range p.Lines {
			list = append(list, row{Head: l.Estimand, Cells: []string{l.QueueFirst, l.QueueFirstMC, l.MarketFirst, l.MarketFirstMC}, Sum: l.Estimand == "rollout: total"})
		}
		t.Groups = append(t.Groups, rowGroup{Title: fmt.Sprintf("%s, %d weeks", p.Arm, p.Weeks), Rows: list})
	}
	return &section{Title: "From one person to everybody", Table: some(t)}
}

// outcomesSection has all outcomes but weekly earnings, which have a section of their own.
func outcomesSection(e *evaluation.Evaluation) *section {
	groups := slices.DeleteFunc(effectGroups(e), func(g effectGroup) bool { return g.Outcome == labelOf(e, headline) })
	if len(groups) == 0 {
		return nil
	}
	return &section{Title: "Effects on other outcomes", Table: some(effectsTable(e, groups, "Other outcomes, among all randomised: the first trial’s estimates"))}
}

func individualsSection(e *evaluation.Evaluation) *section {
	list := individuals(e)
	if len(list) == 0 {
		return nil
	}
	t := &table{Caption: fmt.Sprintf("True effects (rollout, finite sample) on single people, each a mean over the lucks in which she was randomised, %d at least. The standard deviation without noise is that of the true effects: the variance of the people’s means less the mean of their squared Monte Carlo errors. The share above 0 is given where noise is less than a tenth of that variance: else it carries people across zero.", evaluation.MinLucks),
		Columns: append([]column{{"Outcome", words}, {"Arm", words}}, columnsOf("", "People", "Lucks", "Mean effect", "SD of means", "Monte Carlo noise", "SD without noise", "Above 0, %")[1:]...)}
	var rows []row
	for _, r := range list {
		rows = append(rows, row{Head: r.Outcome, Cells: []string{r.Arm, r.Persons, r.Lucks, r.Mean, r.Known, r.Noise, r.SD, r.Positive}})
	}
	t.Groups = rowsOf(rows)
	return &section{Title: "How people differ", Table: some(t)}
}
