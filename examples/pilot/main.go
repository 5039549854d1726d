// Pilot simulates the in-work progression trial of 2015 to 2018, evaluates it
// as its evaluators did, and sets what the trial found beside what was true.
//
//	go run ./examples/pilot [-out DIR]
//
// The default folder, out/pilot, starts afresh; a study in another folder goes on.
//
// It is the shortest way through the library: a scenario, a run, an evaluation,
// a report. Copy it and change the scenario.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"inwork/progression/evaluation"
	"inwork/progression/pilot"
	"inwork/progression/report"
	"inwork/progression/scenario"
)

const (
	defaultDir = "out/pilot"
	usage      = "folder for the study: the default folder starts afresh; a study in another folder goes on"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := call(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// call does what the command line says and returns the exit status.
func call(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("pilot", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", defaultDir, usage)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case flags.NArg() > 0:
		fmt.Fprintf(stderr, "pilot: found the argument %s, expected none but -out DIR\n", flags.Arg(0))
		return 2
	}
	dir := filepath.Clean(*out)
	err := simulate(ctx, dir, stdout, stderr)
	switch {
	case err == nil:
		return 0
	case ctx.Err() != nil && dir == filepath.Clean(defaultDir):
		fmt.Fprintln(stderr, "pilot: interrupted; run again to start afresh, or with -out DIR to be able to go on")
		return 130
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "pilot: interrupted; run again to go on")
		return 130
	}
	fmt.Fprintln(stderr, "pilot:", err)
	return 1
}

func simulate(ctx context.Context, dir string, stdout, stderr io.Writer) error {
	if dir == filepath.Clean(defaultDir) {
		if err := empty(dir); err != nil {
			return err
		}
	}

	// The scenario: any of its keys may be changed, here or in a file of your own (scenario.Load).
	s, err := scenario.Parse("trial-2015.yaml", scenario.Default())
	if err != nil {
		return err
	}

	// The run: districts one after the other, in the worlds that the scenario asks for, into tables.
	p := newProgress(stderr)
	err = pilot.Run(ctx, s, pilot.Options{Dir: dir, Progress: p.show})
	p.end()
	if err != nil {
		return err
	}

	// The evaluation reads nothing but the tables.
	e, err := evaluation.Evaluate(ctx, dir)
	if err != nil {
		return err
	}

	// The report: a table here, a page in the folder.
	if err := report.WriteText(stdout, e); err != nil {
		return err
	}
	page := filepath.Join(dir, "report.html")
	f, err := os.Create(page)
	if err != nil {
		return err
	}
	if err := errors.Join(report.Write(f, e), f.Close()); err != nil {
		return err
	}
	fmt.Fprintf(stdout, next, page, filepath.ToSlash(dir))
	return nil
}

const next = `
Next
  the page    %s, in any browser
  the tables  duckdb -c "SELECT arm, avg(gross_four_weeks_pence) / 400 AS pounds_a_week
                FROM '%s/tables/outcomes/world=randomised/point=0/replicate=0/part-*.parquet'
                WHERE horizon_weeks = 52 GROUP BY arm ORDER BY arm"
              (the estimates at 52 weeks are differences from the control arm, minimal)
  the words   go run ./progression/cmd/inwork describe
`

// made is what a study, its evaluation and its report leave in a folder. The plan is the last to go: it says whose the
// others are.
var made = []string{"report.html", "estimates", "tables", "chunks", "manifest.json", "plan.json"}

// empty removes the study of an earlier call, and nothing else that is there.
func empty(dir string) error {
	switch entries, err := os.ReadDir(dir); {
	case errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, "plan.json")); err != nil {
		return fmt.Errorf("%s holds something else than a study (no plan.json): move it, or give another folder with -out", dir)
	}
	for _, name := range made {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}
