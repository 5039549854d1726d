package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"inwork/progression/evaluation"
)

// declared is what the page shows of the first trial by what was declared beforehand; each part is empty where there is nothing of it.
type declared struct {
	Weeks     int
	Control   string
	WithTruth bool
	Outcomes  []declaredRow
	Tests     int // secondary tests that are adjusted together
	Splits    []splitTable
	Routes    []routesTable
	Forest    *figure
	Subgroups []subgroupTable
	Primary   string // outcome of the subgroups
	Unit      string
	TakeUps   []takeUpRow
	Exclusion string
}

func declaredOf(e *evaluation.Evaluation) *declared {
	d := &declared{Weeks: e.Study.MainHorizon(), Control: e.Study.Label(e.Study.Control), Exclusion: evaluation.Exclusion}
	d.Outcomes, d.Tests = declaredRows(e)
	d.Splits, d.Routes = splitTables(e), routesTables(e)
	d.Subgroups = subgroupTables(e)
	if len(e.Subgroups) > 0 {
		d.Primary, d.Unit = labelOf(e, e.Subgroups[0].Outcome), measureOf(e.Subgroups[0].Unit).effectUnit
		d.Forest = figureOf(e, forestPlot)
	}
	d.TakeUps = takeUpRows(e)
	for i := range e.Effects {
		d.WithTruth = d.WithTruth || beside(&e.Effects[i]) != nil
	}
	return d
}

// A declaredRow is one outcome and arm; numbers in the unit beside the outcome.
type declaredRow struct {
	Role, Outcome, Unit, Arm, ControlMean, Estimate, Interval, PValue, PAdjusted, Truth string
}

// declaredRows are the primary outcome and then the secondary ones, and how many of these are tested.
func declaredRows(e *evaluation.Evaluation) (list []declaredRow, tests int) {
	for _, role := range []string{evaluation.Primary, evaluation.Secondary} {
		for i := range e.Effects {
			f := &e.Effects[i]
			t := f.First()
			if t == nil || t.Role != role {
				continue
			}
			m := measureOf(t.Unit)
			r := declaredRow{Role: role, Outcome: labelOf(e, f.Outcome), Unit: m.effectUnit, Arm: e.Study.Label(f.Arm), ControlMean: m.showLevel(t.ControlMean),
				Estimate: m.showEffect(t.Estimate), Interval: m.showEffect(t.ConfLow) + " to " + m.showEffect(t.ConfHigh),
				PValue: probability(t.PValue), PAdjusted: none, Truth: none}
			if t.PAdjusted != nil {
				r.PAdjusted = probability(*t.PAdjusted)
				tests++
			}
			if truth := beside(f); truth != nil {
				r.Truth = m.showEffect(truth.Effect)
			}
			list = append(list, r)
		}
	}
	return list, tests
}

// A splitTable is an arm's effect on weekly earnings in three parts.
type splitTable struct {
	Arm, Working string
	Rows         []splitRow
}

type splitRow struct {
	Label, Control, Arm, Estimate, StdError, Interval, Truth string
	Sum                                                      bool
}

func splitTables(e *evaluation.Evaluation) (list []splitTable) {
	for i := range e.Splits {
		s := &e.Splits[i]
		t := splitTable{Arm: e.Study.Label(s.Arm), Working: fmt.Sprintf("%s of %s people in %s and %s of %s in %s are in work; the others have no hours or hourly pay, and count in employment alone.",
			count(s.Treated.Working), count(s.Treated.Persons), e.Study.Label(s.Arm), count(s.Control.Working), count(s.Control.Persons), e.Study.Label(e.Study.Control))}
		levels := [3][2]string{
			{number(100*s.Control.Share, 1) + "%", number(100*s.Treated.Share, 1) + "%"},
			{number(s.Control.Hours, 2), number(s.Treated.Hours, 2)}, {number(s.Control.Pay, 2), number(s.Treated.Pay, 2)},
		}
		truth := math.NaN()
		if s.Truth != nil {
			truth = s.Truth[0] + s.Truth[1] + s.Truth[2]
		}
		for k, p := range s.Parts {
			r := splitRow{Label: p.Label, Control: levels[k][0], Arm: levels[k][1], Estimate: number(p.Estimate, 2), StdError: number(p.StdError, 2),
				Interval: number(p.ConfLow, 2) + " to " + number(p.ConfHigh, 2), Truth: none}
			if s.Truth != nil {
				r.Truth = number(s.Truth[k], 2)
			}
			t.Rows = append(t.Rows, r)
		}
		t.Rows = append(t.Rows, splitRow{Label: "Effect on weekly earnings", Control: number(s.Control.Share*s.Control.Hours*s.Control.Pay, 2),
			Arm: number(s.Treated.Share*s.Treated.Hours*s.Treated.Pay, 2), Estimate: number(s.Effect, 2), StdError: number(s.StdError, 2), Interval: none, Truth: number(truth, 2), Sum: true})
		list = append(list, t)
	}
	return list
}

// A routesTable is an arm's effect on weekly earnings by what changed pay.
type routesTable struct {
	Arm           string
	Groups        []routesGroup
	Effect, Truth string
}

type routesGroup struct {
	Label, Estimate, Truth string
	Rows                   []routesRow
}

type routesRow struct{ Label, Estimate, StdError, Interval, Truth, MonteCarlo string }

func routesTables(e *evaluation.Evaluation) (list []routesTable) {
	for i := range e.PayRoutes {
		p := &e.PayRoutes[i]
		t, truths := routesTable{Arm: e.Study.Label(p.Arm), Effect: number(p.Effect, 2)}, 0.0
		for _, route := range evaluation.Routes {
			estimate, truth := p.Sum(route)
			truths += truth
			g := routesGroup{Label: strings.ToUpper(route[:1]) + route[1:], Estimate: number(estimate, 2), Truth: number(truth, 2)}
			for k := range p.Lines {
				if p.Lines[k].Route == route {
					g.Rows = append(g.Rows, routesRowOf(&p.Lines[k]))
				}
			}
			t.Groups = append(t.Groups, g)
		}
		t.Truth = number(truths, 2)
		list = append(list, t)
	}
	return list
}

func routesRowOf(l *evaluation.RouteLine) routesRow {
	r := routesRow{l.Label, number(l.Estimate, 2), number(l.StdError, 2), number(l.ConfLow, 2) + " to " + number(l.ConfHigh, 2), none, none}
	if l.Truth != nil {
		r.Truth = number(*l.Truth, 2)
	}
	if known(l.MonteCarloError) {
		r.MonteCarlo = number(*l.MonteCarloError, 2)
	}
	return r
}

// A subgroupTable is an arm's effects in the parts of all subgroups.
type subgroupTable struct {
	Arm    string
	Groups []subgroupGroup
}

type subgroupGroup struct {
	Label, Interaction string
	Rows               []subgroupRow
}

type subgroupRow struct {
	Label, Persons, Estimate, StdError, Interval, PValue, PAdjusted, Truth, MonteCarlo, Warning string
}

func subgroupTables(e *evaluation.Evaluation) (list []subgroupTable) {
	for _, arm := range e.Study.Treatments() {
		t := subgroupTable{Arm: arm.Label}
		for i := range e.Subgroups {
			if of := &e.Subgroups[i]; of.Arm == arm.Slug {
				t.Groups = append(t.Groups, subgroupGroupOf(of))
			}
		}
		if len(t.Groups) > 0 {
			list = append(list, t)
		}
	}
	return list
}

func subgroupGroupOf(of *evaluation.SubgroupEffects) subgroupGroup {
	g := subgroupGroup{Label: of.Label, Interaction: "not tested"}
	if test := of.Interaction; !math.IsNaN(test.PValue) {
		g.Interaction = fmt.Sprintf("interaction p %s, adjusted %s", probability(test.PValue), probability(test.PAdjusted))
	}
	m := measureOf(of.Unit)
	for i := range of.Parts {
		p := &of.Parts[i]
		r := subgroupRow{Label: p.Label, Persons: count(p.Persons), Estimate: m.showEffect(p.Estimate), StdError: m.showEffect(p.StdError), Interval: none,
			PValue: none, PAdjusted: none, Truth: none, MonteCarlo: none, Warning: p.Warning}
		if !math.IsNaN(p.PValue) {
			r.Interval = m.showEffect(p.ConfLow) + " to " + m.showEffect(p.ConfHigh)
			r.PValue, r.PAdjusted = probability(p.PValue), probability(p.PAdjusted)
		}
		if p.Truth != nil {
			r.Truth = m.showEffect(*p.Truth)
		}
		if known(p.MonteCarloError) {
			r.MonteCarlo = m.showEffect(*p.MonteCarloError)
		}
		g.Rows = append(g.Rows, r)
	}
	return g
}

// A takeUpRow is an effect of taking up an arm's offer.
type takeUpRow struct {
	Arm, Uptake, Outcome, Treated, Control, F, Estimate, StdError, Interval, Warnings string
}

func takeUpRows(e *evaluation.Evaluation) (list []takeUpRow) {
	for i := range e.TakeUps {
		t := &e.TakeUps[i]
		m := measureOf(t.Unit)
		var warnings []string
		for _, w := range t.Warnings {
			warnings = append(warnings, w.Error())
		}
		list = append(list, takeUpRow{Arm: e.Study.Label(t.Arm), Uptake: t.Label, Outcome: labelOf(e, t.Outcome) + ", " + m.effectUnit,
			Treated: number(100*t.Treated, 1), Control: number(100*t.Control, 1), F: number(t.FirstStageF, 1), Estimate: m.showEffect(t.Estimate),
			StdError: m.showEffect(t.StdError), Interval: m.showEffect(t.ConfLow) + " to " + m.showEffect(t.ConfHigh), Warnings: strings.Join(slices.Compact(warnings), "; ")})
	}
	return list
}

// textTakeUps prints the effects of taking up the offer, never without what they rest on; nothing unless they were declared.
func textTakeUps(b *strings.Builder, e *evaluation.Evaluation) {
	list := takeUpRows(e)
	if len(list) == 0 {
		return
	}
	b.WriteString("\n" + wrap(fmt.Sprintf("Effect of taking up the offer at %d weeks, for who %s: %s", e.Study.MainHorizon(), list[0].Uptake, list[0].Outcome), textWidth))
	line := columns(b, "%-20s%10s%10s%11s%10s%24s")
	line("", "took up", "in", "estimate", "standard", "95% interval")
	line("", "in arm, %", "control, %", "", "error", "")
	for _, r := range list {
		line(cut(r.Arm, 18), r.Treated, r.Control, r.Estimate, r.StdError, r.Interval)
		b.WriteString(wrap("First-stage F "+r.F+". "+r.Warnings, textWidth))
	}
	b.WriteString(wrap("Warning: "+evaluation.Exclusion+".", textWidth))
}
