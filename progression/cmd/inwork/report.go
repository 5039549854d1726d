package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"inwork/progression/evaluation"
	"inwork/progression/report"
	"inwork/sim/durable"
)

var reportVerb = verb{
	name: "report", args: "DIR", takes: [2]int{1, 1},
	doc:  "write one page with tables and pictures",
	more: "The study must have been evaluated. The page needs no other file and no network; of a sweep it shows all points and then each.",
	prepare: func(flags *flag.FlagSet) action {
		out := flags.String("o", "", "`FILE.html`; DIR/report.html if left out")
		return func(ctx context.Context, p *program, args []string) error {
			if err := wantComplete("report", args[0]); err != nil {
				return err
			}
			path := *out
			if path == "" {
				path = filepath.Join(args[0], "report.html")
			}
			if status, err := os.Stat(path); err == nil && status.IsDir() {
				return &wrongUse{verb: "report: -o", found: "the folder " + path, expected: "a file to write"}
			}
			e, err := evaluation.Load(ctx, args[0])
			if err != nil {
				return err
			}
			if err := writePage(path, e); err != nil {
				return err
			}
			fmt.Fprintln(p.stdout, path)
			return nil
		}
	},
}

// writePage writes beside and renames: an old page stays until the new one is whole.
func writePage(path string, e *evaluation.Evaluation) error {
	f, err := durable.Create(path)
	if err != nil {
		return err
	}
	if err := report.Write(f, e); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}
