package estimate_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"inwork/sim/estimate"
)

// By hand: 100 now against 60 in each of two years at 10%, then 20%.
func TestAppraise_ByHand(t *testing.T) {
	s := estimate.Schedule{Rates: []estimate.RateFrom{{1, 0.1}, {2, 0.2}}}
	a := estimate.Appraise([]float64{-100, 60, 60}, s)
	assert.InDelta(t, 60/1.1+60/1.32, a.Benefits, 1e-12)
	assert.InDelta(t, 100, a.Costs, 1e-12)
	assert.InDelta(t, 60/1.1+60/1.32-100, a.NPV, 1e-12)
	assert.InDelta(t, 120/(math.Sqrt(3600+4*60*100)-60)-1, a.IRR, 1e-12, "the root of 100 = 60 v + 60 v²")
	assert.Equal(t, 2, a.Payback)
	assert.InDelta(t, a.NPV/(1/1.1+1/1.32), a.Annuity, 1e-12)
	assert.InDelta(t, 1/1.1/math.Sqrt(1.2), s.FactorAfter(1.5), 1e-15, "half a year at the rate of the year that it is in")
}

// A rate that is not the only one, or none, is not given; nor are ratios over nothing.
func TestAppraise_Undefined(t *testing.T) {
	assert.True(t, math.IsNaN(estimate.Appraise([]float64{-1, 3, -2}, estimate.Schedule{}).IRR), "1 and 0 both make it nothing")
	assert.True(t, math.IsNaN(estimate.Appraise([]float64{1, 2}, estimate.Schedule{}).IRR))
	assert.True(t, math.IsNaN(estimate.Appraise(nil, estimate.Schedule{}).IRR))
	only := estimate.Appraise([]float64{-3}, estimate.Schedule{})
	assert.Equal(t, -1, only.Payback)
	assert.True(t, math.IsNaN(only.CostPerPound()))
	assert.True(t, math.IsNaN(only.Annuity))
	assert.True(t, math.IsNaN(estimate.Appraise([]float64{3}, estimate.Schedule{}).BenefitCostRatio()))
	assert.Equal(t, 0, estimate.Appraise([]float64{3, -1}, estimate.Schedule{}).Payback, "never in debt")
}

// At its own internal rate a flow is worth nothing.
func TestAppraise_InternalRate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flow := []float64{-rapid.Float64Range(1, 1000).Draw(t, "cost")}
		flow = append(flow, rapid.SliceOfN(rapid.Float64Range(0, 1000), 1, 20).Draw(t, "benefits")...)
		flow = append(flow, rapid.Float64Range(1, 1000).Draw(t, "last"))
		a := estimate.Appraise(flow, estimate.Schedule{})
		at := estimate.Appraise(flow, estimate.Schedule{Rates: []estimate.RateFrom{{1, a.IRR}}})
		assert.InDelta(t, 0, at.NPV/(at.Benefits+at.Costs), 1e-9)
	})
}

// A schedule that cannot be meant is refused with what is wrong.
func TestSchedule_Check(t *testing.T) {
	assert.NoError(t, estimate.Schedule{}.Check())
	assert.NoError(t, longTerm.Check())
	for want, rates := range map[string][]estimate.RateFrom{
		"found year 0, expected 1":        {{0, 0.03}},
		"found year 3 after 3":            {{1, 0.03}, {3, 0.02}, {3, 0.01}},
		"found -1, expected more than -1": {{1, -1}},
		"found NaN":                       {{1, math.NaN()}},
		"found +Inf":                      {{1, math.Inf(1)}},
	} {
		assert.ErrorContains(t, estimate.Schedule{Rates: rates}.Check(), want)
	}
	assert.Zero(t, longTerm.Rate(0))
	assert.Equal(t, 0.035, longTerm.Rate(30))
	assert.Equal(t, 0.03, longTerm.Rate(31))
}

// Of a normal estimate: a half at 0, and the tail of 1.96 errors; far tails keep their digits.
func TestProbabilityPositive(t *testing.T) {
	assert.Equal(t, 0.5, estimate.ProbabilityPositive(0, 3))
	assert.InDelta(t, 0.975, estimate.ProbabilityPositive(1.959963984540054, 1), 1e-12)
	assert.InDelta(t, 0.025, estimate.ProbabilityPositive(-1.959963984540054*2, 2), 1e-12)
	assert.InDelta(t, 1, 1.128588405953841e-19/estimate.ProbabilityPositive(-9, 1), 1e-9)
	assert.Equal(t, 0.5, estimate.ProbabilityPositive(0, 0))
	assert.Equal(t, 1.0, estimate.ProbabilityPositive(2, 0))
	assert.True(t, math.IsNaN(estimate.ProbabilityPositive(2, math.NaN())))
}
