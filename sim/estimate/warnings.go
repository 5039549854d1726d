package estimate

import (
	"fmt"
	"strconv"
)

// number writes a number in as few digits as tell it from others.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// counted is a number of things.
func counted(n int64, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.FormatInt(n, 10) + " " + thing + "s"
}

// Unusable is the error of a request that cannot be met.
type Unusable struct{ What, Found, Expected string }

func (e *Unusable) Error() string {
	return fmt.Sprintf("%s: found %s, expected %s", e.What, e.Found, e.Expected)
}

// NoRows is the error of data in which no row is complete.
type NoRows struct {
	Rows    int64   // all rows
	Missing []error // a *Missing for each column that empties some
}

func (e *NoRows) Error() string {
	text := fmt.Sprintf("no complete rows: found 0 of %d, expected at least 1", e.Rows)
	for _, m := range e.Missing {
		text += "; " + m.Error()
	}
	return text
}

// Missing is the warning that rows were left out because a column is missing there. A row that misses several counts for the
// first of them.
type Missing struct {
	Column string
	Rows   int64
}

func (w *Missing) Error() string {
	return fmt.Sprintf("left out %s in which %s is missing", counted(w.Rows, "row"), w.Column)
}

// Collinear is the warning that a term was left out because it is a linear combination of others.
type Collinear struct{ Term string }

func (w *Collinear) Error() string {
	return fmt.Sprintf("left out %s: it is a linear combination of the other terms", w.Term)
}

// ZeroWeights is the warning that rows have weight 0. As in estimatr they move no coefficient but count in n and in the degrees of
// freedom.
type ZeroWeights struct{ Rows int64 }

func (w *ZeroWeights) Error() string {
	return fmt.Sprintf("%s of weight 0, which n and the degrees of freedom count", counted(w.Rows, "row"))
}

// FewClusters is the warning that standard errors which need many clusters have few: below 40 they are too small (Cameron and
// Miller 2015), and with one there is none.
type FewClusters struct {
	Clusters  int
	StdErrors StdErrors
}

const manyClusters = 40

func (w *FewClusters) Error() string {
	if w.Clusters < 2 {
		return fmt.Sprintf("standard error undefined: found %s, expected at least 2", counted(int64(w.Clusters), "cluster"))
	}
	return fmt.Sprintf("%d clusters are few for %s standard errors, which may be too small: CR2 or the wild bootstrap are made for that", w.Clusters, w.StdErrors)
}

// FewDF is the warning that a term has fewer than 4 degrees of freedom, where Satterthwaite's approximation is no longer close
// (Tipton 2015): its p-value and interval are rough. Nothing is said of the intercept.
type FewDF struct {
	Term string
	DF   float64
}

const enoughDF = 4

func (w *FewDF) Error() string {
	return fmt.Sprintf("%s has %.2f degrees of freedom, fewer than %d: its p-value and interval are rough", w.Term, w.DF, enoughDF)
}

// NoDF is the warning that there are no more rows than coefficients, so that nothing is left to judge the error by.
type NoDF struct{ Rows, Coefficients int64 }

func (w *NoDF) Error() string {
	return fmt.Sprintf("standard errors undefined: found %s for %s, expected more", counted(w.Rows, "row"), counted(w.Coefficients, "coefficient"))
}

// FullLeverage is the warning that rows are fitted exactly, whatever their outcome: they show no residual, and the standard
// errors lack their part.
type FullLeverage struct{ Rows int64 }

func (w *FullLeverage) Error() string {
	return fmt.Sprintf("%s fitted exactly by coefficients of their own: the standard errors may be too small", counted(w.Rows, "row"))
}

// PerfectFit is the warning that the residuals are all 0, so that there is no error to measure: an outcome that does not vary, or
// one that the regressors determine.
type PerfectFit struct{}

func (*PerfectFit) Error() string {
	return "no residual variation in the outcome: standard errors are 0 and give no test"
}

// WeakInstrument is the warning that the instruments say little about a regressor: below an F of 10 in the first stage (Staiger
// and Stock 1997) two-stage least squares is biased towards ordinary least squares, and its intervals are too short.
type WeakInstrument struct {
	Endogenous string
	F          float64 // of the first stage, by the standard errors of the regression
}

const strongF = 10

func (w *WeakInstrument) Error() string {
	return fmt.Sprintf("weak instruments for %s: the first-stage F is %.2f, below %d; the estimate may be biased and its interval too short", w.Endogenous, w.F, strongF)
}

// MixedCluster is the error of a cluster of which a part is treated, where clusters were to be treated as a whole.
type MixedCluster struct{ Row, Other int } // counted from 0: of one cluster and in different arms

func (e *MixedCluster) Error() string {
	return fmt.Sprintf("rows %d and %d: found one cluster in two arms, expected each cluster in one", e.Row, e.Other)
}

// MixedPairs is the warning that some blocks are pairs and others larger. A pair gives no variance of its own, so that all blocks
// are taken as pairs.
type MixedPairs struct{ Pairs, Larger int64 }

func (w *MixedPairs) Error() string {
	return fmt.Sprintf("%s of two units and %d larger: the error is that of matched pairs", counted(w.Pairs, "block"), w.Larger)
}

// SelfFitted is the warning that clusters determine a coefficient between them alone, like one treated cluster: their residuals
// say nothing of it and its standard error lacks their part.
type SelfFitted struct {
	Term     string
	Clusters int64
}

func (w *SelfFitted) Error() string {
	return fmt.Sprintf("%s that determines %s by itself shows no residual: the standard error may be far too small", counted(w.Clusters, "cluster"), w.Term)
}

// LoneUnit is the error of a block with one row or cluster, in which nothing was assigned.
type LoneUnit struct{ Row int } // of the block, counted from 0

func (e *LoneUnit) Error() string {
	return fmt.Sprintf("row %d: found a block of one unit, expected at least 2", e.Row)
}
