package main

import (
	"cmp"
	"math"
	"slices"
)

// quantile is that of sorted numbers, with a straight line between neighbours (type 7 of Hyndman and Fan 1996).
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	below := int(at)
	if below+1 == len(sorted) {
		return sorted[below]
	}
	return sorted[below] + (at-float64(below))*(sorted[below+1]-sorted[below])
}

// ranks are the places of numbers in their order, the mean place where some are equal.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for k := range order {
		order[k] = k
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(x[a], x[b]), cmp.Compare(a, b)) })
	r := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, k := range order[from:to] {
			r[k] = float64(from+to-1) / 2
		}
		from = to
	}
	return r
}

// rankCorrelation is Spearman's: how far two lists rise together, whatever the shape. It is 0 when one of them does not vary.
func rankCorrelation(x, y []float64) float64 {
	a, b := ranks(x), ranks(y)
	mean := float64(len(x)-1) / 2
	var both, aa, bb float64
	for k := range a {
		both += (a[k] - mean) * (b[k] - mean)
		aa += (a[k] - mean) * (a[k] - mean)
		bb += (b[k] - mean) * (b[k] - mean)
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return both / math.Sqrt(aa*bb)
}

// screened is a parameter with the rank correlation of an arm's effect with it.
type screened struct {
	parameter
	rho float64
}

// screen sorts the parameters by how much an arm's effect hangs on them.
func (d *draws) screen(arm int) []screened {
	var list []screened
	effects := d.sizes(arm)
	for j, p := range d.parameters {
		values := make([]float64, len(d.values))
		for k := range values {
			values[k] = d.values[k][j]
		}
		list = append(list, screened{p, rankCorrelation(values, effects)})
	}
	slices.SortStableFunc(list, func(a, b screened) int { return cmp.Compare(math.Abs(b.rho), math.Abs(a.rho)) })
	return list
}

// sizes are an arm's effects by draw.
func (d *draws) sizes(arm int) []float64 {
	sizes := make([]float64, len(d.effects))
	for k := range sizes {
		sizes[k] = d.effects[k][arm].size
	}
	return sizes
}
