package sim_test

import (
	"hash/fnv"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/sim"
)

// accuracy is the relative error allowed against package math, which itself may be off by 1 unit in the last place: 1e-15 is 4.5.
const accuracy = 1e-15

// assertClose compares in relative terms, and exactly where there is no relative error: at 0, at the infinities and NaN.
func assertClose(t *testing.T, want, got float64, argument float64) {
	t.Helper()
	same := want == got || math.IsNaN(want) && math.IsNaN(got)
	if !same && !(math.Abs(got/want-1) < accuracy) {
		t.Errorf("at %v: found %v, expected %v", argument, got, want)
	}
}

// digest is a hash of the bits of f over n arguments.
func digest(n int, f func(i int) float64) uint64 {
	h := fnv.New64a()
	for i := range n {
		x := math.Float64bits(f(i))
		h.Write([]byte{byte(x), byte(x >> 8), byte(x >> 16), byte(x >> 24), byte(x >> 32), byte(x >> 40), byte(x >> 48), byte(x >> 56)})
	}
	return h.Sum64()
}

func TestExp(t *testing.T) {
	d := sim.NewDraws(1, 0, 0, 1)
	for i := range uint64(20_000) {
		x := 1400*d.Uniform(i, 0) - 700
		assertClose(t, math.Exp(x), sim.Exp(x), x)
		assertClose(t, math.Exp(x/700), sim.Exp(x/700), x/700)
	}
	assert.Equal(t, 1.0, sim.Exp(0))
	assert.Equal(t, math.E, sim.Exp(1))
	assert.Equal(t, 1+0x1p-52, sim.Exp(0x1p-52))
	assert.Equal(t, 1.0, sim.Exp(1e-300))
}

// At the ends of the range the result is subnormal, 0 or infinite as in package math. A subnormal result has few digits: it may be
// off by one of its last.
func TestExpEnds(t *testing.T) {
	for _, x := range []float64{-708, -708.1, 709, 709.782712893385, 1e9, math.Inf(1), -746, -1e9, math.Inf(-1), math.NaN()} {
		assertClose(t, math.Exp(x), sim.Exp(x), x)
	}
	assertClose(t, 1.654984027680264403e308, sim.Exp(709.7), 709.7) // mpmath; the assembly of package math on amd64 has +Inf here
	assertClose(t, 1.797693134862273218e308, sim.Exp(709.782712893384), 709.782712893384)
	for _, x := range []float64{-708.4, -708.5, -710, -720, -740, -744, -745, -745.13, -745.14} {
		assert.InDelta(t, math.Exp(x), sim.Exp(x), 2*math.SmallestNonzeroFloat64, x)
	}
}

// A larger argument never gives a smaller result, so that a rate that rises never lowers a probability.
func TestExpRises(t *testing.T) {
	d := sim.NewDraws(1, 0, 0, 2)
	for i := range uint64(20_000) {
		x := 20*d.Uniform(i, 0) - 10
		if sim.Exp(x) > sim.Exp(math.Nextafter(x, 99)) {
			t.Errorf("falls at %v", x)
		}
	}
}

// The bits are pinned: every build on every processor must give these.
func TestExpPinned(t *testing.T) {
	d := sim.NewDraws(1, 0, 0, 3)
	assert.Equal(t, uint64(0xe7aafc69bf5404e4), digest(100_000, func(i int) float64 { return sim.Exp(200*d.Uniform(uint64(i), 0) - 100) }))
}
