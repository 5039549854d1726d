// Practice asks what a practice of one's own would do: coaches who turn to the employer of those who want more hours, and to what stands in the way of the
// others, beside the trial's moderate support and nobody met at all.
//
//	go run ./examples/practice [-out DIR]
//
// It is the whole way in one file: the practice (hoursFirst), the study that names it, the run, and the effects read from its tables. practice_test.go holds
// the practice to what the model expects of one.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"text/tabwriter"

	"inwork/progression"
	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/table"
)

// hoursFirst is what a coach does in a meeting: she coaches; for who wants more hours she talks to the employer, at length the first time; for who does not
// she starts help with the heaviest barrier.
func hoursFirst(m *progression.Meeting) {
	m.Coach()
	if m.WantsMoreHours {
		switch {
		case !m.Employed || m.Arm == nil || !m.Arm.EmployerCalls:
		case m.First:
			m.MeetEmployer()
		default:
			m.CallEmployer()
		}
		return
	}
	if barrier, severity := m.Worst(); severity > m.Threshold && !m.OnProvision[barrier] {
		m.Refer(barrier)
	}
}

// practices are the program's own. A name is part of what a study is and the code behind it is not: who changes the code changes the name, as in
// hours-first-v2.
var practices = progression.Practices{"hours-first-v1": hoursFirst}

// study is as small as shows a direction: people in the band in four districts in April 2015, followed for a year. Arms that are not spelt out are ready-made.
const study = `
name: practice
replicates: 4
weeks: 52
population: {claimants: 3000, districts: [Essex, Kent, Black Country, Merseyside]}
service: {coaches: 1500}
arms:
  nobody: {like: no-contact}
  moderate: {like: moderate}
  hours-first: {weeks_apart: 8, minutes: 30, employer_calls: true, practice: hours-first-v1}
trial: {control: nobody, recruit: stock, recruit_weeks: 8, horizons: [52], rollout: [{from: 2015-04-06}]}
output: {tables: none}
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir := flag.String("out", "out/practice", "folder for the study; a study there goes on")
	flag.Parse()
	if err := run(ctx, os.Stdout, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "practice:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, dir string, sets ...string) error {
	s, err := scenario.Options{Practices: practices}.Parse("practice", []byte(study), sets...)
	if err != nil {
		return err
	}
	if err := pilot.Run(ctx, s, pilot.Options{Dir: dir}); err != nil {
		return err
	}
	return compare(w, dir)
}

// compare prints the true effects of everybody in an arm against nobody met: each person's difference with herself under the same luck.
func compare(w io.Writer, dir string) error {
	fmt.Fprintln(w, "Everybody in an arm against nobody met: the same people, the same luck. In brackets the Monte Carlo error.")
	fmt.Fprintln(w)
	lines := tabwriter.NewWriter(w, 0, 0, 3, ' ', 0)
	fmt.Fprintln(lines, "arm\tafter a year\tcontrol\teffect\t")
	for batch, err := range table.Read[rows.Truth](filepath.Join(dir, "tables", rows.Truths.Name)) {
		if err != nil {
			return err
		}
		for _, t := range batch {
			if t.Estimand != "rollout" || t.Component != "total" {
				continue
			}
			fmt.Fprintf(lines, "%s\t%s, %s\t%.3f\t%+.3f\t%s\n", t.Arm, t.Outcome, t.Unit, t.ControlMean, t.Effect, inBrackets(t.MonteCarloError))
		}
	}
	return lines.Flush()
}

// inBrackets is the error of an effect, which one district in one replicate has not.
func inBrackets(err *float64) string {
	if err == nil {
		return ""
	}
	return fmt.Sprintf("(%.3f)", *err)
}
