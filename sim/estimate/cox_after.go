package estimate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// BaselineHazard is the cumulative hazard of someone whose covariates are all 0, at each distinct time of a stratum (in the order of the
// strata's numbers, counted from 0): Breslow's estimate, or Efron's where the fit has his ties. It panics for a fit with exact ties,
// which has none.
func (f *CoxFit) BaselineHazard(stratum int) (time, hazard []float64) {
	r := f.risk
	if r.ties == Exact {
		panic("estimate: a Cox model with exact ties has no baseline hazard")
	}
	jump := make(map[float64]float64) // only looked up, never ranged over
	r.draws(r.predictors(f.beta), func(s int, m moment, d draw) {
		if s == stratum {
			jump[m.time] += d.inverse * math.Exp(-d.scale)
		}
	})
	atZero := math.Exp(-dot(f.beta, r.mean)) // the covariates of the fit are less their means
	sum := 0.0
	for _, m := range r.moments[stratum] {
		sum += jump[m.time] * atZero
		time, hazard = append(time, m.time), append(hazard, sum)
	}
	return time, hazard
}

// robust is Lin and Wei's error (Journal of the American Statistical Association 84 (1989) 1074-1078): the score residuals of each
// cluster added up, between two information inverses.
func (f *CoxFit) robust(clusters []int) []float64 {
	r, p := f.risk, len(f.beta)
	residuals := f.scoreResiduals()
	meat := mat.NewSymDense(p, nil)
	for _, rows := range strata(clusters, len(clusters)) {
		sum := make([]float64, p)
		for _, i := range rows {
			for k := range p {
				sum[k] += residuals[i][k]
			}
		}
		meat.SymRankOne(meat, 1, mat.NewVecDense(p, sum))
	}
	bread := inverseOf(r.likelihood(f.beta).information)
	var cov mat.Dense
	cov.Mul(bread, meat)
	cov.Mul(&cov, bread)
	se := make([]float64, p)
	for k := range se {
		se[k] = math.Sqrt(cov.At(k, k))
	}
	return se
}

// scoreResiduals is each row's part of the score: what its event adds, less what its time at risk led to expect.
func (f *CoxFit) scoreResiduals() [][]float64 {
	r, p := f.risk, len(f.beta)
	eta := r.predictors(f.beta)
	residual := make([][]float64, len(r.x))
	for i := range residual {
		residual[i] = make([]float64, p)
	}
	type expectation struct { // over draws up to a time
		hazard float64
		mean   []float64 // hazard times mean, added up
	}
	// The part of someone still at risk is the same sum over draws for everyone: jumps are kept by moment and added up in order of time.
	jumps := make([]map[float64]*expectation, len(r.moments))
	for s := range jumps {
		jumps[s] = make(map[float64]*expectation)
	}
	r.draws(eta, func(s int, m moment, d draw) {
		e := jumps[s][m.time]
		if e == nil {
			e = &expectation{mean: make([]float64, p)}
			jumps[s][m.time] = e
		}
		e.hazard += d.inverse
		for k := range p {
			e.mean[k] += d.inverse * d.mean[k]
		}
		for _, i := range m.rows[:m.events] {
			hazard := math.Exp(eta[i] - d.scale)
			for k := range p {
				residual[i][k] += (r.x[i][k] - d.mean[k]) / float64(m.events)
				residual[i][k] += d.gone * hazard * d.inverse * (r.x[i][k] - d.mean[k]) // it had left that far
			}
		}
	})
	for s, ms := range r.moments {
		top := math.Inf(-1)
		for _, i := range r.stratum[s] {
			top = max(top, eta[i])
		}
		sum := expectation{mean: make([]float64, p)}
		for _, m := range ms {
			if e := jumps[s][m.time]; e != nil {
				sum.hazard += e.hazard
				for k := range p {
					sum.mean[k] += e.mean[k]
				}
			}
			for _, i := range m.rows {
				hazard := math.Exp(eta[i] - top)
				for k := range p {
					residual[i][k] -= hazard * (r.x[i][k]*sum.hazard - sum.mean[k])
				}
			}
		}
	}
	return residual
}

// ProportionalHazards tests whether each hazard ratio is the same at all times, and last whether all are: the score test of adding each
// covariate times 1 - S(t-), Kaplan and Meier's for all rows (Grambsch and Therneau, Biometrika 81 (1994) 515-526, with the exact
// information, as R's cox.zph has it). It panics for a fit with exact ties.
func (f *CoxFit) ProportionalHazards() []Test {
	r, p := f.risk, len(f.beta)
	if r.ties == Exact {
		panic("estimate: no test of proportional hazards for exact ties")
	}
	before := make(map[float64]float64) // 1 - S(t-) by time; only looked up
	share := 1.0
	for _, m := range moments(r.time, r.event, allRows(len(r.time))) {
		before[m.time] = 1 - share
		share *= float64(m.atRisk-m.events) / float64(m.atRisk)
	}
	score := make([]float64, 2*p) // of the covariates, 0 at the top, then of the covariates times the function of time
	information := mat.NewSymDense(2*p, nil)
	r.draws(r.predictors(f.beta), func(_ int, m moment, d draw) {
		g := before[m.time]
		if d.nth == 0 {
			for _, i := range m.rows[:m.events] {
				for k, v := range r.x[i] {
					score[p+k] += g * v
				}
			}
		}
		v := d.variance()
		for a := range p {
			score[p+a] -= g * d.mean[a]
			for b := range p {
				information.SetSym(a, p+b, information.At(a, p+b)+g*v.At(a, b))
				if b >= a {
					information.SetSym(a, b, information.At(a, b)+v.At(a, b))
					information.SetSym(p+a, p+b, information.At(p+a, p+b)+g*g*v.At(a, b))
				}
			}
		}
	})
	var tests []Test
	for k := range p {
		tests = append(tests, subScore(score, information, p, []int{p + k}))
	}
	var all []int
	for k := range p {
		all = append(all, p+k)
	}
	return append(tests, subScore(score, information, p, all))
}

// subScore is the score test of some added terms, the first p being fitted.
func subScore(score []float64, information *mat.SymDense, p int, added []int) Test {
	at := append(allRows(p), added...)
	u, v := make([]float64, len(at)), mat.NewSymDense(len(at), nil)
	for a, i := range at {
		if i >= p {
			u[a] = score[i]
		}
		for b := a; b < len(at); b++ {
			v.SetSym(a, b, information.At(i, at[b]))
		}
	}
	statistic, _ := quadraticForm(u, v) // NaN where a covariate times time is a combination of covariates
	return chiSquared(statistic, float64(len(added)))
}
