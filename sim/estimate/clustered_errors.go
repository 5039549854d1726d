package estimate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// Cluster-robust covariances by algebra in few dimensions.
//
// Let Q be the scores of all rows, orthonormal under the weights W, and Q_g those of cluster g. The hat matrix is H = Q Q'W, and
// each estimator is the sum over clusters of u_g u_g' with u_g = Q_g' W_g A_g e_g, where e are residuals and A_g an adjustment:
//
//	CR0  A_g = I
//	CR2  A_g = B_g^-1/2 with B_g = (I-H)_g (I-H)_g'   (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018)
//	CR3  A_g = (I-H_gg)^-1
//
// A_g has a row and a column for each row of the cluster, but differs from I only on the span of F_g = [Q_g], or [Q_g, W_g Q_g]
// under weights: there is a small J_g with A_g' W_g Q_g = F_g J_g, found from F_g'F_g alone. So a cluster costs its rows times the
// square of the coefficients, once, and then the cube of the coefficients. Fixed effects add to F_g one column for each of them
// that the cluster meets.
//
// Satterthwaite's degrees of freedom for a coefficient with row r of R^-1 compare two moments of the quadratic form in the
// residuals of independent rows with equal variance. With a_g = A_g' W_g Q_g r' = F_g t_g the form has the matrix
//
//	P_gh = a_g' (I-H)_g (I-H)_h' a_h = [g=h] d_g + f_g' C f_h,   d_g = a_g'a_g,   f_g = F_g'a_g
//
// with C = -I, or [N, -I; -I, 0] and N = Q'W²Q under weights, and df = (sum of P_gg)² / (sum of P_gh²), in which the double sum is
// that of d_g², of 2 d_g f_g'C f_g and the squared length of the products of the f_g, none of which needs pairs of clusters.

// clusteredErrors is the covariance of coefficients with clusters, and Satterthwaite's degrees of freedom.
func (s *solution) clusteredErrors(kind StdErrors) (covariance [][]float64, df []float64) {
	k := len(s.beta)
	if s.nClusters < 2 {
		return undefined(k), undefined(k)[0][:k]
	}
	meat := newTriangle(k).rows
	moments := s.newMoments()
	alone := make([]int64, k) // clusters that determine a coefficient by themselves
	b := s.newScored()
	for _, rows := range s.byCluster() {
		g := s.gramOf(rows, b)
		adjusted := g.adjust(kind)
		u := make([]float64, k)
		for j, row := range adjusted {
			floats.AddScaled(u, g.residual[j], row)
		}
		for i := range k {
			floats.AddScaled(meat[i], u[i], u)
		}
		g.countSelfFitted(alone, s.inverse)
		if moments != nil {
			moments.add(g, adjusted)
		}
	}
	for j, clusters := range alone {
		if clusters > 0 {
			s.warnings = append(s.warnings, &SelfFitted{Term: s.terms[s.kept[j]], Clusters: clusters})
		}
	}
	covariance = s.sandwich(meat)
	factor := s.clusterFactor(kind)
	for i := range covariance {
		floats.Scale(factor, covariance[i])
	}
	return covariance, moments.df(k)
}

// clusterFactor corrects for few clusters.
func (s *solution) clusterFactor(kind StdErrors) float64 {
	clusters, n := float64(s.nClusters), float64(s.n)
	switch kind {
	case CR1:
		return clusters / (clusters - 1)
	case CR1p:
		return clusters / (clusters - float64(len(s.beta)))
	case Stata:
		return clusters / (clusters - 1) * (n - 1) / s.dfResidual()
	}
	return 1
}

// byCluster lists the rows of each cluster, in order.
func (s *sample) byCluster() [][]int {
	starts := make([]int, s.nClusters+1)
	for _, c := range s.clusters {
		starts[c+1]++
	}
	for c := range s.nClusters {
		starts[c+1] += starts[c]
	}
	sorted, next := make([]int, s.n), slices.Clone(starts)
	for i, c := range s.clusters {
		sorted[next[c]] = i
		next[c]++
	}
	lists := make([][]int, s.nClusters)
	for c := range lists {
		lists[c] = sorted[starts[c]:starts[c+1]]
	}
	return lists
}

// A gram is what a cluster's rows come down to.
type gram struct {
	k        int         // coefficients
	weighted bool        // F = [Q, WQ] rather than [Q, levels]
	products [][]float64 // F'F
	residual []float64   // F'e
	levels   []int       // fixed effects that the cluster meets, one further column of F each
	cross    [][]float64 // C under weights
}

// gramOf sums up a cluster, block by block.
func (s *solution) gramOf(rows []int, b *scored) *gram {
	k := len(s.beta)
	g := &gram{k: k, weighted: s.weights != nil, cross: s.cross}
	dimensions := k
	if g.weighted {
		dimensions = 2 * k
	}
	place := map[int]int{}
	if s.fixedEffects != nil && !g.weighted {
		for _, i := range rows {
			if l := s.fixedEffects[i]; place[l] == 0 {
				g.levels = append(g.levels, l)
				dimensions++
				place[l] = dimensions // one more than its number, for 0 is none
			}
		}
	}
	g.products, g.residual = newTriangle(dimensions).rows, make([]float64, dimensions)
	for from := 0; from < len(rows); from += block {
		b.rows = append(b.rows[:0], rows[from:min(from+block, len(rows))]...)
		s.score(b)
		columns := b.scores
		if g.weighted {
			columns = s.withWeighted(b)
		}
		for i, c := range columns {
			for j := i; j < len(columns); j++ {
				g.products[i][j] += floats.Dot(c, columns[j])
			}
			g.residual[i] += floats.Dot(c, b.residuals)
		}
		for r, i := range b.rows {
			if len(g.levels) == 0 {
				break
			}
			l := s.fixedEffects[i]
			at, share := place[l]-1, 1/math.Sqrt(s.outside[l])
			for j, c := range columns {
				g.products[j][at] += share * c[r]
			}
			g.products[at][at] += share * share
			g.residual[at] += share * b.residuals[r]
		}
	}
	for i := range dimensions {
		for j := range i {
			g.products[i][j] = g.products[j][i]
		}
	}
	return g
}

// withWeighted are the scores followed by the scores times the weights.
func (s *solution) withWeighted(b *scored) [][]float64 {
	columns := slices.Clone(b.scores)
	for _, c := range b.scores {
		weighted := make([]float64, len(c))
		for r, i := range b.rows {
			weighted[r] = s.weights[i] * c[r]
		}
		columns = append(columns, weighted)
	}
	return columns
}
