package report

import (
	"fmt"
	"slices"
	"strings"

	"inwork/progression/evaluation"
)

// useTitles are the uses of published figures, in the order of the page.
var useTitles = []struct{ use, title string }{
	{"validate", "To validate: nothing is fitted to them"},
	{"calibrate", "To calibrate: the model is meant to be near them"},
	{"await-verification", "Await verification: recalled, not fitted"},
	{"context", "Context: derived figures"},
}

// validationSection sets every published figure beside the study. Misses are told before the table.
func validationSection(e *evaluation.Evaluation) *section {
	if e.Britain == nil && len(e.Targets) == 0 {
		return nil // Left out says why
	}
	list := e.Validation()
	s := &section{Title: "Validation beside published figures", Lead: []string{missesText(list)}, Table: some(countsTable(list), validationTable(e, list), notComparedTable(e, list))}
	if e.Britain != nil {
		for _, f := range e.Britain.Shown {
			s.List = append(s.List, shownText(f))
		}
	}
	return s
}

func shownText(f evaluation.Fact) string {
	return fmt.Sprintf("Shown, judged by nothing: %s%s (standard error %s) are %s.", gateNumber(f.Value), f.Unit, gateNumber(f.StdError), f.Of)
}

// missesText says how many figures are met and names those that are not.
func missesText(list []evaluation.Validated) string {
	var compared, judged, hits int
	for _, c := range evaluation.Counts(list) {
		compared, judged, hits = compared+c.Compared, judged+c.Compared-c.Recalled, hits+c.Hits
	}
	var misses []string
	asked := 0
	for _, v := range list {
		if v.Asked && v.Verdict == evaluation.Hit {
			asked++
		}
		if v.Verdict == evaluation.Miss || v.Verdict == evaluation.Outside {
			if !slices.Contains(misses, v.Target.ID) {
				misses = append(misses, v.Target.ID)
			}
		}
	}
	text := fmt.Sprintf("Of %s that the library carries, this study has %d numbers to set beside; %d are judged and %d of these are met.", plural(len(evaluation.Targets()), "published figure"), compared, judged, hits)
	if asked > 0 {
		text += fmt.Sprintf(" Of those met, %d are what the scenario asks for, which says little.", asked)
	}
	switch {
	case judged == 0:
		return text
	case len(misses) == 0:
		return text + " There is no miss among them."
	}
	return text + " Missed: " + strings.Join(misses, ", ") + "."
}

func countsTable(list []evaluation.Validated) *table {
	t := &table{Figures: "validation-counts", Caption: "Figures by use: one of two numbers counts as two, one of two arms once. A figure recalled from memory judges nothing.", Columns: columnsOf("Use", "Figures", "With a simulated number", "Hit", "Miss", "Undecided", "Recalled")}
	var rows []row
	counts := evaluation.Counts(list)
	for _, use := range useTitles {
		for _, c := range counts {
			if c.Use == use.use {
				cells := []string{}
				for _, n := range []int{c.Figures, c.Compared, c.Hits, c.Misses, c.Undecided, c.Recalled} {
					cells = append(cells, count(int64(n)))
				}
				rows = append(rows, row{Head: c.Use, Cells: cells})
			}
		}
	}
	t.Groups = rowsOf(rows)
	return t
}

// shown says whether the table has a figure: one with a number, and of the published trial all that await verification. Beside another study
// they would invite a comparison that means nothing.
func shown(e *evaluation.Evaluation, v *evaluation.Validated) bool {
	return v.Simulated != nil || v.Target.Use == "await-verification" && e.Study.IsPublishedTrial()
}

// validationTable has the figures that are shown.
func validationTable(e *evaluation.Evaluation, list []evaluation.Validated) *table {
	t := &table{Figures: "validation", Caption: "Each published figure, what this study says in its place with a 95% interval (sampling error, people of all replicates), and whether that lies where it is to lie: in the published range or, where none was published, within 15% of a figure that was read and 25% of one that was seen in part.", Stack: true,
		Columns: []column{{"Figure", prose}, {"Published", prose}, {"Seen how", prose}, {"To lie within", ranges}, {Head: "Simulated"}, {"95% interval", ranges}, {"Verdict", prose}, {Head: "Gap"}}}
	for _, use := range useTitles {
		g := rowGroup{Title: use.title}
		for _, v := range list {
			if v.Target.Use == use.use && shown(e, &v) {
				g.Rows = append(g.Rows, validatedRow(e, &v))
			}
		}
		if len(g.Rows) > 0 {
			t.Groups = append(t.Groups, g)
		}
	}
	if len(t.Groups) == 0 {
		return nil
	}
	return t
}

func validatedRow(e *evaluation.Evaluation, v *evaluation.Validated) row {
	within, simulated, interval, gap, verdict, unit := none, none, none, none, string(v.Verdict), v.Unit
	published := v.Target.Text
	if v.Published != nil {
		published = gateNumber(*v.Published)
	}
	if v.Low != nil && v.High != nil {
		within = gateNumber(*v.Low) + " to " + gateNumber(*v.High)
	}
	if v.Simulated != nil {
		simulated = gateNumber(*v.Simulated)
		if v.Low != nil && v.High != nil {
			if by := min(*v.Simulated-*v.Low, 0) + max(*v.Simulated-*v.High, 0); by != 0 {
				gap = gateNumber(by)
			}
		}
	}
	if low, high, ok := v.Interval(); ok && low < high {
		interval = gateNumber(low) + " to " + gateNumber(high)
	}
	if verdict == "" {
		verdict = evaluation.Recalled
	}
	if unit == "" {
		unit = v.Target.Unit
	}
	head := v.Target.ID + ": " + v.Target.Statistic + ", " + unit
	if v.Arm != "" {
		head += " (" + e.Study.Label(v.Arm) + ")"
	}
	return row{Name: v.Target.ID, Head: head, Cells: []string{published, strings.ReplaceAll(string(v.Target.Confidence), "-", " "), within, simulated, interval, verdict, gap}, Note: validatedNote(v)}
}

func validatedNote(v *evaluation.Validated) string {
	note := v.Target.ID + " "
	if v.Simulated == nil {
		note += "has no simulated number: " + v.Why + "."
	} else {
		note += "simulated: " + v.Of
		if v.Rule != "" {
			note += "; to lie within: " + v.Rule
		}
		note += "."
	}
	if v.Asked {
		note += " The scenario asks for it: a hit says little."
	}
	if v.Differs != "" {
		note += " The figure is " + v.Differs + "."
	}
	return note + " Source: " + v.Target.Source
}

// notComparedTable lists, by reason, the figures that no number stands beside and that the table above has not.
func notComparedTable(e *evaluation.Evaluation, list []evaluation.Validated) *table {
	var rows []row
	for _, v := range list {
		if shown(e, &v) {
			continue
		}
		at := slices.IndexFunc(rows, func(r row) bool { return r.Head == v.Why })
		if at < 0 {
			rows = append(rows, row{Head: v.Why, Cells: []string{v.Target.ID}})
			continue
		}
		rows[at].Cells[0] += " " + v.Target.ID
	}
	return &table{Caption: "Published figures that no number of this study stands beside, by the reason.", Stack: true,
		Columns: []column{{"Why it is not compared", prose}, {"Figures", prose}}, Groups: rowsOf(rows)}
}

// evidenceSection says how much rests on assumptions.
func evidenceSection(e *evaluation.Evaluation) *section {
	v := evaluation.TheEvidence()
	s := &section{Title: "How much rests on assumptions"}
	t := &table{Caption: fmt.Sprintf("Variance of the true effect (rollout) on weekly earnings at 52 weeks over %d prior draws, in which every parameter that is inferred (C) or assumed (D) is drawn from its declared range; those measured or published (A, B) are held. A grade’s share is what its parameters have each by itself and in a straight line.", v.Draws),
		Columns: columnsOf("Part", "Parameters", "Share of variance, %", "Standard error", "Share of variance of ranks, %", "Standard error")}
	parts := []struct {
		part  evaluation.EvidencePart
		label string
	}{{evaluation.Assumed, "Assumed (grade D)"}, {evaluation.Inferred, "Inferred from published figures (grade C)"},
		{evaluation.AssumedOfBoth, "Of both, assumed (D)"}, {evaluation.OfMonteCarlo, "Monte Carlo error of the draws"}}
	var seen []string
	for i := range v.Shares {
		if arm := v.Shares[i].Arm; !slices.Contains(seen, arm) {
			seen = append(seen, arm)
			g := rowGroup{Title: e.Study.Label(arm)}
			for _, p := range parts {
				if share := v.Of(arm, p.part); share != nil {
					parameters := none
					if share.Parameters > 0 {
						parameters = fmt.Sprint(share.Parameters)
					}
					g.Rows = append(g.Rows, row{Head: p.label, Cells: []string{parameters, number(100*share.Share, 0), optional(share.StdError, 100, 0), optional(share.OfRanks, 100, 0), optional(share.RanksError, 100, 0)}})
				}
			}
			t.Groups = append(t.Groups, g)
		}
	}
	s.Table = some(t)
	s.Lead = []string{evidenceText(e, v)}
	s.List = []string{"What bends, or acts only together with another parameter, is in no grade’s share but in what is missing to 100%: that too is of grades C and D, for nothing else was drawn.",
		"Shares depend on the declared ranges, which are assumptions themselves, and on the study of the draws: its arms, six districts, half a year of recruitment. A few large effects weigh on shares of variance; on those of ranks they do not.",
		"Interval and Monte Carlo error elsewhere on this page hold none of this."}
	return s
}

func evidenceText(e *evaluation.Evaluation, v *evaluation.Evidence) string {
	text := ""
	if first := v.Of(v.Shares[0].Arm, evaluation.AssumedOfBoth); first != nil && first.StdError != nil {
		alone := v.Of(first.Arm, evaluation.Assumed)
		text = fmt.Sprintf("Of what single parameters do to the effect of %s in straight lines, assumptions (grade D) have %s%% (standard error %s), which is %s%% of the whole variance.",
			e.Study.Label(first.Arm), number(100*first.Share, 0), number(100**first.StdError, 0), number(100*alone.Share, 0))
	}
	if v.Model != e.Study.Model {
		text += fmt.Sprintf(" The draws are of model %s; this study is of model %s.", v.Model, e.Study.Model)
	}
	return text
}
