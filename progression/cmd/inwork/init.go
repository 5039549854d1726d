package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"inwork/progression/scenario"
)

var initVerb = verb{
	name: "init", args: "[DIR]", takes: [2]int{0, 1},
	doc:  "write DIR/scenario.yaml, commented",
	more: "It is the trial of 2015 with a comment at every key. DIR is the current folder if left out. A scenario that is there is kept.",
	prepare: func(*flag.FlagSet) action {
		return func(_ context.Context, p *program, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			path := filepath.Join(dir, "scenario.yaml")
			if err := writeScenario(path); err != nil {
				return err
			}
			fmt.Fprintln(p.stdout, path)
			return nil
		}
	},
}

// writeScenario writes the default scenario, unless there is a file.
func writeScenario(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return &wrongUse{verb: "init", found: path, expected: "a folder without scenario.yaml: nothing is overwritten"}
	}
	if err != nil {
		return err
	}
	_, err = f.Write(scenario.Default())
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path)) // half a scenario would be a scenario
	}
	return nil
}
