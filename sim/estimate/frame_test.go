package estimate_test

import (
	"fmt"
	"math"
	"testing"

	"inwork/sim/estimate"
)

// floats turns what JSON holds, a number or a list of them, into numbers; null is NaN.
func floats(v any) []float64 {
	switch v := v.(type) {
	case float64:
		return []float64{v}
	case []any:
		numbers := make([]float64, len(v))
		for i := range v {
			number, ok := v[i].(float64)
			if !ok {
				number = math.NaN()
			}
			numbers[i] = number
		}
		return numbers
	}
	return nil
}

// isOne turns a column of 0 and 1 into a condition.
func isOne(column []float64) []bool {
	is := make([]bool, len(column))
	for i, v := range column {
		is[i] = v == 1
	}
	return is
}

// whole turns a column of whole numbers into labels.
func (f frame) whole(t *testing.T, name string) []int {
	var labels []int
	for _, v := range f.numbers(t, name) {
		labels = append(labels, int(v))
	}
	return labels
}

// named makes columns called covariate 1, 2 and so on.
func named(x ...[]float64) []estimate.Column {
	var columns []estimate.Column
	for k, values := range x {
		columns = append(columns, estimate.Column{Name: fmt.Sprintf("covariate %d", k+1), Values: values})
	}
	return columns
}

// terms, estimates and standard errors of coefficients.
func apart(list []estimate.Coefficient) (terms []string, estimates, errors []float64) {
	for _, c := range list {
		terms, estimates, errors = append(terms, c.Term), append(estimates, c.Estimate), append(errors, c.StdError)
	}
	return terms, estimates, errors
}
