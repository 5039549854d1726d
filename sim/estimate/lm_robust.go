package estimate

import "math"

// Intercept is the term of the constant.
const Intercept = "(Intercept)"

// LMRobust regresses an outcome on an intercept and columns by least squares, as estimatr's lm_robust: weighted or not, with the
// standard errors that [Options] ask for. All columns have one row for each unit.
//
// Fixed effects take the intercept's place: their means are taken out of all columns, which gives the coefficients, errors and
// degrees of freedom of a regression on an indicator for each.
//
// Rows in which something is missing are left out, and columns that are linear combinations of others; warnings say how many and
// which. Of columns that determine each other estimatr leaves out the one with the shortest unexplained part, and so do we; of two as long,
// the one named last. A treatment that the covariates determine may therefore be the one left out: look at the warnings.
//
// The error is a *BadValue (an infinity), a *NoRows, or an *Unusable. LMRobust panics when columns differ in length.
//
// Time and memory: one decomposition of the columns in blocks of rows and one pass over the residuals, both linear in rows; no
// matrix with rows on both sides is formed, for clusters either.
func LMRobust(outcome Column, regressors []Column, o Options) (Fit, error) {
	s, err := newSample(outcome, o, regressors)
	if err != nil {
		return Fit{}, err
	}
	return s.lm(s.groups[0], o), nil
}

// lm fits the columns of a sample.
func (s *sample) lm(columns []Column, o Options) Fit {
	columns = s.withIntercept(columns)
	response := s.within([]Column{s.outcome})[0].Values
	return s.solve(response, s.within(columns)).fit(o)
}

// withIntercept puts a constant in front, unless there are fixed effects.
func (s *sample) withIntercept(columns []Column) []Column {
	if s.fixedEffects != nil {
		return columns
	}
	ones := make([]float64, s.n)
	for i := range ones {
		ones[i] = 1
	}
	return append([]Column{{Intercept, ones}}, columns...)
}

// fit computes standard errors and all that follows.
func (s *solution) fit(o Options) Fit {
	kind := o.stdErrors()
	f := Fit{Outcome: s.outcome.Name, StdErrors: kind, N: int64(s.n), Rank: len(s.beta), FixedEffects: s.levels, Clusters: s.nClusters,
		DFResidual: s.dfResidual(), Confidence: o.confidence(), kept: s.kept}
	f.RSquared = 1 - s.rss/s.total
	f.AdjRSquared = 1 - (1-f.RSquared)*(float64(s.n)-1)/f.DFResidual
	df := make([]float64, len(s.beta))
	var covariance [][]float64
	switch {
	case f.DFResidual <= 0:
		s.warnings = append(s.warnings, &NoDF{Rows: int64(s.n), Coefficients: int64(s.coefficients())})
		covariance, df = undefined(len(s.beta)), undefined(len(s.beta))[0]
	case kind.Clustered():
		covariance, f.SatterthwaiteDF = s.clusteredErrors(kind)
		copy(df, f.SatterthwaiteDF)
		if !kind.adjusts() {
			fill(df, float64(s.nClusters-1))
		}
	default:
		covariance = s.independentErrors(kind)
		fill(df, f.DFResidual)
	}
	f.VCov = spread(covariance, s.kept, len(s.terms))
	for _, t := range s.terms {
		f.Coefficients = append(f.Coefficients, leftOut(t))
	}
	for a, j := range s.kept {
		f.Coefficients[j] = Coefficient{Term: s.terms[j], Estimate: s.beta[a], StdError: math.Sqrt(max(0, covariance[a][a])), DF: df[a]}
		f.Coefficients[j].infer(f.Confidence)
	}
	if f.SatterthwaiteDF != nil {
		all := make([]float64, len(s.terms))
		fill(all, math.NaN())
		for a, j := range s.kept {
			all[j] = f.SatterthwaiteDF[a]
		}
		f.SatterthwaiteDF = all
	}
	f.Warnings = append(s.warnings, f.warn()...)
	if !saysNoTest(f.Warnings) {
		f.Warnings = append(f.Warnings, noTests(f.Coefficients)...)
	}
	return f
}

// warn looks for weaknesses of a finished fit.
func (f Fit) warn() (warnings []error) {
	kept := map[int]bool{}
	for _, j := range f.kept {
		kept[j] = true
	}
	for j, c := range f.Coefficients {
		if !kept[j] {
			warnings = append(warnings, &Collinear{Term: c.Term})
		}
	}
	switch {
	case f.StdErrors.Clustered() && (f.Clusters < 2 || f.Clusters < manyClusters && !f.StdErrors.adjusts()):
		warnings = append(warnings, &FewClusters{Clusters: f.Clusters, StdErrors: f.StdErrors})
	case f.StdErrors.adjusts():
		for _, c := range f.Coefficients {
			if c.DF < enoughDF && c.Term != Intercept {
				warnings = append(warnings, &FewDF{Term: c.Term, DF: c.DF})
			}
		}
	}
	return warnings
}

func fill(column []float64, v float64) {
	for i := range column {
		column[i] = v
	}
}

// undefined is a matrix of NaN.
func undefined(k int) [][]float64 {
	m := newTriangle(max(k, 1)).rows
	for i := range m {
		fill(m[i], math.NaN())
	}
	return m
}
