package main

import (
	"bufio"
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/table"
)

var exportVerb = verb{
	name: "export", args: "DIR TABLE", takes: [2]int{2, 2},
	doc:  "print a table as comma-separated values",
	more: "For programs that read no Parquet. World, point and replicate come first, then the columns as inwork describe has them.\nDates are YYYY-MM-DD, money is pence, null is empty. -world, -point and -replicate narrow it down.",
	prepare: func(flags *flag.FlagSet) action {
		columns := flags.String("columns", "", "`a,b`: columns to print, in this order; all if left out")
		world := flags.String("world", "", "`W`: randomised, control or everyone-ARM; all if left out")
		point := flags.String("point", "", "`P` of the sweep; all if left out")
		replicate := flags.String("replicate", "", "`R`; all if left out")
		return func(ctx context.Context, p *program, args []string) error {
			d, err := tableNamed("export", args[1])
			if err != nil {
				return err
			}
			chosen, err := d.choose(*columns)
			if err != nil {
				return err
			}
			files, err := d.files(args[0], *world, *point, *replicate)
			if err != nil {
				return err
			}
			out := bufio.NewWriterSize(p.stdout, 1<<16)
			if _, err := table.WriteCSV(ctx, out, files, chosen...); err != nil {
				return err
			}
			return out.Flush()
		}
	},
}

// choose reads a list of columns; none means all.
func (d described) choose(list string) ([]string, error) {
	if list == "" {
		return nil, nil
	}
	var names []string
	for _, c := range d.columns {
		names = append(names, c.Name)
	}
	var chosen []string
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		switch {
		case !slices.Contains(names, name):
			return nil, &wrongUse{verb: "export: -columns", found: cmp.Or(name, "nothing"), expected: "columns of " + d.Name + ": " + listed(names), meant: scenario.Nearest(name, names)}
		case slices.Contains(chosen, name):
			return nil, &wrongUse{verb: "export: -columns", found: name + " a second time", expected: "each once"}
		}
		chosen = append(chosen, name)
	}
	return chosen, nil
}

// files is the pattern of a table's files in a complete study, those of some worlds, points and replicates if they are
// named.
func (d described) files(dir, world, point, replicate string) (string, error) {
	if err := wantComplete("export", dir); err != nil {
		return "", err
	}
	folder := filepath.Join(dir, "tables", d.Name)
	if rows.Evaluated(d.Name) {
		folder = filepath.Join(dir, "estimates", d.Name+".parquet")
	}
	if _, err := os.Stat(folder); err != nil {
		return "", &wrongUse{verb: "export", found: "no table " + d.Name + " in " + dir, expected: "one that the study kept"}
	}
	if rows.Evaluated(d.Name) {
		stale, remedy, err := d.stale(dir)
		if err != nil {
			return "", err
		}
		if stale {
			return "", &wrongUse{verb: "export", found: "estimates of other tables than those that stand there", expected: remedy + " first"}
		}
	}
	narrowed := map[string]string{"world": world, "point": point, "replicate": replicate}
	pattern := literal(folder)
	for _, p := range d.partitions() {
		pattern = filepath.Join(pattern, p[0]+"="+cmp.Or(literal(narrowed[p[0]]), "*"))
		delete(narrowed, p[0])
	}
	for _, name := range []string{"world", "point", "replicate"} {
		if narrowed[name] != "" {
			return "", &wrongUse{verb: "export", found: "-" + name + " for " + d.Name, expected: "none: its files are not divided by it"}
		}
	}
	if world+point+replicate == "" {
		return folder, nil
	}
	if found, err := filepath.Glob(pattern); err != nil || len(found) == 0 {
		return "", &wrongUse{verb: "export", found: fmt.Sprintf("no %s of world %s, point %s, replicate %s", d.Name, cmp.Or(world, "any"), cmp.Or(point, "any"), cmp.Or(replicate, "any")), expected: "some that the study kept"}
	}
	return pattern, nil
}

// stale says whether what was made of the tables is of others than those that stand there, and what makes it anew.
func (d described) stale(dir string) (stale bool, remedy string, err error) {
	if d.Name == rows.Diagnoses.Name {
		stale, err = evaluation.StaleDiagnosis(dir)
		return stale, "inwork diagnose " + dir, err
	}
	stale, err = evaluation.Stale(dir)
	return stale, "inwork evaluate " + dir, err
}

// literal takes the signs of a pattern in a name for themselves.
func literal(name string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(name)
}
