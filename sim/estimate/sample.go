package estimate

import (
	"fmt"
	"math"
	"slices"
)

// A sample is the rows of a regression in which nothing is missing.
type sample struct {
	n            int
	outcome      Column
	groups       [][]Column // of regressors, as they were given
	weights      []float64  // nil: all 1
	clusters     []int      // 0 to nClusters-1; nil: none
	nClusters    int
	fixedEffects []int // 0 to levels-1; nil: none
	levels       int
	warnings     []error
	rows         []int // their numbers in the data; nil: all
}

// newSample leaves out rows in which something is missing and says how many and why; it refuses infinities and negative weights.
// It panics when lengths differ.
func newSample(outcome Column, o Options, groups ...[]Column) (*sample, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	s := &sample{n: len(outcome.Values), outcome: outcome, groups: groups, weights: o.Weights, clusters: o.Clusters, fixedEffects: o.FixedEffects}
	complete, err := s.complete()
	if err != nil {
		return nil, err
	}
	if complete != nil {
		s.keep(complete)
	}
	if s.n == 0 {
		return nil, &NoRows{Rows: int64(len(outcome.Values)), Missing: s.warnings}
	}
	s.clusters, s.nClusters = dense(s.clusters)
	s.fixedEffects, s.levels = dense(s.fixedEffects)
	return s, s.checkWeights()
}

// complete returns the numbers of the rows in which nothing is missing, nil if that is all.
func (s *sample) complete() ([]int, error) {
	lost := make([]bool, s.n)
	left := s.n
	drop := func(name string, length int, missing func(i int) bool) {
		if length != s.n {
			panic(fmt.Sprintf("estimate: %s has %d rows and the outcome %d", name, length, s.n))
		}
		rows := int64(0)
		for i := range s.n {
			if !lost[i] && missing(i) {
				lost[i] = true
				rows++
			}
		}
		if rows > 0 {
			s.warnings = append(s.warnings, &Missing{Column: name, Rows: rows})
			left -= int(rows)
		}
	}
	for _, c := range s.columns() {
		for i, v := range c.Values {
			if err := usable(c.Name, i, v); err != nil && !math.IsNaN(v) { // NaN is missing
				return nil, err
			}
		}
		drop(c.Name, len(c.Values), func(i int) bool { return math.IsNaN(c.Values[i]) })
	}
	for _, g := range []struct {
		name  string
		codes []int
	}{{"the cluster", s.clusters}, {"the fixed effect", s.fixedEffects}} {
		if g.codes != nil {
			drop(g.name, len(g.codes), func(i int) bool { return g.codes[i] < 0 })
		}
	}
	if left == s.n {
		return nil, nil
	}
	rows := make([]int, 0, left)
	for i, is := range lost {
		if !is {
			rows = append(rows, i)
		}
	}
	return rows, nil
}

// columns lists all columns of numbers, the outcome first.
func (s *sample) columns() []Column {
	all := []Column{s.outcome}
	for _, group := range s.groups {
		all = append(all, group...)
	}
	if s.weights != nil {
		all = append(all, Column{"the weight", s.weights})
	}
	return all
}

// keep copies some rows.
func (s *sample) keep(rows []int) {
	s.n, s.rows = len(rows), rows
	s.outcome.Values, s.weights = chosen(s.outcome.Values, rows), chosen(s.weights, rows)
	s.clusters, s.fixedEffects = chosen(s.clusters, rows), chosen(s.fixedEffects, rows)
	groups := make([][]Column, len(s.groups))
	for g, group := range s.groups {
		for _, c := range group {
			groups[g] = append(groups[g], Column{c.Name, chosen(c.Values, rows)})
		}
	}
	s.groups = groups
}

func chosen[T any](column []T, rows []int) []T {
	if column == nil {
		return nil
	}
	copied := make([]T, len(rows))
	for k, i := range rows {
		copied[k] = column[i]
	}
	return copied
}

// dense renumbers codes 0, 1, 2 and so on without gaps, in the order of the codes, and counts them.
func dense(codes []int) (numbered []int, count int) {
	if codes == nil {
		return nil, 0
	}
	if slices.Max(codes) > 4*len(codes) {
		codes = Codes(codes) // too far apart for a table
	}
	number := make([]int, slices.Max(codes)+1)
	for _, c := range codes {
		number[c] = 1
	}
	for c, used := range number {
		number[c] = count
		count += used
	}
	numbered = make([]int, len(codes))
	for i, c := range codes {
		numbered[i] = number[c]
	}
	return numbered, count
}

func (s *sample) checkWeights() error {
	zero, sum := int64(0), 0.0
	for i, w := range s.weights {
		if w < 0 {
			return &BadValue{Column: "the weight", Row: s.row(i), Value: w, Expected: "0 or more"}
		}
		if w == 0 {
			zero++
		}
		sum += w
	}
	switch {
	case s.weights != nil && sum == 0:
		return &Unusable{What: "weights", Found: "0 in all rows", Expected: "some above 0"}
	case zero > 0:
		s.warnings = append(s.warnings, &ZeroWeights{Rows: zero})
	}
	return nil
}

// weight of row i.
func (s *sample) weight(i int) float64 {
	if s.weights == nil {
		return 1
	}
	return s.weights[i]
}

// row is the number in the data of row i.
func (s *sample) row(i int) int {
	if s.rows == nil {
		return i
	}
	return s.rows[i]
}
