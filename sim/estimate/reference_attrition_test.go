package estimate_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"inwork/sim/estimate"
)

func attritionReference(t *testing.T, c referenceCase) answers {
	f := c.frame(t)
	y, treated := f.numbers(t, "y"), treatedIn(t, f) // y is NaN where it was not seen
	_, what, _ := strings.Cut(c.ID, "/")
	switch what {
	case "lee":
		return leeReference(t, y, treated)
	case "manski":
		low, high := math.Inf(1), math.Inf(-1)
		for _, v := range y {
			if !math.IsNaN(v) {
				low, high = min(low, v), max(high, v)
			}
		}
		b, err := estimate.ManskiBounds(y, treated, low, high)
		require.NoError(t, err)
		return answers{"lower": b.Lower, "upper": b.Upper}
	case "ipw":
		x := f.columns(t, "z", "x")
		product := estimate.Column{Name: "z:x", Values: make([]float64, len(y))}
		for i := range y {
			product.Values[i] = x[0].Values[i] * x[1].Values[i]
		}
		weights, logit, warnings, err := estimate.ResponseWeights(isOne(f.numbers(t, "s")), append(x, product))
		require.NoError(t, err)
		require.Empty(t, warnings)
		fit, err := estimate.LMRobust(f.column(t, "y"), x[:1], estimate.Options{Weights: weights})
		require.NoError(t, err)
		a := coefficientAnswers(fit.Coefficients)
		a["n"], a["deviance"] = fit.N, logit.Deviance
		_, a["logit_coef"], a["logit_se"] = apart(logit.Coefficients)
		return a
	}
	t.Fatalf("unknown case %s", c.ID)
	return nil
}

func leeReference(t *testing.T, y []float64, treated []bool) answers {
	all := answers{}
	for name, how := range map[string]estimate.Trim{"floor": estimate.FloorTrim, "fractional": estimate.FractionalTrim, "quantile_type2": estimate.QuantileTrim} {
		b, err := estimate.LeeBounds(y, treated, how)
		require.NoError(t, err)
		all[name] = answers{"lower": b.Lower, "upper": b.Upper}
		all["q1"], all["q0"], all["trim_share"], all["naive"] = b.Q1, b.Q0, b.TrimShare, b.Naive
		all["trimmed_arm"] = map[bool]float64{true: 1, false: 0}[b.TrimmedTreated]
	}
	return all
}
