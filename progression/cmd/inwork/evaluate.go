package main

import (
	"context"
	"flag"
	"os"

	"inwork/progression/evaluation"
	"inwork/progression/report"
)

var evaluateVerb = verb{
	name: "evaluate", args: "DIR", takes: [2]int{1, 1},
	doc:  "estimate effects and costs of every simulated trial in DIR",
	more: "It writes DIR/estimates and prints the effects on weekly earnings beside the truth and what was published;\nof a sweep, a line a point and arm. Support is priced at the costs of inwork describe unit-costs: in a file of your own,\nname the columns name and value, and the lines that you know better.",
	prepare: func(flags *flag.FlagSet) action {
		own := flags.String("unit-costs", "", "`FILE.csv`: unit costs of your own")
		return func(ctx context.Context, p *program, args []string) error {
			if err := wantComplete("evaluate", args[0]); err != nil {
				return err
			}
			costs, err := unitCosts(*own)
			if err != nil {
				return err
			}
			e, err := evaluation.EvaluatePriced(ctx, args[0], costs)
			if err != nil {
				return err
			}
			return report.WriteText(p.stdout, e)
		}
	},
}

// unitCosts are those of a file, or the library's where there is none.
func unitCosts(file string) (evaluation.UnitCosts, error) {
	if file == "" {
		return evaluation.TheUnitCosts(), nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, &wrongUse{verb: "evaluate", found: err.Error(), expected: "a file of unit costs"}
	}
	defer f.Close()
	return evaluation.ReadUnitCosts(f, file)
}
