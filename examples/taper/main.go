// Taper asks what progression in work owes to the taper: the same people, with the same luck, under the law and under a taper of 55% from
// July 2015, six years before it came.
//
//	go run ./examples/taper
//
// It prints weekly earnings under both, what people keep of a further 10 pounds, and the elasticity that the two imply.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"os/signal"
	"path/filepath"
	"slices"

	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim"
	"inwork/sim/table"
)

// study recruits the people in the band in April 2015 and follows them for 78 weeks, to before April 2017, when the law changed by itself. The arms are alike:
// support is not the question. Point 0 is the law, point 1 the reform.
const study = `
name: taper
replicates: 4
weeks: 78
population: {claimants: 4000}
service: {coaches: 2000}
arms: {one: {weeks_apart: 8, contacts: 2}, other: {weeks_apart: 8, contacts: 2}}
trial: {control: one, recruit: stock, recruit_weeks: 8, horizons: [13, 26, 52, 78], rollout: [{from: 2015-04-06}]}
truth: {worlds: none}
output: {tables: [months]}
sweep: [{reform.uc.taper: {from: 2030-01-01, value: 0.55}}, {reform.uc.taper: {from: 2015-07-06, value: 0.55}}]
`

var reformed = sim.Date(2015, 7, 6)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir := flag.String("out", "out/taper", "folder for the study; a study there goes on")
	flag.Parse()
	if err := run(ctx, os.Stdout, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "taper:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, dir string, sets ...string) error {
	s, err := scenario.Parse("taper", []byte(study), sets...)
	if err != nil {
		return err
	}
	if err := pilot.Run(ctx, s, pilot.Options{Dir: dir}); err != nil {
		return err
	}
	kept, err := keptOfTenPounds(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "A taper of 55%% instead of 65%% from %v: the same people, the same luck\n\n", reformed)
	fmt.Fprintf(w, "kept of a further 10 pounds a month, in the first month of it: %.2f under the law, %.2f under the reform\n\n", 10*kept[0], 10*kept[1])
	fmt.Fprintln(w, "          weekly earnings, pounds      difference  Monte Carlo  elasticity of earnings")
	fmt.Fprintln(w, "weeks        law      reform                             error  to the share kept")
	for _, horizon := range s.Trial.Horizons {
		c, err := compare(dir, s.Replicates, int32(horizon))
		if err != nil {
			return err
		}
		dose := math.Log(kept[1] / kept[0])
		fmt.Fprintf(w, "%5d   %8.2f    %8.2f        %8.2f     %8.2f  %.3f (%.3f)\n", horizon, c.law, c.reform, c.difference, c.err,
			math.Log(c.reform/c.law)/dose, c.err/c.law/dose)
	}
	fmt.Fprintln(w, "\nIn brackets the Monte Carlo error. The elasticity is what the assumptions of the model imply: see inwork describe parameters.")
	return nil
}

// keptOfTenPounds is the mean share of a further 10 pounds that people on Universal Credit keep, at each point, in the assessment periods that start
// in the month after the reform: behaviour has not answered yet.
func keptOfTenPounds(dir string) (kept [2]float64, err error) {
	for point := range kept {
		var sum, n float64
		for batch, err := range table.Read[rows.Month](at(dir, rows.Months.Name, point, "*"), "period_start", "on_uc", "marginal_rate") {
			if err != nil {
				return kept, err
			}
			for _, m := range batch {
				if m.OnUC && m.PeriodStart >= reformed && m.PeriodStart < reformed.AddMonths(1) {
					sum += 1 - m.MarginalRate
					n++
				}
			}
		}
		kept[point] = sum / n
	}
	return kept, nil
}

func at(dir, table string, point int, replicate any) string {
	return filepath.Join(dir, "tables", table, "world=randomised", fmt.Sprint("point=", point), fmt.Sprint("replicate=", replicate), "part-*.parquet")
}

// comparison is mean weekly earnings at a horizon, in pounds.
type comparison struct{ law, reform, difference, err float64 }

// compare takes the difference of each person with herself; its error is that of cells, each a district in a replicate, of which one knows nothing of another.
func compare(dir string, replicates int, horizon int32) (c comparison, err error) {
	var law, reform, people int64
	var cells []int64 // differences of each, summed, in pence
	for replicate := range replicates {
		var point [2][]rows.Outcome
		for k := range point {
			if point[k], err = outcomes(at(dir, rows.Outcomes.Name, k, replicate), horizon); err != nil {
				return c, err
			}
		}
		same := func(a, b rows.Outcome) bool { return a.District == b.District && a.Claimant == b.Claimant }
		if !slices.EqualFunc(point[0], point[1], same) {
			return c, fmt.Errorf("replicate %d: the law and the reform do not have the same people", replicate)
		}
		for i, before := range point[0] {
			after := point[1][i]
			if i == 0 || before.District != point[0][i-1].District {
				cells = append(cells, 0)
			}
			people++
			law += int64(before.GrossFourWeeks)
			reform += int64(after.GrossFourWeeks)
			cells[len(cells)-1] += int64(after.GrossFourWeeks - before.GrossFourWeeks)
		}
	}
	var squares float64
	mean := float64(reform-law) / float64(len(cells))
	for _, sum := range cells {
		squares += (float64(sum) - mean) * (float64(sum) - mean)
	}
	pounds := 400 * float64(people) // a pound a week of each, in pence of four weeks
	return comparison{float64(law) / pounds, float64(reform) / pounds, float64(reform-law) / pounds, math.Sqrt(squares) / pounds}, nil
}

// outcomes are those at a horizon, by district and person, as the table has them.
func outcomes(pattern string, horizon int32) (all []rows.Outcome, err error) {
	for batch, err := range table.Read[rows.Outcome](pattern, "district", "claimant", "horizon_weeks", "gross_four_weeks_pence") {
		if err != nil {
			return nil, err
		}
		for _, o := range batch {
			if o.HorizonWeeks == horizon {
				all = append(all, o)
			}
		}
	}
	return all, nil
}
