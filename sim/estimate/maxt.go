package estimate

import (
	"context"
	"fmt"
	"math"
	"sort"

	"gonum.org/v1/gonum/stat/combin"
)

// MaxT is what the largest of several statistics says about each: p-values that hold together, whatever the dependence of the tests.
type MaxT struct {
	Statistic  []float64 // as observed, in the order of the hypotheses
	Raw        []float64 // p-value of each alone
	SingleStep []float64 // compared with the largest of all
	StepDown   []float64 // compared with the largest of those no larger than it: never above SingleStep
	Draws      int       // statistics under the null that they rest on
	Complete   bool      // whether these were all there are
}

// StepDownMaxT adjusts the p-values of two-sided tests by the distribution of the largest absolute statistic. Null has one row a draw
// and one column a hypothesis, in the order of observed:
//
//   - statistics under permuted treatment give the step-down maxT of Westfall and Young, Resampling-Based Multiple Testing (1993),
//     algorithm 2.8 with its monotonicity;
//   - bootstrap statistics (estimate in the sample drawn - estimate) / its standard error give that of Romano and Wolf (Journal of the
//     American Statistical Association 100 (2005) 94-108; Econometrica 73 (2005) 1237-1282).
//
// With complete, null is every draw there is, the observed one included, and p is a share of it; otherwise p is (count+1)/(draws+1),
// which is never 0 (Phipson and Smyth 2010). Statistics within 1e-10 of each other, relatively, count as equal.
//
// The error is a *BadCell: no draws, or a statistic that is NaN. It panics on rows that differ in length.
func StepDownMaxT(observed []float64, null [][]float64, complete bool) (MaxT, error) {
	if len(null) == 0 {
		return MaxT{}, &Unusable{What: "null", Found: "no draws", Expected: "at least 1"}
	}
	if err := noNaN("observed", observed); err != nil {
		return MaxT{}, err
	}
	order := indicesBy(len(observed), func(a, b int) bool { return math.Abs(observed[a]) > math.Abs(observed[b]) })
	raw, single, step := make([]int, len(observed)), make([]int, len(observed)), make([]int, len(observed))
	for d, row := range null {
		sameLength("observed and a row of null", len(observed), len(row))
		if err := noNaN(fmt.Sprintf("null, draw %d", d), row); err != nil {
			return MaxT{}, err
		}
		largest := 0.0
		for k := len(order) - 1; k >= 0; k-- { // from the smallest observed on
			h := order[k]
			largest = max(largest, math.Abs(row[h]))
			count(&raw[h], row[h], observed[h])
			count(&step[h], largest, observed[h])
		}
		for h := range observed {
			count(&single[h], largest, observed[h])
		}
	}
	m := MaxT{Statistic: observed, Draws: len(null), Complete: complete}
	m.Raw, m.SingleStep, m.StepDown = m.shares(raw), m.shares(single), m.shares(step)
	for k := 1; k < len(order); k++ {
		m.StepDown[order[k]] = max(m.StepDown[order[k]], m.StepDown[order[k-1]])
	}
	return m, nil
}

func noNaN(column string, values []float64) error {
	for i, v := range values {
		if math.IsNaN(v) {
			return &BadCell{Row: i, Column: column, Found: "NaN", Expected: "a statistic"}
		}
	}
	return nil
}

// indicesBy is 0 to n-1 in the order given; equal ones keep theirs.
func indicesBy(n int, less func(a, b int) bool) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	sort.SliceStable(all, func(a, b int) bool { return less(all[a], all[b]) })
	return all
}

// count counts a statistic that is at least as far out as the observed one.
func count(n *int, statistic, observed float64) {
	if s, o := math.Abs(statistic), math.Abs(observed); s >= o || s >= o*(1-1e-10) {
		*n++
	}
}

// shares turns counts into p-values.
func (m MaxT) shares(counts []int) []float64 {
	p := make([]float64, len(counts))
	for h, n := range counts {
		if m.Complete {
			p[h] = float64(n) / float64(m.Draws)
		} else {
			p[h] = float64(n+1) / float64(m.Draws+1)
		}
	}
	return p
}

// WestfallYoung tests the effect of a completely randomised treatment on several outcomes at once: Welch's t of each, with treatment
// dealt again as often as r says, or in every possible way when that is no more. An outcome without variation in either arm has a
// statistic of 0 or, if the arms differ, infinity.
//
// Outcomes are columns of the length of treated. The draws of r are a use of its own, whose entity is the draw and whose
// index is the row. It takes draws × rows × outcomes steps and looks at ctx between draws. The error is that of ctx, an *EmptyArm or
// a *BadCell, also when an arm has one row only. For another design deal treatment by that design and use [StepDownMaxT].
func WestfallYoung(ctx context.Context, outcomes []Column, treated []bool, r Resampling) (MaxT, error) {
	columns, size, err := centredOutcomes(outcomes, treated)
	if err != nil {
		return MaxT{}, err
	}
	n := len(treated)
	var observedRows []int
	for i, t := range treated {
		if t {
			observedRows = append(observedRows, i)
		}
	}
	if err := r.check(math.Exp(combin.LogGeneralizedBinomial(float64(n), float64(size)))); err != nil {
		return MaxT{}, err
	}
	complete := combin.LogGeneralizedBinomial(float64(n), float64(size)) < math.Log(float64(r.most())+0.5)
	var null [][]float64
	add := func(rows []int) error {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		null = append(null, welchStatistics(columns, rows))
		return nil
	}
	if complete {
		for all := combin.NewCombinationGenerator(n, size); all.Next(); {
			if err := add(all.Combination(nil)); err != nil {
				return MaxT{}, err
			}
		}
	} else {
		for d := range r.most() {
			order := indicesBy(n, func(a, b int) bool { return r.Draws.Bits(uint64(d), uint32(a)) < r.Draws.Bits(uint64(d), uint32(b)) })
			if err := add(order[:size]); err != nil {
				return MaxT{}, err
			}
		}
	}
	return StepDownMaxT(welchStatistics(columns, observedRows), null, complete)
}

// centredOutcomes refuses what cannot be tested and takes the mean from each outcome, so that sums of squares keep their digits.
func centredOutcomes(outcomes []Column, treated []bool) (columns [][]float64, size int, err error) {
	for _, y := range outcomes {
		sameLength(y.Name+" and treated", len(y.Values), len(treated))
		if err := usableColumn(y.Name, y.Values); err != nil {
			return nil, 0, err
		}
		columns = append(columns, centred(y.Values))
	}
	for _, t := range treated {
		if t {
			size++
		}
	}
	for _, side := range []struct {
		treated bool
		n       int
	}{{true, size}, {false, len(treated) - size}} {
		switch {
		case side.n == 0:
			return nil, 0, &EmptyArm{Treated: side.treated}
		case side.n == 1:
			return nil, 0, &Unusable{What: "treated", Found: "1 row in an arm", Expected: "at least 2"}
		}
	}
	return columns, size, nil
}

// welchStatistics is Welch's t of each column between the rows given and the others.
func welchStatistics(columns [][]float64, rows []int) []float64 {
	t := make([]float64, len(columns))
	for k, y := range columns {
		var sum, squares, sum1, squares1 float64
		for _, v := range y {
			sum += v
			squares += v * v
		}
		for _, i := range rows {
			sum1 += y[i]
			squares1 += y[i] * y[i]
		}
		n1, n0 := float64(len(rows)), float64(len(y)-len(rows))
		sum0, squares0 := sum-sum1, squares-squares1
		difference := sum1/n1 - sum0/n0
		variance := max(0, squares1-sum1*sum1/n1)/(n1*(n1-1)) + max(0, squares0-sum0*sum0/n0)/(n0*(n0-1))
		const rounding = 1e-15
		switch floor := rounding * squares / float64(len(y)); {
		case variance > floor:
			t[k] = difference / math.Sqrt(variance)
		case difference*difference > floor:
			t[k] = math.Copysign(math.Inf(1), difference)
		}
	}
	return t
}
