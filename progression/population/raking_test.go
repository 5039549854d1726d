package population_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/population"
)

var exact = population.RakeSettings{Rounds: 10_000, Gap: 1e-12}

// axis is the class of each cell of a table of those sizes, last index fastest,
// along one of its dimensions.
func axis(dimension int, sizes ...int) []int {
	cells, stride := 1, 1
	for i := len(sizes) - 1; i >= 0; i-- {
		if i > dimension {
			stride *= sizes[i]
		}
		cells *= sizes[i]
	}
	class := make([]int, cells)
	for c := range class {
		class[c] = c / stride % sizes[dimension]
	}
	return class
}

// Two by two in closed form: margins 0.6 and 0.7 with the seed's odds ratio of
// 9 leave one unknown, x(x-0.3) = 9 (0.6-x)(0.7-x), by hand
// 8x^2 - 11.4x + 3.78 = 0, so x = (11.4 - sqrt(9))/16 = 0.525 exactly.
func TestRake_TwoByTwo(t *testing.T) {
	seed := []float64{3, 1, 1, 3}
	rows := population.Control{Name: "rows", Class: axis(0, 2, 2), Shares: []float64{0.6, 0.4}}
	columns := population.Control{Name: "columns", Class: axis(1, 2, 2), Shares: []float64{0.7, 0.3}}
	ratio := func(name string, class []int, share float64) population.Control {
		return population.Control{Name: name, Class: class, Part: []float64{1, 0}, Of: []float64{1, 1}, Share: share}
	}
	for name, controls := range map[string][]population.Control{
		"shares": {rows, columns},
		"ratios": {ratio("rows", rows.Class, 0.6), ratio("columns", columns.Class, 0.7)},
	} {
		r, err := population.Rake(seed, controls, exact)
		require.NoError(t, err, name)
		assert.InDeltaSlice(t, []float64{0.525, 0.075, 0.175, 0.225}, r.Weights, 1e-11, name)
		assert.LessOrEqual(t, r.Gap, exact.Gap)
		assert.Contains(t, []string{"rows", "columns"}, r.Worst)
		assert.Greater(t, r.Rounds, 2, "one round is not enough with an odds ratio of 9")
	}
}

// A seed without dependence is its margins' product after one round, in two ways
// and in three: the only case that is known without solving anything.
func TestRake_IndependentThreeWay(t *testing.T) {
	seed := make([]float64, 2*3*4)
	for c := range seed {
		seed[c] = float64(1+axis(0, 2, 3, 4)[c]) * float64(1+axis(1, 2, 3, 4)[c])
	}
	shares := [][]float64{{0.25, 0.75}, {0.2, 0.3, 0.5}, {0.1, 0.2, 0.3, 0.4}}
	var controls []population.Control
	for k, s := range shares {
		controls = append(controls, population.Control{Name: "one", Class: axis(k, 2, 3, 4), Shares: s})
	}
	r, err := population.Rake(seed, controls, exact)
	require.NoError(t, err)
	assert.Equal(t, 2, r.Rounds, "the second finds nothing to do")
	for c, w := range r.Weights {
		want := shares[0][controls[0].Class[c]] * shares[1][controls[1].Class[c]] * shares[2][controls[2].Class[c]]
		assert.InDelta(t, want, w, 1e-14)
	}
}

// Three two-way margins of a table without three-way interaction are met by that
// table alone, whatever two-way seed it is reached from: here
// p(i,j,k) proportional to a(ij) b(jk) c(ik), from a seed of ones.
func TestRake_ThreeWayFromPairs(t *testing.T) {
	a, b, c := []float64{1, 2, 3, 1}, []float64{2, 1, 1, 4}, []float64{1, 1, 5, 2}
	i, j, k := axis(0, 2, 2, 2), axis(1, 2, 2, 2), axis(2, 2, 2, 2)
	want, total := make([]float64, 8), 0.0
	for n := range want {
		want[n] = a[2*i[n]+j[n]] * b[2*j[n]+k[n]] * c[2*i[n]+k[n]]
		total += want[n]
	}
	pair := func(name string, x, y []int) population.Control {
		q := population.Control{Name: name, Class: make([]int, 8), Shares: make([]float64, 4)}
		for n := range want {
			q.Class[n] = 2*x[n] + y[n]
			q.Shares[q.Class[n]] += want[n] / total
		}
		return q
	}
	r, err := population.Rake([]float64{1, 1, 1, 1, 1, 1, 1, 1}, []population.Control{pair("ij", i, j), pair("jk", j, k), pair("ik", i, k)}, exact)
	require.NoError(t, err)
	for n := range want {
		assert.InDelta(t, want[n]/total, r.Weights[n], 1e-10)
	}
}

// A share of what classes count: units with 0, 1 and 2 of 2 adults women. To make
// half of all adults women from weights 1, 1, 3 the middle must stay and the ends
// be equal: 1/r, 1, 3r alike at r = 1/sqrt(3).
func TestRake_Counts(t *testing.T) {
	q := population.Control{Name: "women", Class: []int{0, 1, 2}, Part: []float64{0, 1, 2}, Of: []float64{2, 2, 2}, Share: 0.5}
	r, err := population.Rake([]float64{1, 1, 3}, []population.Control{q}, exact)
	require.NoError(t, err)
	root := math.Sqrt(3)
	assert.InDeltaSlice(t, []float64{root / (1 + 2*root), 1 / (1 + 2*root), root / (1 + 2*root)}, r.Weights, 1e-12)
}

// Margins are made, odds ratios stay and cells of nothing stay nothing, for any
// seed and any margins that some table has: those of another random table. The
// factors make the weights out of the seed.
func TestRake_Properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(2, 5).Draw(t, "rows"), rapid.IntRange(2, 5).Draw(t, "columns")
		weight := rapid.Float64Range(0.05, 1)
		seed, other := make([]float64, rows*columns), make([]float64, rows*columns)
		total := 0.0
		for c := range seed {
			seed[c], other[c] = weight.Draw(t, "seed"), weight.Draw(t, "other")
			total += other[c]
		}
		controls := []population.Control{
			{Name: "rows", Class: axis(0, rows, columns), Shares: make([]float64, rows)},
			{Name: "columns", Class: axis(1, rows, columns), Shares: make([]float64, columns)},
		}
		for c := range other {
			for k := range controls {
				controls[k].Shares[controls[k].Class[c]] += other[c] / total
			}
		}
		r, err := population.Rake(seed, controls, population.RakeSettings{Rounds: 5000, Gap: 1e-10})
		require.NoError(t, err)
		for _, q := range controls {
			made := make([]float64, len(q.Shares))
			for c, class := range q.Class {
				made[class] += r.Weights[c]
			}
			require.InDeltaSlice(t, q.Shares, made, 1e-9)
		}
		odds := func(w []float64, i, j int) float64 {
			return w[0] * w[i*columns+j] / (w[j] * w[i*columns])
		}
		for i := 1; i < rows; i++ {
			for j := 1; j < columns; j++ {
				require.InEpsilon(t, odds(seed, i, j), odds(r.Weights, i, j), 1e-9)
			}
		}
		scale := r.Weights[0] / (seed[0] * r.Factors[0][0] * r.Factors[1][0])
		for c, w := range r.Weights {
			require.InEpsilon(t, w, scale*seed[c]*r.Factors[0][controls[0].Class[c]]*r.Factors[1][controls[1].Class[c]], 1e-9)
		}
	})
}

// A cell of nothing stays nothing, and one in no class of a control is not moved
// by it.
func TestRake_ZerosAndOutsiders(t *testing.T) {
	q := population.Control{Name: "inside", Class: []int{0, 1, 1, -1}, Shares: []float64{0.25, 0.75}}
	r, err := population.Rake([]float64{2, 0, 2, 4}, []population.Control{q}, exact)
	require.NoError(t, err)
	assert.InDeltaSlice(t, []float64{0.125, 0, 0.375, 0.5}, r.Weights, 1e-15)
}

// What cannot be met is refused with the names of those that contradict each
// other, and of none that does not.
func TestRake_ErrContradiction(t *testing.T) {
	fine := population.Control{Name: "fine", Class: axis(1, 2, 2), Shares: []float64{0.5, 0.5}}
	low := population.Control{Name: "women by one table", Class: axis(0, 2, 2), Shares: []float64{0.4, 0.6}}
	high := population.Control{Name: "women by another", Class: axis(0, 2, 2), Shares: []float64{0.7, 0.3}}
	_, err := population.Rake([]float64{1, 1, 1, 1}, []population.Control{low, fine, high}, population.RakeSettings{Rounds: 50, Gap: 1e-6})
	require.ErrorContains(t, err, "women by one table (0.3 away), women by another (0.3 away)")
	assert.ErrorContains(t, err, "after 50 rounds")
	assert.NotContains(t, err.Error(), "fine")
}

func TestRake_ErrRefusals(t *testing.T) {
	class := []int{0, 1}
	for _, c := range []struct {
		want    string
		seed    []float64
		control population.Control
	}{
		{"the seed weighs 0", []float64{0, 0}, population.Control{}},
		{"cell 1 of the seed weighs -1", []float64{2, -1}, population.Control{}},
		{"q: found nobody in class 1 of the seed, expected some for a share of 0.5", []float64{1, 0}, population.Control{Class: class, Shares: []float64{0.5, 0.5}}},
		{"q: found 1.1, expected shares that sum to 1", []float64{1, 1}, population.Control{Class: class, Shares: []float64{0.5, 0.6}}},
		{"q: found -0.5, expected shares of 0 or more", []float64{1, 1}, population.Control{Class: class, Shares: []float64{-0.5, 1.5}}},
		{"q: found NaN, expected shares", []float64{1, 1}, population.Control{Class: class, Shares: []float64{math.NaN(), 1}}},
		{"q: found classes of 1 cells, expected those of 2", []float64{1, 1}, population.Control{Class: class[:1], Shares: []float64{0.5, 0.5}}},
		{"q: found cell 1 in class 1, expected one of 1", []float64{1, 1}, population.Control{Class: class, Shares: []float64{1}}},
		{"q: found 1, expected a share between 0 and 1", []float64{1, 1}, population.Control{Class: class, Part: []float64{1, 0}, Of: []float64{1, 1}, Share: 1}},
		{"q: found a seed that is on one side of a share of 0.5", []float64{1, 0}, population.Control{Class: class, Part: []float64{1, 0}, Of: []float64{1, 1}, Share: 0.5}},
	} {
		c.control.Name = "q"
		_, err := population.Rake(c.seed, []population.Control{c.control}, exact)
		assert.ErrorContains(t, err, c.want)
	}
}
