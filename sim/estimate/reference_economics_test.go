package estimate_test

import (
	"fmt"
	"math"
	"testing"

	"inwork/sim/estimate"
)

// The Green Book's long-term schedule and its rate for health as the cases have them.
var (
	longTerm = estimate.Schedule{Rates: []estimate.RateFrom{{1, 0.035}, {31, 0.03}, {76, 0.025}}}
	ofHealth = estimate.Schedule{Rates: []estimate.RateFrom{{1, 0.015}}}
)

func economicsReference(t *testing.T, c referenceCase) answers {
	in := func(name string) float64 { return c.Inputs[name].(float64) }
	switch c.ID {
	case "greenbook_discount_factors":
		a := answers{"year": c.Expected["year"], "factor": factors(c, "year", longTerm.Factor)}
		var short []string
		for _, x := range a["factor"].([]float64) {
			short = append(short, fmt.Sprintf("%.4f", x))
		}
		a["factor_4dp"] = short
		return a
	case "health_discount_factors":
		return answers{"year": c.Expected["year"], "factor": factors(c, "year", ofHealth.Factor)}
	case "npv_flow":
		var flow []float64
		for _, x := range c.Inputs["flow"].([]any) {
			flow = append(flow, x.(float64))
		}
		x := estimate.Appraise(flow, longTerm)
		return answers{"npv": x.NPV, "pv_benefit": x.Benefits, "pv_cost": x.Costs, "bcr": x.BenefitCostRatio(), "irr": x.IRR,
			"cost_per_pound": x.CostPerPound(), "payback_year_undiscounted": x.Payback, "annuity_equiv_3_5": x.Annuity}
	case "annuity":
		return answers{"N": c.Expected["N"], "pv": factors(c, "N", func(years int) float64 {
			flow := make([]float64, years+1)
			for y := range years {
				flow[y+1] = 1
			}
			return longTerm.PresentValue(flow)
		})}
	case "monthly_rate":
		return answers{"m": c.Expected["m"], "factor": factors(c, "m", func(m int) float64 { return longTerm.FactorAfter(float64(m) / 12) })}
	case "icer_fieller":
		r := estimate.FiellerRatio(in("dC"), in("dE"), in("varC"), in("varE"), in("cov"), 0.95)
		if r.Set != estimate.Between {
			return answers{"low": math.NaN()}
		}
		return answers{"ratio": r.Ratio, "low": r.Low, "high": r.High, "delta_se": r.StdError}
	}
	t.Fatalf("unknown case %s", c.ID)
	return nil
}

func factors(c referenceCase, name string, of func(int) float64) (list []float64) {
	for _, x := range c.Expected[name].([]any) {
		list = append(list, of(int(x.(float64))))
	}
	return list
}
