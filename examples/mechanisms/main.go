// Mechanisms switches off one mechanism of the model at a time, with the same people and the same luck, and says what that does
// to weekly earnings a year on: of people in control, and to the effect of frequent support.
//
//	go run ./examples/mechanisms
//
// It takes some minutes. Where theory knows a sign it stands beside; one against it is called out.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"inwork/progression/pilot"
	"inwork/progression/rows"
	"inwork/progression/scenario"
	"inwork/sim/estimate"
	"inwork/sim/table"
)

const study = `
name: mechanisms
weeks: 52
replicates: 8
population: {claimants: 2400, districts: [Derbyshire, Black Country, Essex, East London]}
service: {coaches: 800}
arms:
  frequent: {weeks_apart: 2, minutes: 20, first_minutes: 30, mandatory: true}
  minimal: {weeks_apart: 8, contacts: 2, minutes: 15, channel: telephone, practice: call}
trial: {control: minimal, recruit_weeks: 52, horizons: [52], rollout: [{from: 2015-04-06}]}
output: {tables: [effects]}
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir := flag.String("out", "out/mechanisms", "folder for the study; a study there goes on")
	flag.Parse()
	if err := run(ctx, os.Stdout, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "mechanisms:", err)
		os.Exit(1)
	}
}

// sweep has a point for the model as it is, and one for each mechanism without it.
func sweep() string {
	points := []string{"{parameters.uc.reclaim: 0.5}"} // as it is
	for _, m := range mechanisms {
		var sets []string
		for _, key := range slices.Sorted(maps.Keys(m.off)) {
			sets = append(sets, fmt.Sprintf("parameters.%s: %v", key, m.off[key]))
		}
		points = append(points, "{"+strings.Join(sets, ", ")+"}")
	}
	return "sweep: [" + strings.Join(points, ", ") + "]\n"
}

func run(ctx context.Context, w io.Writer, dir string, sets ...string) error {
	changes, err := switchOff(ctx, dir, sets...)
	if err != nil {
		return err
	}
	whole := changes[0]
	fmt.Fprintf(w, "Weekly earnings at 52 weeks, in pounds (Monte Carlo error): %.2f (%.2f) in control; effect of frequent support %.2f (%.2f)\n\n",
		whole.control.of, whole.control.err, whole.effect.of, whole.effect.err)
	fmt.Fprintf(w, "%-51s %-22s %-22s\n", "switched off", "control changes by", "effect changes by")
	for k, m := range mechanisms {
		c := changes[k+1]
		fmt.Fprintf(w, "%-51s %-22s %-22s\n", m.name, c.control.against(m.control), c.effect.against(m.effect))
	}
	return nil
}

// change is what a point does, against the model as it is; the first is the model itself.
type change struct{ control, effect mean }

// mean is over cells, with its Monte Carlo error.
type mean struct{ of, err float64 }

func meanOf(cells estimate.Moments) mean { return mean{cells.Mean(), cells.StdError()} }

// against says the mean and the sign that theory knows.
func (e mean) against(s sign) string {
	text := fmt.Sprintf("%6.2f (%.2f)", e.of, e.err)
	if s == open {
		return text
	}
	if e.of*float64(s) < -3*e.err {
		return text + " against theory: " + s.String()
	}
	return text + " " + s.String()
}

// switchOff runs the study and compares its points.
func switchOff(ctx context.Context, dir string, sets ...string) ([]change, error) {
	s, err := scenario.Parse("mechanisms", []byte(study+sweep()), sets...)
	if err != nil {
		return nil, err
	}
	if err := pilot.Run(ctx, s, pilot.Options{Dir: dir}); err != nil {
		return nil, err
	}
	cells := make([][]rows.Effect, len(mechanisms)+1)
	for point := range cells {
		if cells[point], err = effects(dir, point); err != nil {
			return nil, err
		}
	}
	changes := make([]change, len(cells))
	for point := range cells {
		var control, effect estimate.Moments // over cells, which share nothing
		for k, cell := range cells[point] {
			c, e := pounds(cell.SumControl, cell.N), pounds(cell.Sum, cell.N)
			if point > 0 {
				whole := cells[0][k]
				c, e = c-pounds(whole.SumControl, whole.N), e-pounds(whole.Sum, whole.N)
			}
			control.Add(c)
			effect.Add(e)
		}
		changes[point] = change{meanOf(control), meanOf(effect)}
	}
	return changes, nil
}

// effects are those of frequent support on weekly earnings, a cell (a district in a replicate) each.
func effects(dir string, point int) (list []rows.Effect, err error) {
	pattern := filepath.Join(dir, "tables", rows.Effects.Name, fmt.Sprint("point=", point), "*", "part-*.parquet")
	for batch, err := range table.Read[rows.Effect](pattern) {
		if err != nil {
			return nil, err
		}
		for _, e := range batch {
			if e.Outcome == "earnings_week" && e.Estimand == "rollout" && e.Component == "total" {
				list = append(list, e)
			}
		}
	}
	return list, nil
}

// pounds a week a person, of a sum of pence in four weeks.
func pounds(sum, n int64) float64 { return float64(sum) / 400 / float64(n) }
