// Birthdeath simulates birds on islands, who are born, die and come from elsewhere, under two policies that share their luck, and
// sets the result beside what theory says.
//
//	go run ./examples/birthdeath [-out DIR] [-replicates N] [-set name=value]... [-shard i/n] [-workers N]
//
// It uses the engine alone (packages sim, sim/study and sim/table) and is written to be read: README.md beside it is the tour.
// The files, in the order of the tour: draws.go, family.go, island.go, cell.go, rows.go, study.go, fold.go, compare.go, expected.go.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"inwork/sim/study"
)

const defaultDir = "out/birthdeath"

func main() {
	ctx, stop := untilSignal()
	code := call(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// call does what the command line says and returns the exit status: 0 done, 1 failed, 2 wrong use, 128 and the signal's number when
// interrupted.
func call(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	s, o, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	o.progress = progress(stderr)
	err = simulate(ctx, s, o, stdout)
	var signal signalled
	var mismatch *study.Mismatch
	switch {
	case err == nil:
		return 0
	case errors.As(err, &signal):
		fmt.Fprintf(stderr, "birthdeath: %v; run again to go on\n", signal)
		return 128 + int(signal.Signal)
	case errors.As(err, &mismatch):
		fmt.Fprintf(stderr, "birthdeath: %v\n", err)
		return 2
	}
	fmt.Fprintln(stderr, "birthdeath:", err)
	return 1
}

func simulate(ctx context.Context, s setting, o options, stdout io.Writer) error {
	if o.dir == filepath.FromSlash(defaultDir) && o.shards == 1 {
		if err := afresh(o.dir); err != nil {
			return err
		}
	}
	st, whole, err := run(ctx, s, o)
	switch {
	case err != nil:
		return err
	case !whole:
		fmt.Fprintf(stdout, "shard %d of %d is done; the shard that ends last compares\n", o.shard, o.shards)
		return nil
	}
	if err := compare(stdout, s, st); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "The tables are in %s.\n", filepath.ToSlash(filepath.Join(o.dir, "tables")))
	return nil
}

// afresh removes a whole study, and nothing else, from the default folder. One that was interrupted stays, to be gone on with.
func afresh(dir string) error {
	if _, err := study.LoadManifest(dir); err != nil {
		return nil // nothing there, or nothing whole: study.Open says what it thinks of it
	}
	for _, name := range []string{"tables", "chunks", "plan.json", "manifest.json"} { // the proof that it is ours goes last
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// parse reads the command line. Of what is wrong it has told on stderr.
func parse(args []string, stderr io.Writer) (setting, options, error) {
	s := defaults()
	var o options
	flags := flag.NewFlagSet("birthdeath", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.dir, "out", filepath.FromSlash(defaultDir), "folder for the study: one that was begun goes on; a whole one in the default folder starts afresh")
	flags.IntVar(&o.replicates, "replicates", 4, "how often all islands are simulated, each time with other luck")
	flags.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "islands simulated at once")
	shard := flags.String("shard", "0/1", "i/n: do the i-th (from 0) of n parts of the work")
	flags.Func("set", "name=value: change a parameter; may be repeated", s.set)
	if err := flags.Parse(args); err != nil {
		return s, o, err
	}
	o.dir = filepath.Clean(o.dir)
	var err error
	o.shard, o.shards, err = parseShard(*shard)
	switch {
	case err != nil:
	case flags.NArg() > 0:
		err = fmt.Errorf("found the argument %s, expected flags only", flags.Arg(0))
	case o.replicates < 1:
		err = fmt.Errorf("-replicates: found %d, expected at least 1", o.replicates)
	case o.workers < 1:
		err = fmt.Errorf("-workers: found %d, expected at least 1", o.workers)
	}
	if err != nil {
		fmt.Fprintln(stderr, "birthdeath:", err)
	}
	return s, o, err
}

func parseShard(text string) (shard, shards int, err error) {
	i, n, ok := strings.Cut(text, "/")
	shard, err1 := strconv.Atoi(i)
	shards, err2 := strconv.Atoi(n)
	if !ok || err1 != nil || err2 != nil || shard < 0 || shard >= shards {
		return 0, 0, fmt.Errorf("-shard: found %s, expected i/n with i from 0 to n-1, such as 0/4", text)
	}
	return shard, shards, nil
}

// set changes a parameter by name.
func (s *setting) set(text string) error {
	name, value, _ := strings.Cut(text, "=")
	var names []string
	for _, p := range s.parameters() {
		if names = append(names, p.Name); p.Name != name {
			continue
		}
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return fmt.Errorf("found %q, expected a number: %s", value, p.Unit)
		}
		return p.Set(v)
	}
	return fmt.Errorf("found the name %q, expected one of %s", name, strings.Join(names, ", "))
}

// progress says about four times how far the work is.
func progress(to io.Writer) func(done, total int) {
	return func(done, total int) {
		if 4*done/total > 4*(done-1)/total {
			fmt.Fprintf(to, "%d of %d chunks\n", done, total)
		}
	}
}
