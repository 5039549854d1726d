package estimate

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// A solution is a least-squares problem solved, by ordinary or two-stage least squares, in the form that standard errors need.
//
// Each row i has its score q_i = combine' s_i, a combination of its source columns s_i, such that the scores of all rows are
// orthonormal (under the weights); the coefficients are inverse times the sum of w_i q_i y_i. Scores, being k numbers a row, are
// made when they are needed, block by block, and never stored.
type solution struct {
	*sample
	source     [][]float64 // the regressors, or the instruments
	combine    [][]float64 // columns of source by scores
	regressors [][]float64 // those kept
	kept       []int       // their numbers among all terms
	terms      []string    // the names of all
	inverse    [][]float64 // R^-1: covariance = R^-1 meat R^-T
	beta       []float64
	response   []float64
	rss        float64     // sum of squared residuals, weighted
	tss        float64     // that of the response
	total      float64     // that of the response about its mean or the fixed effects
	outside    []float64   // sum of weights of each fixed effect
	cross      [][]float64 // C of clusteredErrors under weights
}

// coordinates returns the columns in coordinates: as the columns of a triangle.
func (s *sample) coordinates(columns [][]float64) [][]float64 {
	r := newTriangle(len(columns))
	buffer := make([][]float64, len(columns))
	for j := range buffer {
		buffer[j] = make([]float64, block)
	}
	roots := make([]float64, block)
	for from := 0; from < s.n; from += block {
		to := min(from+block, s.n)
		for j, c := range columns {
			buffer[j] = buffer[j][:to-from]
			copy(buffer[j], c[from:to])
		}
		if s.weights != nil {
			roots = roots[:to-from]
			for i := range roots {
				roots[i] = math.Sqrt(s.weights[from+i])
			}
			for _, c := range buffer {
				floats.Mul(c, roots)
			}
		}
		r.add(buffer)
	}
	all := make([][]float64, len(columns))
	for j := range all {
		all[j] = r.column(j)
	}
	return all
}

// values are the columns without their names.
func values(columns []Column) [][]float64 {
	all := make([][]float64, len(columns))
	for j, c := range columns {
		all[j] = c.Values
	}
	return all
}

// names are the columns without their values.
func names(columns []Column) []string {
	var all []string
	for _, c := range columns {
		all = append(all, c.Name)
	}
	return all
}

// solve does ordinary least squares of the response on the columns.
func (s *sample) solve(response []float64, columns []Column) *solution {
	x := values(columns)
	at := s.coordinates(append(x[:len(x):len(x)], response))
	y := at[len(x)]
	kept := pivots(at[:len(x)])
	l := regress(y, chosen(at[:len(x)], kept))
	sol := &solution{sample: s, source: chosen(x, kept), combine: l.inverse, regressors: chosen(x, kept), kept: kept, terms: names(columns),
		inverse: l.inverse, beta: l.beta, response: response, rss: l.rss(), tss: floats.Dot(y, y), outside: s.levelWeights()}
	sol.settle()
	return sol
}

// settle works out the total variation, and takes residuals that are nothing but rounding for none.
func (s *solution) settle() {
	var m, sum float64
	for i, y := range s.response {
		m += s.weight(i) * y
		sum += s.weight(i)
	}
	m /= sum
	for i, y := range s.response {
		s.total += s.weight(i) * (y - m) * (y - m)
	}
	const rounding = 1e-13 // of the response's length, and a coefficient each
	if math.Sqrt(s.rss) <= rounding*float64(len(s.beta)+1)*math.Sqrt(s.tss) {
		s.rss = 0
		s.warnings = append(s.warnings, &PerfectFit{})
	}
}

// perfect says whether nothing is left unexplained.
func (s *solution) perfect() bool { return s.rss == 0 }

// coefficients counts all, fixed effects among them.
func (s *solution) coefficients() int { return len(s.beta) + s.levels }

// dfResidual is the number of rows beyond coefficients.
func (s *solution) dfResidual() float64 { return float64(s.n - s.coefficients()) }

// scored is a block of rows with their scores.
type scored struct {
	rows      []int       // numbers in the sample
	scores    [][]float64 // a column for each coefficient
	residuals []float64
	room      []float64
}

func (s *solution) newScored() *scored {
	b := &scored{rows: make([]int, 0, block), residuals: make([]float64, block), room: make([]float64, block)}
	for range s.beta {
		b.scores = append(b.scores, make([]float64, block))
	}
	return b
}

// score fills in scores and residuals of the rows, at most a block of them; consecutive ones cost less.
func (s *solution) score(b *scored) {
	n := len(b.rows)
	b.residuals, b.room = b.residuals[:n], b.room[:n]
	s.gather(b.residuals, s.response, b.rows)
	for j, x := range s.regressors {
		s.gather(b.room, x, b.rows)
		floats.AddScaled(b.residuals, -s.beta[j], b.room)
	}
	if s.perfect() {
		clear(b.residuals)
	}
	for j := range b.scores {
		b.scores[j] = b.scores[j][:n]
		clear(b.scores[j])
	}
	for i, c := range s.source {
		s.gather(b.room, c, b.rows)
		for j, weight := range s.combine[i] {
			if weight != 0 {
				floats.AddScaled(b.scores[j], weight, b.room)
			}
		}
	}
}

func (s *solution) gather(to, from []float64, rows []int) {
	if first, last := rows[0], rows[len(rows)-1]; last-first == len(rows)-1 {
		copy(to, from[first:last+1])
		return
	}
	for k, i := range rows {
		to[k] = from[i]
	}
}

// sandwich is R^-1 meat R^-T: the covariance of the coefficients from that of the scores.
func (s *solution) sandwich(meat [][]float64) [][]float64 {
	k := len(s.beta)
	covariance := newTriangle(k).rows
	half := newTriangle(k).rows
	for i := range k {
		for j := range k {
			half[i][j] = floats.Dot(s.inverse[i], meat[j]) // meat is symmetric
		}
	}
	for i := range k {
		for j := range k {
			covariance[i][j] = floats.Dot(half[i], s.inverse[j])
		}
	}
	return covariance
}
