package trial_test

import (
	"errors"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim"
	"inwork/sim/trial"
)

// By hand: ages 20 24 28 (mean 24, variance 16) against 18 20 22 (mean 20, variance 4) are 4 apart, in units of √((16+4)/2); of the joint
// test there is one axis, so that F is the square of the t of equal variances: 4/√(10·(1/3+1/3)), squared 2.4, and d² = (n-1) R² with
// R² = F/(F+4).
func TestBalanced_ByHand(t *testing.T) {
	b, err := trial.Balanced([]trial.Covariate{{Name: "age", Values: []float64{20, 18, 24, 20, 28, 22}}},
		[]bool{true, false, true, false, true, false})
	require.NoError(t, err)
	require.Len(t, b.Differences, 1)
	d := b.Differences[0]
	assert.Equal(t, []float64{24, 20, 4}, []float64{d.Treated, d.Control, d.VarianceRatio})
	assert.InDelta(t, 4/math.Sqrt(10), d.Standardised, 1e-15)
	assert.Equal(t, []int{1, 4}, []int{b.DF, b.DFError})
	assert.InDelta(t, 2.4, b.F, 1e-13)
	assert.InDelta(t, 5*2.4/6.4, b.Distance, 1e-13)
	assert.InDelta(t, 0.196261, b.PF, 5e-7)                                     // 2·P(t4 > √2.4): t4 has a distribution in closed form
	assert.InDelta(t, math.Erfc(math.Sqrt(b.Distance/2)), b.PChiSquared, 1e-14) // of chi-squared with one degree of freedom
}

// The distance knows no units, no origin, no order and no combination that adds nothing.
func TestBalanced_Invariant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(8, 30).Draw(t, "n")
		number := rapid.Float64Range(-5, 5)
		x := rapid.SliceOfN(number, n, n).Draw(t, "x")
		y := rapid.SliceOfN(number, n, n).Draw(t, "y")
		treated := make([]bool, n)
		for i := range treated {
			treated[i] = i%3 == 0
		}
		plain, err := trial.Balanced([]trial.Covariate{{"x", x}, {"y", y}}, treated)
		require.NoError(t, err)
		if plain.DF < 2 {
			t.Skip("constant or collinear")
		}
		scaled, sum := make([]float64, n), make([]float64, n)
		for i := range x {
			scaled[i], sum[i] = 1000+7*x[i], x[i]-2*y[i]
		}
		other, err := trial.Balanced([]trial.Covariate{{"y", y}, {"scaled", scaled}, {"sum", sum}}, treated)
		require.NoError(t, err)
		if other.DF == 2 { // all but at the edge of what counts as collinear
			assert.Equal(t, []string{"sum"}, other.LeftOut)
			assert.InDelta(t, plain.Distance, other.Distance, 1e-6*(1+plain.Distance))
		}
	})
}

// 3 covariates of 60 people, one of them a sum of two others and skewed: over complete assignments the F test and the one by assignments
// drawn again reject in their nominal share, and the chi-squared one, for large samples, not much more rarely. 8,000 trials at 5%: a size
// of 6% lies at z = 4.1. The mean of d² is exact at any size: 3.
func TestBalanced_Size(t *testing.T) {
	runs := long(8_000)
	covariates, units := characteristics(60)
	arms := []trial.Arm{arm("control", 2), arm("treated", 1)}
	assign := func(run int) []bool {
		assigned, err := trial.Complete(replicate(run), units, arms)
		require.NoError(t, err)
		return treatedOf(assigned)
	}
	byF, byChi, sum, squares := 0.0, 0.0, 0.0, 0.0
	for run := range runs {
		b, err := trial.Balanced(covariates, assign(run))
		require.NoError(t, err)
		require.Equal(t, 3, b.DF)
		if b.PF <= 0.05 {
			byF++
		}
		if b.PChiSquared <= 0.05 {
			byChi++
		}
		sum += b.Distance
		squares += b.Distance * b.Distance
	}
	n := float64(runs)
	monteCarlo := math.Sqrt(0.05 * 0.95 / n)
	assert.InDelta(t, 0.05, byF/n, 4.2*monteCarlo+0.004)
	assert.InDelta(t, 0.05, byChi/n, 4.2*monteCarlo+0.015)
	assert.InDelta(t, 3, sum/n, 4.2*math.Sqrt((squares/n-sum/n*sum/n)/n))

	permuted, trials := 0.0, long(1_000)
	for run := range trials {
		b, err := trial.Balanced(covariates, assign(run))
		require.NoError(t, err)
		p, err := b.Permuted(t.Context(), func(draw int) ([]bool, error) { return assign(1_000_000 + run*199 + draw), nil }, 199, 2)
		require.NoError(t, err)
		if p.Value <= 0.05 {
			permuted++
		}
	}
	assert.InDelta(t, 0.05, permuted/float64(trials), 4.2*math.Sqrt(0.05*0.95/float64(trials)))
}

// characteristics are an even one, a skewed one, one of 0 and 1, and the sum of the first two, which adds nothing.
func characteristics(n int) (covariates []trial.Covariate, units []uint64) {
	use := sim.NewDraws(7, 0, 0, 91)
	covariates = []trial.Covariate{{Name: "age"}, {Name: "earnings"}, {Name: "couple"}, {Name: "sum"}}
	for i := range n {
		age, earnings, couple := 40+10*use.Normal(uint64(i), 0), -300*math.Log(use.Uniform(uint64(i), 1)), float64(use.Below(uint64(i), 2, 2))
		for k, v := range []float64{age, earnings, couple, age + earnings} {
			covariates[k].Values = append(covariates[k].Values, v)
		}
		units = append(units, sim.ID(8, i))
	}
	return covariates, units
}

func treatedOf(assigned []int) []bool {
	treated := make([]bool, len(assigned))
	for i, a := range assigned {
		treated[i] = a == 1
	}
	return treated
}

// Clusters of people alike: the tests of rows reject far too often, that by the design in its nominal share.
func TestBalanced_ClustersNeedTheDesign(t *testing.T) {
	runs := long(600)
	use := sim.NewDraws(7, 0, 0, 92)
	var clusters []uint64
	age := trial.Covariate{Name: "age"}
	for i := range 120 {
		clusters = append(clusters, uint64(i/10))
		age.Values = append(age.Values, use.Normal(uint64(i/10), 1)+0.3*use.Normal(uint64(i), 2))
	}
	assign := func(run int) []bool {
		return treatedOf(trial.Clustered(replicate(run), clusters, []trial.Arm{arm("control", 1), arm("treated", 1)}))
	}
	rows, design := 0.0, 0.0
	for run := range runs {
		b, err := trial.Balanced([]trial.Covariate{age}, assign(run))
		require.NoError(t, err)
		if b.PF <= 0.05 {
			rows++
		}
		p, err := b.Permuted(t.Context(), func(draw int) ([]bool, error) { return assign(1_000_000 + run*199 + draw), nil }, 199, 2)
		require.NoError(t, err)
		if p.Value <= 0.05 {
			design++
		}
	}
	n := float64(runs)
	assert.Greater(t, rows/n, 0.3)
	assert.InDelta(t, 0.05, design/n, 4.2*math.Sqrt(0.05*0.95/n))
}

// What is drawn again: the p-value counts the data, has its Monte Carlo error, does not depend on workers, and passes on what went wrong.
func TestBalance_Permuted(t *testing.T) {
	covariates, units := characteristics(12)
	treated := make([]bool, len(units))
	treated[0], treated[1], treated[2] = true, true, true
	b, err := trial.Balanced(covariates[:1], treated)
	require.NoError(t, err)
	same, err := b.Permuted(t.Context(), func(int) ([]bool, error) { return treated, nil }, 9, 1)
	require.NoError(t, err)
	assert.Equal(t, trial.Measured{Value: 1}, same, "as far as the data")
	nobody, err := b.Permuted(t.Context(), func(int) ([]bool, error) { return make([]bool, len(units)), nil }, 9, 1)
	require.NoError(t, err)
	assert.Equal(t, 1.0, nobody.Value, "an empty arm is as far as can be")

	again := func(draw int) ([]bool, error) {
		assigned, err := trial.Complete(replicate(draw), units, []trial.Arm{arm("control", 3), arm("treated", 1)})
		return treatedOf(assigned), err
	}
	one, err := b.Permuted(t.Context(), again, 999, 1)
	require.NoError(t, err)
	seven, err := b.Permuted(t.Context(), again, 999, 7)
	require.NoError(t, err)
	assert.Equal(t, one, seven)
	assert.InDelta(t, math.Sqrt(one.Value*(1-one.Value)/1000), one.MonteCarloError, 1e-15)
	// All 220 choices of 3 from 12 by enumeration.
	as, all := 0.0, 0.0
	for i := range 12 {
		for j := range i {
			for k := range j {
				other := make([]bool, 12)
				other[i], other[j], other[k] = true, true, true
				o, err := trial.Balanced(covariates[:1], other)
				require.NoError(t, err)
				if all++; o.Distance >= b.Distance*(1-1e-10) {
					as++
				}
			}
		}
	}
	require.Equal(t, 220.0, all)
	assert.InDelta(t, as/all, one.Value, 4.2*one.MonteCarloError+0.001)

	broken := errors.New("no such block")
	_, err = b.Permuted(t.Context(), func(int) ([]bool, error) { return nil, broken }, 9, 1)
	assert.ErrorIs(t, err, broken)
	assert.PanicsWithValue(t, "trial: Permuted needs at least 1 draw", func() { _, _ = b.Permuted(t.Context(), again, 0, 1) })
}

// Degenerate covariates: a constant one has no standardised difference, is named, and leaves a joint test of the others or none; one that
// separates the arms is as far as can be; what is no number is refused with its place.
func TestBalanced_Degenerate(t *testing.T) {
	treated := []bool{true, true, true, false, false, false}
	b, err := trial.Balanced([]trial.Covariate{{"constant", []float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1}}}, treated)
	require.NoError(t, err)
	assert.Equal(t, []string{"constant"}, b.LeftOut)
	for _, v := range []float64{b.Differences[0].Standardised, b.Differences[0].VarianceRatio, b.PChiSquared, b.F, b.PF} {
		assert.True(t, math.IsNaN(v))
	}
	assert.Zero(t, b.Distance)

	b, err = trial.Balanced([]trial.Covariate{{"arm", []float64{1, 1, 1, 0, 0, 0}}}, treated)
	require.NoError(t, err)
	assert.InDelta(t, 5, b.Distance, 1e-12, "R² is 1")
	assert.InDelta(t, 0, b.PF, 1e-12)

	b, err = trial.Balanced([]trial.Covariate{{"a", []float64{1, 2, 4, 3, 5, 7}}, {"b", []float64{1, 0, 1, 1, 0, 0}}, {"c", []float64{2, 0, 0, 1, 5, 1}},
		{"d", []float64{0, 0, 3, 1, 2, 2}}, {"e", []float64{0, 0, 1, 4, 2, 0}}}, treated)
	require.NoError(t, err)
	assert.Equal(t, []int{5, 0}, []int{b.DF, b.DFError})
	assert.True(t, math.IsNaN(b.F) && math.IsNaN(b.PF), "nothing is left to judge by")
	assert.InDelta(t, 5, b.Distance, 1e-9)

	// A date in seconds keeps its digits: as much apart as the same numbers without their origin.
	small, err := trial.Balanced([]trial.Covariate{{"x", []float64{1, 2, 4, 3, 5, 7}}}, treated)
	require.NoError(t, err)
	dated, err := trial.Balanced([]trial.Covariate{{"x", []float64{1.7e9 + 1, 1.7e9 + 2, 1.7e9 + 4, 1.7e9 + 3, 1.7e9 + 5, 1.7e9 + 7}}}, treated)
	require.NoError(t, err)
	assert.InDelta(t, small.Distance, dated.Distance, 1e-6)

	for want, v := range map[string]float64{
		"row 4: x: found NaN, expected a finite number of at most 1e+150":    math.NaN(),
		"row 4: x: found -Inf, expected a finite number of at most 1e+150":   math.Inf(-1),
		"row 4: x: found 1e+200, expected a finite number of at most 1e+150": 1e200,
	} {
		_, err = trial.Balanced([]trial.Covariate{{"x", []float64{1, 2, 4, 3, v, 7}}}, treated)
		assert.EqualError(t, err, want)
	}
	_, err = trial.Balanced(nil, []bool{true, false, false})
	assert.EqualError(t, err, "arms: found 1 treated and 2 control rows, expected at least 2 of each")
	assert.PanicsWithValue(t, "trial: x and treated differ in length: 1 and 6", func() {
		_, _ = trial.Balanced([]trial.Covariate{{"x", []float64{1}}}, treated)
	})
}
