package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
)

// estimandSection says what is estimated before anything is: the trial in the form of a target trial (Hernan and Robins 2016, with the
// intercurrent events of ICH E9(R1)), and the three effects that a number on the page may be of.
func estimandSection(e *evaluation.Evaluation) *section {
	return &section{Title: "What is estimated",
		Lead:  []string{"The first table is the simulated trial; the second has the three effects of an arm that are kept apart on this page. A trial’s estimate is of pilot and of its own people; it is no estimate of the other two."},
		Table: some(targetTrial(e), estimandTable(e))}
}

func targetTrial(e *evaluation.Evaluation) *table {
	t := &table{Caption: "The trial", Stack: true, Columns: []column{{"Element", words}, {"In this study", prose}}}
	var list []row
	put := func(head, text string) {
		if text != "" {
			list = append(list, row{Head: head, Cells: []string{text}})
		}
	}
	s := &e.Study
	put("Population", population(s))
	for _, arm := range s.Treatments() {
		put("Strategy: "+arm.Label, strategy(s, arm))
	}
	for _, arm := range s.Arms {
		if arm.Slug == s.Control {
			put("Control: "+arm.Label, strategy(s, arm))
		}
	}
	put("Assignment", assignment(s))
	put("Outcome and its source", fmt.Sprintf("Weekly earnings: a quarter of the gross pay that employers report in the four weeks that end %d weeks after randomisation, of everyone randomised, nothing where there was no pay.", s.MainHorizon()))
	put("Contrast", "Mean in the arm less mean in "+s.Label(s.Control)+", as assigned (intention to treat).")
	put("Off Universal Credit", offUC(e))
	put("Out of the earnings band", outOfBand(e))
	put("Sanctions", sanctions(e))
	put("Lost to follow-up", lost(e))
	t.Groups = rowsOf(list)
	return t
}

func population(s *evaluation.Study) string {
	p := s.Protocol
	text := "People in work on Universal Credit whose earnings put them in the light touch band, at a jobcentre that recruits"
	if p == nil {
		return text + "."
	}
	from := "drawn from published figures of " + p.Population.Era
	if p.Population.Microdata != nil && p.Population.Microdata != "none" {
		from = "drawn from the user’s own people"
	}
	who := "as they are first seen there"
	if p.Trial.Recruit == "stock" {
		who = "who are there when their jobcentre joins"
	}
	text += fmt.Sprintf(", %s, in %s; taken %s in the %s from %s", from, plural(len(p.Population.Districts), "district"), who, plural(p.Trial.RecruitWeeks, "week"), dateText(s.Start.Date()))
	if stages := stages(p); stages != "" {
		text += ": " + stages
	}
	return text + "."
}

// stages says which jobcentres recruit from when; empty when all do from the first day.
func stages(p *evaluation.Protocol) string {
	if len(p.Trial.Rollout) < 2 {
		return ""
	}
	var list []string
	for _, stage := range p.Trial.Rollout {
		offices := "all jobcentres"
		if stage.Offices > 0 {
			offices = plural(stage.Offices, "jobcentre")
		}
		list = append(list, offices+" from "+dateText(stage.From.Date()))
	}
	return strings.Join(list, ", then ")
}

// strategy is what an arm is to give, as far as the plan says it.
func strategy(s *evaluation.Study, arm evaluation.Arm) string {
	if s.Protocol == nil {
		return ""
	}
	a, known := s.Protocol.Arms[arm.Slug]
	if !known {
		return ""
	}
	if a.Channel == "none" {
		return "No appointments of the arm; ordinary reviews only."
	}
	text := fmt.Sprintf("Appointments %s, every %s", channelText(a.Channel), plural(a.WeeksApart, "week"))
	if a.Contacts > 0 {
		text += fmt.Sprintf(", %d in all", a.Contacts)
	}
	text += fmt.Sprintf(", %d minutes", a.Minutes)
	if a.FirstMinutes > 0 {
		text += fmt.Sprintf(" (the first %d)", a.FirstMinutes)
	}
	text += ", for " + plural(a.DurationWeeks, "week") + ", "
	if a.Mandatory {
		text += "mandatory"
	} else {
		text += "voluntary"
	}
	if a.While == "band" {
		text += "; only while earnings are in the band"
	}
	for _, extra := range []struct {
		is   bool
		text string
	}{{a.EmployerCalls, "calls to the employer"}, {a.Specialist, "a specialist coach"}} {
		if extra.is {
			text += "; " + extra.text
		}
	}
	return text + "."
}

func channelText(channel string) string {
	switch channel {
	case "face_to_face":
		return "face to face"
	case "telephone":
		return "by telephone"
	case "digital":
		return "in the journal"
	case "group":
		return "in a group"
	}
	return channel
}

func assignment(s *evaluation.Study) string {
	unit := strings.ReplaceAll(s.Unit, "_", " ")
	text := "At random, " + unit + " by " + unit
	var shares []string
	for _, arm := range s.Arms {
		if arm.Share > 0 {
			shares = append(shares, number(arm.Share, 2)+" to "+arm.Label)
		}
	}
	if equalShares(s) {
		return text + ", in equal shares; nobody changes arm."
	}
	if len(shares) > 1 {
		text += ", by weights of " + list(shares)
	}
	return text + "; nobody changes arm."
}

func equalShares(s *evaluation.Study) bool {
	for _, arm := range s.Arms {
		if arm.Share == 0 || arm.Share != s.Arms[0].Share {
			return false
		}
	}
	return true
}

func offUC(e *evaluation.Evaluation) string {
	return "Outcomes are kept: pay is observed on Universal Credit or off it" + byArm(e, "off it at the horizon", func(a *evaluation.FlowArm) int64 { return a.OffUCInWork + a.OffUCOutOfWork }) + "."
}

func sanctions(e *evaluation.Evaluation) string {
	return "Part of the strategy: what they do to pay is in the effect" + byArm(e, "sanctioned at least once by the horizon", func(a *evaluation.FlowArm) int64 { return a.Sanctioned }) + "."
}

func outOfBand(e *evaluation.Evaluation) string {
	text := "Outcomes are kept; an arm’s support stops there and goes on when the person is back, where its strategy says so"
	var list []string
	for i := range e.Dose {
		if d := &e.Dose[i]; d.Weeks > 0 {
			list = append(list, number(100*d.ShareInBand(), 1)+"% in "+e.Study.Label(d.Arm))
		}
	}
	if len(list) > 0 {
		text += "; weeks in the band: " + strings.Join(list, ", ")
	}
	return text + "."
}

func lost(e *evaluation.Evaluation) string {
	if e.Flow == nil {
		return ""
	}
	var missing int64
	for _, a := range e.Flow.Arms {
		missing += a.Randomised - a.Observed
	}
	if missing == 0 {
		return "Nobody: pay comes from employers’ reports, which the model has of everyone."
	}
	return count(missing) + " people of the first trial have no outcome at the horizon."
}

// byArm gives a share of each arm's people in the first trial, behind a colon.
func byArm(e *evaluation.Evaluation, what string, of func(*evaluation.FlowArm) int64) string {
	if e.Flow == nil {
		return ""
	}
	var list []string
	for i := range e.Flow.Arms {
		if a := &e.Flow.Arms[i]; a.Observed > 0 {
			list = append(list, number(100*float64(of(a))/float64(a.Observed), 1)+"% in "+e.Study.Label(a.Arm))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "; " + what + ": " + strings.Join(list, ", ")
}

// estimandTable has the three effects.
func estimandTable(e *evaluation.Evaluation) *table {
	control := e.Study.Label(e.Study.Control)
	pilot, everyone := "not known", "not known"
	if e.Flow != nil && !math.IsNaN(e.Flow.Everyone()) {
		pilot = percentText(e.Flow.Saturation(e.Study.Control)) + " of the caseload is ever in an arm other than " + control
		everyone = percentText(e.Flow.Everyone()) + " of the caseload: all who are randomised; others keep the ordinary service"
	}
	return &table{Caption: "The effects of an arm. Saturation is over all claimants whom coaches have at a time.", Stack: true,
		Columns: []column{{"Estimand", words}, {"One participant", prose}, {"Interference: the others", prose}, {"Saturation", prose}, {"Whose effect", prose}, {"In this study", prose}},
		Groups: rowsOf([]row{
			{Head: "pilot", Cells: []string{"in the arm instead of " + control, "as in the trial’s own world, whose queues and vacancies the participant takes as they were", pilot,
				pilotScope(e), pilotKnown(e)}},
			{Head: "single", Cells: []string{"in the arm instead of " + control, "all in " + control, "none: one person", scopeOf(e, singleTruth), knownOr(e, singleTruth, "true effect known")}},
			{Head: "rollout", Cells: []string{"in the arm, as everyone in the study, instead of everyone in " + control, "in the arm too: queues, places of provision, vacancies and employers’ hours are shared by all", everyone,
				scopeOf(e, rolloutTruth), knownOr(e, rolloutTruth, "true effect known")}},
		})}
}

func percentText(x float64) string { return number(100*x, 1) + "%" }

func pilotTruth(f *evaluation.Effect) *rows.Truth { return f.Pilot }

func rolloutTruth(f *evaluation.Effect) *rows.Truth { return f.Truth }

func singleTruth(f *evaluation.Effect) *rows.Truth {
	if f.Parts == nil {
		return nil
	}
	return &f.Parts.Single
}

// scopeText says whom an effect is of.
func scopeText(scope string) string {
	switch scope {
	case rows.FiniteSample:
		return "the people of the trial (finite sample)"
	case rows.Population:
		return "people as the scenario draws them (population)"
	}
	return "people not named by the tables"
}

// scopeOf is that of the first such truth.
func scopeOf(e *evaluation.Evaluation, of func(*evaluation.Effect) *rows.Truth) string {
	i := slices.IndexFunc(e.Effects, func(f evaluation.Effect) bool { return of(&f) != nil })
	if i < 0 {
		return scopeText(rows.Population)
	}
	return scopeText(of(&e.Effects[i]).Scope)
}

func knownOr(e *evaluation.Evaluation, of func(*evaluation.Effect) *rows.Truth, yes string) string {
	if slices.ContainsFunc(e.Effects, func(f evaluation.Effect) bool { return of(&f) != nil }) {
		return yes
	}
	return "not simulated"
}

// pilotScope is that of the estimates, and of the truth where it is known.
func pilotScope(e *evaluation.Evaluation) string {
	text := "of an estimate: " + scopeText(rows.FiniteSample)
	if hasPilot(e) {
		text += "; of the truth: " + scopeOf(e, pilotTruth)
	}
	return text
}

func pilotKnown(e *evaluation.Evaluation) string {
	return "estimated by each simulated trial; " + knownOr(e, pilotTruth, "true effect known, and bias is scored on it") + map[bool]string{false: " as a true effect (truth.worlds: split does)"}[hasPilot(e)]
}
