package estimate

import (
	"fmt"
	"math"
	"slices"
	"sort"
)

// Gini returns the Gini coefficient of incomes: half the mean difference of two people drawn with replacement, over the mean. It is
// 0 when all are equal and (n-1)/n when one has all. Weights say how many people a row stands for; nil means 1 each. Times
// n/(n-1) it is without bias for equal weights (the mean difference of two different people).
//
// The error is a *BadCell: no rows, a value that is not finite, a mean that is not above 0. Negative incomes are taken as they
// are, and the coefficient may then exceed 1 (Chen, Tsaur and Rhai 1982).
func Gini(y, weights []float64) (float64, error) {
	rows, total, err := byValue(y, unitWeights(y, weights))
	if err != nil {
		return 0, err
	}
	weights = unitWeights(y, weights)
	var mean, difference, below float64 // difference: sum over pairs of the larger less the smaller, weighted
	for _, i := range rows {
		mean += weights[i] / total * y[i]
	}
	if !(mean > 0) {
		return 0, &Unusable{What: "outcome", Found: fmt.Sprintf("mean %v", mean), Expected: "a mean above 0"}
	}
	for _, i := range rows { // w y (weight below - weight above), with values taken from the mean so that large ones keep digits
		above := total - below - weights[i]
		difference += weights[i] / total * (y[i] - mean) * (below - above) / total
		below += weights[i]
	}
	return difference / mean, nil
}

func unitWeights(y, weights []float64) []float64 {
	if weights != nil {
		return weights
	}
	ones := make([]float64, len(y))
	for i := range ones {
		ones[i] = 1
	}
	return ones
}

// Theil returns Theil's two entropy measures: T, the mean of (y/mean) ln(y/mean), and L, the mean of -ln(y/mean), which is
// infinite when someone has 0. The error is a *BadCell, also on a negative value.
func Theil(y []float64) (t, l float64, err error) {
	mean, err := meanIncome(y)
	if err != nil {
		return 0, 0, err
	}
	n := float64(len(y))
	for _, v := range y {
		share := v / mean
		if share > 0 {
			t += share * math.Log(share) / n
		}
		l -= math.Log(share) / n
	}
	return t, l, nil
}

// Atkinson returns 1 less the income which, had by all, would be as good as the incomes found, as a share of the mean; aversion
// to inequality is above 0 (Atkinson, Journal of Economic Theory 2 (1970) 244-263). The error is a *BadCell, also on a negative
// value; it panics on an aversion that is not above 0.
func Atkinson(y []float64, aversion float64) (float64, error) {
	if !(aversion > 0) {
		panic(fmt.Sprintf("estimate: inequality aversion %v, expected above 0", aversion))
	}
	mean, err := meanIncome(y)
	if err != nil {
		return 0, err
	}
	sum := 0.0
	for _, v := range y {
		if aversion == 1 {
			sum += math.Log(v / mean)
		} else {
			sum += math.Pow(v/mean, 1-aversion)
		}
	}
	sum /= float64(len(y))
	if aversion == 1 {
		return 1 - math.Exp(sum), nil
	}
	return 1 - math.Pow(sum, 1/(1-aversion)), nil
}

// meanIncome refuses what a measure of ratios cannot take.
func meanIncome(y []float64) (float64, error) {
	if len(y) == 0 {
		return 0, &Unusable{What: "outcome", Found: "no rows", Expected: "at least 1"}
	}
	mean := 0.0
	for i, v := range y {
		if !(v >= 0 && v <= huge) {
			return 0, &BadCell{Row: i, Column: "outcome", Found: fmt.Sprint(v), Expected: "a number from 0 to " + number(huge)}
		}
		mean += v / float64(len(y))
	}
	if mean == 0 {
		return 0, &Unusable{What: "outcome", Found: "0 in every row", Expected: "a mean above 0"}
	}
	return mean, nil
}

// Lorenz returns, for each probability p, the share of all income that the poorest p of the people have, interpolated between
// people. Errors are those of [Theil].
func Lorenz(y, p []float64) ([]float64, error) {
	if _, err := meanIncome(y); err != nil {
		return nil, err
	}
	if err := probabilities(p); err != nil {
		return nil, err
	}
	sorted := slices.Sorted(slices.Values(y))
	people, income := make([]float64, len(y)+1), make([]float64, len(y)+1)
	for i, v := range sorted {
		people[i+1] = float64(i+1) / float64(len(y))
		income[i+1] = income[i] + v
	}
	shares := make([]float64, len(p))
	for i := range p {
		shares[i] = interpolate(people, income, p[i]) / income[len(y)]
	}
	return shares, nil
}

// Group is one tenth (or other part) of a distribution.
type Group struct {
	From, To float64 // its bounds; a value equal to From belongs to the group below, but for the lowest group
	N        int
	Mean     float64 // NaN when N is 0, which values that are all alike can bring about
	Share    float64 // of the sum of all values; NaN when that is 0
}

// Groups cuts the outcomes into `parts` groups at quantiles of the given type: 10 gives deciles. Groups are closed to the right,
// the lowest to both sides. Values that are alike stay together, so the groups need not be of one size.
//
// The error is a *BadCell. It panics on fewer than 1 part.
func Groups(y []float64, parts int, kind QuantileType) ([]Group, error) {
	if parts < 1 {
		panic("estimate: Groups needs at least 1 part")
	}
	p := make([]float64, parts+1)
	for i := range p {
		p[i] = float64(i) / float64(parts)
	}
	cuts, err := Quantiles(y, p, kind)
	if err != nil {
		return nil, err
	}
	groups := make([]Group, parts)
	sums, total := make([]float64, parts), 0.0
	for _, v := range y {
		g := min(max(sort.SearchFloat64s(cuts, v)-1, 0), parts-1)
		groups[g].N++
		sums[g] += v
		total += v
	}
	for g := range groups {
		groups[g].From, groups[g].To = cuts[g], cuts[g+1]
		groups[g].Mean, groups[g].Share = sums[g]/float64(groups[g].N), sums[g]/total
	}
	return groups, nil
}
