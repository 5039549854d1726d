package estimate

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// fullLeverage is where a row determines its own fit, but for rounding.
const fullLeverage = 1 - 1e-10

// independentErrors is the covariance of coefficients when rows are independent: classical or of the HC family (MacKinnon and
// White 1985). For two-stage least squares the leverage is that of the projected regressors, as in estimatr; packages differ there.
func (s *solution) independentErrors(kind StdErrors) [][]float64 {
	k := len(s.beta)
	meat := newTriangle(k).rows
	if kind == Classical {
		for j := range k {
			meat[j][j] = s.rss / s.dfResidual()
		}
		return s.sandwich(meat)
	}
	full := int64(0)
	b := s.newScored()
	influence := make([]float64, block)
	for from := 0; from < s.n; from += block {
		b.rows = consecutive(b.rows, from, min(from+block, s.n))
		s.score(b)
		influence = influence[:len(b.rows)]
		full += s.influences(influence, b, kind)
		for i := range k {
			copy(b.room, b.scores[i])
			floats.Mul(b.room, influence)
			for j := i; j < k; j++ {
				meat[i][j] += floats.Dot(b.room, b.scores[j])
			}
		}
	}
	factor := 1.0
	if kind == HC1 {
		factor = float64(s.n) / s.dfResidual()
	}
	for i := range k {
		for j := i; j < k; j++ {
			meat[i][j] *= factor
			meat[j][i] = meat[i][j]
		}
	}
	if full > 0 {
		s.warnings = append(s.warnings, &FullLeverage{Rows: full})
	}
	return s.sandwich(meat)
}

// influences gives, for each row, (weight * residual)² over the power of 1 - leverage that the kind asks for, and counts rows of
// full leverage, which have none.
func (s *solution) influences(influence []float64, b *scored, kind StdErrors) (full int64) {
	for k, i := range b.rows {
		w := s.weight(i)
		influence[k] = w * w * b.residuals[k] * b.residuals[k]
		if kind != HC2 && kind != HC3 {
			continue
		}
		leverage := 0.0
		for _, q := range b.scores {
			leverage += q[k] * q[k]
		}
		leverage *= w
		if s.fixedEffects != nil && w > 0 {
			leverage += w / s.outside[s.fixedEffects[i]]
		}
		switch {
		case leverage >= fullLeverage:
			influence[k] = 0
			full++
		case kind == HC2:
			influence[k] /= 1 - leverage
		default:
			influence[k] /= math.Pow(1-leverage, 2)
		}
	}
	return full
}

func consecutive(rows []int, from, to int) []int {
	rows = rows[:0]
	for i := from; i < to; i++ {
		rows = append(rows, i)
	}
	return rows
}
