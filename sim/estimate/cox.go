package estimate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Ties names how a Cox regression treats events at the same time; 0 is Efron.
type Ties int

// The ways, as in R's coxph.
const (
	Efron   Ties = iota // Journal of the American Statistical Association 72 (1977) 557-565
	Breslow             // Biometrics 30 (1974) 89-99
	Exact               // Cox's discrete model (1972): the right one for time in whole weeks or months
)

// CoxOptions are what a Cox regression may be told beside the data; the zero value is one stratum, independent rows, Efron's ties.
type CoxOptions struct {
	Ties     Ties
	Strata   []int // each with a baseline hazard of its own
	Clusters []int // rows that go together; the error of Lin and Wei. With a cluster a row it is robust to the model
}

// CoxFit is a proportional hazards model. The estimate of a coefficient is the log of the hazard ratio of one unit of its covariate; its test
// and interval are normal.
type CoxFit struct {
	Coefficients    []Coefficient // with the error of Lin and Wei over clusters where there are any, otherwise from the information
	ModelErrors     []float64     // standard errors from the information
	VCov            [][]float64   // its inverse
	LogLik0, LogLik float64       // log partial likelihood without covariates, and fitted
	LikelihoodRatio Test
	Score           Test
	Wald            Test
	Concordance     float64 // share of comparable pairs in which the higher hazard had its event first; equal hazards count half
	Rows, Events    int
	Warnings        []error // *NoTest
	Iterations      int

	risk *riskSets
	beta []float64
}

// Cox fits a proportional hazards model (Cox, Journal of the Royal Statistical Society B 34 (1972) 187-220) to times as in
// [KaplanMeier] and covariates in columns of their length.
//
// The error is a *BadCell, a *BadValue, an *Unusable (no events), an *Aliased or a *Separated. It panics on slices that differ in length.
func Cox(time []float64, event []bool, x []Column, o CoxOptions) (*CoxFit, error) {
	if err := survivalTimes(time, event); err != nil {
		return nil, err
	}
	if len(x) == 0 {
		return nil, &Unusable{What: "covariates", Found: "none", Expected: "at least 1"}
	}
	columns, err := covariates(len(time), x)
	if err != nil {
		return nil, err
	}
	r := newRiskSets(time, event, columns, o)
	fit := &CoxFit{Rows: len(time), risk: r}
	for _, e := range event {
		if e {
			fit.Events++
		}
	}
	if fit.Events == 0 {
		return nil, &Unusable{What: "event", Found: "no events", Expected: "at least 1"}
	}
	top, err := climb(names(x), r.scale, r.likelihood)
	if err != nil {
		return nil, sameForAll(err)
	}
	fit.fillIn(top)
	if o.Clusters != nil {
		sameLength("clusters and time", len(o.Clusters), len(time))
		if o.Ties == Exact {
			return nil, &Unusable{What: "ties", Found: "exact ties with clusters", Expected: "Efron or Breslow"}
		}
	}
	se := fit.ModelErrors
	if o.Clusters != nil {
		se = fit.robust(o.Clusters)
		if slices.Min(o.Clusters) == slices.Max(o.Clusters) {
			fill(se, math.NaN()) // the scores of all sum to 0 but for rounding
		}
	}
	fit.Coefficients = normalCoefficients(names(x), fit.beta, se)
	fit.Warnings = noTests(fit.Coefficients)
	fit.Concordance = fit.concordance()
	return fit, nil
}

// sameForAll explains a likelihood that is flat from the start.
func sameForAll(err error) error {
	if err != errFlat {
		return err
	}
	return &Unusable{What: "covariates", Found: "one that is the same for all at risk at every event",
		Expected: "covariates that differ between people at risk"}
}

// fillIn says what follows from the top of the likelihood.
func (f *CoxFit) fillIn(top summit) {
	p := len(top.beta)
	f.beta, f.LogLik0, f.LogLik, f.Iterations = top.beta, top.start, top.logLik, top.iterations
	f.Score = chiSquared(top.scoreTest, float64(p))
	f.LikelihoodRatio = chiSquared(2*(f.LogLik-f.LogLik0), float64(p))
	cov := inverseOf(top.information)
	wald := 0.0
	for k := range p {
		f.ModelErrors = append(f.ModelErrors, math.Sqrt(cov.At(k, k)))
		f.VCov = append(f.VCov, mat.Row(nil, k, cov))
		wald += f.beta[k] * dot(mat.Row(nil, k, top.information), f.beta)
	}
	f.Wald = chiSquared(wald, float64(p))
}

// normalCoefficients puts names, numbers and errors together, with normal tests.
func normalCoefficients(terms []string, beta, se []float64) (all []Coefficient) {
	for k, b := range beta {
		c := Coefficient{Term: terms[k], Estimate: b, StdError: se[k]}
		c.inferNormal()
		all = append(all, c)
	}
	return all
}

// concordance counts pairs within strata: of two people one of whom had the event before the other's time, whether that one's hazard is
// higher. It goes back in time with the hazards of those seen later in a tree of counts.
func (f *CoxFit) concordance() float64 {
	r := f.risk
	eta := r.predictors(f.beta)
	order := indicesBy(len(eta), func(a, b int) bool { return eta[a] < eta[b] })
	rank := make([]int, len(eta)) // from 1, equal for equal hazards
	for k, i := range order {
		rank[i] = k + 1
		if k > 0 && eta[i] == eta[order[k-1]] {
			rank[i] = rank[order[k-1]]
		}
	}
	var lower, equal, all float64
	for _, ms := range r.moments {
		later := make(counts, len(eta)+1)
		for k := len(ms) - 1; k >= 0; k-- {
			m := ms[k]
			for _, i := range m.rows[m.events:] { // censored at this time: seen later than its events
				later.add(rank[i])
			}
			for _, i := range m.rows[:m.events] {
				below, upTo := later.upTo(rank[i]-1), later.upTo(rank[i])
				lower += below
				equal += upTo - below
				all += later.upTo(len(eta))
			}
			for _, i := range m.rows[:m.events] {
				later.add(rank[i])
			}
		}
	}
	return (lower + equal/2) / all
}

// counts is Fenwick's tree: how many of each rank, added up.
type counts []float64

func (c counts) add(rank int) {
	for ; rank < len(c); rank += rank & -rank {
		c[rank]++
	}
}

func (c counts) upTo(rank int) float64 {
	sum := 0.0
	for ; rank > 0; rank -= rank & -rank {
		sum += c[rank]
	}
	return sum
}
