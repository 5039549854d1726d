package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
)

func helpVerb() verb {
	return verb{
		name: "help", args: "[VERB]", takes: [2]int{0, 1},
		doc: "print this, or what a verb takes",
		prepare: func(*flag.FlagSet) action {
			return func(_ context.Context, p *program, args []string) error {
				if len(args) == 0 {
					p.overview(p.stdout)
					return nil
				}
				v, err := findVerb(args[0])
				if err != nil {
					return err
				}
				v.usage(p.stdout)
				return nil
			}
		},
	}
}

// overview lists the verbs.
func (p *program) overview(w io.Writer) {
	fmt.Fprint(w, "inwork simulates pilots of in-work support, evaluates them and reports.\n\n")
	for _, v := range verbs() {
		fmt.Fprintf(w, "  %-18s %s\n", strings.TrimSpace(v.name+" "+v.args), v.doc)
	}
	fmt.Fprint(w, `
inwork help VERB prints a verb's flags. Results go to standard output, all else to
standard error. Exit status: 0 done, 1 failed while running, 2 wrong use or input,
130 interrupted, 143 terminated.
`)
}

func verbNames() string {
	var names []string
	for _, v := range verbs() {
		names = append(names, v.name)
	}
	return listed(names)
}

func listed(words []string) string { return strings.Join(words, ", ") }
