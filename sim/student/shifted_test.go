package student_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"inwork/sim/student"
)

// bySimpson is the tail as the mean of the normal one over s, by Simpson's rule on many points: slow, and with another integrand than the
// methods that it judges for all but one.
func bySimpson(df, shift, t float64) float64 {
	low, high := math.Max(1e-12, 1-12/math.Sqrt(2*df)), 1+12/math.Sqrt(2*df)
	if df < 200 {
		low, high = 1e-12, 1+12/math.Sqrt(df)+2/df
	}
	const points = 20_000
	sum, total := 0.0, 0.0
	for k := range points + 1 {
		s := low + (high-low)*float64(k)/points
		weight := math.Exp((df-1)*math.Log(s)-df*(s*s-1)/2) * float64(2+2*(k%2))
		if k == 0 || k == points {
			weight /= 2
		}
		sum += weight * math.Erfc(-(shift-t*s)/math.Sqrt2) / 2
		total += weight
	}
	return sum / total
}

// From 1 degree of freedom to 1e6 and shifts from 0 to 200, with t on all sides of them, on both sides of each place where the method
// changes: 500 degrees of freedom, a shift of 37, t² twice the degrees of freedom.
func TestShifted(t *testing.T) {
	for _, df := range []float64{1, 2, 5, 30, 500, 501, 20_000, 99_999, 1e6} {
		for _, shift := range []float64{0, 0.1, 2, 5, 20, 36.9, 37.1, 60, 200} {
			for _, at := range []float64{-2.5, 0, shift * 0.7, shift, shift * 1.02, shift + 2, 1, 3} {
				got := student.Shifted{DF: df, Shift: shift}.Survival(at)
				assert.InDelta(t, bySimpson(df, shift, at), got, 1e-9, "df %v, shift %v, t %v", df, shift, at)
			}
		}
	}
}

// Known without integrals: no shift is Student's t, no end to the degrees of freedom the normal, and a shift below 0 is a mirror.
func TestShifted_Known(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		df := math.Exp(rapid.Float64Range(0, 15).Draw(t, "log df"))
		at := rapid.Float64Range(0, 8).Draw(t, "t")
		shift := rapid.Float64Range(-60, 60).Draw(t, "shift")
		assert.InDelta(t, student.T{DF: df}.Survival(at), student.Shifted{DF: df}.Survival(at), 1e-10)
		assert.InDelta(t, math.Erfc((at-shift)/math.Sqrt2)/2, student.Shifted{DF: math.Inf(1), Shift: shift}.Survival(at), 1e-15)
		assert.InDelta(t, 1, student.Shifted{DF: df, Shift: shift}.Survival(at)+student.Shifted{DF: df, Shift: -shift}.Survival(-at), 1e-10)
	})
}

// The tail grows with the shift and shrinks with t, with no step where one method takes over from another.
func TestShifted_Monotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		df := math.Exp(rapid.Float64Range(0, 15).Draw(t, "log df"))
		shift := rapid.Float64Range(0, 80).Draw(t, "shift")
		at := shift * rapid.Float64Range(0.2, 1.8).Draw(t, "t")
		here := student.Shifted{DF: df, Shift: shift}.Survival(at)
		assert.GreaterOrEqual(t, student.Shifted{DF: df, Shift: shift * 1.01}.Survival(at), here-1e-11)
		assert.LessOrEqual(t, student.Shifted{DF: df, Shift: shift}.Survival(at*1.01), here+1e-11)
		assert.False(t, here < -1e-12 || here > 1+1e-12)
	})
}

// The t statistic of 20 people an arm whose means differ by a standard deviation exceeds the critical value with a probability of 0.87:
// R's power.t.test(20, 1).
func ExampleShifted() {
	critical := student.T{DF: 38}.Quantile(0.975)
	fmt.Printf("%.4f\n", student.Shifted{DF: 38, Shift: math.Sqrt(20. / 2)}.Survival(critical))
	// Output:
	// 0.8690
}
