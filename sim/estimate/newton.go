package estimate

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// likelihood is a log likelihood with its slope and its curvature.
type likelihood struct {
	logLik      float64
	score       []float64
	information *mat.SymDense
}

// summit is the top of a likelihood and how it was reached.
type summit struct {
	likelihood
	beta       []float64
	start      float64 // the log likelihood at 0
	scoreTest  float64 // its slope there, squared over the curvature
	iterations int
}

// Separated is the error of data in which covariates tell outcomes apart perfectly: a likelihood that rises for ever, a coefficient that
// is infinite.
type Separated struct {
	Term    string  // the one whose coefficient grows most
	Reached float64 // how far it had grown when the search ended
}

func (e *Separated) Error() string {
	return fmt.Sprintf("%s: found a coefficient that grows without end (at %.3g when the search ended), expected outcomes that no covariate tells apart perfectly",
		e.Term, e.Reached)
}

// errFlat says that the likelihood does not bend in some direction at the start.
var errFlat = errors.New("a likelihood without curvature")

// climb goes up a concave log likelihood from 0 by Newton's method, halving steps that lead down. It has arrived when a step moves no
// coefficient by more than 1e-11 of a standard deviation (scale) of its covariate; where outcomes are separated each step moves
// the predictor by about 1 for ever, and the error is a *Separated.
func climb(terms []string, scale []float64, at func(beta []float64) likelihood) (summit, error) {
	const most, settled = 40, 1e-11
	s := summit{beta: make([]float64, len(scale))}
	s.likelihood = at(s.beta)
	s.start = s.logLik
	start := inverseOf(s.information)
	for s.iterations = 1; s.iterations <= most; s.iterations++ {
		step, ok := newtonStep(s.likelihood)
		if !ok {
			if s.iterations == 1 {
				return s, errFlat
			}
			break
		}
		if s.iterations == 1 {
			s.scoreTest = dot(s.score, step)
		}
		if s.move(step, scale, at) < settled {
			if s.lost(start) {
				break
			}
			return s, nil
		}
	}
	return s, s.separated(terms, scale)
}

// lost says whether the likelihood has gone flat underway, by a factor of 1e9 in the variance of some coefficient: rounding can end the
// climb of a likelihood that rises for ever.
func (s *summit) lost(start *mat.SymDense) bool {
	top := inverseOf(s.information)
	for k := range s.beta {
		if !(top.At(k, k) < 1e9*start.At(k, k)) {
			return true
		}
	}
	return false
}

// move takes a step, or as much of it as leads up, and says how far it went.
func (s *summit) move(step, scale []float64, at func(beta []float64) likelihood) (moved float64) {
	for part := 1.0; part > 1e-6; part /= 2 {
		next := make([]float64, len(step))
		moved = 0
		for k := range next {
			next[k] = s.beta[k] + part*step[k]
			moved = max(moved, math.Abs(part*step[k])*scale[k])
		}
		if up := at(next); up.logLik >= s.logLik-1e-12*math.Abs(s.logLik) {
			s.beta, s.likelihood = next, up
			return moved
		}
	}
	return moved
}

func (s *summit) separated(terms []string, scale []float64) error {
	e := &Separated{}
	largest := 0.0
	for k, b := range s.beta {
		if v := math.Abs(b) * scale[k]; v > largest {
			largest = v
			e.Term, e.Reached = terms[k], b
		}
	}
	return e
}

func newtonStep(at likelihood) ([]float64, bool) {
	var cholesky mat.Cholesky
	if !cholesky.Factorize(at.information) || cholesky.Cond() > 1e15 {
		return nil, false
	}
	var step mat.VecDense
	if err := cholesky.SolveVecTo(&step, mat.NewVecDense(len(at.score), at.score)); err != nil {
		return nil, false
	}
	return step.RawVector().Data, true
}
