package estimate

import (
	"fmt"
	"math"
)

// QuantileFit is a regression of a quantile: coefficient 0 is the intercept.
type QuantileFit struct {
	Tau       float64
	Terms     []string // (Intercept), then the covariates' names
	Coef      []float64
	Residuals []float64
	Objective float64 // sum over rows of residual × tau, or × (tau-1) where the residual is below 0
	Gap       float64 // at most how far the objective is above its least, from the dual problem: rounding only
	Warnings  []error // *NotUnique, *Unsettled

	x [][]float64 // rows of the design, the intercept first
	y []float64
}

// NotUnique is the warning that other coefficients fit as well: the number is one corner of a flat bottom.
type NotUnique struct{ Tau float64 }

func (w *NotUnique) Error() string {
	return fmt.Sprintf("quantile regression at %v: the solution is not unique", w.Tau)
}

// QuantileRegression fits the tau-quantile of y as a linear function of an intercept and the covariates x, columns of the length of
// y (Koenker and Bassett, Econometrica 46 (1978) 33-50). With a binary treatment alone its coefficient is the quantile effect.
//
// The fit is exact: it goes from corner to corner of the problem, each the plane through as many rows as there are coefficients, along
// the steepest edge to the lowest point of that edge (Barrodale and Roberts, SIAM Journal on Numerical Analysis 10 (1973) 839-848).
// Outcomes with many equal values, which stall that method, are told apart by shifts of at most 1e-9 of the spread (values
// that lie closer count as equal); the corner that is found is then solved on the outcomes as they are, and Gap says what that cost.
//
// Where other planes do as well (*NotUnique), the answer is the one whose coefficients are least: the first covariate's, then the next,
// last the intercept.
//
// The error is a *BadValue, an *Unusable or an *Aliased. It panics on columns that differ in length and unless 0 < tau < 1.
func QuantileRegression(y []float64, x []Column, tau float64) (*QuantileFit, error) {
	if !(tau > 0 && tau < 1) {
		panic(fmt.Sprintf("estimate: quantile regression at %v, expected above 0 and below 1", tau))
	}
	if err := usableColumn("outcome", y); err != nil {
		return nil, err
	}
	if len(y) <= len(x) {
		return nil, &Unusable{What: "outcome", Found: fmt.Sprintf("%d rows", len(y)),
			Expected: fmt.Sprintf("at least %d, one a coefficient", len(x)+1)}
	}
	columns, err := covariates(len(y), x)
	if err != nil {
		return nil, err
	}
	fit := fitQuantile(y, designRows(len(y), columns), tau)
	fit.Terms = append([]string{Intercept}, names(x)...)
	return fit, nil
}

// fitQuantile fits a design of full rank.
func fitQuantile(y []float64, x [][]float64, tau float64) *QuantileFit {
	c := newCorner(y, x, tau)
	settled := c.descend()
	flat := c.tidy()
	fit := &QuantileFit{Tau: tau, Coef: c.through(y), x: x, y: y}
	fit.Residuals = residuals(y, x, fit.Coef)
	for _, r := range fit.Residuals {
		fit.Objective += check(r, tau)
	}
	fit.Gap = math.Abs(fit.Objective - c.dual(y))
	if !settled {
		fit.Warnings = append(fit.Warnings, &Unsettled{Tau: tau, Gap: fit.Gap})
	}
	if flat {
		fit.Warnings = append(fit.Warnings, &NotUnique{Tau: tau})
	}
	return fit
}

func bounds(y []float64) (least, most float64) {
	least, most = math.Inf(1), math.Inf(-1)
	for _, v := range y {
		least, most = min(least, v), max(most, v)
	}
	return least, most
}

// check is Koenker's check function, the loss whose least mean is at the tau-quantile.
func check(r, tau float64) float64 {
	if r < 0 {
		return r * (tau - 1)
	}
	return r * tau
}

func residuals(y []float64, x [][]float64, coef []float64) []float64 {
	r := make([]float64, len(y))
	for i := range y {
		r[i] = y[i] - dot(x[i], coef)
	}
	return r
}
