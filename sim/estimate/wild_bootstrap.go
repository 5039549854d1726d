package estimate

import (
	"context"
	"math"

	"gonum.org/v1/gonum/floats"

	"inwork/sim"
)

// Resampling says how often a test draws, and from where.
type Resampling struct {
	// Most is how many draws are made; if there are no more possibilities than that, each is taken once instead and the
	// test is exact. 0: 9999.
	Most int
	// Draws is where random numbers come from: the same draws, the same result. It is needed unless the test is exact.
	Draws sim.Draws
}

func (r Resampling) most() int {
	if r.Most == 0 {
		return 9_999
	}
	return r.Most
}

// check refuses what cannot be drawn.
func (r Resampling) check(possibilities float64) error {
	switch {
	case r.Most < 0:
		return &Unusable{What: "draws", Found: number(float64(r.Most)), Expected: "1 or more"}
	case possibilities > float64(r.most()) && r.Draws == (sim.Draws{}):
		return &Unusable{What: "draws", Found: "none for " + number(possibilities) + " possibilities", Expected: "a source of random numbers, or as many draws as there are possibilities"}
	}
	return nil
}

// Resampled is a test by comparison with what else could have come.
type Resampled struct {
	Statistic float64 // of the data
	PValue    float64 // two-sided: the share of statistics at least as far from 0
	Upper     float64 // the share at least as large
	Lower     float64 // the share at least as small
	Variance  float64 // of the statistics
	Draws     int     // how many there are
	Exact     bool    // all possibilities, of which the data are one; otherwise the data count as one draw more (Phipson and Smyth 2010)
	Warnings  []error
}

// ties is how close statistics are the same, relative to the largest: sums in another order differ by rounding.
const ties = 1e-10

// resampled compares a statistic with others.
func resampled(statistic float64, others []float64, exact bool) Resampled {
	largest, undefined := 0.0, 0
	var m Moments
	if finite(statistic) {
		largest = math.Abs(statistic)
	}
	for _, s := range others {
		if math.IsNaN(s) {
			undefined++
		}
		if !finite(s) {
			continue
		}
		largest = max(largest, math.Abs(s))
		m.Add(s)
	}
	slack := ties * largest
	var twoSided, upper, lower float64
	for _, s := range others {
		if !(math.Abs(s) < math.Abs(statistic)-slack) { // a statistic that is not defined speaks for nothing
			twoSided++
		}
		if !(s < statistic-slack) {
			upper++
		}
		if !(s > statistic+slack) {
			lower++
		}
	}
	n := float64(len(others))
	r := Resampled{Statistic: statistic, Draws: len(others), Exact: exact, Variance: m.m2 / float64(m.n)}
	if math.IsInf(statistic, 0) {
		r.Warnings = append(r.Warnings, &InfiniteStatistic{Statistic: statistic})
	}
	if undefined > 0 {
		r.Warnings = append(r.Warnings, &UndefinedDraws{Undefined: undefined, Draws: len(others)})
	}
	if exact {
		r.PValue, r.Upper, r.Lower = twoSided/n, upper/n, lower/n
	} else {
		r.PValue, r.Upper, r.Lower = (twoSided+1)/(n+1), (upper+1)/(n+1), (lower+1)/(n+1)
	}
	return r
}

// WildBootstrap tests that a term's coefficient is 0 by the wild cluster bootstrap of Cameron, Gelbach and Miller 2008: the
// residuals of the regression without the term keep their size and, cluster by cluster, have their sign turned or not. The
// statistic is the t of [Stata] errors. It keeps its size with few clusters where t tables do not; with very few (five have 32
// sign patterns, of which pairs are alike) no p-value can be small.
//
// Options need Clusters and take no FixedEffects and no StdErrors but stata. The error is ctx's, an *Unusable (also of a term that was left
// out), or one of [LMRobust].
func WildBootstrap(ctx context.Context, outcome Column, regressors []Column, term string, o Options, r Resampling) (Resampled, error) {
	if o.StdErrors == "" {
		o.StdErrors = Stata
	}
	switch {
	case o.StdErrors != Stata || o.Clusters == nil:
		return Resampled{}, &Unusable{What: "wild bootstrap", Found: string(o.StdErrors) + " errors or no clusters", Expected: "stata errors and clusters"}
	case o.FixedEffects != nil:
		return Resampled{}, &Unusable{What: "wild bootstrap", Found: "fixed effects", Expected: "columns of zeros and ones for them"}
	}
	s, err := newSample(outcome, o, regressors)
	if err != nil {
		return Resampled{}, err
	}
	if err := r.check(math.Exp2(float64(s.nClusters))); err != nil {
		return Resampled{}, err
	}
	w, err := s.wild(s.groups[0], term)
	if err != nil {
		return Resampled{}, err
	}
	return w.test(ctx, r)
}

// wild is what the bootstrap needs of each cluster: its share in the scores and in the statistic's numerator, and how the
// coefficients take from its residuals.
type wild struct {
	*solution
	statistic float64
	factor    float64     // Stata's
	scores    [][]float64 // Q_g'W_g u_g, of the residuals u without the term
	own       []float64   // of these, the combination that is the term's coefficient
	taken     [][]float64 // Q_g'W_g Q_g r', r the term's row of R^-1
}

func (s *sample) wild(columns []Column, term string) (*wild, error) {
	sol := s.solve(s.outcome.Values, s.withIntercept(columns))
	f := sol.fit(Options{StdErrors: Stata, Clusters: s.clusters})
	at, without := -1, []Column(nil)
	for a, j := range sol.kept {
		if sol.terms[j] == term {
			at = a
			continue
		}
		without = append(without, Column{sol.terms[j], sol.regressors[a]})
	}
	if at < 0 {
		return nil, &Unusable{What: "wild bootstrap", Found: "the term " + term + ", which is not estimated", Expected: "one of the regression"}
	}
	c, _ := f.Term(term)
	w := &wild{solution: sol, statistic: c.Statistic, factor: sol.clusterFactor(Stata)}
	restricted := *sol
	null := s.solve(s.outcome.Values, without)
	restricted.regressors, restricted.beta, restricted.rss = null.regressors, append(null.beta, 0)[:len(null.beta)], null.rss
	w.sum(&restricted, at)
	s.warnings = f.Warnings
	return w, nil
}

// sum adds up scores of the restricted residuals by cluster.
func (w *wild) sum(restricted *solution, at int) {
	r, k := w.inverse[at], len(w.inverse)
	b := w.newScored()
	for _, rows := range w.byCluster() {
		score, taken := make([]float64, k), make([]float64, k)
		for from := 0; from < len(rows); from += block {
			b.rows = append(b.rows[:0], rows[from:min(from+block, len(rows))]...)
			restricted.score(b)
			for n, i := range b.rows {
				weight, along := w.weight(i), 0.0
				for j := range k {
					along += r[j] * b.scores[j][n]
				}
				for j := range k {
					score[j] += weight * b.scores[j][n] * b.residuals[n]
					taken[j] += weight * b.scores[j][n] * along
				}
			}
		}
		w.scores, w.taken, w.own = append(w.scores, score), append(w.taken, taken), append(w.own, floats.Dot(r, score))
	}
}

// t is the statistic when the clusters' residuals have these signs.
func (w *wild) t(signs []float64, total []float64) float64 {
	clear(total)
	effect, square := 0.0, 0.0
	for g, sign := range signs {
		floats.AddScaled(total, sign, w.scores[g])
		effect += sign * w.own[g]
	}
	for g, sign := range signs {
		left := sign*w.own[g] - floats.Dot(w.taken[g], total)
		square += left * left
	}
	return effect / math.Sqrt(w.factor*square)
}

func (w *wild) test(ctx context.Context, r Resampling) (Resampled, error) {
	if math.IsNaN(w.statistic) {
		nan := math.NaN()
		return Resampled{Statistic: nan, PValue: nan, Upper: nan, Lower: nan, Variance: nan, Warnings: w.warnings}, nil
	}
	draws, exact := r.most(), false
	if all := math.Exp2(float64(w.nClusters)); all <= float64(draws) {
		draws, exact = int(all), true
	}
	signs, total, others := make([]float64, w.nClusters), make([]float64, len(w.inverse)), make([]float64, draws)
	for d := range others {
		if err := ctx.Err(); err != nil {
			return Resampled{}, err
		}
		for g := range signs {
			turn := uint64(d) >> g
			if !exact {
				turn = r.Draws.Bits(uint64(d), uint32(g))
			}
			signs[g] = 1 - 2*float64(turn&1)
		}
		others[d] = w.t(signs, total)
	}
	result := resampled(w.statistic, others, exact)
	result.Warnings = w.warnings
	return result, nil
}
