package student_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"inwork/sim"
	"inwork/sim/student"
)

// Expected values come from numerical integration of the density with 60 digits (mpmath 1.3). They stand on both sides of
// the 500 degrees of freedom where expansions take over, and at t = 9, where 1-CDF would be 0.
func TestStudent(t *testing.T) {
	for _, c := range []struct{ df, quantile975, above01, above25, above9 float64 }{
		{1.5, 6.0166631044279319, 0.46602072674348131, 0.084903251307348032, 0.013829377602765492},
		{9.5, 2.2441374614922965, 0.46121150556880629, 0.016292528894802193, 2.954533431247392e-6},
		{100, 1.9839715185235523, 0.46027226554792562, 0.0070228945620385887, 7.6803852573752069e-15},
		{500, 1.9647198374673678, 0.46019220376843807, 0.0063692877504419202, 2.3568692526097254e-18},
		{501, 1.9647103221754832, 0.46019216377645201, 0.0063689676111221287, 2.3439596931097348e-18},
		{2000, 1.961150826099438, 0.46017717393332886, 0.0062494262990566686, 2.5582865857697068e-19},
		{20471.25, 1.9600798743422217, 0.46017265233597462, 0.0062135456252846426, 1.2248824197143468e-19},
		{1e6, 1.959966356814107, 0.46017217274602158, 0.0062097447510816231, 1.1304865167464302e-19},
		{1e9, 1.9599639869123255, 0.46017216273299407, 0.006209665405201247, 1.1285903025735565e-19},
	} {
		s := student.T{DF: c.df}
		const tolerance = 1e-12 // relative; the fourth-order terms left out are below it from 500 degrees of freedom on
		assert.InEpsilon(t, c.quantile975, s.Quantile(0.975), tolerance, "quantile, df %v", c.df)
		assert.InEpsilon(t, c.above01, s.Survival(0.1), tolerance, "above 0.1, df %v", c.df)
		assert.InEpsilon(t, c.above25, s.Survival(2.5), tolerance, "above 2.5, df %v", c.df)
		assert.InEpsilon(t, c.above9, s.Survival(9), tolerance, "above 9, df %v", c.df)
	}
	assert.Equal(t, 0.5, student.T{DF: 1e5}.Survival(0))
	assert.Positive(t, student.T{DF: 30.5}.Survival(math.Sqrt(1600)))
}

// The quantile is the inverse of the tail, far out too: a relative error of 1e-11 at 1e-30. Gonum's alone is off by 6% of the tail at 300
// degrees of freedom and 1e-15, and by 2e9 in t at 500 and 1e-30.
func TestT_QuantileInTheTails(t *testing.T) {
	for _, df := range []float64{0.5, 1, 1.5, 2, 5, 29, 31, 100, 300, 500, 501, 1000, 20_000, 99_999, 1e6, 1e9, math.Inf(1)} {
		for _, p := range []float64{0.4, 0.1, 0.025, 1e-3, 1e-5, 1e-7, 1e-10, 1e-15, 1e-30} {
			assert.InEpsilon(t, p, student.T{DF: df}.Survival(-student.T{DF: df}.Quantile(p)), 1e-11, "df %v, p %v", df, p)
		}
	}
	// In closed form: Cauchy's, and t with 2.
	assert.InEpsilon(t, math.Tan(math.Pi*(0.999-0.5)), student.T{DF: 1}.Quantile(0.999), 1e-12)
	assert.InEpsilon(t, 0.98*math.Sqrt(2/(1-0.98*0.98)), student.T{DF: 2}.Quantile(0.99), 1e-12)
}

// Ends and nonsense.
func TestT_QuantileEnds(t *testing.T) {
	for _, df := range []float64{1, 10, 1000, math.Inf(1)} {
		s := student.T{DF: df}
		assert.Equal(t, math.Inf(-1), s.Quantile(0))
		assert.Equal(t, math.Inf(1), s.Quantile(1))
		assert.Zero(t, s.Quantile(0.5))
		for _, p := range []float64{-0.1, 1.1, math.NaN()} {
			assert.True(t, math.IsNaN(s.Quantile(p)), "%v", p)
		}
		assert.Equal(t, s.Quantile(0.25), -s.Quantile(0.75))
	}
	assert.Equal(t, sim.NormalQuantile(0.975), student.T{DF: math.Inf(1)}.Quantile(0.975))
}

// More degrees of freedom, less tail: no step where one method takes over from another.
func TestT_Monotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		df := rapid.Float64Range(0.5, 2_000).Draw(t, "df")
		p := rapid.Float64Range(1e-12, 0.4).Draw(t, "p")
		more := df * rapid.Float64Range(1.0001, 2).Draw(t, "more")
		assert.Greater(t, student.T{DF: more}.Quantile(p), student.T{DF: df}.Quantile(p))
	})
}

// Near 0 the tail is a half less t times the density there: gonum's had no digits left of a small t.
func TestT_SurvivalNearZero(t *testing.T) {
	for _, df := range []float64{1, 3.7, 38, 499} {
		s := student.T{DF: df}
		density := math.Exp(lgamma((df+1)/2)-lgamma(df/2)) / math.Sqrt(df*math.Pi)
		for _, at := range []float64{1e-12, 3e-9, 1e-6, 1e-4} {
			assert.InDelta(t, at*density, 0.5-s.Survival(at), 1e-13+at*at*at, "%v at %v", df, at)
		}
	}
	for _, df := range []float64{1, 38} { // and there is no step where the two ways meet
		below, above := student.T{DF: df}.Survival(0.01-1e-12), student.T{DF: df}.Survival(0.01)
		assert.InDelta(t, below, above, 1e-12)
	}
}

func lgamma(x float64) float64 { y, _ := math.Lgamma(x); return y }
