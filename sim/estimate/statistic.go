package estimate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// A Statistic sums up how two groups differ, larger when the treated have more. It must not change or keep its arguments.
type Statistic func(y []float64, treated []bool) float64

// MeanDifference is the mean of the treated less that of the others.
func MeanDifference(y []float64, treated []bool) float64 {
	var sum, n [2]float64
	for i, v := range y {
		arm := 0
		if treated[i] {
			arm = 1
		}
		sum[arm] += v
		n[arm]++
	}
	return sum[1]/n[1] - sum[0]/n[0]
}

// WelchT is the difference in means over its HC2 standard error. A randomisation test by it is valid for the average effect
// too, approximately, and not for the sharp null hypothesis alone (Chung and Romano 2013).
func WelchT(y []float64, treated []bool) float64 {
	var arms [2]Moments
	for i, v := range y {
		if treated[i] {
			arms[1].Add(v)
		} else {
			arms[0].Add(v)
		}
	}
	return (arms[1].Mean() - arms[0].Mean()) / math.Sqrt(arms[1].varianceOfMean()+arms[0].varianceOfMean())
}

// RankSum is the statistic of Wilcoxon, Mann and Whitney about its mean: the pairs of a treated row and another in which the
// treated one has more, ties counting half, less half of all pairs. R's W is this plus n1 n0 / 2.
func RankSum(y []float64, treated []bool) float64 {
	order := consecutive(make([]int, 0, len(y)), 0, len(y))
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case y[a] < y[b]:
			return -1
		case y[a] > y[b]:
			return 1
		}
		return a - b
	})
	ranks, n1, n := 0.0, 0.0, float64(len(y))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && y[order[to]] == y[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			if treated[i] {
				ranks += float64(from+to+1) / 2 // the mean rank of those alike
				n1++
			}
		}
		from = to
	}
	return ranks - n1*(n+1)/2
}

// KolmogorovSmirnov is the largest gap between the distribution functions of the two groups; it has no sign.
func KolmogorovSmirnov(y []float64, treated []bool) float64 {
	var arms [2][]float64
	for i, v := range y {
		if treated[i] {
			arms[1] = append(arms[1], v)
		} else {
			arms[0] = append(arms[0], v)
		}
	}
	slices.Sort(arms[0])
	slices.Sort(arms[1])
	return stat.KolmogorovSmirnov(arms[0], nil, arms[1], nil)
}
