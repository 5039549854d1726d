package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"inwork/progression/scenario"
)

// program is one call of the command: what it may read, write and know.
type program struct {
	stdin  io.Reader
	stdout *sink
	stderr io.Writer
	getenv func(string) string
	// study is the folder that a run writes, once it does, and part what it does of it: what an interruption leaves is
	// counted there.
	study string
	part  part
}

// verb is what the command can do, a file each.
type verb struct {
	name string
	args string // positional arguments, as in the usage line
	doc  string // what it does, in a line of the overview
	more string // the rest of what help says; may be empty
	// takes is how many positional arguments it needs and allows.
	takes [2]int
	needs []string // flags that must be given
	// prepare declares the verb's flags and returns what to do once they are read.
	prepare func(*flag.FlagSet) action
}

// action does the work of a verb with its positional arguments.
type action func(ctx context.Context, p *program, args []string) error

// verbs lists them in the order in which a study needs them.
func verbs() []verb {
	return []verb{initVerb, checkVerb, runVerb, mergeVerb, evaluateVerb, reportVerb, diagnoseVerb, replayVerb, exportVerb, awardVerb, estimateVerb, describeVerb, versionVerb, helpVerb()}
}

// inwork is the command as a function. It returns the exit status.
func inwork(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	p := &program{stdin: stdin, stdout: &sink{to: stdout}, stderr: stderr, getenv: getenv}
	err := p.do(ctx, args)
	if err == nil {
		err = p.stdout.err
	}
	return p.leave(ctx, err)
}

// do finds the verb, reads its flags and does it.
func (p *program) do(ctx context.Context, args []string) error {
	if len(args) == 0 {
		p.overview(p.stderr)
		return &wrongUse{found: "no verb", expected: "one of " + verbNames()}
	}
	v, err := findVerb(args[0])
	if err != nil {
		return err
	}
	flags := flag.NewFlagSet(v.name, flag.ContinueOnError)
	act := v.prepare(flags)
	positional, err := parse(flags, args[1:])
	if errors.Is(err, flag.ErrHelp) {
		v.usage(p.stdout)
		return nil
	}
	if err == nil {
		err = v.count(positional, flags)
	}
	if err != nil {
		return err
	}
	return act(ctx, p, positional)
}

// findVerb takes help's usual spellings as well.
func findVerb(name string) (verb, error) {
	switch name {
	case "-h", "-help", "--help":
		name = "help"
	case "-version", "--version":
		name = "version"
	}
	names := []string{}
	for _, v := range verbs() {
		if v.name == name {
			return v, nil
		}
		names = append(names, v.name)
	}
	return verb{}, &wrongUse{found: "the unknown verb " + name, expected: "one of " + verbNames(), meant: scenario.Nearest(name, names)}
}

// count refuses too few and too many positional arguments, and a flag left out that is needed.
func (v verb) count(args []string, flags *flag.FlagSet) error {
	var found []string
	if len(args) < v.takes[0] {
		found = append(found, "no "+v.args)
	}
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = f.Value.String() != "" })
	for _, needed := range v.needs {
		if !given[needed] {
			found = append(found, "no "+flagInWords(flags.Lookup(needed)))
		}
	}
	if len(args) > v.takes[1] {
		found = append(found, fmt.Sprintf("the argument %s too many", args[v.takes[1]]))
	}
	if len(found) == 0 {
		return nil
	}
	return &wrongUse{verb: v.name, found: strings.Join(found, " and "), expected: "inwork " + v.line()}
}
