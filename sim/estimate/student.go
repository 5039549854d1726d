package estimate

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// student is Student's t distribution.
//
// Up to seriesFrom degrees of freedom it is gonum's. Beyond, gonum's incomplete beta function loses digits (relative error
// 3e-13 at 1,000, 2e-10 at 1e6, 7e-7 at 1e9 degrees of freedom, measured against 60-digit arithmetic) while the plain normal
// distribution is still off by 1.2/df, so expansions about the normal take over. The tests hold both to 1e-12.
type student struct {
	df float64 // degrees of freedom, above 0
}

const seriesFrom = 500

// survival is the probability of a value above t, for t at or above 0. It is computed as such, not as 1-CDF, which is 0
// from about t = 9 on.
func (s student) survival(t float64) float64 {
	if s.df <= seriesFrom {
		return distuv.StudentsT{Sigma: 1, Nu: s.df}.Survival(t)
	}
	return math.Erfc(s.normalDeviate(t)/math.Sqrt2) / 2
}

// normalDeviate is the standard normal value with the same tail as t: G. W. Hill, Algorithm 395, Communications of the ACM 13
// (1970) 617, equation for large n.
func (s student) normalDeviate(t float64) float64 {
	a := s.df - 0.5
	b := 48 * a * a
	y := a * math.Log1p(t/s.df*t)
	return ((((-0.4*y-3.3)*y-24)*y-85.5)/(0.8*y*y+100+b)+y+3)/b*math.Sqrt(y) + math.Sqrt(y)
}

// quantile is the value below which t falls with probability p: above seriesFrom by Abramowitz and Stegun 26.7.5, whose first
// term left out is of order df^-5.
func (s student) quantile(p float64) float64 {
	if s.df <= seriesFrom {
		return distuv.StudentsT{Sigma: 1, Nu: s.df}.Quantile(p)
	}
	x := mathext.NormalQuantile(p)
	x2 := x * x
	g1 := (x2 + 1) * x / 4
	g2 := ((5*x2+16)*x2 + 3) * x / 96
	g3 := (((3*x2+19)*x2+17)*x2 - 15) * x / 384
	g4 := ((((79*x2+776)*x2+1482)*x2-1920)*x2 - 945) * x / 92160
	return x + (g1+(g2+(g3+g4/s.df)/s.df)/s.df)/s.df
}
