package estimate

import "math"

// Appraisal is what a flow of costs and benefits by year is worth.
type Appraisal struct {
	NPV             float64 // net present value: Benefits less Costs
	Benefits, Costs float64 // present values of the years that are above and below 0, both positive
	IRR             float64 // rate at which the flow is worth nothing, if it changes sign once; else NaN
	Payback         int     // first year in which the sum so far, not discounted, is 0 or more; -1 if never
	Annuity         float64 // equal sum in each year after year 0 with the same NPV; NaN for a flow of year 0 alone
}

// Appraise discounts a flow by year, from year 0 on. Benefits and costs are told apart by the sign of the year's sum.
func Appraise(flow []float64, s Schedule) Appraisal {
	a := Appraisal{IRR: internalRate(flow), Payback: payback(flow)}
	annuity := 0.0
	for year, x := range flow {
		factor := s.Factor(year)
		if value := x * factor; value > 0 {
			a.Benefits += value
		} else {
			a.Costs -= value
		}
		if year > 0 {
			annuity += factor
		}
	}
	a.NPV = a.Benefits - a.Costs
	a.Annuity = math.NaN()
	if annuity > 0 {
		a.Annuity = a.NPV / annuity
	}
	return a
}

// BenefitCostRatio is NaN without costs.
func (a Appraisal) BenefitCostRatio() float64 { return over(a.Benefits, a.Costs) }

// CostPerPound is what each pound of benefit costs, NaN without benefits.
func (a Appraisal) CostPerPound() float64 { return over(a.Costs, a.Benefits) }

func over(x, y float64) float64 {
	if y == 0 {
		return math.NaN()
	}
	return x / y
}

func payback(flow []float64) int {
	sum, negative := 0.0, false
	for year, x := range flow {
		sum += x
		negative = negative || sum < 0
		if negative && sum >= 0 {
			return year
		}
	}
	if negative || len(flow) == 0 {
		return -1
	}
	return 0
}

// internalRate halves an interval until it has no middle. A flow that changes sign once has one such rate (Descartes); others may
// have several, and none of them is the rate.
func internalRate(flow []float64) float64 {
	if signChanges(flow) != 1 {
		return math.NaN()
	}
	low, high := math.Nextafter(-1, 0), 1.0
	value := func(rate float64) float64 {
		return Schedule{Rates: []RateFrom{{1, rate}}}.PresentValue(flow)
	}
	first := flow[firstNonZero(flow)]
	beyond := func(rate float64) bool { return value(rate)*first > 0 } // at a high rate only the first year counts
	for !beyond(high) {
		if high *= 2; high > 1e12 {
			return math.NaN()
		}
	}
	for {
		middle := low + (high-low)/2
		if middle <= low || middle >= high {
			return middle
		}
		if beyond(middle) {
			high = middle
		} else {
			low = middle
		}
	}
}

func firstNonZero(flow []float64) int {
	for i, x := range flow {
		if x != 0 {
			return i
		}
	}
	return -1
}

func signChanges(flow []float64) (n int) {
	last := 0.0
	for _, x := range flow {
		if x == 0 {
			continue
		}
		if last != 0 && (x > 0) != (last > 0) {
			n++
		}
		last = x
	}
	return n
}

// ProbabilityPositive is the probability that a quantity is above 0 when its estimate has a normal sampling error and nothing else
// is known of it (a flat prior): 1 less the one-sided p-value. NaN without a standard error; 0, 1/2 or 1 with none of it.
func ProbabilityPositive(estimate, stdError float64) float64 {
	switch {
	case stdError == 0 && estimate == 0:
		return 0.5
	case math.IsNaN(stdError):
		return math.NaN()
	}
	return 0.5 * math.Erfc(-estimate/stdError/math.Sqrt2)
}
