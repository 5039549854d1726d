package report

import (
	"fmt"
	"math"
	"strings"

	"inwork/progression/evaluation"
)

// textPayPaths prints what made pay in the control arm, a column a horizon, for each world that has it.
func textPayPaths(b *strings.Builder, e *evaluation.Evaluation) {
	for _, t := range payTables(e) {
		b.WriteString("\n" + wrap(fmt.Sprintf("What made pay in %s, %s: mean pounds a week of %s people", t.Arm, t.World, t.Persons), textWidth))
		const label = 52
		line := func(name string, cells []string) {
			fmt.Fprintf(b, "%-*s", label, cut(name, label-1))
			for _, cell := range cells {
				fmt.Fprintf(b, "%9s", cell)
			}
			b.WriteString("\n")
		}
		line("weeks from randomisation", t.Weeks)
		for _, r := range t.Rows {
			line(r.Label, r.Means)
		}
	}
}

// textBritain prints how far the study looks like Britain.
func textBritain(b *strings.Builder, e *evaluation.Evaluation) {
	v := britainOf(e)
	if v == nil {
		return
	}
	b.WriteString("\n" + wrap("Beside published figures of people, jobs and service: "+v.Count, textWidth))
	line := func(cells ...string) {
		fmt.Fprintf(b, "%-5s%10s%9s%10s  %-18s%-5s%8s  %s\n", cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cut(cells[7], 31))
	}
	line("", "simulated", "error", "published", "to lie within", "", "gap", "")
	for _, g := range v.Gates {
		line(g.ID, g.Simulated, g.StdError, g.Published, g.Interval, g.Verdict, g.Gap, g.Unit+": "+g.Statistic)
	}
	for _, s := range v.Shown {
		b.WriteString(wrap(s, textWidth))
	}
	b.WriteString(v.Count + "\n")
	b.WriteString(wrap("Not compared: "+strings.Join(v.reasons(), "; ")+".", textWidth))
}

// A payTable is what made pay in one world.
type payTable struct {
	Slug, World, Arm, Persons string // the world as a slug, and in words
	Weeks                     []string
	Rows                      []payRow
}

// A payRow is a line of it, a mean and its error for each horizon.
type payRow struct {
	Cause, Label string
	Means, Error []string
	Sum          bool
}

func payTables(e *evaluation.Evaluation) []payTable {
	var list []payTable
	for i := range e.PayPaths {
		p := &e.PayPaths[i]
		world := p.World + " world"
		if len(list) == 0 || list[len(list)-1].World != world {
			t := payTable{Slug: p.World, World: world, Arm: e.Study.Label(p.Arm), Persons: count(p.Persons)}
			t.Rows = append(t.Rows, payRow{Cause: p.Start.Cause, Label: p.Start.Label, Sum: true})
			for _, c := range p.Changes {
				t.Rows = append(t.Rows, payRow{Cause: c.Cause, Label: c.Label})
			}
			t.Rows = append(t.Rows, payRow{Cause: "changes", Label: "All changes", Sum: true}, payRow{Cause: "pay", Label: "Pay at the horizon", Sum: true})
			list = append(list, t)
		}
		t := &list[len(list)-1]
		t.Weeks = append(t.Weeks, fmt.Sprint(p.HorizonWeeks))
		put := func(row int, mean, stdError float64) {
			t.Rows[row].Means = append(t.Rows[row].Means, number(mean, 2))
			t.Rows[row].Error = append(t.Rows[row].Error, number(stdError, 2))
		}
		put(0, p.Start.Mean, p.Start.StdError)
		for k, c := range p.Changes {
			put(1+k, c.Mean, c.StdError)
		}
		put(len(p.Changes)+1, p.Change(), math.NaN())
		put(len(p.Changes)+2, p.Pay, math.NaN())
	}
	return list
}

// A britainView is what stands beside published figures, all numbers as text.
type britainView struct {
	Count       string
	Gates       []gateRow
	Shown       []string
	NotCompared []reasonRow
}

type gateRow struct {
	ID, Statistic, Unit, Published, Interval, Simulated, StdError, Verdict, Gap string
}

// A reasonRow is the figures that are not compared for one reason.
type reasonRow struct{ Why, IDs string }

// britainOf is nil without the people that it speaks of.
func britainOf(e *evaluation.Evaluation) *britainView {
	if e.Britain == nil {
		return nil
	}
	v := &britainView{Count: fmt.Sprintf("%d of %d within", e.Britain.Within(), len(e.Britain.Gates))}
	for i := range e.Britain.Gates {
		g := &e.Britain.Gates[i]
		r := gateRow{ID: g.Target.ID, Statistic: g.Target.Statistic, Unit: g.Unit,
			Published: gateNumber(g.Published), Interval: gateNumber(g.Low) + " to " + gateNumber(g.High),
			Simulated: gateNumber(g.Simulated), StdError: gateNumber(g.StdError), Verdict: string(g.Verdict())}
		if !g.Within() {
			r.Gap = gateNumber(g.Gap())
		}
		v.Gates = append(v.Gates, r)
	}
	for _, s := range e.Britain.Shown {
		v.Shown = append(v.Shown, shownText(s))
	}
	for _, n := range e.Britain.NotComputed {
		k := 0
		for k < len(v.NotCompared) && v.NotCompared[k].Why != n.Why {
			k++
		}
		if k == len(v.NotCompared) {
			v.NotCompared = append(v.NotCompared, reasonRow{Why: n.Why})
			v.NotCompared[k].IDs = n.Target.ID
			continue
		}
		v.NotCompared[k].IDs += " " + n.Target.ID
	}
	return v
}

// reasons are the figures that are not compared, by reason.
func (v *britainView) reasons() []string {
	var list []string
	for _, r := range v.NotCompared {
		list = append(list, r.IDs+" ("+r.Why+")")
	}
	return list
}

// gateNumber writes a number with three figures or so, whatever its unit.
func gateNumber(x float64) string {
	switch size := math.Abs(x); {
	case size >= 100:
		return number(x, 0)
	case size >= 10 || size == 0:
		return number(x, 1)
	}
	return number(x, 2)
}
