package estimate

import (
	"fmt"
	"math"
)

// Aliased is the error of a covariate that is a combination of the constant and the covariates before it, where a term cannot be left out.
type Aliased struct{ Term string }

func (e *Aliased) Error() string {
	return fmt.Sprintf("%s: found a combination of the constant and the covariates before it, expected a column of its own", e.Term)
}

// covariates refuses columns of another length than n (a bug of the caller), values that are not finite or too large and columns that are
// combinations of others.
func covariates(n int, x []Column) ([][]float64, error) {
	for _, c := range x {
		sameLength(c.Name+" and the outcome", len(c.Values), n)
		if err := usableColumn(c.Name, c.Values); err != nil {
			return nil, err
		}
	}
	return values(x), ownColumns(n, x)
}

// ownColumns refuses a covariate of which less than 1e-7 is left, relative to its length about its mean, when the part that the ones
// before it explain is taken away: R's tolerance, whatever the units.
func ownColumns(n int, x []Column) error {
	const tolerance = 1e-7
	var basis [][]float64 // orthonormal, and orthogonal to the constant
	for _, c := range x {
		v := centred(c.Values)
		whole := math.Sqrt(dot(v, v))
		for range 2 { // once more than exact arithmetic needs: what is left of a small remainder is then right too
			for _, b := range basis {
				along := dot(v, b)
				for i := range v {
					v[i] -= along * b[i]
				}
			}
		}
		left := math.Sqrt(dot(v, v))
		if !(left > tolerance*whole) || n == 0 {
			return &Aliased{Term: c.Name}
		}
		for i := range v {
			v[i] /= left
		}
		basis = append(basis, v)
	}
	return nil
}

// centred is a column less its mean; one that is constant but for rounding comes out as zeros.
func centred(column []float64) []float64 {
	mean, largest := 0.0, 0.0
	for _, v := range column {
		mean += v / float64(len(column))
		largest = max(largest, math.Abs(v))
	}
	v := make([]float64, len(column))
	constant := true
	for i := range v {
		v[i] = column[i] - mean
		constant = constant && math.Abs(v[i]) <= 1e-14*largest
	}
	if constant {
		clear(v)
	}
	return v
}

// designRows is the rows of a design: 1, then the covariates.
func designRows(n int, x [][]float64) [][]float64 {
	p := len(x) + 1
	cells := make([]float64, n*p)
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = cells[i*p : (i+1)*p]
		rows[i][0] = 1
		for k, column := range x {
			rows[i][k+1] = column[i]
		}
	}
	return rows
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for k := range a {
		sum += a[k] * b[k]
	}
	return sum
}
