package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"inwork/progression/scenario"
	"inwork/sim/estimate"
)

// answer reads the data and estimates.
func (q *question) answer(ctx context.Context, stdin io.Reader) (*found, error) {
	data, err := openSheet(ctx, q.data, stdin)
	if err != nil {
		return nil, err
	}
	defer data.close()
	if q.estimator == differenceInMeans && q.blocks == "" && q.clusters == "" && q.weights == "" {
		return q.differenceWhileReading(data)
	}
	s, err := data.read(q.roles())
	if err != nil {
		return nil, err
	}
	if q.estimator == differenceInMeans {
		return q.difference(s)
	}
	return q.regression(s)
}

// roles says which columns are used and for what.
func (q *question) roles() []role {
	roles := []role{{q.outcome, isNumber, "-outcome"}, {q.treatment, isEither, "-treatment"}}
	for _, name := range q.covariates {
		roles = append(roles, role{name, isEither, "-covariates"})
	}
	for _, name := range q.instruments {
		roles = append(roles, role{name, isEither, "-instrument"})
	}
	for _, r := range []role{{q.clusters, isLabel, "-clusters"}, {q.blocks, isLabel, "-blocks"}, {q.fixedEffects, isLabel, "-fixed-effects"}, {q.weights, isNumber, "-weights"}} {
		if r.column != "" {
			roles = append(roles, r)
		}
	}
	return roles
}

// regression is everything but a difference in means.
func (q *question) regression(s *sheet) (*found, error) {
	if err := q.checkControl(s.column("-treatment", q.treatment), s.instruments(q)); err != nil {
		return nil, err
	}
	treatments, err := s.column("-treatment", q.treatment).regressors(q.control, q.estimator == lmLin)
	if err != nil {
		return nil, err
	}
	var covariates, instruments []estimate.Column
	for _, name := range q.covariates {
		columns, err := s.column("-covariates", name).regressors("", false)
		if err != nil {
			return nil, err
		}
		covariates = append(covariates, columns...)
	}
	for _, name := range q.instruments {
		columns, err := s.column("-instrument", name).regressors(q.control, false)
		if err != nil {
			return nil, err
		}
		instruments = append(instruments, columns...)
	}
	outcome := estimate.Column{Name: q.outcome, Values: s.column("-outcome", q.outcome).numbers}
	o := estimate.Options{StdErrors: estimate.StdErrors(q.stdErrors), Clusters: s.codes("-clusters", q.clusters), FixedEffects: s.codes("-fixed-effects", q.fixedEffects),
		Weights: s.numbers("-weights", q.weights), Confidence: q.confidence}
	f := &found{outcome: q.outcome}
	switch q.estimator {
	case ivRobust:
		fit, err := estimate.IVRobust(outcome, treatments, instruments, covariates, o)
		f.addFit(fit.Fit)
		return f, err
	case lmLin:
		fit, err := estimate.LMLin(outcome, treatments, covariates, o)
		f.addFit(fit)
		return f, err
	}
	fit, err := estimate.LMRobust(outcome, append(treatments, covariates...), o)
	f.addFit(fit)
	return f, err
}

// regressors are the columns of numbers that one column of the data becomes. Arms says that numbers other than 0 and 1 are names.
func (c *sheetColumn) regressors(control string, arms bool) ([]estimate.Column, error) {
	if c.numeric() && !(arms && !c.zeroOne()) {
		return []estimate.Column{{Name: c.name, Values: c.numbers}}, nil
	}
	levels, err := c.levels(control)
	if err != nil {
		return nil, err
	}
	return c.indicators(levels[1:]), nil
}

// checkControl refuses a control that no column knows: a level of the treatment or, for a take-up that is none of the arms, of
// an instrument.
func (q *question) checkControl(treatment *sheetColumn, instruments []*sheetColumn) error {
	if q.control == "" {
		return nil
	}
	var known []string
	for _, c := range append([]*sheetColumn{treatment}, instruments...) {
		if c.numeric() && q.estimator != differenceInMeans && q.estimator != lmLin {
			continue // it enters as it is
		}
		levels, err := c.levels("")
		if err != nil {
			return err
		}
		known = append(known, levels...)
	}
	if len(known) == 0 {
		return &wrongUse{verb: "estimate", found: "-control " + q.control + " for the numeric column " + treatment.name, expected: "it for a column of text"}
	}
	if !slices.Contains(known, q.control) {
		return &wrongUse{verb: "estimate: -control", found: "no level " + q.control + " in the column " + treatment.name, expected: "one of " + some(known), meant: nearestOf(q.control, known)}
	}
	return nil
}

// difference compares each arm with control as the design asks.
func (q *question) difference(s *sheet) (*found, error) {
	c := s.column("-treatment", q.treatment)
	if err := q.checkControl(c, nil); err != nil {
		return nil, err
	}
	levels, err := c.levels(q.control)
	if err != nil {
		return nil, err
	}
	f := &found{outcome: q.outcome}
	outcome := s.column("-outcome", q.outcome).numbers
	for _, arm := range levels[1:] {
		rows, treated := c.rowsOf(levels[0], arm)
		d := estimate.Design{Blocks: pick(s.codes("-blocks", q.blocks), rows), Clusters: pick(s.codes("-clusters", q.clusters), rows),
			Weights: pick(s.numbers("-weights", q.weights), rows), Confidence: q.confidence}
		e, err := estimate.DifferenceInMeansBy(pick(outcome, rows), treated, d)
		if err != nil {
			return nil, fmt.Errorf("%s against %s: %w", arm, levels[0], inRows(err, rows))
		}
		f.addDifference(e, c.name, arm, levels)
	}
	if missing := c.missing(); missing > 0 {
		f.warnings = append([]error{&estimate.Missing{Column: c.name, Rows: missing}}, f.warnings...)
	}
	return f, nil
}

func (f *found) addDifference(e estimate.Estimate, column, arm string, levels []string) {
	e.Term = column + arm
	if slices.Equal(levels, []string{"0", "1"}) || slices.Equal(levels, []string{"FALSE", "TRUE"}) {
		e.Term = column
	}
	f.rows = append(f.rows, foundRow{e.Coefficient, e.N})
	for _, w := range e.Warnings {
		if len(levels) > 2 {
			w = fmt.Errorf("%s: %w", e.Term, w)
		}
		f.warnings = append(f.warnings, w)
	}
}

func pick[T any](column []T, rows []int) []T {
	if column == nil {
		return nil
	}
	some := make([]T, len(rows))
	for k, i := range rows {
		some[k] = column[i]
	}
	return some
}

// differenceWhileReading needs a few numbers for each arm and no rows.
func (q *question) differenceWhileReading(data *sheetReader) (*found, error) {
	arms := newArms(q.treatment)
	var missingOutcome int64
	roles := []role{{q.outcome, isNumber, "-outcome"}, {q.treatment, isEither, "-treatment"}}
	treatment := newSheetColumn(q.treatment)
	err := data.each(roles, func(cells []string, where func(column int) string) error {
		level, err := treatment.level(cells[1], func() string { return where(1) })
		if err != nil {
			return err
		}
		y, missing, err := numberIn(cells[0])
		if err != nil {
			return &wrongCell{where: where(0), column: q.outcome, found: cells[0], expected: "a number"}
		}
		if missing {
			missingOutcome++
			y = math.NaN()
		}
		arms.add(level, y)
		return nil
	})

	if err != nil {
		return nil, err
	}
	f, err := q.compareArms(treatment, arms)
	if err != nil {
		return nil, err
	}
	f.warnings = slices.Concat(missingWarnings(q.outcome, missingOutcome, q.treatment, arms.missing), f.warnings)
	return f, nil
}

func missingWarnings(outcome string, outcomes int64, treatment string, treatments int64) (warnings []error) {
	if outcomes > 0 {
		warnings = append(warnings, &estimate.Missing{Column: outcome, Rows: outcomes})
	}
	if treatments > 0 {
		warnings = append(warnings, &estimate.Missing{Column: treatment, Rows: treatments})
	}
	return warnings
}

// armSums are the outcomes of each level of a treatment.
type armSums struct {
	treatment string
	of        []estimate.Moments // by the level's number
	missing   int64
}

func newArms(treatment string) *armSums { return &armSums{treatment: treatment} }

// add takes an outcome, NaN if it is missing; a row that misses both counts for the outcome.
func (a *armSums) add(level int, y float64) {
	if level < 0 {
		if !math.IsNaN(y) {
			a.missing++
		}
		return
	}
	for level >= len(a.of) {
		a.of = append(a.of, estimate.Moments{})
	}
	if !math.IsNaN(y) {
		a.of[level].Add(y)
	}
}

// compareArms compares each arm with control.
func (q *question) compareArms(treatment *sheetColumn, arms *armSums) (*found, error) {
	if err := treatment.settle("-treatment"); err != nil {
		return nil, err
	}
	if err := q.checkControl(treatment, nil); err != nil {
		return nil, err
	}
	levels, err := treatment.levels(q.control)
	if err != nil {
		return nil, err
	}
	f := &found{outcome: q.outcome}
	for _, arm := range levels[1:] {
		e, err := estimate.DifferenceOfMoments(arms.sum(treatment, arm), arms.sum(treatment, levels[0]))
		if err != nil {
			return nil, fmt.Errorf("%s against %s: %w", arm, levels[0], err)
		}
		f.addDifference(e.At(q.confidence), q.treatment, arm, levels)
	}
	return f, nil
}

// sum merges what was written differently and means the same arm, such as 1 and 1.0.
func (a *armSums) sum(treatment *sheetColumn, level string) (m estimate.Moments) {
	for number, text := range treatment.texts {
		if treatment.canonical(text) == level && number < len(a.of) {
			m.Merge(a.of[number])
		}
	}
	return m
}

// ofData says which data an error is about. Rows are the library's, counted from 0.
func ofData(file string, err error) error {
	var (
		use     *wrongUse
		cell    *wrongCell
		several wrongUses
	)
	if errors.As(err, &use) || errors.As(err, &cell) || errors.As(err, &several) {
		return err
	}
	var (
		unusable *estimate.Unusable
		empty    *estimate.EmptyArm
		none     *estimate.NoRows
		mixed    *estimate.MixedCluster
		value    *estimate.BadValue
		lone     *estimate.LoneUnit
	)
	if !errors.As(err, &lone) && !errors.As(err, &unusable) && !errors.As(err, &empty) && !errors.As(err, &none) && !errors.As(err, &mixed) && !errors.As(err, &value) {
		return err
	}
	text := err.Error()
	if strings.Contains(text, "row ") || strings.Contains(text, "rows ") && mixed != nil {
		text += " (rows are counted from 0, the first after the heading)"
	}
	return &wrongData{file: file, text: text}
}

// inRows turns the rows of some of the data, in an error about them, into those of all.
func inRows(err error, rows []int) error {
	var (
		empty *estimate.EmptyArm
		mixed *estimate.MixedCluster
		lone  *estimate.LoneUnit
		value *estimate.BadValue
	)
	switch {
	case errors.As(err, &empty) && empty.InBlock:
		empty.Row = rows[empty.Row]
	case errors.As(err, &mixed):
		mixed.Row, mixed.Other = rows[mixed.Row], rows[mixed.Other]
	case errors.As(err, &lone):
		lone.Row = rows[lone.Row]
	case errors.As(err, &value):
		value.Row = rows[value.Row]
	}
	return err
}

// nearestOf is a suggestion.
func nearestOf(name string, known []string) string { return scenario.Nearest(name, known) }
