package estimate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// TwoByTwo counts rows by arm and by an outcome that is yes or no: counts[arm][outcome], in either order of each.
type TwoByTwo [2][2]int64

func (t TwoByTwo) check() error {
	for i, row := range t {
		for j, n := range row {
			if n < 0 {
				return &Unusable{What: fmt.Sprintf("table[%d][%d]", i, j), Found: fmt.Sprint(n), Expected: "a count"}
			}
		}
	}
	for i := range 2 {
		if t[i][0]+t[i][1] == 0 || t[0][i]+t[1][i] == 0 {
			return &Unusable{What: "table", Found: "an empty row or column", Expected: "counts in both"}
		}
	}
	return nil
}

// Fisher is an exact test of independence.
type Fisher struct {
	PValue    float64 // two-sided: the tables as improbable as this one
	OddsRatio float64 // its conditional maximum likelihood estimate, which is not the plain cross product; 0 or +Inf at the ends
}

// Fisher tests whether outcome and arm are independent given all totals, as R's fisher.test.
func (t TwoByTwo) Fisher() (Fisher, error) {
	if err := t.check(); err != nil {
		return Fisher{}, err
	}
	h := t.hypergeometric()
	observed := h.log(t[0][0])
	var p float64
	total := h.total(0)
	for x := h.least; x <= h.most; x++ {
		const alike = 1e-7 // R's: as improbable but for rounding
		if h.log(x) <= observed+math.Log1p(alike) {
			p += math.Exp(h.log(x) - total)
		}
	}
	return Fisher{PValue: min(p, 1), OddsRatio: h.oddsRatio(t[0][0])}, nil
}

// hypergeometric is the distribution of the first count given all totals.
type hypergeometric struct {
	row, other, column int64 // totals of the first row, the other, and the first column
	least, most        int64
}

func (t TwoByTwo) hypergeometric() hypergeometric {
	h := hypergeometric{row: t[0][0] + t[0][1], other: t[1][0] + t[1][1], column: t[0][0] + t[1][0]}
	h.least, h.most = max(0, h.column-h.other), min(h.row, h.column)
	return h
}

// log is the logarithm of a count's weight.
func (h hypergeometric) log(x int64) float64 {
	return logChoose(h.row, x) + logChoose(h.other, h.column-x)
}

func logChoose(n, k int64) float64 {
	return -mathext.Lbeta(float64(n-k+1), float64(k+1)) - math.Log(float64(n+1))
}

// total is the logarithm of the sum of weights when the logarithm of the odds ratio is not 0.
func (h hypergeometric) total(logOdds float64) float64 {
	largest, sum := math.Inf(-1), 0.0
	for x := h.least; x <= h.most; x++ {
		largest = max(largest, h.log(x)+logOdds*float64(x))
	}
	for x := h.least; x <= h.most; x++ {
		sum += math.Exp(h.log(x) + logOdds*float64(x) - largest)
	}
	return largest + math.Log(sum)
}

func (h hypergeometric) mean(logOdds float64) float64 {
	total, mean := h.total(logOdds), 0.0
	for x := h.least; x <= h.most; x++ {
		mean += float64(x) * math.Exp(h.log(x)+logOdds*float64(x)-total)
	}
	return mean
}

// oddsRatio is where the mean is what was found, by halving an interval of its logarithm.
func (h hypergeometric) oddsRatio(x int64) float64 {
	switch x {
	case h.least:
		return 0
	case h.most:
		return math.Inf(1)
	}
	low, high := -700.0, 700.0
	for range 200 {
		middle := (low + high) / 2
		if h.mean(middle) < float64(x) {
			low = middle
		} else {
			high = middle
		}
	}
	return math.Exp((low + high) / 2)
}

// ChiSquared is Pearson's test of independence, with Yates's correction for continuity or without, as R's chisq.test.
func (t TwoByTwo) ChiSquared(yates bool) (Test, error) {
	if err := t.check(); err != nil {
		return Test{}, err
	}
	a, b, c, d := float64(t[0][0]), float64(t[0][1]), float64(t[1][0]), float64(t[1][1])
	n := a + b + c + d
	gap := math.Abs(a*d-b*c) / n // how far each count is from what independence expects
	if yates {
		gap -= min(0.5, gap)
	}
	statistic := 0.0
	for _, expected := range []float64{(a + b) * (a + c), (a + b) * (b + d), (c + d) * (a + c), (c + d) * (b + d)} {
		statistic += gap * gap / (expected / n)
	}
	return Test{Statistic: statistic, DF1: 1, DF2: math.NaN(), PValue: distuv.ChiSquared{K: 1}.Survival(statistic)}, nil
}
