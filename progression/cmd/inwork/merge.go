package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"

	"inwork/progression/pilot"
	"inwork/sim/study"
)

var mergeVerb = verb{
	name: "merge", args: "DIR", takes: [2]int{1, 1},
	doc:  "prove that a study done in parts is complete",
	more: "Every chunk planned must be there once, to the byte, and nothing else; then the truth is folded and DIR/manifest.json is written.\nWhat is missing, double, foreign or damaged is said a line each, and the exit status is 1. A run of the whole merges by itself.",
	prepare: func(*flag.FlagSet) action {
		return func(ctx context.Context, p *program, args []string) error {
			if err := wantStudy("merge", args[0]); err != nil {
				return err
			}
			m, err := pilot.Merge(ctx, args[0])
			if err != nil {
				return err
			}
			printProof(p.stdout, m)
			return nil
		}
	},
}

// printProof says what a complete study holds, and the digest that tells it from others.
func printProof(w io.Writer, m study.Manifest) {
	fmt.Fprintf(w, "complete: %s, %s\n", counted(m.Chunks, "chunk"), counted(len(m.Files), "file"))
	lines := newColumns(w)
	for _, table := range slices.Sorted(maps.Keys(m.Rows)) {
		fmt.Fprintf(lines, "  %s\t%s\n", table, counted(int(m.Rows[table]), "row"))
	}
	lines.Flush()
	fmt.Fprintf(w, "digest %s\n", m.Digest)
}
