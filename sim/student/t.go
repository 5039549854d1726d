package student

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"inwork/sim"
)

// T is Student's t distribution.
//
// Up to seriesFrom degrees of freedom its tail is gonum's. Beyond, gonum's incomplete beta function loses digits (relative error 3e-13 at
// 1,000, 2e-10 at 1e6, 7e-7 at 1e9 degrees of freedom, measured against 60-digit arithmetic) while the plain normal distribution is
// still off by 1.2/df, so expansions about the normal take over. The tests hold both to 1e-12.
type T struct {
	DF float64 // degrees of freedom, above 0; +Inf is the normal distribution
}

const seriesFrom = 500

// Survival is the probability of a value above t, for t at or above 0. It is computed as such, not as 1-CDF, which is 0 from about t = 9
// on.
func (s T) Survival(t float64) float64 {
	if s.DF <= seriesFrom && t < 0.01 {
		// Gonum's tail comes from t² / (df + t²) taken from 1, which leaves nothing of a small t: 1e-9 of the tail at t = 3e-9.
		t2, n := t*t, s.DF
		return 0.5 - float64(s.density(0)*t*(1-float64((n+1)/(6*n)*t2)+float64((n+1)*(n+3)/(40*n*n)*t2*t2)))
	}
	if s.DF <= seriesFrom {
		return distuv.StudentsT{Sigma: 1, Nu: s.DF}.Survival(t)
	}
	return above(s.normalDeviate(t))
}

// above is the probability that a standard normal variable is above z.
func above(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }

// normalDeviate is the standard normal value with the same tail as t: G. W. Hill, Algorithm 395, Communications of the ACM 13 (1970)
// 617, equation for large n.
func (s T) normalDeviate(t float64) float64 {
	if math.IsInf(s.DF, 1) {
		return t
	}
	a := s.DF - 0.5
	b := 48 * a * a
	y := a * math.Log1p(t/s.DF*t)
	series := float64((float64((float64((float64(-0.4*y)-3.3)*y)-24)*y) - 85.5)) / (float64(0.8*float64(y*y)) + 100 + b)
	return float64((series+y+3)/b*math.Sqrt(y)) + math.Sqrt(y)
}

// Quantile is the value below which t falls with probability p, -Inf at 0, +Inf at 1 and NaN outside.
//
// A first guess is made to agree with Survival by Newton's method on the logarithm of the tail. Gonum's quantile alone loses digits in the
// tail, and then everything, from some 300 degrees of freedom on.
func (s T) Quantile(p float64) float64 {
	tail := min(p, 1-p)
	if !(tail > 0 && tail < 0.5) || math.IsInf(s.DF, 1) {
		return sim.NormalQuantile(p) // the ends and the middle are the same for all
	}
	t := s.firstGuess(tail)
	for range 50 {
		at := s.Survival(t)
		step := at / s.density(t) * sim.Log(at/tail)
		t += step
		if !(math.Abs(step) > 1e-15*t) {
			break
		}
	}
	return math.Copysign(t, p-0.5)
}

// firstGuess is the value above which a tail lies: by Abramowitz and Stegun 26.7.5 or, where that has not enough degrees of freedom, gonum's.
func (s T) firstGuess(tail float64) float64 {
	if s.DF < 30 {
		return -distuv.StudentsT{Sigma: 1, Nu: s.DF}.Quantile(tail)
	}
	x := -sim.NormalQuantile(tail)
	x2 := x * x
	g1 := (x2 + 1) * x / 4
	g2 := (float64((float64(5*x2)+16)*x2) + 3) * x / 96
	return x + (g1+g2/s.DF)/s.DF
}

func (s T) density(t float64) float64 { return distuv.StudentsT{Sigma: 1, Nu: s.DF}.Prob(t) }
