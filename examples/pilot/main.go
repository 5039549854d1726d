// Pilot simulates the in-work progression trial of 2015 to 2018, evaluates it
// as its evaluators did, and sets what the trial found beside what was true.
//
//	go run ./examples/pilot [-out DIR]
//
// It is the shortest way through the library: a scenario, a run, an evaluation,
// a report. Copy it and change the scenario.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"inwork/progression/evaluation"
	"inwork/progression/pilot"
	"inwork/progression/report"
	"inwork/progression/scenario"
)

const defaultDir = "out/pilot"

func main() {
	dir := flag.String("out", defaultDir, "folder for the study; a study that is there goes on")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := simulate(ctx, filepath.Clean(*dir)); err != nil {
		fmt.Fprintln(os.Stderr, "pilot:", err)
		os.Exit(1)
	}
}

func simulate(ctx context.Context, dir string) error {
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
	progress := func(p pilot.Progress) {
		fmt.Fprintf(os.Stderr, "\r%d of %d districts", p.Done, p.Total)
	}
	err = pilot.Run(ctx, s, pilot.Options{Dir: dir, Progress: progress})
	fmt.Fprintln(os.Stderr)
	if err != nil {
		return err
	}

	// The evaluation reads nothing but the tables.
	e, err := evaluation.Evaluate(ctx, dir)
	if err != nil {
		return err
	}

	// The report: a table here, a page in the folder.
	if err := report.WriteText(os.Stdout, e); err != nil {
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
	fmt.Printf(next, page, filepath.ToSlash(dir))
	return nil
}

const next = `
Next
  the page    %s, in any browser
  the tables  duckdb -c "SELECT arm, horizon_weeks, avg(gross_four_weeks_pence) / 400 AS pounds_a_week
                FROM '%s/tables/outcomes/world=randomised/**/*.parquet' GROUP BY ALL ORDER BY ALL"
  the words   go run ./progression/cmd/inwork describe
`

// empty removes the study of an earlier call, and nothing that is not one.
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
	return os.RemoveAll(dir)
}
