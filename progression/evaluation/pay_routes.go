package evaluation

import (
	"context"
	"fmt"
	"math"
	"slices"

	"inwork/progression/rows"
)

// PayRoutes says by which routes an arm's effect on weekly earnings comes, in the first trial at the main horizon: each change of pay is
// booked to what changed it when it happens, in both arms, so that the lines add up to the effect exactly. Start is what people
// earned before they were randomised, a difference of chance. The model has one job a person: there is no line of second jobs.
type PayRoutes struct {
	Arm          string // slug
	HorizonWeeks int
	Effect       float64     // on weekly earnings, pounds: the sum of the lines
	Lines        []RouteLine // in reading order
}

// RouteLine is in pounds a week.
type RouteLine struct {
	Route string // of Routes
	Cause string // as in the decomposition table
	Label string
	Estimate, StdError,
	ConfLow, ConfHigh float64
	Truth           *float64 // of pilot where the study was split, otherwise of rollout; nil without
	MonteCarloError *float64 // of Truth; nil with one cell
}

// The routes, in reading order.
const (
	RouteHours  = "more hours in the same job"
	RoutePay    = "more pay an hour in the same job"
	RouteMove   = "from job to job"
	RouteWork   = "into and out of work"
	RouteOthers = "what comes to everybody"
	RouteStart  = "before randomisation"
)

// Routes are in reading order.
var Routes = []string{RouteHours, RoutePay, RouteMove, RouteWork, RouteOthers, RouteStart}

// routeOf says on which route a cause is.
var routeOf = map[string]string{
	"more_hours": RouteHours, "fewer_hours": RouteHours, "rise": RoutePay, "job_changed": RouteMove, "job_started": RouteWork, "job_ended": RouteWork,
	"wage_floor": RouteOthers, "settlement": RouteOthers, "volatility": RouteOthers, "school_terms": RouteOthers, "start": RouteStart,
}

// Sum is a route's part of the effect, and of the truth: NaN where that is not known.
func (p *PayRoutes) Sum(route string) (estimate, truth float64) {
	for i := range p.Lines {
		if l := &p.Lines[i]; l.Route == route {
			estimate += l.Estimate
			if l.Truth == nil {
				truth = math.NaN()
			} else {
				truth += *l.Truth
			}
		}
	}
	return estimate, truth
}

// readPayRoutes splits the first trial's effects.
func readPayRoutes(ctx context.Context, e *Evaluation) error {
	s := &e.Study
	if here, err := s.kept(rows.Decompositions.Name); err != nil || !here {
		e.leaveOut("the routes of the effect on earnings", rows.Decompositions.Name)
		return err
	}
	sums := make([]payPathSums, len(s.Arms))
	err := s.eachCause(ctx, randomised, 0, func(row *rows.Decomposition, arm, cause int) { sums[arm].add(cause, row) })
	if err != nil {
		return err
	}
	control := s.arm(s.Control)
	for a, arm := range s.Arms {
		if a == control || sums[a].n[0] == 0 || sums[control].n[0] == 0 {
			continue
		}
		p := PayRoutes{Arm: arm.Slug, HorizonWeeks: s.MainHorizon()}
		truths, err := s.trueRoutes(ctx, arm.Slug)
		if err != nil {
			return err
		}
		for cause, c := range payCauses {
			to, from := sums[a].line(cause), sums[control].line(cause)
			l := RouteLine{Route: routeOf[c.name], Cause: c.name, Label: c.label, Estimate: to.Mean - from.Mean, StdError: math.Hypot(to.StdError, from.StdError)}
			l.ConfLow, l.ConfHigh = l.Estimate-normal95*l.StdError, l.Estimate+normal95*l.StdError
			if truths != nil {
				truth, monteCarlo := truths[cause].mean()
				l.Truth = &truth
				if !math.IsNaN(monteCarlo) {
					l.MonteCarloError = &monteCarlo
				}
			}
			p.Effect += l.Estimate
			p.Lines = append(p.Lines, l)
		}
		slices.SortStableFunc(p.Lines, func(a, b RouteLine) int { return slices.Index(Routes, a.Route) - slices.Index(Routes, b.Route) })
		e.PayRoutes = append(e.PayRoutes, p)
	}
	return nil
}

// eachCause reads what made pay at the main horizon in a world of a replicate.
func (s *Study) eachCause(ctx context.Context, world string, replicate int, take func(row *rows.Decomposition, arm, cause int)) error {
	path := s.partsOf(rows.Decompositions.Name, world, replicate)
	for row, err := range eachRow[rows.Decomposition](ctx, path) {
		if err != nil {
			return err
		}
		arm, cause := s.arm(row.Arm), indexOfCause(row.Cause)
		if arm < 0 || cause < 0 {
			return fmt.Errorf("%s: found arm %q and cause %q, expected an arm of plan.json and a cause that pay has", path, row.Arm, row.Cause)
		}
		if int(row.HorizonWeeks) == s.MainHorizon() {
			take(row, arm, cause)
		}
	}
	return nil
}

// trueRoutes are the differences between the worlds of an arm and of control, by cause; nil when they were not simulated.
func (s *Study) trueRoutes(ctx context.Context, arm string) ([]cells, error) {
	worlds, ok := s.trueWorlds(arm)
	if !ok {
		return nil, nil
	}
	all := make([]cells, len(payCauses))
	for cause := range all {
		all[cause] = cells{}
	}
	for replicate := range s.Replicates {
		err := s.eachCause(ctx, worlds.control, replicate, func(row *rows.Decomposition, _, cause int) {
			all[cause].add(s.cell(replicate, row.District), row.N, -float64(row.Sum)/penceInFourWeeks)
		})
		if err != nil {
			return nil, err
		}
		err = s.eachCause(ctx, worlds.treated, replicate, func(row *rows.Decomposition, _, cause int) {
			all[cause].add(s.cell(replicate, row.District), 0, float64(row.Sum)/penceInFourWeeks)
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}
