package estimate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// exactLikelihood is Cox's discrete model: of all ways to choose as many people from those at risk as had the event, the chance of the one
// that happened. The sum over the ways is an elementary symmetric polynomial of the hazards, built up person by person with its
// derivatives (Gail, Lubin and Rubinstein, Biometrika 68 (1981) 703-707).
func (r *riskSets) exactLikelihood(beta []float64) likelihood {
	p := len(beta)
	l := likelihood{score: make([]float64, p), information: mat.NewSymDense(p, nil)}
	eta := r.predictors(beta)
	for _, ms := range r.moments {
		var atRisk []int
		for k := len(ms) - 1; k >= 0; k-- {
			m := ms[k]
			atRisk = append(atRisk, m.rows...)
			if m.events == 0 {
				continue
			}
			for _, i := range m.rows[:m.events] {
				l.logLik += eta[i]
				for a, v := range r.x[i] {
					l.score[a] += v
				}
			}
			logWays, mean, variance := ways(atRisk, m.events, eta, r.x)
			l.logLik -= logWays
			for a := range p {
				l.score[a] -= mean[a]
			}
			l.information.AddSym(l.information, variance)
		}
	}
	return l
}

// ways is the log of the sum over all choices of d people of the product of their hazards, and the mean and the variance over the choices,
// weighted by that product, of the sum of their covariates. Hazards are scaled to the sum d, so that nothing overflows before e^d does.
func ways(atRisk []int, d int, eta []float64, x [][]float64) (logWays float64, mean []float64, variance *mat.SymDense) {
	p := len(x[0])
	top, total := math.Inf(-1), 0.0
	for _, i := range atRisk {
		top = max(top, eta[i])
	}
	for _, i := range atRisk {
		total += math.Exp(eta[i] - top)
	}
	scale := float64(d) / total
	chosen := make([]*sums, d+1) // by number of people: the sum over choices, its first and second derivatives
	for j := range chosen {
		chosen[j] = newSums(p)
	}
	chosen[0].hazard = 1
	for seen, i := range atRisk {
		hazard := scale * math.Exp(eta[i]-top)
		for j := min(d, seen+1); j >= 1; j-- {
			chosen[j].choose(hazard, x[i], chosen[j-1])
		}
	}
	whole := chosen[d]
	mean = make([]float64, p)
	for a := range p {
		mean[a] = whole.first[a] / whole.hazard
	}
	variance = mat.NewSymDense(p, nil)
	variance.ScaleSym(1/whole.hazard, whole.second)
	variance.SymRankOne(variance, -1, mat.NewVecDense(p, mean))
	return math.Log(whole.hazard) + float64(d)*(top-math.Log(scale)), mean, variance
}

// choose adds the choices that take this person to one person fewer.
func (s *sums) choose(hazard float64, x []float64, fewer *sums) {
	s.hazard += hazard * fewer.hazard
	for a := range x {
		for b := a; b < len(x); b++ {
			s.second.SetSym(a, b, s.second.At(a, b)+
				hazard*(fewer.second.At(a, b)+x[a]*fewer.first[b]+x[b]*fewer.first[a]+x[a]*x[b]*fewer.hazard))
		}
	}
	for a := range x {
		s.first[a] += hazard * (fewer.first[a] + x[a]*fewer.hazard)
	}
}
