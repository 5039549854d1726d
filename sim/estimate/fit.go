package estimate

import "math"

// Fit is a regression. Its rows and columns stand in the order in which the terms were given.
type Fit struct {
	Outcome      string
	Coefficients []Coefficient // the intercept first, unless fixed effects took its place
	VCov         [][]float64   // covariances of the coefficients; NaN for those left out
	StdErrors    StdErrors     // the kind
	N            int64         // rows used
	Rank         int           // coefficients, without those left out and without fixed effects
	FixedEffects int           // groups whose means were taken out
	Clusters     int           // 0 if rows are independent
	DFResidual   float64       // N less all coefficients, fixed effects among them
	RSquared     float64       // share of the variation explained, beyond the mean or the fixed effects
	AdjRSquared  float64       // corrected for the number of coefficients
	Confidence   float64       // of the intervals
	Warnings     []error       // what weakens the numbers

	// SatterthwaiteDF are the degrees of freedom of Bell and McCaffrey for each coefficient under these clustered errors, were
	// rows independent and alike; nil without clusters. CR1, CR1p, CR2 and CR3 use them, CR0 and stata do not.
	SatterthwaiteDF []float64

	kept []int // of Coefficients, those not left out
}

// Term returns the coefficient of a term, and whether there is one.
func (f Fit) Term(name string) (Coefficient, bool) {
	for _, c := range f.Coefficients {
		if c.Term == name {
			return c, true
		}
	}
	return Coefficient{}, false
}

// dfDenominator is of joint tests.
func (f Fit) dfDenominator() float64 {
	if f.Clusters > 0 {
		return float64(f.Clusters - 1)
	}
	return f.DFResidual
}

// spread puts the covariances of the terms that were kept in their places among all.
func spread(covariance [][]float64, kept []int, terms int) [][]float64 {
	all := make([][]float64, terms)
	for i := range all {
		all[i] = make([]float64, terms)
		for j := range all[i] {
			all[i][j] = math.NaN()
		}
	}
	for a, i := range kept {
		for b, j := range kept {
			all[i][j] = covariance[a][b]
		}
	}
	return all
}
