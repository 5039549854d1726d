package evaluation

import (
	"context"
	"fmt"
	"math"
	"slices"

	"inwork/progression/rows"
)

// PayPath says how the people of the control arm came from the pay that they were randomised at to that of a horizon, in one
// world, over the trials of all replicates. The sums behind it are whole pence, so that Start and the changes add up to Pay.
type PayPath struct {
	World        string // slug
	Arm          string // in which that world treats them: control
	HorizonWeeks int
	Persons      int64
	Start        Line   // pay of the four weeks that end at randomisation
	Changes      []Line // since, by cause, in the order in which people read them
	Pay          float64
}

// Line is a part of people's mean pay, pounds a week.
type Line struct {
	Cause    string // as in the decomposition table; "start" of Start
	Label    string // as people read it
	Mean     float64
	StdError float64 // sampling error of the mean; NaN with fewer than two people
}

// Change is the sum of the changes.
func (p *PayPath) Change() float64 { return p.Pay - p.Start.Mean }

// payCauses are the causes of the decomposition table, in the order in which people read them.
var payCauses = [...]struct{ name, label string }{
	{"start", "Pay when randomised"},
	{"wage_floor", "Wage floors"},
	{"settlement", "Pay settlements"},
	{"volatility", "Hours worked in the month (regression to the mean)"},
	{"school_terms", "School holidays on term-time contracts"},
	{"job_ended", "Jobs ended"},
	{"job_started", "Jobs begun from out of work"},
	{"more_hours", "More hours in the same job"},
	{"fewer_hours", "Fewer hours in the same job"},
	{"rise", "Rises in the same job"},
	{"job_changed", "Moves from job to job"},
}

// controlWorld is the world in which everyone is in the control arm.
const controlWorld = "control"

// readPayPaths adds up what made pay in the control arm of the randomised world, and in the world where everyone is in it.
func readPayPaths(ctx context.Context, e *Evaluation) error {
	if here, err := e.Study.kept(rows.Decompositions.Name); err != nil || !here {
		e.leaveOut("what made pay in the control arm", rows.Decompositions.Name)
		return err
	}
	for _, world := range []string{randomised, controlWorld} {
		if world == controlWorld && !slices.Contains(e.Study.Worlds, world) {
			continue
		}
		paths, err := readPayPath(ctx, &e.Study, world)
		if err != nil {
			return err
		}
		e.PayPaths = append(e.PayPaths, paths...)
	}
	return nil
}

// payPathSums are sums over people in pence in four weeks, by cause.
type payPathSums struct {
	sum, n  [len(payCauses)]int64
	squares [len(payCauses)]float64
}

func readPayPath(ctx context.Context, s *Study, world string) ([]PayPath, error) {
	byHorizon := make([]payPathSums, len(s.Horizons))
	for replicate := range s.Replicates {
		path := s.partsOf(rows.Decompositions.Name, world, replicate)
		for batch, err := range readAll[rows.Decomposition](ctx, path) {
			if err != nil {
				return nil, err
			}
			for i := range batch {
				row := &batch[i]
				horizon, cause := slices.Index(s.Horizons, int(row.HorizonWeeks)), indexOfCause(row.Cause)
				if s.arm(row.Arm) < 0 || horizon < 0 || cause < 0 {
					return nil, fmt.Errorf("%s: found arm %q, cause %q at %d weeks, expected arms and horizons of plan.json and a cause that pay has",
						path, row.Arm, row.Cause, row.HorizonWeeks)
				}
				if row.Arm == s.Control {
					byHorizon[horizon].add(cause, row)
				}
			}
		}
	}
	var list []PayPath
	for h, sums := range byHorizon {
		if sums.n[0] > 0 {
			list = append(list, sums.path(s, world, s.Horizons[h]))
		}
	}
	return list, nil
}

func indexOfCause(name string) int {
	return slices.IndexFunc(payCauses[:], func(c struct{ name, label string }) bool { return c.name == name })
}

func (s *payPathSums) add(cause int, row *rows.Decomposition) {
	s.n[cause] += row.N
	s.sum[cause] += int64(row.Sum)
	s.squares[cause] += float64(row.SumSquares)
}

func (s *payPathSums) path(study *Study, world string, horizon int) PayPath {
	p := PayPath{World: world, Arm: study.Control, HorizonWeeks: horizon, Persons: s.n[0]}
	var pay int64
	for cause, c := range payCauses {
		pay += s.sum[cause]
		line := s.line(cause)
		line.Cause, line.Label = c.name, c.label
		if cause == 0 {
			p.Start = line
		} else {
			p.Changes = append(p.Changes, line)
		}
	}
	p.Pay = float64(pay) / float64(s.n[0]) / penceInFourWeeks
	return p
}

// penceInFourWeeks are those of a pound a week.
const penceInFourWeeks = 4 * pencePerPound

func (s *payPathSums) line(cause int) Line {
	n := float64(s.n[0])
	mean := float64(s.sum[cause]) / n
	variance := (s.squares[cause] - float64(mean*mean*n)) / (n - 1) // sums of pence: 16 digits hold them
	return Line{Mean: mean / penceInFourWeeks, StdError: math.Sqrt(max(variance, 0)/n) / penceInFourWeeks}
}
