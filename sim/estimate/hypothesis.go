package estimate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"inwork/sim"
)

// chiSquared is the test of a statistic that is chi-squared under the null.
func chiSquared(statistic, df float64) Test {
	t := untested(df)
	t.Statistic = statistic
	if df > 0 && statistic >= 0 {
		t.PValue = distuv.ChiSquared{K: df}.Survival(statistic)
	}
	return t
}

// JointTest tests that all effects are 0 at once, given their covariance matrix (Wald): the statistic b' V⁻¹ b is chi-squared or, with
// a finite dfError, divided by the number of effects, F. Pass math.Inf(1) for chi-squared.
//
// The error is a *BadCell: a number that is not finite, a covariance that is not positive definite, as when one effect is a combination
// of others. It panics on shapes that do not fit.
func JointTest(effects []float64, cov [][]float64, dfError float64) (Test, error) {
	k := len(effects)
	sameLength("effects and the covariance", k, len(cov))
	if k == 0 {
		return Test{}, &Unusable{What: "effects", Found: "none", Expected: "at least 1"}
	}
	if err := usableColumn("effect", effects); err != nil {
		return Test{}, err
	}
	v := mat.NewSymDense(k, nil)
	for a, row := range cov {
		sameLength("effects and a row of the covariance", k, len(row))
		if err := usableColumn(fmt.Sprintf("covariance row %d", a), row); err != nil {
			return Test{}, err
		}
		for b := a; b < k; b++ {
			v.SetSym(a, b, row[b])
		}
	}
	statistic, ok := quadraticForm(effects, v)
	if !ok {
		return Test{}, &Unusable{What: "covariance", Found: "a matrix without inverse", Expected: "a positive definite one"}
	}
	if !finite(statistic) {
		return Test{}, &Unusable{What: "effects", Found: "a statistic above 1e308", Expected: "effects nearer to their errors"}
	}
	if math.IsInf(dfError, 1) {
		return chiSquared(statistic, float64(k)), nil
	}
	return fTest(statistic/float64(k), float64(k), dfError), nil
}

// quadraticForm is b' V⁻¹ b; not ok when V is not positive definite but for rounding.
func quadraticForm(b []float64, v *mat.SymDense) (float64, bool) {
	var cholesky mat.Cholesky
	if !cholesky.Factorize(v) || cholesky.Cond() > 1e14 {
		return math.NaN(), false
	}
	var x mat.VecDense
	if err := cholesky.SolveVecTo(&x, mat.NewVecDense(len(b), b)); err != nil {
		return math.NaN(), false
	}
	return dot(b, x.RawVector().Data), true
}

// inferNormal fills in what follows from an effect and its standard error when the test is normal.
func (e *Coefficient) inferNormal() {
	e.DF = math.Inf(1)
	e.Statistic, e.PValue, e.ConfLow, e.ConfHigh = math.NaN(), math.NaN(), math.NaN(), math.NaN()
	if !(e.StdError > 0) {
		return
	}
	half := sim.NormalQuantile(0.5+confidence/2) * e.StdError
	e.Statistic = e.Estimate / e.StdError
	e.PValue = math.Erfc(math.Abs(e.Statistic) / math.Sqrt2)
	e.ConfLow, e.ConfHigh = e.Estimate-half, e.Estimate+half
}
