package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"

	"inwork/progression/pilot"
	"inwork/progression/scenario"
)

var runVerb = verb{
	name: "run", args: "SCENARIO", takes: [2]int{1, 1}, needs: []string{"out"},
	doc:  "simulate a scenario into a folder",
	more: "A run into the folder of an earlier one of the same scenario goes on where that ended. Workers, shards and tables change no result.\nAn interrupted run keeps whole chunks: a replicate each, in studies of up to 250,000 participants.",
	prepare: func(flags *flag.FlagSet) action {
		sets := setsFlag(flags)
		out := flags.String("out", "", "`DIR`, the study's folder: new, or that of an earlier run of the same scenario")
		workers := flags.Int("workers", 0, "`N` districts simulated at once; one a processor if left out")
		shard := flags.String("shard", "", "`i/n`, to do part i of n, counted from 0")
		shards := flags.Int("shards", 0, "`n` parts, of which the environment says which one to do: "+strings.Join(indexNames(), ", "))
		tables := flags.String("tables", "", "`a,b`: tables to write instead of the scenario's, or none")
		dry := flags.Bool("dry-run", false, "say how many cells, rows, bytes and minutes it would take, from a short probe, and write nothing")
		return func(ctx context.Context, p *program, args []string) error {
			if status, err := os.Stat(*out); err == nil && !status.IsDir() {
				return &wrongUse{verb: "run: -out", found: "the file " + *out, expected: "a folder, new or of an earlier run"}
			}
			s, err := scenario.Load(args[0], *sets...)
			if err != nil {
				return err
			}
			if *tables != "" {
				if s.Output.Tables, err = scenario.ParseTables("-tables", *tables); err != nil {
					return err
				}
			}
			if *workers < 0 {
				return &wrongUse{verb: "run", found: fmt.Sprintf("-workers %d", *workers), expected: "at least 1, or 0 for one a processor"}
			}
			part, err := partOf(*shard, *shards, p.getenv)
			if err != nil {
				return err
			}
			options := pilot.Options{Dir: *out, Workers: *workers, Shard: part.index, Shards: part.of, Notes: taskNotes(p.getenv)}
			if *dry {
				cost, err := pilot.Forecast(ctx, s, options)
				if err != nil {
					return err
				}
				printCost(p.stdout, cost)
				return nil
			}
			p.collectEarly()
			warnOfYears(p.stderr, s)
			if s.Population.Microdata != nil {
				fmt.Fprintln(p.stderr, "note:", peopleInWords(s))
			}
			m := newMeter(p.stderr, time.Now)
			p.study, p.part = *out, part
			options.Progress = func(now pilot.Progress) { m.show(now.Done, now.Total, now.Note) }
			err = pilot.Run(ctx, s, options)
			m.end()
			if err != nil {
				return err
			}
			if part.of <= 1 {
				if err := warnOfFew(p.stderr, *out, s); err != nil {
					return err
				}
			}
			fmt.Fprintln(p.stderr, finished(*out, part))
			return nil
		}
	},
}

// finished says what a run has left and what comes next.
func finished(dir string, part part) string {
	if part.of > 1 {
		return fmt.Sprintf("part %d of %d is done in %s; when all are: inwork merge %s", part.index, part.of, dir, dir)
	}
	return fmt.Sprintf("complete in %s; next: inwork evaluate %s", dir, dir)
}
