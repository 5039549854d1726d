package report

import (
	"math"
	"strconv"
)

// axis is a range with round ticks: first, first+step, ... , all within [low, high].
type axis struct {
	low, high float64 // the range, widened to ticks
	exponent  int     // step is mantissa * 10^exponent
	mantissa  int     // 1, 2 or 5
	first     int     // the lowest tick in steps
	count     int     // of ticks
}

// niceAxis covers [low, high] with about n steps of 1, 2 or 5 times a power of ten (Heckbert, "Nice numbers for graph labels",
// Graphics Gems, 1990). A range without width is given one.
func niceAxis(low, high float64, n int) axis {
	if !(high > low) {
		pad := math.Max(math.Abs(low)*0.1, 1)
		low, high = low-pad, high+pad
	}
	a := axis{mantissa: 1}
	rough := (high - low) / float64(n)
	a.exponent = int(math.Floor(math.Log10(rough)))
	switch m := rough / power(a.exponent); {
	case m > 7.5:
		a.exponent++
	case m > 3.5:
		a.mantissa = 5
	case m > 1.5:
		a.mantissa = 2
	}
	const slack = 1e-9 // of a step: a bound that lies on a tick up to rounding is on it
	a.first = int(math.Floor(low/a.step() + slack))
	last := int(math.Ceil(high/a.step() - slack))
	a.count = last - a.first + 1
	a.low, a.high = a.tick(0), a.tick(a.count-1)
	return a
}

func (a axis) step() float64 { return float64(a.mantissa) * power(a.exponent) }

// tick is the value of the i-th tick, made from whole numbers so that it is the nearest float to its label.
func (a axis) tick(i int) float64 {
	steps := float64((a.first + i) * a.mantissa)
	if a.exponent < 0 {
		return steps / power(-a.exponent)
	}
	return steps * power(a.exponent)
}

// label writes the i-th tick with the decimals that the step needs.
func (a axis) label(i int) string {
	return minus(strconv.FormatFloat(a.tick(i), 'f', max(0, -a.exponent), 64))
}

// power is 10^n, exact for n from 0 to 22.
func power(n int) float64 { return math.Pow10(n) }
