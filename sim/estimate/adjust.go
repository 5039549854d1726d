package estimate

import (
	"fmt"
	"math"
	"sort"
)

// Adjustment names a way to adjust p-values for how many there are.
type Adjustment int

// The adjustments. The first six hold the chance of any false finding (the family-wise error) to the level, the rest the expected
// share of false ones among the findings (the false discovery rate).
const (
	Bonferroni         Adjustment = iota // whatever the dependence
	Holm                                 // whatever the dependence; never worse than Bonferroni (Scandinavian Journal of Statistics 6 (1979) 65-70)
	Hochberg                             // independent or positively dependent tests (Biometrika 75 (1988) 800-802)
	Hommel                               // as Hochberg, and never worse (Biometrika 75 (1988) 383-386)
	Sidak                                // independent tests, one step (Šidák, Journal of the American Statistical Association 62 (1967) 626-633)
	SidakStepDown                        // independent tests, step by step
	BenjaminiHochberg                    // independent or positively dependent tests (Journal of the Royal Statistical Society B 57 (1995) 289-300)
	BenjaminiYekutieli                   // whatever the dependence (Annals of Statistics 29 (2001) 1165-1188)
	AdaptiveBH                           // independent tests: BenjaminiHochberg with the number of true nulls estimated (Benjamini and Hochberg 2000)
)

// AdjustP returns the adjusted p-values in the order of p: a hypothesis is rejected at a level when its adjusted p is at or below
// it. A p that is NaN, a test that was not made, stays NaN and is not counted.
//
// The error is a *BadCell: a p outside 0 to 1. It panics on an unknown method.
func AdjustP(p []float64, method Adjustment) ([]float64, error) {
	return adjusted(p, func(sorted []float64) []float64 {
		m := float64(len(sorted))
		switch method {
		case Bonferroni:
			return each(sorted, func(_, p float64) float64 { return m * p })
		case Holm:
			return stepDown(sorted, func(i, p float64) float64 { return (m - i + 1) * p })
		case Hochberg:
			return stepUp(sorted, func(i, p float64) float64 { return (m - i + 1) * p })
		case Hommel:
			return hommel(sorted)
		case Sidak:
			return each(sorted, func(_, p float64) float64 { return sidak(p, m) })
		case SidakStepDown:
			return stepDown(sorted, func(i, p float64) float64 { return sidak(p, m-i+1) })
		case BenjaminiHochberg:
			return stepUp(sorted, func(i, p float64) float64 { return m / i * p })
		case BenjaminiYekutieli:
			harmonic := 0.0
			for i := range sorted {
				harmonic += 1 / float64(i+1)
			}
			return stepUp(sorted, func(i, p float64) float64 { return harmonic * m / i * p })
		case AdaptiveBH:
			nulls := trueNulls(sorted)
			return scaled(stepUp(sorted, func(i, p float64) float64 { return m / i * p }), nulls/m)
		}
		panic(fmt.Sprintf("estimate: Adjustment %d", int(method)))
	})
}

// TwoStageBH is [BenjaminiHochberg] with the number of true nulls taken from a first round at level/(1+level), for independent tests
// (Benjamini, Krieger and Yekutieli, Biometrika 93 (2006) 491-507). The adjusted p-values hold for that level only. Errors are
// those of [AdjustP]; it panics unless 0 < level < 1.
func TwoStageBH(p []float64, level float64) ([]float64, error) {
	if !(level > 0 && level < 1) {
		panic(fmt.Sprintf("estimate: level %v, expected above 0 and below 1", level))
	}
	return adjusted(p, func(sorted []float64) []float64 {
		m := float64(len(sorted))
		first := stepUp(sorted, func(i, p float64) float64 { return m / i * p })
		nulls := m
		for _, v := range first {
			if v < level/(1+level) {
				nulls--
			}
		}
		return scaled(first, nulls/m)
	})
}

// adjusted puts the p-values in order, those that are NaN apart, and the answers back in their places.
func adjusted(p []float64, adjust func(sorted []float64) []float64) ([]float64, error) {
	out := make([]float64, len(p))
	var at []int
	for i, v := range p {
		switch {
		case math.IsNaN(v):
			out[i] = v
		case !(v >= 0 && v <= 1):
			return nil, &BadCell{Row: i, Column: "p-value", Found: fmt.Sprint(v), Expected: "0 to 1, or NaN for no test"}
		default:
			at = append(at, i)
		}
	}
	sort.SliceStable(at, func(a, b int) bool { return p[at[a]] < p[at[b]] })
	sorted := make([]float64, len(at))
	for k, i := range at {
		sorted[k] = p[i]
	}
	for k, v := range adjust(sorted) {
		out[at[k]] = v
	}
	return out, nil
}

// each applies a rule to the i-th smallest p, counted from 1, up to 1.
func each(sorted []float64, rule func(i, p float64) float64) []float64 {
	out := make([]float64, len(sorted))
	for k, p := range sorted {
		out[k] = min(1, rule(float64(k+1), p))
	}
	return out
}

// stepDown is each, from the smallest on never below the one before.
func stepDown(sorted []float64, rule func(i, p float64) float64) []float64 {
	out := each(sorted, rule)
	for k := 1; k < len(out); k++ {
		out[k] = max(out[k], out[k-1])
	}
	return out
}

// stepUp is each, from the largest on never above the one after.
func stepUp(sorted []float64, rule func(i, p float64) float64) []float64 {
	out := each(sorted, rule)
	for k := len(out) - 2; k >= 0; k-- {
		out[k] = min(out[k], out[k+1])
	}
	return out
}

func scaled(v []float64, by float64) []float64 {
	for k := range v {
		v[k] *= by
	}
	return v
}

// sidak is 1-(1-p)^m without loss for small p.
func sidak(p, m float64) float64 { return -math.Expm1(m * math.Log1p(-p)) }

// hommel is the algorithm of Wright, Biometrics 48 (1992) 1005-1013.
func hommel(p []float64) []float64 {
	n := len(p)
	out := make([]float64, n)
	least := math.Inf(1)
	for i, v := range p {
		least = min(least, float64(n)*v/float64(i+1))
	}
	for i := range out {
		out[i] = max(least, p[i])
	}
	q := make([]float64, n)
	for m := n - 1; m >= 2; m-- {
		tail := math.Inf(1) // of the m-1 largest
		for k := n - m + 1; k < n; k++ {
			tail = min(tail, float64(m)*p[k]/float64(k-(n-m+1)+2))
		}
		for k := range q {
			if k <= n-m {
				q[k] = min(float64(m)*p[k], tail)
			} else {
				q[k] = q[n-m]
			}
			out[k] = max(out[k], q[k])
		}
	}
	return out
}

// trueNulls is the lowest slope estimate of Benjamini and Hochberg, Journal of Educational and Behavioral Statistics 25 (2000) 60-83:
// (m+1-i)/(1-p) at the first i at which it rises, rounded up. Where it never rises there is no estimate and all count as true.
func trueNulls(sorted []float64) float64 {
	m := float64(len(sorted))
	slope := func(k int) float64 { return (m - float64(k)) / (1 - sorted[k]) }
	for k := 0; k+1 < len(sorted); k++ {
		if slope(k+1) > slope(k) {
			return math.Ceil(min(slope(k), m))
		}
	}
	return m
}
