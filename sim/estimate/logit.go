package estimate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// LogitFit is a logistic regression: coefficients are logs of odds ratios, with normal tests.
type LogitFit struct {
	Coefficients []Coefficient // the intercept first
	VCov         [][]float64
	Fitted       []float64 // the probability of each row
	LogLik       float64
	Deviance     float64
	Iterations   int
}

// Logit regresses the log odds of an outcome on an intercept and covariates by maximum likelihood (iteratively reweighted least squares,
// which is Newton's method here), as R's glm with family binomial.
//
// The error is a *BadValue, an *Unusable (an outcome that is the same in every row), an *Aliased or a *Separated. It panics on columns that differ in
// length.
func Logit(outcome []bool, x []Column) (*LogitFit, error) {
	n := len(outcome)
	columns, err := covariates(n, x)
	if err != nil {
		return nil, err
	}
	happened := 0
	for _, y := range outcome {
		if y {
			happened++
		}
	}
	if happened == 0 || happened == n {
		return nil, &Unusable{What: "outcome", Found: counted(int64(happened), "row") + " with it of " + number(float64(n)), Expected: "rows with it and without"}
	}
	l := newLogistic(outcome, columns)
	terms, ones := append([]string{Intercept}, names(x)...), make([]float64, len(x)+1)
	fill(ones, 1)
	top, err := climb(terms, ones, l.likelihood)
	if err != nil {
		return nil, err
	}
	fit := &LogitFit{LogLik: top.logLik, Deviance: -2 * top.logLik, Iterations: top.iterations}
	beta, cov := l.unscaled(top)
	se := make([]float64, len(beta))
	for k := range beta {
		fit.VCov = append(fit.VCov, mat.Row(nil, k, cov))
		se[k] = math.Sqrt(cov.At(k, k))
	}
	fit.Coefficients = normalCoefficients(terms, beta, se)
	for _, row := range l.x {
		fit.Fitted = append(fit.Fitted, 1/(1+math.Exp(-dot(row, top.beta))))
	}
	return fit, nil
}

// logistic is the data with covariates less their means and over their standard deviations, so that units decide nothing.
type logistic struct {
	outcome     []bool
	x           [][]float64 // rows, a constant first
	mean, scale []float64   // of the covariates
}

func newLogistic(outcome []bool, columns [][]float64) *logistic {
	l := &logistic{outcome: outcome}
	var scaled [][]float64
	for _, column := range columns {
		v := centred(column)
		scale := math.Sqrt(dot(v, v) / float64(len(v)))
		l.mean, l.scale = append(l.mean, column[0]-v[0]), append(l.scale, scale)
		for i := range v {
			v[i] /= scale
		}
		scaled = append(scaled, v)
	}
	l.x = designRows(len(outcome), scaled)
	return l
}

func (l *logistic) likelihood(beta []float64) likelihood {
	p := len(beta)
	out := likelihood{score: make([]float64, p), information: mat.NewSymDense(p, nil)}
	for i, row := range l.x {
		eta := dot(row, beta)
		if !l.outcome[i] {
			eta = -eta
		}
		miss := 1 / (1 + math.Exp(eta)) // the chance of the other outcome
		if eta < 0 {
			out.logLik += eta - math.Log1p(math.Exp(eta))
		} else {
			out.logLik -= math.Log1p(math.Exp(-eta))
		}
		push, weight := miss, miss*(1-miss)
		if !l.outcome[i] {
			push = -miss
		}
		for a, v := range row {
			out.score[a] += push * v
			for b := a; b < p; b++ {
				out.information.SetSym(a, b, out.information.At(a, b)+weight*v*row[b])
			}
		}
	}
	return out
}

// unscaled puts coefficients and covariances back in the units of the data.
func (l *logistic) unscaled(top summit) ([]float64, *mat.Dense) {
	p := len(top.beta)
	back := mat.NewDense(p, p, nil)
	back.Set(0, 0, 1)
	for k := 1; k < p; k++ {
		back.Set(k, k, 1/l.scale[k-1])
		back.Set(0, k, -l.mean[k-1]/l.scale[k-1])
	}
	var beta mat.VecDense
	beta.MulVec(back, mat.NewVecDense(p, top.beta))
	var cov mat.Dense
	cov.Mul(back, inverseOf(top.information))
	cov.Mul(&cov, back.T())
	return beta.RawVector().Data, &cov
}
