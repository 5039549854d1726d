package sim_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/sim"
)

func TestLog(t *testing.T) {
	d := sim.NewDraws(1, 0, 0, 1)
	for i := range uint64(20_000) {
		u := d.Uniform(i, 0)
		for _, x := range []float64{u, 1e3 * u, 1 + u*1e-9, math.Exp(1400*u - 700)} {
			assertClose(t, math.Log(x), sim.Log(x), x)
		}
	}
	assert.Zero(t, sim.Log(1))
	assert.Equal(t, 1.0, sim.Log(math.E))
}

// Subnormal numbers are k times 2^-1074. (The assembly of package math on amd64 is 1% off here, in Go 1.26.)
func TestLogSubnormal(t *testing.T) {
	for _, k := range []uint64{1, 2, 3, 1000, 12345678901, 1<<52 - 1} {
		assertClose(t, math.Log(float64(k))-1074*math.Ln2, sim.Log(math.Float64frombits(k)), float64(k))
	}
}

func TestLogEnds(t *testing.T) {
	for _, x := range []float64{0, math.Copysign(0, -1), -1, math.Inf(-1), math.Inf(1), math.NaN(), math.MaxFloat64, 0x1p-1022, 0x1p-53, 1 - 0x1p-53} {
		assertClose(t, math.Log(x), sim.Log(x), x)
	}
}

// Log undoes Exp. An error of half a unit in Exp's last place is 1.1e-16 of its logarithm, whatever its size.
func TestLogUndoesExp(t *testing.T) {
	d := sim.NewDraws(1, 0, 0, 2)
	for i := range uint64(20_000) {
		x := 1400*d.Uniform(i, 0) - 700
		if back := sim.Log(sim.Exp(x)); math.Abs(back-x) > 3e-16*(1+math.Abs(x)) {
			t.Errorf("found %v, expected %v", back, x)
		}
	}
}

// The bits are pinned: every build on every processor must give these.
func TestLogPinned(t *testing.T) {
	d := sim.NewDraws(1, 0, 0, 3)
	assert.Equal(t, uint64(0xf2263bdd99631cb9), digest(100_000, func(i int) float64 { return sim.Log(d.Uniform(uint64(i), 0)) }))
}
