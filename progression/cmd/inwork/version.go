package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"

	"inwork/progression"
	"inwork/progression/rows"
)

var versionVerb = verb{
	name: "version", takes: [2]int{0, 0},
	doc: "print module and commit, model and tables, Go and machine",
	prepare: func(*flag.FlagSet) action {
		return func(_ context.Context, p *program, _ []string) error {
			fmt.Fprintf(p.stdout, "inwork %s\nmodel %s, tables %s\n%s %s/%s\n",
				revision(debug.ReadBuildInfo()), progression.Model, rows.Schema, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		}
	},
}

// revision is the module's version and, if it was built in a checkout, the commit.
func revision(info *debug.BuildInfo, ok bool) string {
	if !ok {
		return "(unknown)"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	text := info.Main.Version
	if text == "" {
		text = "(devel)"
	}
	if commit := settings["vcs.revision"]; commit != "" {
		text += ", commit " + commit
		if settings["vcs.modified"] == "true" {
			text += " and changes since"
		}
	}
	return text
}
