package estimate

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// A triangle is the factor R of the QR decomposition of a matrix with few columns and any number of rows, which are added in
// blocks and then forgotten. It holds all that least squares needs: the matrix is QR with orthonormal Q, so that the columns of
// R are the coordinates of its columns, and lengths, angles and regressions among them are the same.
//
// Unlike the matrix of cross products it keeps all digits: year and year squared beside a constant are no trouble.
type triangle struct {
	rows [][]float64 // rows[i][j] is R's element i, j; 0 below the diagonal
}

// block is how many rows are worked on at once: enough to make loops long, few enough to stay in cache.
const block = 512

func newTriangle(columns int) triangle {
	rows := make([][]float64, columns)
	for i := range rows {
		rows[i] = make([]float64, columns)
	}
	return triangle{rows}
}

// add takes up a block of rows, given as columns of one length, which it overwrites: Householder's reflections of R's diagonal
// element together with the block, column by column (Golub and Van Loan, Matrix Computations, 2013, section 5.1).
func (r triangle) add(columns [][]float64) {
	for k, pivot := range columns {
		row := r.rows[k]
		below := floats.Dot(pivot, pivot)
		if below == 0 {
			continue
		}
		length := math.Sqrt(row[k]*row[k] + below)
		if row[k] > 0 {
			length = -length // away from the diagonal element, so that nothing cancels
		}
		head := row[k] - length
		scale := 2 / (head*head + below)
		row[k] = length
		for j := k + 1; j < len(columns); j++ {
			along := scale * (head*row[j] + floats.Dot(pivot, columns[j]))
			row[j] -= along * head
			floats.AddScaled(columns[j], -along, pivot)
		}
	}
}

// column copies column j: the coordinates of the matrix's column.
func (r triangle) column(j int) []float64 {
	c := make([]float64, len(r.rows))
	for i := range c {
		c[i] = r.rows[i][j]
	}
	return c
}

// independent is the part of a column's length that must not be explained by the others.
const independent = 1e-10

// pivots picks a largest set of columns none of which is a linear combination of the others, as estimatr does: always the column
// with the longest unexplained part next. It returns their numbers in ascending order. Columns are coordinates, as
// triangle.column gives them.
func pivots(columns [][]float64) []int {
	left, lengths := make([][]float64, len(columns)), make([]float64, len(columns))
	for j, c := range columns {
		left[j], lengths[j] = append([]float64(nil), c...), floats.Norm(c, 2)
	}
	chosen := make([]bool, len(columns))
	for {
		longest, length := -1, 0.0
		for j, c := range left {
			const ties = 1e-12 // of two as long, the first
			if n := floats.Norm(c, 2); !chosen[j] && n > independent*lengths[j] && n > length*(1+ties) {
				longest, length = j, n
			}
		}
		if longest < 0 {
			break
		}
		chosen[longest] = true
		direction := left[longest]
		floats.Scale(1/length, direction)
		for j, c := range left {
			if !chosen[j] {
				floats.AddScaled(c, -floats.Dot(direction, c), direction)
				floats.AddScaled(c, -floats.Dot(direction, c), direction) // twice is enough (Kahan and Parlett)
			}
		}
	}
	var numbers []int
	for j, is := range chosen {
		if is {
			numbers = append(numbers, j)
		}
	}
	return numbers
}

// leastSquares is the regression of one column on others that are linearly independent, all by their coordinates.
type leastSquares struct {
	inverse  [][]float64 // R^-1 of the regressors: upper triangular, rows by regressor
	beta     []float64   // coefficients
	residual []float64   // coordinates of the residual
}

// regress regresses y on the columns by Gram and Schmidt's orthogonalisation, done twice.
func regress(y []float64, columns [][]float64) leastSquares {
	k := len(columns)
	r := newTriangle(k)
	q := make([][]float64, k)
	along := make([]float64, k)
	residual := append([]float64(nil), y...)
	for j, c := range columns {
		q[j] = append([]float64(nil), c...)
		for range 2 {
			for i := range j {
				part := floats.Dot(q[i], q[j])
				r.rows[i][j] += part
				floats.AddScaled(q[j], -part, q[i])
			}
		}
		r.rows[j][j] = floats.Norm(q[j], 2)
		floats.Scale(1/r.rows[j][j], q[j])
		for range 2 {
			part := floats.Dot(q[j], residual)
			along[j] += part
			floats.AddScaled(residual, -part, q[j])
		}
	}
	inverse := r.inverse()
	beta := make([]float64, k)
	for i := range beta {
		beta[i] = floats.Dot(inverse[i], along)
	}
	return leastSquares{inverse: inverse, beta: beta, residual: residual}
}

// rss is the sum of squared residuals.
func (l leastSquares) rss() float64 { return floats.Dot(l.residual, l.residual) }

// inverse inverts R by substitution, column by column.
func (r triangle) inverse() [][]float64 {
	k := len(r.rows)
	inverse := newTriangle(k).rows
	for j := range k {
		inverse[j][j] = 1 / r.rows[j][j]
		for i := j - 1; i >= 0; i-- {
			sum := 0.0
			for m := i + 1; m <= j; m++ {
				sum += r.rows[i][m] * inverse[m][j]
			}
			inverse[i][j] = -sum / r.rows[i][i]
		}
	}
	return inverse
}
