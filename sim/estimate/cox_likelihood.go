package estimate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// riskSets is the data of a Cox regression by stratum and time.
type riskSets struct {
	ties    Ties
	x       [][]float64 // rows, covariates less their means
	mean    []float64   // of each covariate
	scale   []float64   // standard deviation of each covariate
	time    []float64
	event   []bool
	moments [][]moment // of each stratum, in order of time
	stratum [][]int    // rows of each
}

func newRiskSets(time []float64, event []bool, x [][]float64, o CoxOptions) *riskSets {
	n, p := len(time), len(x)
	r := &riskSets{ties: o.Ties, time: time, event: event, x: make([][]float64, n), mean: make([]float64, p), scale: make([]float64, p)}
	for i := range r.x {
		r.x[i] = make([]float64, p)
	}
	for k, column := range x {
		v := centred(column)
		r.scale[k] = math.Sqrt(dot(v, v) / float64(n))
		r.mean[k] = column[0] - v[0]
		for i := range v {
			r.x[i][k] = v[i]
		}
	}
	r.stratum = strata(o.Strata, n)
	for _, rows := range r.stratum {
		r.moments = append(r.moments, moments(time, event, rows))
	}
	return r
}

func (r *riskSets) predictors(beta []float64) []float64 {
	eta := make([]float64, len(r.x))
	for i, row := range r.x {
		eta[i] = dot(row, beta)
	}
	return eta
}

func (r *riskSets) likelihood(beta []float64) likelihood {
	if r.ties == Exact {
		return r.exactLikelihood(beta)
	}
	p := len(beta)
	l := likelihood{score: make([]float64, p), information: mat.NewSymDense(p, nil)}
	eta := r.predictors(beta)
	r.draws(eta, func(_ int, m moment, d draw) {
		if d.nth == 0 {
			for _, i := range m.rows[:m.events] {
				l.logLik += eta[i]
				for k, v := range r.x[i] {
					l.score[k] += v
				}
			}
		}
		l.logLik -= d.logSum
		for k := range p {
			l.score[k] -= d.mean[k]
		}
		l.information.AddSym(l.information, d.variance())
	})
	return l
}

// A draw is one event out of those at risk: the covariates of the person it happens to have this mean and variance. Of d events at one
// time, Efron's n-th is drawn from those at risk with n/d of each event's person gone, Breslow's from all of them.
type draw struct {
	nth     int
	gone    float64 // share of each of this time's events that has left
	logSum  float64 // log of the sum of hazards
	mean    []float64
	second  *mat.SymDense // mean of products
	inverse float64       // 1 / sum of hazards, with the scale below
	scale   float64       // hazards are times exp(-scale)
}

func (d draw) variance() *mat.SymDense {
	v := mat.NewSymDense(len(d.mean), nil)
	v.CopySym(d.second)
	v.SymRankOne(v, -1, mat.NewVecDense(len(d.mean), d.mean))
	return v
}

// sums is hazards added up: alone, times covariates, times their products.
type sums struct {
	hazard float64
	first  []float64
	second *mat.SymDense
}

func newSums(p int) *sums { return &sums{first: make([]float64, p), second: mat.NewSymDense(p, nil)} }

func (s *sums) add(hazard float64, x []float64) {
	s.hazard += hazard
	for k, v := range x {
		s.first[k] += hazard * v
	}
	s.second.SymRankOne(s.second, hazard, mat.NewVecDense(len(x), x))
}

// draws calls f for each event, stratum by stratum and back in time, so that the sums only grow.
func (r *riskSets) draws(eta []float64, f func(stratum int, m moment, d draw)) {
	p := len(r.x[0])
	for s, ms := range r.moments {
		top := math.Inf(-1)
		for _, i := range r.stratum[s] {
			top = max(top, eta[i])
		}
		atRisk := newSums(p)
		for k := len(ms) - 1; k >= 0; k-- {
			m := ms[k]
			events := newSums(p)
			for j, i := range m.rows {
				hazard := math.Exp(eta[i] - top)
				atRisk.add(hazard, r.x[i])
				if j < m.events {
					events.add(hazard, r.x[i])
				}
			}
			for nth := range m.events {
				d := draw{nth: nth, scale: top, mean: make([]float64, p), second: mat.NewSymDense(p, nil)}
				if r.ties == Efron {
					d.gone = float64(nth) / float64(m.events)
				}
				sum := atRisk.hazard - d.gone*events.hazard
				d.inverse, d.logSum = 1/sum, math.Log(sum)+top
				for a := range p {
					d.mean[a] = (atRisk.first[a] - d.gone*events.first[a]) / sum
					for b := a; b < p; b++ {
						d.second.SetSym(a, b, (atRisk.second.At(a, b)-d.gone*events.second.At(a, b))/sum)
					}
				}
				f(s, m, d)
			}
		}
	}
}
