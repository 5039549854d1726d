package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"inwork/progression"
	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/sim"
)

var replayVerb = verb{
	name: "replay", args: "DIR", takes: [2]int{1, 1}, needs: []string{"replicate", "claimant"},
	doc: "tell one life again, event by event",
	more: "The person's district is simulated anew from DIR/plan.json, so worlds and tables that were not kept can be looked into as well.\n" +
		"The checksum is the SHA-256 of a line an event: day, kind and detail with a space between. Where the study kept the events\nthey are compared, and a difference is an error.",
	prepare: func(flags *flag.FlagSet) action {
		var at pilot.Place
		flags.IntVar(&at.Replicate, "replicate", 0, "`R`, which simulation of the trial, counted from 0")
		flags.Int64Var(&at.Claimant, "claimant", 0, "`ID` of a randomised person, as in the table claimants")
		flags.StringVar(&at.World, "world", "randomised", "`W`: randomised if left out, control or everyone-ARM")
		flags.IntVar(&at.Point, "point", 0, "`P` of the sweep; 0 if left out")
		return func(ctx context.Context, p *program, args []string) error {
			if err := wantStudy("replay", args[0]); err != nil {
				return err
			}
			life, err := pilot.Replay(ctx, args[0], at)
			var none *pilot.NoSuch
			if errors.As(err, &none) {
				return &wrongUse{verb: "replay: -" + none.Field, found: none.Found, expected: none.Expected, meant: none.Meant}
			}
			if err != nil {
				return err
			}
			tell(p.stdout, life)
			return nil
		}
	},
}

// tell prints a life.
func tell(w io.Writer, l *pilot.Life) {
	b := &l.Baseline
	fmt.Fprintf(w, "claimant %d of %s, replicate %d, world %s\n", l.Claimant, l.District, l.Replicate, l.World)
	fmt.Fprintf(w, "%s\n", inWords(b))
	fmt.Fprintf(w, "randomised %v to %s, treated as %s\n\nevents\n", b.Randomised, b.Assigned, b.Arm)
	tellEvents(w, l)
	fmt.Fprintln(w, "\nassessment periods, pounds")
	tellMonths(w, l.Months)
	fmt.Fprintln(w, "\noutcomes")
	tellOutcomes(w, l.Outcomes)
	checked := "the study kept no events of this world"
	if l.Checked {
		checked = "the same as in the study's tables"
	}
	fmt.Fprintf(w, "\n%s, checksum %s\n%s\n", counted(len(l.Events), "event"), l.Checksum(), checked)
}

// inWords describes a person at randomisation.
func inWords(c *rows.Claimant) string {
	sex, home := "man", "single"
	if c.Female {
		sex = "woman"
	}
	if c.Couple {
		home = "in a couple"
	}
	text := fmt.Sprintf("%s of %d, %s, ", sex, c.AgeYears, home)
	switch {
	case c.Children == 0:
		text += "no children"
	case c.Children == 1:
		text += fmt.Sprintf("a child of %d", *c.YoungestYears)
	default:
		text += fmt.Sprintf("%d children, the youngest %d", c.Children, *c.YoungestYears)
	}
	if c.HourlyPay > 0 {
		return text + fmt.Sprintf(", %s, %.1f hours a week at %s an hour", c.Sector, c.HoursPerWeek, c.HourlyPay)
	}
	return text + ", out of work"
}

func tellEvents(w io.Writer, l *pilot.Life) {
	kinds := map[string]progression.EventKind{}
	for _, kind := range progression.EventKinds() {
		kinds[kind.Name] = kind
	}
	lines := newColumns(w)
	fmt.Fprintln(lines, "  day\tweek\tkind\tdetail")
	for _, e := range l.Events {
		fmt.Fprintf(lines, "  %v\t%d\t%s\t%s\n", e.Day, weeksBetween(l.Baseline.Randomised, e.Day), e.Kind, kinds[e.Kind].InWords(e.Detail))
	}
	lines.Flush()
}

// weeksBetween counts from the day of randomisation, in whole weeks.
func weeksBetween(randomised, day sim.Day) int { return int(day-randomised) / 7 }

func tellMonths(w io.Writer, months []rows.Month) {
	lines := newColumns(w)
	fmt.Fprintln(lines, "  from\tgross\tnet\taward\treduction\thours a week\tan hour\tregime")
	for _, m := range months {
		regime := m.Regime
		if !m.OnUC {
			regime = "off Universal Credit"
		}
		fmt.Fprintf(lines, "  %v\t%s\t%s\t%s\t%s\t%.1f\t%s\t%s\n", m.PeriodStart, m.Gross, m.Net, m.Award, m.Sanction, m.HoursPerWeek, m.HourlyPay, regime)
	}
	lines.Flush()
}

func tellOutcomes(w io.Writer, outcomes []rows.Outcome) {
	lines := newColumns(w)
	fmt.Fprintln(lines, "  weeks\tpounds a week\temployed\thours a week\ton UC\tmeetings\tmissed\tsanctions")
	for _, o := range outcomes {
		fmt.Fprintf(lines, "  %d\t%.2f\t%v\t%.1f\t%v\t%d\t%d\t%d\n", o.HorizonWeeks, float64(o.GrossFourWeeks)/400, o.Employed, o.HoursPerWeek, o.OnUC, o.Meetings, o.Missed, o.Sanctions)
	}
	lines.Flush()
}
