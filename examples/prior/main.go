// Prior asks what the model says of the trial's effect before anything is fitted: parameters that were inferred or assumed are drawn from
// their declared ranges, many times over, and each draw's effect at 52 weeks is simulated.
//
//	go run ./examples/prior [-draws 200] [-claimants 2000] [-only support] [-out DIR]
//
// It prints the distribution of the effects beside the figures that are recalled of the published trial, and which parameters the effects
// hang on. DIR/prior.csv holds the draws; `go run ./examples/prior -from FILE.csv` prints what a file says without simulating anything,
// and with -evidence FILE.csv writes how much of the variance of an effect rests on which grade of evidence.
//
// A draw changes the whole world, for the treated and for the others, and the same people live in all of them with the same luck.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

// support are the groups of parameters of what a coach does, and of what comes of it.
var support = []string{"effort", "provision", "employers", "conduct"}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := call(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "prior:", err)
		os.Exit(1)
	}
}

func call(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("prior", flag.ContinueOnError)
	flags.SetOutput(stderr)
	draws := flags.Int("draws", 200, "how many draws")
	claimants := flags.Int("claimants", 2000, "people randomised in each")
	only := flags.String("only", "", "groups of parameters to draw, with commas, or support for effort, provision, employers and conduct; all of grade C and D if left out")
	out := flags.String("out", "out/prior", "folder for the study; a study there goes on")
	from := flags.String("from", "", "a file of draws to print, instead of simulating")
	evidence := flags.String("evidence", "", "with -from: a file to write, with how much of the variance rests on which grade of evidence")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("found the argument %s, expected flags only", flags.Arg(0))
	}
	if *evidence != "" && *from == "" {
		return fmt.Errorf("-evidence: found no -from, expected the file of draws that it is of")
	}
	if *from != "" {
		d, err := readDraws(*from)
		if err != nil {
			return err
		}
		if *evidence != "" {
			return d.writeShares(*evidence)
		}
		return d.print(stdout)
	}
	groups := support
	if *only != "support" {
		groups = strings.FieldsFunc(*only, func(r rune) bool { return r == ',' })
	}
	h, err := newHypercube(*draws, groups)
	if err != nil {
		return err
	}
	d, err := h.simulate(ctx, *claimants, *out, stderr)
	if err != nil {
		return err
	}
	if err := d.write(filepath.Join(*out, "prior.csv")); err != nil {
		return err
	}
	return d.print(stdout)
}
