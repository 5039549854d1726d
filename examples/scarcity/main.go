// Scarcity asks who gains when everybody is helped: it takes the effect of support on one person apart from what queues for
// coaches and the market for posts and hours leave of it once all are supported.
//
//	go run ./examples/scarcity
//
// It takes about half a minute. The scenario beside it is one in which both are short.
package main

import (
	"context"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"

	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/table"
)

//go:embed scenario.yaml
var study []byte

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir := flag.String("out", "out/scarcity", "folder for the study; a study there goes on")
	flag.Parse()
	if err := run(ctx, os.Stdout, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "scarcity:", err)
		os.Exit(1)
	}
}

// horizon is in weeks from randomisation.
const horizon = 52

func run(ctx context.Context, w io.Writer, dir string, sets ...string) error {
	s, err := scenario.Parse("scenario.yaml", study, sets...)
	if err != nil {
		return err
	}
	if err := pilot.Run(ctx, s, pilot.Options{Dir: dir}); err != nil {
		return err
	}
	effects, err := effects(dir)
	if err != nil {
		return err
	}
	line := func(text, estimand, component string) {
		e := effects[[2]string{estimand, component}]
		fmt.Fprintf(w, "%-40s %6.2f  (%.2f)\n", text, e.Effect, *e.MonteCarloError)
	}
	fmt.Fprintf(w, "Support every fortnight, pounds a week at %d weeks, with Monte Carlo errors\n\n", horizon)
	line("one person supported, alone", "rollout", "single")
	line("  queue for coaches and provision", "rollout", "queue_first")
	line("  then market for posts and hours", "rollout", "market_second")
	line("everybody supported", "rollout", "total")
	fmt.Fprintln(w)
	line("  in the other order, market first", "rollout", "market_first")
	line("  then queue", "rollout", "queue_second")
	line("  their interaction", "rollout", "interaction")
	fmt.Fprintln(w)
	line("what a trial of half and half estimates", "pilot", "total")
	return nil
}

// effects are the true effects on weekly earnings at the horizon, by estimand and component.
func effects(dir string) (map[[2]string]rows.Truth, error) {
	list := map[[2]string]rows.Truth{}
	for batch, err := range table.Read[rows.Truth](filepath.Join(dir, "tables", rows.Truths.Name, "part-*.parquet")) {
		if err != nil {
			return nil, err
		}
		for _, t := range batch {
			if t.Outcome == "earnings_week" && t.HorizonWeeks == horizon {
				list[[2]string{t.Estimand, t.Component}] = t
			}
		}
	}
	return list, nil
}
