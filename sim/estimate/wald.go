package estimate

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext"

	"inwork/sim/student"
)

// A Test is a hypothesis test. DF2 is that of the denominator of an F statistic, and NaN for a chi-squared one.
type Test struct {
	Statistic, DF1, DF2, PValue float64
}

// untested is a test that the data do not define.
func untested(df1 float64) Test {
	return Test{Statistic: math.NaN(), DF1: df1, DF2: math.NaN(), PValue: math.NaN()}
}

// Wald tests that the coefficients of some terms are all 0, by the F statistic with the standard errors of the fit; without names
// that all but the intercept are, which is what estimatr prints as F-statistic. The denominator has the residual degrees of freedom
// or, with clusters, those of the clusters less one.
//
// Terms that were left out as collinear are passed over. The test is NaN when the covariances are not defined or say nothing. It panics
// on a name that is no term.
func (f Fit) Wald(terms ...string) Test {
	var at []int
	if len(terms) == 0 {
		for _, j := range f.kept {
			if f.Coefficients[j].Term != Intercept {
				at = append(at, j)
			}
		}
	}
	for _, name := range terms {
		at = append(at, f.placesOf(name)...)
	}
	n := len(at)
	if n == 0 {
		return untested(0)
	}
	covariance, beta := mat.NewSymDense(n, nil), mat.NewVecDense(n, nil)
	for a, i := range at {
		beta.SetVec(a, f.Coefficients[i].Estimate)
		for b, j := range at {
			if v := f.VCov[i][j]; b >= a {
				if !finite(v) {
					return untested(float64(n))
				}
				covariance.SetSym(a, b, v)
			}
		}
	}
	var root mat.Cholesky
	if !root.Factorize(covariance) {
		return untested(float64(n))
	}
	var solved mat.VecDense
	if err := root.SolveVecTo(&solved, beta); err != nil {
		return untested(float64(n))
	}
	return fTest(mat.Dot(beta, &solved)/float64(n), float64(n), f.dfDenominator())
}

// placesOf is where a term stands, nowhere if it was left out.
func (f Fit) placesOf(name string) []int {
	for _, j := range f.kept {
		if f.Coefficients[j].Term == name {
			return []int{j}
		}
	}
	if _, is := f.Term(name); !is {
		panic("estimate: Wald: no term " + name)
	}
	return nil
}

func fTest(statistic, df1, df2 float64) Test {
	t := Test{Statistic: statistic, DF1: df1, DF2: df2, PValue: math.NaN()}
	if statistic >= 0 && df2 > 0 {
		t.PValue = fSurvival(statistic, df1, df2)
	}
	return t
}

// fSurvival is the probability that F is above a value. gonum's is 1-CDF, which has no digits left below 1e-16. With df2 in the
// millions the incomplete beta function keeps ten digits; one numerator is a t statistic, which keeps all.
func fSurvival(f, df1, df2 float64) float64 {
	if df1 == 1 {
		return 2 * student.T{DF: df2}.Survival(math.Sqrt(f))
	}
	return mathext.RegIncBeta(df2/2, df1/2, df2/(df2+df1*f))
}
