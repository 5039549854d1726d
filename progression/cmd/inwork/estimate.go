package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"inwork/sim/estimate"
)

var estimateVerb = verb{
	name: "estimate", takes: [2]int{0, 0},
	doc:   "estimate effects from any table, CSV or Parquet",
	more:  estimateMore,
	needs: []string{"data", "outcome", "treatment"},
	prepare: func(flags *flag.FlagSet) action {
		q := question{estimator: lmRobust, confidence: 0.95, format: "json"}
		flags.StringVar(&q.data, "data", "", "`FILE` of comma-separated values or Parquet; a folder or pattern of Parquet files; - is CSV from standard input")
		flags.StringVar(&q.outcome, "outcome", "", "`Y`: column of numbers, or of true and false")
		flags.StringVar(&q.treatment, "treatment", "", "`Z`: column of numbers, or of text, one level an arm")
		flags.StringVar(&q.control, "control", "", "`LEVEL` of a text treatment that the others are compared with; the first in byte order if left out")
		flags.Var((*choice)(&q.estimator), "estimator", "`E`: lm_robust (default), lm_lin, difference_in_means or iv_robust")
		flags.Var((*choice)(&q.stdErrors), "se", "`S`: classical, HC0, HC1, HC2 (default), HC3; with -clusters CR0, stata, CR2 (default)")
		flags.Var((*columnList)(&q.covariates), "covariates", "`a,b`: columns to adjust for; text becomes an indicator for each level but the first")
		flags.StringVar(&q.clusters, "clusters", "", "`G`: column that says which rows depend on each other")
		flags.StringVar(&q.blocks, "blocks", "", "`B`: column of the blocks within which treatment was assigned, for difference_in_means")
		flags.Var((*columnList)(&q.instruments), "instrument", "`W,...`: columns that stand in for the treatment, for iv_robust")
		flags.StringVar(&q.weights, "weights", "", "`V`: column of weights, 0 or more")
		flags.StringVar(&q.fixedEffects, "fixed-effects", "", "`F`: column of groups whose means are taken out, for lm_robust and iv_robust")
		flags.Var((*level)(&q.confidence), "confidence", "`L` of the intervals, between 0 and 1; 0.95 if left out")
		flags.Var((*choice)(&q.format), "format", "`F`: json (default), or table for eyes")
		return func(ctx context.Context, p *program, _ []string) error {
			if err := q.check(); err != nil {
				return err
			}
			found, err := q.answer(ctx, p.stdin)
			if err != nil {
				return ofData(q.data, err)
			}
			for _, w := range found.warnings {
				fmt.Fprintln(p.stderr, "inwork: estimate: warning:", w)
			}
			return found.print(p.stdout, q.format)
		}
	},
}

const estimateMore = `Prints an array of objects with term, estimate, std_error, statistic, p_value, conf_low, conf_high, df, outcome and n, by the
names and conventions of R's estimatr; null is what the data do not define, as for a term that is a combination of others.
Warnings go to standard error.

A text treatment gives one row for each level but control, named column and level; a numeric one enters as it is, except
that lm_lin and difference_in_means take its values for arms unless they are 0 and 1. Columns of true and false are numbers
as outcome and weights, and text otherwise.

Missing are empty cells, NA, N/A, NaN, nan, NULL, null and a lone full stop; in Parquet null. Rows that miss a value that is
used are left out, and a warning counts them for each column. A difference in means without blocks, clusters or weights is
made while reading, in constant memory; otherwise the columns that are named are held, 8 bytes a value.`

// estimators by estimatr's names.
const (
	lmRobust          = "lm_robust"
	lmLin             = "lm_lin"
	differenceInMeans = "difference_in_means"
	ivRobust          = "iv_robust"
)

// A question is one call of the verb.
type question struct {
	data, outcome, treatment, control       string
	estimator, stdErrors                    string
	covariates, instruments                 []string
	clusters, blocks, weights, fixedEffects string
	confidence                              float64
	format                                  string
}

// check refuses what does not go together.
func (q *question) check() error {
	for _, c := range []struct {
		flag, value string
		known       []string
	}{
		{"-estimator", q.estimator, []string{lmRobust, lmLin, differenceInMeans, ivRobust}},
		{"-se", q.stdErrors, []string{"", "classical", "HC0", "HC1", "HC2", "HC3", "CR0", "stata", "CR2"}},
		{"-format", q.format, []string{"json", "table"}},
	} {
		if !slices.Contains(c.known, c.value) {
			return &wrongUse{verb: "estimate: " + c.flag, found: c.value, expected: "one of " + strings.TrimPrefix(listed(c.known), ", "), meant: nearestOf(c.value, c.known)}
		}
	}
	for _, c := range []struct {
		flag  string
		given bool
		of    []string
	}{
		{"-covariates", q.covariates != nil, []string{lmRobust, lmLin, ivRobust}},
		{"-instrument", q.instruments != nil, []string{ivRobust}},
		{"-blocks", q.blocks != "", []string{differenceInMeans}},
		{"-fixed-effects", q.fixedEffects != "", []string{lmRobust, ivRobust}},
	} {
		if c.given && !slices.Contains(c.of, q.estimator) {
			return &wrongUse{verb: "estimate", found: c.flag + " with " + q.estimator, expected: "it with " + strings.Join(c.of, " or ")}
		}
	}
	switch kind := estimate.StdErrors(q.stdErrors); {
	case q.estimator == ivRobust && q.instruments == nil:
		return &wrongUse{verb: "estimate", found: "iv_robust without -instrument", expected: "the columns that stand in for the treatment"}
	case q.estimator == lmLin && q.covariates == nil:
		return &wrongUse{verb: "estimate", found: "lm_lin without -covariates", expected: "columns to adjust for; without any lm_robust is the same"}
	case kind.Clustered() && q.clusters == "":
		return &wrongUse{verb: "estimate", found: "-se " + q.stdErrors + " without -clusters", expected: "the column of clusters, or classical, HC0, HC1, HC2 or HC3"}
	case q.stdErrors != "" && !kind.Clustered() && q.clusters != "":
		return &wrongUse{verb: "estimate", found: "-se " + q.stdErrors + " with -clusters", expected: "CR0, stata or CR2"}
	case q.estimator == differenceInMeans && q.stdErrors != "" && kind != estimate.HC2 && kind != estimate.CR2:
		return &wrongUse{verb: "estimate", found: "-se " + q.stdErrors + " with difference_in_means", expected: "none: its errors follow from the design"}
	}
	return q.checkNames()
}

// checkNames refuses a column in two places of the regression.
func (q *question) checkNames() error {
	used := map[string]string{q.outcome: "-outcome"}
	for _, c := range []struct {
		flag  string
		names []string
	}{{"-treatment", []string{q.treatment}}, {"-covariates", q.covariates}, {"-instrument", q.instruments}} {
		for _, name := range c.names {
			if other, is := used[name]; is {
				return &wrongUse{verb: "estimate", found: name + " as " + other + " and as " + c.flag, expected: "each column once"}
			}
			used[name] = c.flag
		}
	}
	return nil
}

// found is what there is to print.
type found struct {
	outcome  string
	rows     []foundRow
	warnings []error
}

type foundRow struct {
	estimate.Coefficient
	n int64
}

func (f *found) addFit(fit estimate.Fit) {
	for _, c := range fit.Coefficients {
		f.rows = append(f.rows, foundRow{c, fit.N})
	}
	f.warnings = fit.Warnings
}

// choice is a flag of one word, checked with the others.
type choice string

// String is the word.
func (c *choice) String() string { return string(*c) }

// Set takes the word.
func (c *choice) Set(value string) error {
	*c = choice(value)
	return nil
}

// level is a flag above 0 and below 1.
type level float64

// String is the number.
func (l *level) String() string { return strconv.FormatFloat(float64(*l), 'g', -1, 64) }

// Set reads the number.
func (l *level) Set(value string) error {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || !(v > 0 && v < 1) {
		return errors.New("not between 0 and 1")
	}
	*l = level(v)
	return nil
}

// columnList is a flag of names with commas between.
type columnList []string

// String joins the names.
func (l *columnList) String() string { return strings.Join(*l, ",") }

// Set splits the names.
func (l *columnList) Set(value string) error {
	for name := range strings.SplitSeq(value, ",") {
		if name = strings.TrimSpace(name); name == "" {
			return errors.New("an empty name")
		}
		*l = append(*l, name)
	}
	return nil
}
