package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"inwork/progression/evaluation"
	"inwork/progression/pilot"
	"inwork/progression/report"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/table"
)

// The modes of a diagnosis: of a study's stored outcomes, or by simulating every trial.
const (
	byAssignment = "assign"
	byWorlds     = "full"
)

var diagnoseVerb = verb{
	name: "diagnose", args: "DIR|SCENARIO", takes: [2]int{1, 1}, needs: []string{"mode"},
	doc: "run a trial again and again: bias, coverage, power",
	more: "inwork diagnose DIR -mode assign assigns the people of one simulated trial again and gives each the outcome stored for the arm drawn:\n" +
		"it takes seconds, and holds the people, their luck and what everybody else does. DIR must be of a study with truth.worlds: split.\n" +
		"inwork diagnose SCENARIO -mode full simulates every trial, and its true effects, anew; with vary: [luck, assignment] all are of the same\n" +
		"people. It takes -runs times as long as one replicate; with -out it goes on where it was stopped, and keeps the study.\n" +
		"Both print what the estimates are held against and what is held, and write DIR/estimates/diagnosis.parquet (inwork describe diagnosis).",
	prepare: func(flags *flag.FlagSet) action {
		var d diagnose
		flags.StringVar(&d.mode, "mode", "", "`assign|full`: stored outcomes of DIR, or every trial of SCENARIO simulated")
		flags.IntVar(&d.options.Runs, "runs", evaluation.DefaultRuns, "`N` trials")
		flags.IntVar(&d.options.Replicate, "replicate", 0, "`R`: whose people are assigned again (assign)")
		flags.IntVar(&d.options.Point, "point", 0, "`P` of the sweep (assign)")
		flags.StringVar(&d.options.Outcome, "outcome", "", "`Y`: earnings_week if left out")
		flags.IntVar(&d.options.HorizonWeeks, "horizon", 0, "`W` weeks from randomisation; 52, or else the last, if left out")
		flags.IntVar(&d.options.Workers, "workers", 0, "`N` at once; one a processor if left out")
		flags.StringVar(&d.format, "format", "text", "`text|csv`: tables to read, or the table diagnosis")
		d.sets = setsFlag(flags)
		flags.StringVar(&d.out, "out", "", "`DIR` for the study, new or of an earlier diagnosis; one that is removed if left out (full)")
		return func(ctx context.Context, p *program, args []string) error {
			given := map[string]bool{}
			flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
			if err := d.check(given); err != nil {
				return err
			}
			if d.options.Workers == 0 {
				d.options.Workers = runtime.GOMAXPROCS(0)
			}
			if d.mode == byAssignment {
				return d.assign(ctx, p, args[0])
			}
			return d.full(ctx, p, args[0])
		}
	},
}

// diagnose is one call of the verb.
type diagnose struct {
	mode, format, out string
	sets              *repeated
	options           evaluation.DiagnosisOptions
}

// onlyIn lists the flags that one mode has.
var onlyIn = map[string][]string{byAssignment: {"replicate", "point"}, byWorlds: {"out", "set"}}

func (d *diagnose) check(given map[string]bool) error {
	refuse := func(found, expected, meant string) error {
		return &wrongUse{verb: "diagnose", found: found, expected: expected, meant: meant}
	}
	modes, formats := []string{byAssignment, byWorlds}, []string{"text", "csv"}
	switch {
	case !slices.Contains(modes, d.mode):
		return refuse("-mode "+d.mode, "assign or full", scenario.Nearest(d.mode, modes))
	case !slices.Contains(formats, d.format):
		return refuse("-format "+d.format, "text or csv", scenario.Nearest(d.format, formats))
	case d.options.Outcome != "" && !slices.Contains(outcomeNames(), d.options.Outcome):
		return refuse("-outcome "+d.options.Outcome, "one of "+listed(outcomeNames()), scenario.Nearest(d.options.Outcome, outcomeNames()))
	case d.options.Runs < 2:
		return refuse(fmt.Sprintf("-runs %d", d.options.Runs), "at least 2: bias and power have no Monte Carlo error in one", "")
	case d.options.Workers < 0:
		return refuse(fmt.Sprintf("-workers %d", d.options.Workers), "at least 1, or 0 for one a processor", "")
	}
	for _, mode := range modes {
		for _, name := range onlyIn[mode] {
			if mode != d.mode && given[name] {
				return refuse(fmt.Sprintf("-%s with -mode %s", name, d.mode), "it with -mode "+mode+" only", "")
			}
		}
	}
	return nil
}

func (d *diagnose) assign(ctx context.Context, p *program, dir string) error {
	if err := wantComplete("diagnose", dir); err != nil {
		return err
	}
	m := newMeter(p.stderr, time.Now)
	m.what = "trials"
	d.options.Progress = func(done, total int) {
		m.show(done, total, fmt.Sprintf("replicate %d assigned again", d.options.Replicate))
	}
	found, err := evaluation.DiagnoseAssignment(ctx, dir, d.options)
	m.end()
	if err != nil {
		return err
	}
	return d.print(ctx, p, found)
}

// full simulates a study in which every replicate is a trial, or the rest of it.
func (d *diagnose) full(ctx context.Context, p *program, path string) error {
	s, err := d.scenario(path)
	if err != nil {
		return err
	}
	dir := d.out
	if dir == "" {
		if dir, err = os.MkdirTemp("", "inwork-diagnose-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	} else {
		p.study = dir
	}
	p.collectEarly()
	m := newMeter(p.stderr, time.Now)
	err = pilot.Run(ctx, s, pilot.Options{Dir: dir, Workers: d.options.Workers,
		Progress: func(now pilot.Progress) { m.show(now.Done, now.Total, now.Note) }})
	m.end()
	if err != nil {
		return err
	}
	found, err := evaluation.DiagnoseReplicates(ctx, dir, d.options)
	if err != nil {
		return err
	}
	return d.print(ctx, p, found)
}

// scenario is the study to simulate: as many replicates as trials, with the worlds that tell what is true and the tables that are needed.
func (d *diagnose) scenario(path string) (*scenario.Scenario, error) {
	if status, err := os.Stat(path); err == nil && status.IsDir() {
		return nil, &wrongUse{verb: "diagnose", found: "the folder " + path + " with -mode full", expected: "a scenario's file; -mode assign takes a study's folder"}
	}
	s, err := scenario.Load(path, append(slices.Clone(*d.sets), fmt.Sprintf("replicates=%d", d.options.Runs), "truth.worlds=split", "output.tables=none")...)
	if err != nil {
		return nil, err
	}
	if n := len(s.Points()); n > 1 {
		return nil, &wrongUse{verb: "diagnose", found: fmt.Sprintf("%s: sweep: %d points", path, n), expected: "none: a diagnosis is of one design"}
	}
	if !slices.Contains(s.Vary, "assignment") {
		return nil, &wrongUse{verb: "diagnose", found: fmt.Sprintf("%s: vary: %s", path, listed(s.Vary)), expected: "assignment among it, as in -set vary=[luck,assignment]"}
	}
	return s, nil
}

func outcomeNames() (names []string) {
	for _, o := range evaluation.Outcomes() {
		names = append(names, o.Name)
	}
	return names
}

// print gives the page, or the table as it was written.
func (d *diagnose) print(ctx context.Context, p *program, found *evaluation.Diagnosis) error {
	if d.format == "csv" {
		_, err := table.WriteCSV(ctx, p.stdout, filepath.Join(found.Study.Dir, "estimates", rows.Diagnoses.Name+".parquet"))
		return err
	}
	if d.mode == byWorlds && d.out == "" {
		found.Study.Dir = "" // it goes
	}
	return report.WriteDiagnosis(p.stdout, found)
}

// unsuited says whether a study cannot be diagnosed, which its caller can cure.
func unsuited(err error) bool {
	var u *evaluation.Unsuited
	return errors.As(err, &u)
}
