package estimate

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// vanishing is the eigenvalue below which a direction of residuals does not exist: a cluster that determines some of its own fit,
// as with fixed effects for clusters. The pseudo-inverse leaves it out, as in clubSandwich.
const vanishing = 1e-10

// adjust returns J: rows by columns of F, columns by coefficient.
func (g *gram) adjust(kind StdErrors) [][]float64 {
	switch {
	case kind == CR2 && g.weighted:
		return g.weightedCR2()
	case kind == CR3 && g.weighted:
		return g.weightedCR3()
	case kind == CR2:
		return g.power(-0.5)
	case kind == CR3:
		return g.power(-1)
	}
	return g.power(0)
}

// power is (I - F'F)^p for the columns that are scores: with F = U sqrt(S) V', (I-FF')^p F is F V (I-S)^p V'. Under weights and
// without an adjustment it picks WQ.
func (g *gram) power(p float64) [][]float64 {
	n := len(g.products)
	j := make([][]float64, n)
	for i := range j {
		j[i] = make([]float64, g.k)
	}
	if p == 0 {
		for c := range g.k {
			j[n-len(g.levels)-g.k+c][c] = 1
		}
		return j
	}
	vectors, lengths := eigen(g.products)
	for e, s := range lengths {
		scale := 0.0
		if 1-s > vanishing {
			scale = math.Pow(1-s, p)
		}
		for i := range n {
			for c := range g.k {
				j[i][c] += vectors.At(i, e) * scale * vectors.At(c, e)
			}
		}
	}
	return j
}

// weightedCR2 finds J where F = [Q, WQ] and B = I + F C F' with C = [N, -I; -I, 0]. With E = F T an orthonormal basis of F's span
// and L = E'F, B is I + E (L C L') E', and A = I + E (K^-1/2 - I) E' with K = I + L C L'.
func (g *gram) weightedCR2() [][]float64 {
	n := len(g.products)
	vectors, lengths := eigen(g.products)
	longest := 0.0
	for _, l := range lengths {
		longest = max(longest, l)
	}
	var t [][]float64 // T', a row for each dimension of the span
	for e, l := range lengths {
		if l <= longest*1e-14 {
			continue
		}
		row := make([]float64, n)
		for i := range row {
			row[i] = vectors.At(i, e) / math.Sqrt(l)
		}
		t = append(t, row)
	}
	l := multiply(t, g.products) // L = T'F'F
	inner := multiply(multiply(l, g.cross), transpose(l))
	for i := range inner {
		inner[i][i]++
	}
	turn, squares := eigen(inner)
	m := newTriangle(len(t)).rows // K^-1/2 - I
	for e, square := range squares {
		scale := -1.0
		if square > vanishing {
			scale = 1/math.Sqrt(square) - 1
		}
		for i := range m {
			for j := range m {
				m[i][j] += turn.At(i, e) * scale * turn.At(j, e)
			}
		}
	}
	whole := multiply(transpose(t), multiply(m, l))
	j := make([][]float64, n)
	for i := range j {
		whole[i][i]++
		j[i] = whole[i][g.k:]
	}
	return j
}

// weightedCR3 finds J by Woodbury's identity: A'WQ = WQ (I - Q'WQ)^-1.
func (g *gram) weightedCR3() [][]float64 {
	inside := make([][]float64, g.k)
	for i := range inside {
		inside[i] = g.products[i][g.k:]
	}
	vectors, lengths := eigen(inside)
	j := make([][]float64, 2*g.k)
	for i := range j {
		j[i] = make([]float64, g.k)
	}
	for e, l := range lengths {
		if 1-l <= vanishing {
			continue
		}
		for i := range g.k {
			for c := range g.k {
				j[g.k+i][c] += vectors.At(i, e) / (1 - l) * vectors.At(c, e)
			}
		}
	}
	return j
}

// eigen decomposes a symmetric matrix: vectors stand in columns.
func eigen(symmetric [][]float64) (vectors *mat.Dense, values []float64) {
	n := len(symmetric)
	dense := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			dense.SetSym(i, j, symmetric[i][j])
		}
	}
	var decomposition mat.EigenSym
	if !decomposition.Factorize(dense, true) {
		panic("estimate: the eigenvalues of a symmetric matrix did not converge") // LAPACK knows no finite matrix that does it
	}
	vectors = new(mat.Dense)
	decomposition.VectorsTo(vectors)
	return vectors, decomposition.Values(nil)
}

// multiply is the product of matrices by rows.
func multiply(a, b [][]float64) [][]float64 {
	product := make([][]float64, len(a))
	for i := range a {
		product[i] = make([]float64, len(b[0]))
		for m, v := range a[i] {
			floats.AddScaled(product[i], v, b[m])
		}
	}
	return product
}

func transpose(a [][]float64) [][]float64 {
	turned := make([][]float64, len(a[0]))
	for j := range turned {
		turned[j] = make([]float64, len(a))
		for i := range a {
			turned[j][i] = a[i][j]
		}
	}
	return turned
}

// countSelfFitted counts the cluster for each coefficient that it determines by itself: one that moves along a combination of scores
// whose share in the cluster is 1. inverse is R^-1, the coefficients in terms of scores.
func (g *gram) countSelfFitted(counts []int64, inverse [][]float64) {
	inside := make([][]float64, g.k) // Q'WQ
	trace := 0.0
	for i := range inside {
		inside[i] = g.products[i][:g.k]
		if g.weighted {
			inside[i] = g.products[i][g.k:]
		}
		trace += inside[i][i]
	}
	if trace < 1-vanishing {
		return // which bounds the largest share
	}
	vectors, shares := eigen(inside)
	for c, row := range inverse {
		alone := 0.0
		for e, share := range shares {
			if 1-share <= vanishing {
				along := 0.0
				for i, v := range row {
					along += v * vectors.At(i, e)
				}
				alone += along * along
			}
		}
		if alone > vanishing*floats.Dot(row, row) {
			counts[c]++
		}
	}
}
