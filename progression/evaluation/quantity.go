package evaluation

import (
	"maps"
	"math"
	"slices"
)

// A quantity is a number that tables give, with its sampling error.
type quantity struct{ value, stdError float64 }

var unknown = quantity{math.NaN(), math.NaN()}

// times is a quantity in a smaller unit.
func (q quantity) times(factor float64) quantity {
	return quantity{q.value * factor, q.stdError * math.Abs(factor)}
}

// ratio is a sum over people of one number over the sum of another, such as months with an event over months at risk. People
// are the clusters of its error (Cochran 1977, 2.11): months of one person go together.
type ratio struct {
	n                  int64
	y, x, yy, xx, both float64
}

// add takes a person; one who is nothing of either is not in it.
func (r *ratio) add(y, x float64) {
	if x == 0 && y == 0 {
		return
	}
	r.n++
	r.y += y
	r.x += x
	r.yy += float64(y * y)
	r.xx += float64(x * x)
	r.both += float64(y * x)
}

// share takes a person who is of a kind or is not.
func (r *ratio) share(is bool) { r.add(indicator(is), 1) }

func (r *ratio) quantity() quantity {
	if r.n < 2 || r.x == 0 {
		return unknown
	}
	q := r.y / r.x
	residuals := r.yy - 2*float64(q*r.both) + float64(q*q*r.xx)
	n := float64(r.n)
	return quantity{q, math.Sqrt(max(residuals, 0)*n/(n-1)) / math.Abs(r.x)}
}

// percent is a share in percent.
func (r *ratio) percent() quantity { return r.quantity().times(100) }

// tally counts numbers that were rounded to whole ones, so that memory does not grow with people.
type tally map[int]int64

func (t tally) total() (n int64) {
	for _, k := range t {
		n += k
	}
	return n
}

// quantile is the smallest number that so large a part of all does not exceed.
func (t tally) quantile(p float64) float64 {
	wanted := math.Max(1, math.Ceil(p*float64(t.total())))
	var below int64
	for _, x := range slices.Sorted(maps.Keys(t)) {
		if below += t[x]; float64(below) >= wanted {
			return float64(x)
		}
	}
	return math.NaN()
}

// median has the error that its order statistics say: half the width of the interval that holds the median in 95 of 100
// samples, over 1.96.
func (t tally) median() quantity {
	n := float64(t.total())
	if n < 2 {
		return unknown
	}
	half := 1.96 / 2 / math.Sqrt(n)
	width := t.quantile(math.Min(0.5+half, 1)) - t.quantile(math.Max(0.5-half, 0))
	return quantity{t.quantile(0.5), width / 2 / 1.96}
}

// minus and over compare two independent quantities.
func (q quantity) minus(p quantity) quantity {
	return quantity{q.value - p.value, math.Hypot(q.stdError, p.stdError)}
}

func (q quantity) over(p quantity) quantity {
	if p.value == 0 {
		return unknown
	}
	r := q.value / p.value
	return quantity{r, math.Abs(r) * math.Hypot(q.stdError/q.value, p.stdError/p.value)}
}

// inFourYears is the share to whom something happens within 208 weeks, if it happens to a share within some weeks and its hazard
// is constant.
func inFourYears(q quantity, weeks int) quantity {
	times := 208 / float64(weeks)
	left := 1 - q.value
	return quantity{1 - math.Pow(left, times), times * math.Pow(left, times-1) * q.stdError}
}
