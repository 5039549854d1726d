package estimate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat/distuv"
)

// IVFit is a regression by two-stage least squares with its first stages and what speaks for or against it. Lists have an element
// for each endogenous regressor, in the order given.
type IVFit struct {
	Fit
	FirstStages     []Fit  // of each endogenous regressor on instruments and covariates, with the same kind of errors
	FirstStageF     []Test // that its instruments say nothing, with these errors
	WeakInstruments []Test // the same, classical, as AER's ivreg prints it
	WuHausman       Test   // classical, that ordinary least squares would do
	Sargan          Test   // classical, that the instruments agree with each other; not defined without one to spare
}

// IVRobust is two-stage least squares, as estimatr's iv_robust: the outcome on an intercept, endogenous regressors and covariates,
// where instruments stand in for the endogenous regressors. With one offer as instrument and one take-up as endogenous regressor,
// the coefficient of take-up is the complier average causal effect (Imbens and Angrist 1994).
//
//	iv_robust(y ~ d + x | z + x)   IVRobust(y, d, z, x, o)
//
// HC2, HC3 and CR2 take leverage from the projected regressors. The first-stage F in the warning of weak instruments goes by the
// errors asked for; for several endogenous regressors each F alone may be large and the instruments still weak together.
//
// Missing, collinear and further conventions are those of [LMRobust]. Fewer instruments than endogenous regressors are an *Unusable
// error.
func IVRobust(outcome Column, endogenous, instruments, covariates []Column, o Options) (IVFit, error) {
	if len(endogenous) == 0 || len(instruments) < len(endogenous) {
		return IVFit{}, &Unusable{What: "instruments", Found: fmt.Sprintf("%d for %d endogenous regressors", len(instruments), len(endogenous)),
			Expected: "at least one endogenous regressor and as many instruments"}
	}
	s, err := newSample(outcome, o, endogenous, instruments, covariates)
	if err != nil {
		return IVFit{}, err
	}
	var f IVFit
	endogenous, instruments, covariates = s.groups[0], s.groups[1], s.groups[2]
	for _, d := range endogenous {
		f.addFirstStage(s, d, append(instruments[:len(instruments):len(instruments)], covariates...), names(instruments), o)
	}
	stages := s.twoStages(endogenous, instruments, covariates)
	f.WeakInstruments, f.WuHausman, f.Sargan = stages.weak(), stages.wuHausman(), stages.sargan()
	f.Fit = stages.fit(o)
	for i, test := range f.FirstStageF {
		if test.Statistic < strongF {
			f.Warnings = append(f.Warnings, &WeakInstrument{Endogenous: endogenous[i].Name, F: test.Statistic})
		}
	}
	return f, nil
}

func (f *IVFit) addFirstStage(s *sample, endogenous Column, columns []Column, instruments []string, o Options) {
	first := *s
	first.outcome, first.warnings = endogenous, nil
	fit := first.lm(columns, o)
	f.FirstStages = append(f.FirstStages, fit)
	f.FirstStageF = append(f.FirstStageF, fit.Wald(instruments...))
}

// twoStages holds both stages in coordinates.
type twoStages struct {
	*solution
	exogenous  [][]float64 // of the regressors, those that are their own instruments
	endogenous [][]float64
	second     [][]float64 // the regressors that were kept
	all        [][]float64 // instruments and exogenous regressors, those kept
	y, u       []float64   // the outcome and its structural residual
}

// twoStages solves the problem. All columns become coordinates together, so that everything after that is small.
func (s *sample) twoStages(endogenous, instruments, covariates []Column) *twoStages {
	exogenous := s.within(s.withIntercept(covariates))
	ends := s.within(endogenous)
	response := s.within([]Column{s.outcome})[0].Values
	own := len(s.withIntercept(nil)) // 1 with an intercept
	all := append(exogenous[:own:own], s.within(instruments)...)
	all = append(all, exogenous[own:]...)
	regressors := append(exogenous[:own:own], ends...)
	regressors = append(regressors, exogenous[own:]...)

	at := s.coordinates(append(append(values(all), values(ends)...), response))
	t := &twoStages{y: at[len(at)-1], endogenous: at[len(all) : len(at)-1]}
	t.exogenous = append(at[:own:own], at[own+len(instruments):len(all)]...)
	keptInstruments := pivots(at[:len(all)])
	t.all = chosen(at[:len(all)], keptInstruments)
	s.warnInstruments(all, keptInstruments, own, len(instruments))

	x := append(at[:own:own], t.endogenous...)
	x = append(x, t.exogenous[own:]...)
	projected, first := make([][]float64, len(x)), make([][]float64, len(x))
	for j, c := range x {
		l := regress(c, t.all)
		projected[j], first[j] = append([]float64(nil), c...), l.beta
		floats.Sub(projected[j], l.residual)
		if floats.Norm(projected[j], 2) <= independent*floats.Norm(c, 2) {
			clear(projected[j]) // nothing of it but rounding
		}
	}
	kept := pivots(projected)
	l := regress(t.y, chosen(projected, kept))
	t.second = chosen(x, kept)
	t.u = append([]float64(nil), t.y...)
	for a, c := range t.second {
		floats.AddScaled(t.u, -l.beta[a], c)
	}
	t.solution = &solution{sample: s, source: chosen(values(all), keptInstruments), combine: multiply(transposed(chosen(first, kept), len(keptInstruments)), l.inverse),
		regressors: chosen(values(regressors), kept), kept: kept, terms: names(regressors), inverse: l.inverse, beta: l.beta, response: response,
		rss: floats.Dot(t.u, t.u), tss: floats.Dot(t.y, t.y), outside: s.levelWeights()}
	t.settle()
	return t
}

// transposed is transpose for a matrix that may have no rows.
func transposed(a [][]float64, columns int) [][]float64 {
	if len(a) == 0 {
		return make([][]float64, columns)
	}
	return transpose(a)
}

// warnInstruments names instruments that were left out. Covariates come up as regressors.
func (s *sample) warnInstruments(all []Column, kept []int, own, instruments int) {
	is := map[int]bool{}
	for _, j := range kept {
		is[j] = true
	}
	for j := own; j < own+instruments; j++ {
		if !is[j] {
			s.warnings = append(s.warnings, &Collinear{Term: all[j].Name})
		}
	}
}

// independentOf are columns without those that others determine.
func independentOf(columns [][]float64) [][]float64 { return chosen(columns, pivots(columns)) }

// dfAfter is the number of rows beyond some coefficients.
func (t *twoStages) dfAfter(coefficients int) float64 { return float64(t.n - t.levels - coefficients) }

// weak compares, for each endogenous regressor, the first stage with one without the instruments.
func (t *twoStages) weak() (tests []Test) {
	without := independentOf(t.exogenous)
	df1, df2 := float64(len(t.all)-len(without)), t.dfAfter(len(t.all))
	for _, d := range t.endogenous {
		full := regress(d, t.all).rss()
		tests = append(tests, fTest((regress(d, without).rss()-full)/df1/(full/df2), df1, df2))
	}
	return tests
}

// wuHausman adds the first stages' residuals to the regressors (Wu 1973, Hausman 1978).
func (t *twoStages) wuHausman() Test {
	columns := t.second
	for _, d := range t.endogenous {
		residual := regress(d, t.all).residual
		if floats.Norm(residual, 2) > independent*floats.Norm(d, 2) {
			columns = append(columns[:len(columns):len(columns)], residual)
		}
	}
	columns = independentOf(columns)
	df1, df2 := float64(len(columns)-len(t.second)), t.dfAfter(len(columns))
	if df1 <= 0 {
		return untested(df1)
	}
	full := regress(t.y, columns).rss()
	return fTest((regress(t.y, independentOf(t.second)).rss()-full)/df1/(full/df2), df1, df2)
}

// sargan regresses the residual on the instruments: n R² is chi-squared with as many degrees of freedom as there are instruments
// to spare (Sargan 1958).
func (t *twoStages) sargan() Test {
	spare := len(t.all) - len(t.second)
	if spare <= 0 || t.perfect() {
		return untested(float64(max(spare, 0)))
	}
	statistic := float64(t.n) * (1 - regress(t.u, t.all).rss()/floats.Dot(t.u, t.u))
	return Test{Statistic: statistic, DF1: float64(spare), DF2: math.NaN(), PValue: distuv.ChiSquared{K: float64(spare)}.Survival(statistic)}
}
