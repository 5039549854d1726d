package estimate

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"inwork/sim"
)

// QuantileErrors names a way to the standard errors of a quantile regression; 0 is NID.
type QuantileErrors int

// The ways, as in quantreg's summary.
const (
	NID    QuantileErrors = iota // independent rows of different spread: Hendricks and Koenker (1992) sandwich
	IID                          // rows of one spread: Koenker and Bassett (1978), sparsity by Siddiqui's difference
	Kernel                       // independent rows: Powell's (1991) kernel sandwich, cautious: it takes the density at a peak for less than it is, and 99% of its 95% intervals hold a median effect of two arms of 100
)

// Sparse is the warning that a standard error rests on too little data near the quantile: for Rows of them the fits above and below
// cross.
type Sparse struct{ Rows int }

func (w *Sparse) Error() string {
	return fmt.Sprintf("standard error: in %d rows the quantiles fitted above and below cross; they count for nothing", w.Rows)
}

// Coefficients returns the fit with its standard errors; those that the data do not define are NaN. Tests and intervals are Student's on as
// many degrees of freedom as there are rows beyond the coefficients. The bandwidth is that of Hall and Sheather (Journal of the Royal
// Statistical Society B 50 (1988) 381-391), halved until it fits between 0 and 1. Warnings are *NotUnique, *Sparse and *NoTest.
func (f *QuantileFit) Coefficients(way QuantileErrors) (all []Coefficient, warnings []error) {
	se, warnings := f.errors(way)
	for k, b := range f.Coef {
		c := Coefficient{Term: f.Terms[k], Estimate: b, StdError: se[k], DF: float64(len(f.y) - len(f.Coef))}
		c.infer(confidence)
		all = append(all, c)
	}
	return all, append(append(append([]error(nil), f.Warnings...), warnings...), noTests(all)...)
}

func (f *QuantileFit) errors(way QuantileErrors) (se []float64, warnings []error) {
	switch way {
	case NID:
		return f.nid()
	case IID:
		return f.iid(), nil
	case Kernel:
		return f.kernel(), nil
	}
	panic(fmt.Sprintf("estimate: QuantileErrors %d", int(way)))
}

// bandwidth of Hall and Sheather for intervals of 95%.
func bandwidth(tau float64, n int) float64 {
	z := sim.NormalQuantile(tau)
	density := normalDensity(z)
	return math.Pow(float64(n), -1./3) * math.Pow(sim.NormalQuantile(0.975), 2./3) *
		math.Pow(1.5*density*density/(2*z*z+1), 1./3)
}

func normalDensity(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

// window is the bandwidth, halved until tau±h lies between 0 and 1.
func (f *QuantileFit) window() float64 {
	h := bandwidth(f.Tau, len(f.y))
	for f.Tau-h < 0 || f.Tau+h > 1 {
		h /= 2
	}
	return h
}

// zero is the size below which quantreg takes a number for 0: the root of the machine's precision.
var zero = math.Sqrt(0x1p-52)

// iid takes the slope of the sorted residuals next to 0 for the sparsity.
func (f *QuantileFit) iid() []float64 {
	n, p := len(f.y), len(f.Coef)
	h := max(p+1, int(math.Ceil(float64(n)*bandwidth(f.Tau, n))))
	fitted := 0 // rows on the plane
	for _, r := range f.Residuals {
		if math.Abs(r) < zero {
			fitted++
		}
	}
	near := slices.Clone(f.Residuals)
	slices.SortStableFunc(near, func(a, b float64) int {
		switch a, b := math.Abs(a), math.Abs(b); {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return 0
	})
	se := make([]float64, p)
	if fitted+h+1 > n {
		for k := range se {
			se[k] = math.NaN()
		}
		return se
	}
	near = slices.Sorted(slices.Values(near[fitted : fitted+h+1]))
	rank := make([]float64, len(near))
	for k := range rank {
		rank[k] = float64(fitted+1+k) / float64(n-p)
	}
	sparsity := fitQuantile(near, designRows(len(near), [][]float64{rank}), 0.5).Coef[1]
	scale := sparsity * math.Sqrt(f.Tau*(1-f.Tau))
	inverse := inverseOf(crossProduct(f.x, nil))
	for k := range se {
		se[k] = scale * math.Sqrt(inverse.At(k, k))
	}
	return se
}

// nid takes the density at each row from fits a bandwidth above and below.
func (f *QuantileFit) nid() (se []float64, warnings []error) {
	h := f.window()
	above, below := fitQuantile(f.y, f.x, f.Tau+h), fitQuantile(f.y, f.x, f.Tau-h)
	density := make([]float64, len(f.y))
	crossed := 0
	for i, row := range f.x {
		apart := dot(row, above.Coef) - dot(row, below.Coef)
		if apart <= 0 {
			crossed++
		}
		density[i] = max(0, 2*h/(apart-zero))
	}
	if crossed > 0 {
		warnings = append(warnings, &Sparse{Rows: crossed})
	}
	return f.sandwich(density), warnings
}

// kernel takes the density at each row from a normal kernel over the residuals.
func (f *QuantileFit) kernel() []float64 {
	h := f.window()
	sorted := slices.Sorted(slices.Values(f.Residuals))
	spread := min(math.Sqrt(stat.Variance(f.Residuals, nil)), (quantileOf(sorted, 0.75, 7)-quantileOf(sorted, 0.25, 7))/1.34)
	width := (sim.NormalQuantile(f.Tau+h) - sim.NormalQuantile(f.Tau-h)) * spread
	density := make([]float64, len(f.y))
	for i, r := range f.Residuals {
		density[i] = normalDensity(r/width) / width
	}
	return f.sandwich(density)
}

// sandwich is tau (1-tau) H⁻¹ X'X H⁻¹ with H = X' diag(density) X.
func (f *QuantileFit) sandwich(density []float64) []float64 {
	bread := inverseOf(crossProduct(f.x, density))
	var cov mat.Dense
	cov.Mul(bread, crossProduct(f.x, nil))
	cov.Mul(&cov, bread)
	se := make([]float64, len(f.Coef))
	for k := range se {
		se[k] = math.Sqrt(f.Tau * (1 - f.Tau) * cov.At(k, k))
	}
	return se
}

// crossProduct is X' diag(weights) X; nil weights are 1.
func crossProduct(x [][]float64, weights []float64) *mat.SymDense {
	p := len(x[0])
	product := mat.NewSymDense(p, nil)
	for i, row := range x {
		w := 1.0
		if weights != nil {
			w = weights[i]
		}
		for a := range p {
			for b := a; b < p; b++ {
				product.SetSym(a, b, product.At(a, b)+w*row[a]*row[b])
			}
		}
	}
	return product
}

// inverseOf is the inverse of a positive definite matrix, NaN all over if it is not.
func inverseOf(a *mat.SymDense) *mat.SymDense {
	p := a.SymmetricDim()
	inverse := mat.NewSymDense(p, nil)
	var cholesky mat.Cholesky
	if cholesky.Factorize(a) {
		if err := cholesky.InverseTo(inverse); err == nil {
			return inverse
		}
	}
	for i := range p {
		for j := i; j < p; j++ {
			inverse.SetSym(i, j, math.NaN())
		}
	}
	return inverse
}
