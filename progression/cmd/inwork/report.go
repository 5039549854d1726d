package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"inwork/progression/evaluation"
	"inwork/progression/report"
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
	f, err := os.CreateTemp(filepath.Dir(path), ".tmp-report-*")
	if err != nil {
		return err
	}
	err = errors.Join(report.Write(f, e), f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
