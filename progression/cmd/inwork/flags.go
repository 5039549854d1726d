package main

import (
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"inwork/progression/scenario"
)

// parse reads flags and positional arguments in any order; after -- everything is positional. It returns
// flag.ErrHelp when help is asked for.
func parse(flags *flag.FlagSet, args []string) (positional []string, err error) {
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		switch {
		case arg == "--":
			return append(positional, args...), nil
		case arg == "-" || !strings.HasPrefix(arg, "-"):
			positional = append(positional, arg)
		default:
			if args, err = parseFlag(flags, arg, args); err != nil {
				return nil, err
			}
		}
	}
	return positional, nil
}

// parseFlag reads -name value, -name=value or, of a switch, -name; one hyphen or two. It returns the arguments left.
func parseFlag(flags *flag.FlagSet, arg string, rest []string) ([]string, error) {
	name, value, given := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
	if name == "h" || name == "help" {
		return nil, flag.ErrHelp
	}
	f := flags.Lookup(name)
	if f == nil {
		return nil, unknownFlag(flags, name)
	}
	if isSwitch(f) && !given {
		value, given = "true", true
	}
	if !given {
		if len(rest) == 0 {
			return nil, &wrongUse{verb: flags.Name(), found: "nothing after -" + name, expected: usageOf(f)}
		}
		value, rest = rest[0], rest[1:]
	}
	return rest, setFlag(flags, f, value)
}

// setFlag gives a flag its value. An empty one is refused: it is what a script makes of a variable that is not set.
func setFlag(flags *flag.FlagSet, f *flag.Flag, value string) error {
	expected := usageOf(f)
	if isSwitch(f) {
		expected = "true or false"
	}
	given := false
	flags.Visit(func(other *flag.Flag) { given = given || other == f })
	switch _, several := f.Value.(*repeated); {
	case value == "":
		return &wrongUse{verb: flags.Name(), found: "nothing after -" + f.Name, expected: expected}
	case given && !several:
		return &wrongUse{verb: flags.Name(), found: "-" + f.Name + " a second time", expected: "it once"}
	}
	if err := flags.Set(f.Name, value); err != nil {
		return &wrongUse{verb: flags.Name(), found: fmt.Sprintf("-%s %s", f.Name, value), expected: expected}
	}
	return nil
}

// isSwitch says whether a flag may stand without a value.
func isSwitch(f *flag.Flag) bool {
	toggle, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && toggle.IsBoolFlag()
}

// usageOf is a flag's usage without the marks around the name of its value.
func usageOf(f *flag.Flag) string {
	_, usage := flag.UnquoteUsage(f)
	return usage
}

func unknownFlag(flags *flag.FlagSet, name string) error {
	var names []string
	flags.VisitAll(func(f *flag.Flag) { names = append(names, "-"+f.Name) })
	expected := "no flags"
	if len(names) > 0 {
		expected = "one of " + strings.Join(names, ", ")
	}
	return &wrongUse{verb: flags.Name(), found: "the unknown flag -" + name, expected: expected, meant: scenario.Nearest("-"+name, names)}
}

// repeated is a flag that may be given several times.
type repeated []string

func (r *repeated) String() string { return strings.Join(*r, " ") }

// Set adds a value.
func (r *repeated) Set(value string) error {
	*r = append(*r, value)
	return nil
}

// setsFlag declares -set.
func setsFlag(flags *flag.FlagSet) *repeated {
	sets := new(repeated)
	flags.Var(sets, "set", "`key=value` that overrides the scenario, such as arms.frequent.minutes=40; repeats")
	return sets
}

// line is the verb with its arguments.
func (v verb) line() string {
	line := v.name
	if v.args != "" {
		line += " " + v.args
	}
	flags := flag.NewFlagSet(v.name, flag.ContinueOnError)
	v.prepare(flags)
	flags.VisitAll(func(f *flag.Flag) {
		text := flagInWords(f)
		if !slices.Contains(v.needs, f.Name) {
			text = "[" + text + "]"
		}
		line += " " + text
	})
	return line
}

// usage describes a verb with its flags.
func (v verb) usage(w io.Writer) {
	fmt.Fprintf(w, "inwork %s: %s\n", v.line(), v.doc)
	if v.more != "" {
		fmt.Fprintf(w, "\n%s\n", v.more)
	}
	flags := flag.NewFlagSet(v.name, flag.ContinueOnError)
	v.prepare(flags)
	flags.VisitAll(func(f *flag.Flag) {
		fmt.Fprintf(w, "\n  %s\n        %s\n", flagInWords(f), usageOf(f))
	})
}

// flagInWords is a flag with the name of its value, if it takes one.
func flagInWords(f *flag.Flag) string {
	name, _ := flag.UnquoteUsage(f)
	return strings.TrimSpace("-" + f.Name + " " + name)
}
