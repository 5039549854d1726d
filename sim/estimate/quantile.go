package estimate

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// QuantileType names a definition of the sample quantile by its number, 1 to 9, in Hyndman and Fan, "Sample quantiles in
// statistical packages", The American Statistician 50 (1996) 361-365; R's quantile has the same numbers. 0 means 7.
//
// Note: the "closest observation" of some packages is not type 3.
type QuantileType int

// Quantiles returns the quantiles of y at the probabilities p, in the order of p and in the unit of y. Y need not be sorted and is
// not changed.
//
// The error is a *BadCell: no rows, a value that is not finite, a probability outside 0 to 1. It panics on a type above 9.
func Quantiles(y, p []float64, kind QuantileType) ([]float64, error) {
	sorted, err := ordered("outcome", y)
	if err != nil {
		return nil, err
	}
	if err := probabilities(p); err != nil {
		return nil, err
	}
	q := make([]float64, len(p))
	for i := range p {
		q[i] = quantileOf(sorted, p[i], kind)
	}
	return q, nil
}

// quantileOf is the quantile of sorted values: between the j-th and the next, at share h of the way. The fuzz is R's: np that is a
// whole number but for rounding counts as one.
func quantileOf(sorted []float64, p float64, kind QuantileType) float64 {
	const fuzz = 4 * 0x1p-52
	at := kind.position(p, float64(len(sorted)))
	j := math.Floor(at + fuzz)
	h := at - j
	if math.Abs(h) < fuzz*max(1, j) {
		h = 0
	}
	h = kind.share(h, j)
	last := len(sorted) - 1
	below, above := sorted[min(max(int(j)-1, 0), last)], sorted[min(max(int(j), 0), last)]
	switch {
	case h == 0 || below == above:
		return below
	case h == 1:
		return above
	}
	return (1-h)*below + h*above
}

// position is the place of the quantile among n sorted values, counted from 1: Hyndman and Fan's np + m.
func (kind QuantileType) position(p, n float64) float64 {
	switch kind {
	case 1, 2, 4:
		return n * p
	case 3:
		return n*p - 0.5
	case 5:
		return n*p + 0.5
	case 6:
		return (n + 1) * p
	case 0, 7:
		return (n-1)*p + 1
	case 8:
		return 1./3 + (n+1./3)*p
	case 9:
		return 3./8 + (n+1./4)*p
	}
	panic(fmt.Sprintf("estimate: quantile type %d, expected 1 to 9", int(kind)))
}

// share is how far the quantile lies from the j-th value towards the next, given the fraction h of its position.
func (kind QuantileType) share(h, j float64) float64 {
	switch {
	case kind == 1 && h > 0, kind == 3 && (h > 0 || math.Mod(j, 2) != 0):
		return 1
	case kind == 2 && h == 0:
		return 0.5
	case kind == 2:
		return 1
	case kind == 3:
		return 0
	}
	return h
}

// WeightedQuantiles returns the quantiles of y under weights that say how many people a row stands for: the share of weight up to
// and including each value, interpolated linearly from 0 at the smallest value. With equal weights it is type 4; it is
// Hmisc::wtd.quantile with type "i/n". A row of weight 0 counts for nothing.
//
// The error is a *BadCell, also when all weights are 0. It panics when y and weights differ in length.
func WeightedQuantiles(y, weights, p []float64) ([]float64, error) {
	value, cumulated, err := weightedCDF(y, weights)
	if err != nil {
		return nil, err
	}
	if err := probabilities(p); err != nil {
		return nil, err
	}
	q := make([]float64, len(p))
	for i := range p {
		q[i] = interpolate(cumulated, value, p[i])
	}
	return q, nil
}

// weightedCDF returns the distinct values of weight above 0 in order and the share of weight up to each, with a first pair
// (smallest value, 0).
func weightedCDF(y, weights []float64) (value, cumulated []float64, err error) {
	rows, total, err := byValue(y, weights)
	if err != nil {
		return nil, nil, err
	}
	value, cumulated = []float64{y[rows[0]]}, []float64{0}
	sum := 0.0
	for k, i := range rows {
		sum += weights[i]
		if k+1 < len(rows) && y[rows[k+1]] == y[i] {
			continue
		}
		value, cumulated = append(value, y[i]), append(cumulated, sum/total)
	}
	return value, cumulated, nil
}

// byValue returns the rows of weight above 0 in the order of y, and the sum of weights.
func byValue(y, weights []float64) (rows []int, total float64, err error) {
	sameLength("y and weights", len(y), len(weights))
	if err := usableColumn("outcome", y); err != nil {
		return nil, 0, err
	}
	if err := weightColumn(weights); err != nil {
		return nil, 0, err
	}
	for i := range y {
		if weights[i] > 0 {
			rows = append(rows, i)
			total += weights[i]
		}
	}
	if len(rows) == 0 {
		return nil, 0, &Unusable{What: "weight", Found: "no row of weight above 0", Expected: "at least 1"}
	}
	sort.SliceStable(rows, func(a, b int) bool { return y[rows[a]] < y[rows[b]] })
	return rows, total, nil
}

// interpolate is the piecewise linear function through (x, y) at `at`, constant beyond both ends; x ascends.
func interpolate(x, y []float64, at float64) float64 {
	k := sort.SearchFloat64s(x, at)
	switch {
	case k == 0:
		return y[0]
	case k == len(x):
		return y[k-1]
	}
	return y[k-1] + (y[k]-y[k-1])*(at-x[k-1])/(x[k]-x[k-1])
}

func ordered(column string, y []float64) ([]float64, error) {
	if len(y) == 0 {
		return nil, &Unusable{What: column, Found: "no rows", Expected: "at least 1"}
	}
	if err := usableColumn(column, y); err != nil {
		return nil, err
	}
	sorted := slices.Clone(y)
	slices.Sort(sorted)
	return sorted, nil
}

func probabilities(p []float64) error {
	for i, v := range p {
		if !(v >= 0 && v <= 1) {
			return &BadCell{Row: i, Column: "probability", Found: fmt.Sprint(v), Expected: "0 to 1"}
		}
	}
	return nil
}
