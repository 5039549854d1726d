package sim_test

import (
	"math"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
)

// Statistics here are z: standard normal if the law holds, which is refused at a distance of zLimit (once in 37,000 statistics of a
// true law). Seeds are fixed, so a test that passes passes always. Sample sizes are chosen so that a law 1% wrong lies near 7, where
// it is refused 399 times in 400; tests of power show it.
const zLimit = 4.2

// long multiplies the sample sizes of the statistical tests: INWORK_FULL=1 looks 16 times longer.
func long() int {
	if os.Getenv("INWORK_FULL") != "" {
		return 16
	}
	return 1
}

// zCount is the z of a count of n independent trials with probability p.
func zCount(count, n int, p float64) float64 {
	return (float64(count) - float64(n)*p) / math.Sqrt(float64(n)*p*(1-p))
}

// zMean is the z of the mean of n independent numbers with mean and standard deviation.
func zMean(sum float64, n int, mean, sd float64) float64 {
	return (sum/float64(n) - mean) / (sd / math.Sqrt(float64(n)))
}

// chiSquare gathers cells whose counts are compared with their expectations.
type chiSquare struct {
	sum float64
	df  int
}

// add counts a cell in if enough is expected for the approximation.
func (c *chiSquare) add(count int, expected float64) {
	if expected >= 10 {
		c.sum += (float64(count) - expected) * (float64(count) - expected) / expected
		c.df++
	}
}

// z is Wilson and Hilferty's approximation, with `fixed` degrees of freedom taken off.
func (c *chiSquare) z(fixed int) float64 {
	df := float64(c.df - fixed)
	v := 2 / (9 * df)
	return (math.Cbrt(c.sum/df) - (1 - v)) / math.Sqrt(v)
}

// The yardsticks themselves: textbook quantiles of the binomial and the chi-square.
func TestYardsticks(t *testing.T) {
	assert.InDelta(t, 2, zCount(60, 100, 0.5), 1e-12)              // 10 over, standard deviation 5
	assert.InDelta(t, -3, zMean(940, 100, 10, 2), 1e-12)           // 0.6 below, standard error 0.2
	assert.InDelta(t, 1.645, (&chiSquare{124.342, 100}).z(0), .01) // upper 5% point
	assert.InDelta(t, 3.090, (&chiSquare{149.449, 100}).z(0), .01) // upper 0.1% point
	assert.InDelta(t, -2.326, (&chiSquare{70.065, 101}).z(1), .01) // lower 1% point
}
