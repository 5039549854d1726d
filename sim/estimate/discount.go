package estimate

import (
	"fmt"
	"math"
	"slices"
)

// A Schedule is a rate of discount by year. The zero value discounts nothing.
type Schedule struct {
	Name   string
	Source string // who lays it down, and when
	Rates  []RateFrom
}

// RateFrom is a rate of discount, as a share a year, from a year on. Year 1 is the first that is discounted: what falls into year
// 0 is worth what it is.
type RateFrom struct {
	Year int
	Rate float64
}

// Check says what is wrong with a schedule: rates of -1 and less or infinite ones, and years that do not begin with 1 and ascend.
func (s Schedule) Check() error {
	for i, r := range s.Rates {
		switch {
		case !(r.Rate > -1) || math.IsInf(r.Rate, 1):
			return fmt.Errorf("rate from year %d: found %v, expected more than -1", r.Year, r.Rate)
		case i == 0 && r.Year != 1:
			return fmt.Errorf("first rate: found year %d, expected 1", r.Year)
		case i > 0 && r.Year <= s.Rates[i-1].Year:
			return fmt.Errorf("rates: found year %d after %d, expected years in order, each once", r.Year, s.Rates[i-1].Year)
		}
	}
	return nil
}

// Rate is the rate of a year, 0 for year 0.
func (s Schedule) Rate(year int) float64 {
	i, here := slices.BinarySearchFunc(s.Rates, year, func(r RateFrom, year int) int { return r.Year - year })
	if here {
		return s.Rates[i].Rate
	}
	if i == 0 {
		return 0
	}
	return s.Rates[i-1].Rate
}

// Factor is the present value of 1 in a year: the product of 1/(1+rate) over the years from 1 to it.
func (s Schedule) Factor(year int) float64 {
	factor := 1.0
	for y := 1; y <= year; y++ {
		factor /= 1 + s.Rate(y)
	}
	return factor
}

// FactorAfter is the present value of 1 after so many years and part of a year, at compound interest within the year. In the
// middle of a year it is Factor over the root of 1 plus the rate of the next one.
func (s Schedule) FactorAfter(years float64) float64 {
	whole := math.Floor(years)
	return s.Factor(int(whole)) * math.Pow(1+s.Rate(int(whole)+1), whole-years)
}

// PresentValue is what a flow by year, from year 0 on, is worth in year 0.
func (s Schedule) PresentValue(flow []float64) (value float64) {
	for year, x := range flow {
		value += float64(x * s.Factor(year))
	}
	return value
}
