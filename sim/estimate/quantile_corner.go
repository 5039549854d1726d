package estimate

import (
	"math"
	"slices"
	"sort"

	"gonum.org/v1/gonum/mat"
)

// A corner is a plane through as many rows as it has coefficients, on its way down to the least sum of checks. Outcomes are told
// apart (see apart), so each step goes down and none comes back.
type corner struct {
	tau     float64
	x       [][]float64
	y       []float64  // told apart
	basis   []int      // the rows it goes through
	in      []bool     // whether a row is one of them
	inverse *mat.Dense // of the basis rows of x; row k of x times column j of it is 1 if k = j, else 0
	r       []float64  // residuals, exactly 0 at the basis
}

// newCorner begins near the least squares plane moved to the quantile: at the first rows, by distance from it, whose covariates are not
// combinations of each other.
func newCorner(y []float64, x [][]float64, tau float64) *corner {
	c := &corner{tau: tau, x: x, y: apart(y), in: make([]bool, len(y))}
	c.basis = basisOf(x, nearest(y, x, tau))
	for _, i := range c.basis {
		c.in[i] = true
	}
	c.settle()
	return c
}

// apart shifts each outcome by its own share of at most 1e-9 of the spread: multiples of the golden ratio, which never meet.
func apart(y []float64) []float64 {
	least, most := bounds(y)
	spread := most - least
	if spread == 0 {
		spread = max(1, math.Abs(y[0]))
	}
	shifted := make([]float64, len(y))
	for i, v := range y {
		_, share := math.Modf(float64(i+1) * (math.Phi - 1))
		shifted[i] = v + 1e-9*spread*(share-0.5)
	}
	return shifted
}

// nearest is the rows in the order of their distance from the least squares plane moved to the quantile.
func nearest(y []float64, x [][]float64, tau float64) []int {
	n, p := len(x), len(x[0])
	design := mat.NewDense(n, p, nil)
	for i, row := range x {
		design.SetRow(i, row)
	}
	var qr mat.QR
	qr.Factorize(design)
	coef := mat.NewVecDense(p, nil)
	_ = qr.SolveVecTo(coef, false, mat.NewVecDense(n, slices.Clone(y))) // ill conditioned at worst: a start only
	r := residuals(y, x, coef.RawVector().Data)
	middle := quantileOf(slices.Sorted(slices.Values(r)), tau, 1)
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
		r[i] = math.Abs(r[i] - middle)
	}
	sort.SliceStable(rows, func(a, b int) bool { return r[rows[a]] < r[rows[b]] })
	return rows
}

// basisOf takes rows in the order given, leaving out those that are combinations of rows taken, until there are as many as columns. Columns
// are scaled, for their units decide nothing.
func basisOf(x [][]float64, order []int) []int {
	p := len(x[0])
	scale := make([]float64, p)
	for _, row := range x {
		for k, v := range row {
			scale[k] = max(scale[k], math.Abs(v))
		}
	}
	for tolerance := 1e-3; ; tolerance /= 1e3 { // well apart if the data have such rows
		var rows []int
		var taken [][]float64 // orthonormal
		for _, i := range order {
			v := make([]float64, p)
			for k := range v {
				v[k] = x[i][k] / scale[k]
			}
			whole := math.Sqrt(dot(v, v))
			for range 2 {
				for _, b := range taken {
					along := dot(v, b)
					for k := range v {
						v[k] -= along * b[k]
					}
				}
			}
			left := math.Sqrt(dot(v, v))
			if left <= tolerance*whole {
				continue
			}
			for k := range v {
				v[k] /= left
			}
			rows, taken = append(rows, i), append(taken, v)
			if len(rows) == p {
				return rows
			}
		}
		if tolerance < 1e-14 {
			panic("estimate: a design of full rank without as many rows of its own") // covariates has refused it
		}
	}
}

// settle works out the corner from its basis: afresh each time, so that rounding does not add up.
func (c *corner) settle() {
	p := len(c.basis)
	rows := mat.NewDense(p, p, nil)
	for k, i := range c.basis {
		rows.SetRow(k, c.x[i])
	}
	c.inverse = mat.NewDense(p, p, nil)
	_ = c.inverse.Inverse(rows) // ill conditioned at worst; Gap shows it
	c.r = residuals(c.y, c.x, c.through(c.y))
	for _, i := range c.basis {
		c.r[i] = 0
	}
}

// through is the coefficients of the plane through the outcomes at the basis.
func (c *corner) through(y []float64) []float64 {
	coef := make([]float64, len(c.basis))
	for k := range coef {
		for j, i := range c.basis {
			coef[k] += c.inverse.At(k, j) * y[i]
		}
	}
	return coef
}

// slopes is, for each row j of the basis, the fall of the objective per unit that the plane rises at it while staying at the others,
// before the row's own check is counted: the corner is lowest when all are from -tau to 1-tau.
func (c *corner) slopes() []float64 {
	p := len(c.basis)
	pull := make([]float64, p)
	for i, row := range c.x {
		if c.in[i] {
			continue
		}
		weight := c.tau
		if c.r[i] < 0 {
			weight--
		}
		for k, v := range row {
			pull[k] += weight * v
		}
	}
	slopes := make([]float64, p)
	for j := range slopes {
		for k := range pull {
			slopes[j] += pull[k] * c.inverse.At(k, j)
		}
	}
	return slopes
}

// step goes down the steepest edge to its lowest point and says whether there was one; not ok if rounding has left that edge no end.
func (c *corner) step() (moved, ok bool) {
	const rounding = 1e-9
	edge, up, steepest := -1, 0.0, rounding
	for j, s := range c.slopes() {
		if fall := s - (1 - c.tau); fall > steepest {
			edge, up, steepest = j, 1, fall
		}
		if fall := -s - c.tau; fall > steepest {
			edge, up, steepest = j, -1, fall
		}
	}
	if edge < 0 {
		return false, true
	}
	row, found := c.lowest(c.direction(edge, up), steepest)
	if !found {
		return false, false
	}
	c.enter(edge, row)
	return true, true
}

// direction is how the coefficients move along an edge.
func (c *corner) direction(at int, up float64) []float64 {
	direction := make([]float64, len(c.basis))
	for k := range direction {
		direction[k] = up * c.inverse.At(k, at)
	}
	return direction
}

// enter puts a row in the place of one of the basis.
func (c *corner) enter(at, row int) {
	c.in[c.basis[at]], c.in[row] = false, true
	c.basis[at] = row
	c.settle()
}

// lowest is the row at which a direction stops falling: each row that the plane meets takes its own part from the fall. The sum of checks is
// bounded by 0, so that there is one; not found if rounding has hidden it.
func (c *corner) lowest(direction []float64, fall float64) (row int, found bool) {
	type meeting struct {
		row    int
		at     float64
		weight float64
	}
	var met []meeting
	for i, row := range c.x {
		if c.in[i] {
			continue
		}
		rise := dot(row, direction)
		if at := c.r[i] / rise; at > 0 && math.Abs(rise) > 1e-12 {
			met = append(met, meeting{i, at, math.Abs(rise)})
		}
	}
	sort.Slice(met, func(a, b int) bool {
		if met[a].at != met[b].at {
			return met[a].at < met[b].at
		}
		return met[a].row < met[b].row
	})
	for _, m := range met {
		if fall -= m.weight; fall <= 0 {
			return m.row, true
		}
	}
	return 0, false
}

// dual is the value of the dual problem at the corner, which is never above the least sum of checks when the slopes are within their
// limits.
func (c *corner) dual(y []float64) float64 {
	sum := 0.0
	for i := range y {
		if c.in[i] {
			continue
		}
		if c.r[i] < 0 {
			sum += (c.tau - 1) * y[i]
		} else {
			sum += c.tau * y[i]
		}
	}
	for j, s := range c.slopes() {
		sum -= s * y[c.basis[j]]
	}
	return sum
}

// A level edge leads to other planes that do as well.
const level = 1e-9

// tidy goes along level edges to the one corner, of all those at the bottom, whose coefficients are least: that of the first covariate,
// then the next, last the intercept. So the answer does not depend on the order of rows. It says whether the bottom is flat.
func (c *corner) tidy() (flat bool) {
	for range len(c.y) + c.patience() { // each corner once, but for rounding
		if !c.along() {
			break
		}
		flat = true
	}
	return flat || len(c.levelEdges()) > 0
}

// along takes one level edge that lowers the coefficients and says whether there was one.
func (c *corner) along() bool {
	for _, e := range c.levelEdges() {
		if direction := c.direction(e.at, e.up); leads(direction) {
			if row, found := c.lowest(direction, 0); found {
				c.enter(e.at, row)
				return true
			}
		}
	}
	return false
}

type edge struct {
	at int     // the row of the basis that is left
	up float64 // whether the plane rises there, +1, or falls, -1
}

func (c *corner) levelEdges() (edges []edge) {
	for j, s := range c.slopes() {
		if math.Abs(s-(1-c.tau)) < level {
			edges = append(edges, edge{j, 1})
		}
		if math.Abs(s+c.tau) < level {
			edges = append(edges, edge{j, -1})
		}
	}
	return edges
}

// leads says whether a direction lowers the first coefficient that it moves, the intercept being the last.
func leads(direction []float64) bool {
	largest := 0.0
	for _, d := range direction {
		largest = max(largest, math.Abs(d))
	}
	for k := range direction {
		if d := direction[(k+1)%len(direction)]; math.Abs(d) > 1e-10*largest {
			return d < 0
		}
	}
	return false
}
