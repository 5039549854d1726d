package evaluation

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/sim"
	"inwork/sim/estimate"
)

// By hand: from 1/2 x 20 x 8 = 80 to 3/4 x 24 x 10 = 180. Employment: 1/4 of ((240+160)/3 + (192+200)/6) = 1/4 of 198.6667 = 49.6667.
// Hours: 4 x ((7.5+4)/3 + (6+5)/6) = 4 x 5.6667 = 22.6667. Pay: 2 x ((18+10)/3 + (12+15)/6) = 2 x 13.8333 = 27.6667.
func TestShapley_ByHand(t *testing.T) {
	parts, _, _ := shapley([3]float64{0.5, 20, 8}, [3]float64{0.75, 24, 10})
	assert.InDelta(t, 49.66666666666667, parts[0], 1e-12)
	assert.InDelta(t, 22.66666666666667, parts[1], 1e-12)
	assert.InDelta(t, 27.66666666666667, parts[2], 1e-12)
	assert.InDelta(t, 100, parts[0]+parts[1]+parts[2], 1e-12)
}

func aFactor(t *rapid.T) [3]float64 {
	return [3]float64{rapid.Float64Range(0.05, 1).Draw(t, "share"), rapid.Float64Range(1, 40).Draw(t, "hours"), rapid.Float64Range(4, 20).Draw(t, "pay")}
}

// Parts add up to the effect, one factor that moves alone has it all, and arms that change places change signs.
func TestShapley_Identities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := aFactor(t), aFactor(t)
		parts, _, _ := shapley(a, b)
		back, _, _ := shapley(b, a)
		whole := b[0]*b[1]*b[2] - a[0]*a[1]*a[2]
		if d := parts[0] + parts[1] + parts[2] - whole; math.Abs(d) > 1e-9 {
			t.Fatalf("parts %v miss the effect %v by %v", parts, whole, d)
		}
		k := rapid.IntRange(0, 2).Draw(t, "which moves alone")
		alone := a
		alone[k] = b[k]
		only, _, _ := shapley(a, alone)
		for j := range 3 {
			if math.Abs(parts[j]+back[j]) > 1e-9 {
				t.Fatalf("the other way round part %d is %v and %v", j, parts[j], back[j])
			}
			if j != k && only[j] != 0 {
				t.Fatalf("factor %d did not move and has %v", j, only[j])
			}
		}
	})
}

// Slopes in the means are those of difference quotients, and those of the three parts add up to the slope of the effect: 1 in the
// arm's earnings, -1 in control's and 0 in all else, so that errors of parts belong to the error of the whole.
func TestSplit_Slopes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		means := func(f [3]float64) [3]float64 { return [3]float64{f[0], f[0] * f[1], f[0] * f[1] * f[2]} }
		from, to := means(aFactor(t)), means(aFactor(t))
		_, slopeFrom, slopeTo := shapley(factors(from), factors(to))
		slopeFrom, slopeTo = inMeans(slopeFrom, from), inMeans(slopeTo, to)
		for m := range 3 {
			h := 1e-6 * to[m]
			up, down := to, to
			up[m], down[m] = up[m]+h, down[m]-h
			above, _, _ := shapley(factors(from), factors(up))
			below, _, _ := shapley(factors(from), factors(down))
			var sumFrom, sumTo float64
			for k := range 3 {
				if got, want := slopeTo[k][m], (above[k]-below[k])/(2*h); math.Abs(got-want) > 1e-4*(1+math.Abs(want)) {
					t.Fatalf("slope of part %d in mean %d: %v, by difference %v", k, m, got, want)
				}
				sumFrom, sumTo = sumFrom+slopeFrom[k][m], sumTo+slopeTo[k][m]
			}
			want := 0.0
			if m == 2 {
				want = 1
			}
			if math.Abs(sumTo-want) > 1e-7 || math.Abs(sumFrom+want) > 1e-7 {
				t.Fatalf("slopes in mean %d add up to %v and %v", m, sumFrom, sumTo)
			}
		}
	})
}

// Errors by the delta method are those of the bootstrap, on 400 people an arm whose hours, pay and employment go together. 999 samples
// know a standard error to within 2.2%, four of which are allowed.
func TestSplit_ErrorsAreThoseOfTheBootstrap(t *testing.T) {
	draws := sim.NewDraws(2015, 3, 0, 91)
	type person struct{ work, hours, pay float64 }
	var people [2][]person
	var strata []int
	for arm := range 2 {
		for i := range 400 {
			id := uint64(1000*arm + i)
			var p person
			if draws.Uniform(id, 0) < 0.7+0.1*float64(arm) {
				hours := 10 + 20*draws.Uniform(id, 1) + 2*float64(arm)
				p = person{1, hours, hours * (8 + hours/20 + draws.Normal(id, 2))}
			}
			people[arm] = append(people[arm], p)
			strata = append(strata, arm)
		}
	}
	split := func(rows []int) Split {
		var m [2]threeMeans
		for _, r := range rows {
			p := people[r/400][r%400]
			m[r/400].add(p.work, p.hours, p.pay)
		}
		s, ok := splitOf(&m[0], &m[1])
		require.True(t, ok)
		return s
	}
	all := make([]int, 800)
	for i := range all {
		all[i] = i
	}
	got := split(all)
	assert.InDelta(t, got.Effect, got.Parts[0].Estimate+got.Parts[1].Estimate+got.Parts[2].Estimate, 1e-9)
	assert.Equal(t, int64(400), got.Treated.Persons)
	assert.InDelta(t, got.Treated.Share*400, float64(got.Treated.Working), 1e-9)
	keys := sim.NewDraws(2015, 3, 0, 92)
	for k := range 3 {
		b, err := estimate.Bootstrap(t.Context(), 800, func(rows []int) (float64, float64) { return split(rows).Parts[k].Estimate, math.NaN() },
			estimate.BootstrapPlan{Resampling: estimate.Resampling{Draws: keys, Most: 999}, Strata: strata})
		require.NoError(t, err)
		assert.InEpsilon(t, b.StdError, got.Parts[k].StdError, 4*0.022, got.Parts[k].Name)
	}
}

// With nobody in work there are no hours and no pay to speak of, and the split is refused.
func TestSplit_NobodyInWork(t *testing.T) {
	var idle, busy threeMeans
	for range 3 {
		idle.add(0, 0, 0)
		busy.add(1, 20, 160)
	}
	_, ok := splitOf(&busy, &idle)
	assert.False(t, ok)
	_, ok = splitOf(&idle, &busy)
	assert.False(t, ok)
}

// Two parts of a subgroup differ as far as their difference in errors: chi-squared is z squared. Three parts are compared at once, by hand:
// effects 1, 2, 4 with variances 1 have mean 7/3 and scatter 14/3 about it.
func TestEqualEffects_ByHand(t *testing.T) {
	two, err := equalEffects([]float64{1, 4}, []float64{4, 5})
	require.NoError(t, err)
	assert.InDelta(t, 1, two.Statistic, 1e-12)
	assert.Equal(t, 1.0, two.DF1)
	assert.InDelta(t, math.Erfc(1/math.Sqrt2), two.PValue, 1e-12)
	three, err := equalEffects([]float64{1, 2, 4}, []float64{1, 1, 1})
	require.NoError(t, err)
	assert.InDelta(t, 14.0/3, three.Statistic, 1e-12)
	assert.Equal(t, 2.0, three.DF1)
	again, err := equalEffects([]float64{4, 1, 2}, []float64{1, 1, 1})
	require.NoError(t, err)
	assert.InDelta(t, three.Statistic, again.Statistic, 1e-12, "whichever part is first")
}

// The number beside a part's p is estimate's, over all parts, subgroups and arms; a part without a test is not counted.
func TestAdjustSubgroups_IsHolm(t *testing.T) {
	nan := math.NaN()
	list := []SubgroupEffects{
		{Parts: []SubgroupPart{{PValue: 0.01}, {PValue: 0.04}}, Interaction: SubgroupTest{PValue: 0.02}},
		{Parts: []SubgroupPart{{PValue: nan}, {PValue: 0.03}}, Interaction: SubgroupTest{PValue: nan}},
		{Parts: []SubgroupPart{{PValue: 0.5}}, Interaction: SubgroupTest{PValue: 0.5}},
	}
	require.NoError(t, adjustSubgroups(list))
	assert.InDelta(t, 0.04, list[0].Parts[0].PAdjusted, 1e-15, "4 x 0.01")
	assert.InDelta(t, 0.09, list[0].Parts[1].PAdjusted, 1e-15, "2 x 0.04 is less than 3 x 0.03 of the one before")
	assert.True(t, math.IsNaN(list[1].Parts[0].PAdjusted))
	assert.InDelta(t, 0.09, list[1].Parts[1].PAdjusted, 1e-15)
	assert.InDelta(t, 0.5, list[2].Parts[0].PAdjusted, 1e-15)
	assert.InDelta(t, 0.04, list[0].Interaction.PAdjusted, 1e-15)
	assert.True(t, math.IsNaN(list[1].Interaction.PAdjusted))
}

// With one instrument two-stage least squares is Wald's ratio: 4 pounds more among the offered, of whom half more took it up, are 8.
func TestTakeUp_IsWaldsRatio(t *testing.T) {
	got, err := takeUp("earnings_week", "attended_any", []float64{10, 12, 20, 22}, []float64{0, 1, 1, 1}, []float64{8, 10, 14, 16}, []float64{0, 0, 0, 1})
	require.NoError(t, err)
	assert.InDelta(t, 8, got.Estimate, 1e-9)
	assert.Equal(t, 0.75, got.Treated)
	assert.Equal(t, 0.25, got.Control)
	assert.Equal(t, int64(8), got.Persons)
	assert.InDelta(t, 2, got.FirstStageF, 1e-9, "0.5 over a standard error of sqrt(1/8), squared")
	var weak *estimate.WeakInstrument
	found := false
	for _, w := range got.Warnings {
		found = found || assert.ErrorAs(t, w, &weak)
	}
	assert.True(t, found, "an F of 2 is weak")
}

// Cells are clusters, those that share life are one, and the order in which they come is no matter: districts with effects of 1, 2 and 6
// pounds and 10 people each have mean 3 and error sqrt(1400 x 3/2)/30.
func TestCells_ByHand(t *testing.T) {
	for _, order := range [][]int{{0, 1, 2}, {2, 0, 1}} {
		c := cells{}
		for _, k := range order {
			c.add(cell{district: int32(k)}, 0, -float64(100*k))
			c.add(cell{district: int32(k)}, 10, float64(100*k)+10*[]float64{1, 2, 6}[k])
		}
		effect, monteCarlo := c.mean()
		assert.InDelta(t, 3, effect, 1e-12)
		assert.InDelta(t, math.Sqrt(1400*1.5)/30, monteCarlo, 1e-12)
		assert.Equal(t, int64(30), c.persons())
	}
	one := cells{}
	one.add(cell{}, 2, 8)
	effect, monteCarlo := one.mean()
	assert.Equal(t, 4.0, effect)
	assert.True(t, math.IsNaN(monteCarlo))
}
