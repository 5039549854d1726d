package main

import (
	"context"
	"flag"

	"inwork/progression/evaluation"
	"inwork/progression/report"
)

var evaluateVerb = verb{
	name: "evaluate", args: "DIR", takes: [2]int{1, 1},
	doc:  "estimate the effects of every simulated trial in DIR",
	more: "It writes DIR/estimates and prints the effects on weekly earnings beside the truth and what was published;\nof a sweep, a line a point and arm.",
	prepare: func(*flag.FlagSet) action {
		return func(ctx context.Context, p *program, args []string) error {
			if err := wantComplete("evaluate", args[0]); err != nil {
				return err
			}
			e, err := evaluation.Evaluate(ctx, args[0])
			if err != nil {
				return err
			}
			return report.WriteText(p.stdout, e)
		}
	},
}
