package estimate

import (
	"gonum.org/v1/gonum/floats"
)

// quadratic collects, over clusters, the moments of the quadratic form that a clustered variance is, for each coefficient: see
// clusteredErrors.
type quadratic struct {
	inverse  [][]float64 // R^-1
	cross    [][]float64 // C; nil for -I
	each     []formMoments
	clusters int
}

// formMoments are those of one coefficient.
type formMoments struct {
	trace   float64     // sum of P_gg
	squares float64     // sum of d_g² + 2 d_g f_g'C f_g
	outer   [][]float64 // sum of f_g f_g', without fixed effects
	levels  levelSums
}

// newMoments is nil where the algebra is not worked out: weights together with fixed effects.
func (s *solution) newMoments() *quadratic {
	if s.weights != nil && s.fixedEffects != nil {
		return nil
	}
	q := &quadratic{inverse: s.inverse, clusters: s.nClusters}
	dimensions := len(s.beta)
	if s.weights != nil {
		q.cross = s.crossOf()
		s.cross = q.cross
		dimensions *= 2
	}
	for range s.beta {
		q.each = append(q.each, formMoments{outer: newTriangle(dimensions).rows, levels: levelSums{of: make([][]levelPart, s.levels)}})
	}
	return q
}

// add takes up a cluster whose adjustment is J.
func (q *quadratic) add(g *gram, adjusted [][]float64) {
	for c := range q.each {
		t := make([]float64, len(adjusted))
		for i, row := range adjusted {
			t[i] = floats.Dot(row, q.inverse[c])
		}
		f := make([]float64, len(t))
		for i, row := range g.products {
			f[i] = floats.Dot(row, t)
		}
		d := floats.Dot(t, f)
		own := 0.0 // f'C f
		if q.cross == nil {
			own = -floats.Dot(f, f)
		} else {
			for i, row := range q.cross {
				own += f[i] * floats.Dot(row, f)
			}
		}
		q.each[c].add(d, own, f[:len(f)-len(g.levels)], g.levels, f[len(f)-len(g.levels):])
	}
}

func (m *formMoments) add(d, own float64, f []float64, levels []int, parts []float64) {
	m.trace += d + own
	m.squares += d*d + 2*d*own
	for i := range f {
		floats.AddScaled(m.outer[i], f[i], f)
	}
	if len(levels) > 0 {
		m.levels.add(f, levels, parts)
	}
}

// df is (sum of P_gg)² / (sum of P_gh²) for each coefficient.
func (q *quadratic) df(k int) []float64 {
	if q == nil {
		return undefined(k)[0][:k]
	}
	all := make([]float64, k)
	for c, m := range q.each {
		product := m.outer
		if q.cross != nil {
			product = multiply(q.cross, m.outer)
		}
		pairs := 0.0 // trace of (C sum f f')²
		for i := range product {
			for j := range product {
				pairs += product[i][j] * product[j][i]
			}
		}
		all[c] = m.trace * m.trace / (m.squares + pairs + m.levels.pairs())
	}
	return all
}

// levelSums is the part of fixed effects in the sum over pairs of clusters of (f_g'f_h)². With f = (v, w), v of the scores and w
// of the fixed effects, that is the sum of (v_g'v_h)² + 2 v_g'v_h w_g'w_h + (w_g'w_h)², and the last two are sums over fixed effects
// and over pairs of them that meet in a cluster.
type levelSums struct {
	of       [][]levelPart // by fixed effect, the clusters that meet it
	clusters []clusterPart
}

type levelPart struct {
	cluster int
	w       float64
}

type clusterPart struct {
	v      []float64
	levels []int
	w      []float64
}

func (s *levelSums) add(v []float64, levels []int, w []float64) {
	for i, l := range levels {
		s.of[l] = append(s.of[l], levelPart{cluster: len(s.clusters), w: w[i]})
	}
	s.clusters = append(s.clusters, clusterPart{v, levels, w})
}

func (s *levelSums) pairs() float64 {
	sum := 0.0
	met := make([]float64, len(s.of)) // products with one fixed effect, by the other
	for _, parts := range s.of {
		var touched []int
		along := make([]float64, 0)
		for _, p := range parts {
			c := s.clusters[p.cluster]
			if len(along) == 0 {
				along = make([]float64, len(c.v))
			}
			floats.AddScaled(along, p.w, c.v)
			for i, l := range c.levels {
				met[l] += p.w * c.w[i]
				touched = append(touched, l)
			}
		}
		sum += 2 * floats.Dot(along, along)
		for _, l := range touched {
			sum += met[l] * met[l]
			met[l] = 0 // counted once, however often touched
		}
	}
	return sum
}

// crossOf is C = [N, -I; -I, 0] with N = Q'W²Q.
func (s *solution) crossOf() [][]float64 {
	k := len(s.beta)
	c := newTriangle(2 * k).rows
	b := s.newScored()
	for from := 0; from < s.n; from += block {
		b.rows = consecutive(b.rows, from, min(from+block, s.n))
		s.score(b)
		weighted := s.withWeighted(b)[k:]
		for i := range k {
			for j := range k {
				c[i][j] += floats.Dot(weighted[i], weighted[j])
			}
		}
	}
	for i := range k {
		c[i][k+i], c[k+i][i] = -1, -1
	}
	return c
}
