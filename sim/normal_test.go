package sim_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/sim"
)

// The quantiles were computed to 20 digits with mpmath 1.3.0: the root z of erfc(-z/sqrt 2)/2 = p for the float64 nearest to p.
func TestNormalQuantile(t *testing.T) {
	for _, c := range []struct{ p, z float64 }{
		{1e-300, -37.047096299361199237},
		{1e-100, -21.273453560965324294},
		{1e-20, -9.2623400897984075796},
		{0x1p-53, -8.2095361516013868556},
		{1e-9, -5.9978070150076868614},
		{1e-6, -4.7534243088228989573},
		{1e-5, -4.2648907939228246102},
		{0.001, -3.0902323061678135354},
		{0.01, -2.3263478740408410931},
		{0.02425, -1.9729610513118848376},
		{0.025, -1.9599639845400542118},
		{0.05, -1.644853626951472688},
		{0.075, -1.4395314709384559349},
		{0.1, -1.2815515655446004353},
		{0.25, -0.6744897501960817432},
		{0.4, -0.25334710313579974132},
		{0.49999, -0.000025066282748960008527},
		{0.5, 0},
		{0.50001, 0.000025066282748820862706},
		{0.6, 0.25334710313579974132},
		{0.75, 0.6744897501960817432},
		{0.9, 1.2815515655446005935},
		{0.925, 1.4395314709384562291},
		{0.95, 1.6448536269514722843},
		{0.975, 1.9599639845400538556},
		{0.99, 2.3263478740408407676},
		{0.9999, 3.7190164854557083867},
		{1 - 1e-9, 5.9978070196016374264},
		{1 - 0x1p-53, 8.2095361516013868556},
	} {
		assertClose(t, c.z, sim.NormalQuantile(c.p), c.p)
	}
}

func TestNormalQuantileEnds(t *testing.T) {
	for p, z := range map[float64]float64{0: math.Inf(-1), 1: math.Inf(1), -0.1: math.NaN(), 1.1: math.NaN(), math.Inf(1): math.NaN()} {
		assertClose(t, z, sim.NormalQuantile(p), p)
	}
	assert.True(t, math.IsNaN(sim.NormalQuantile(math.NaN())))
}

// The normal distribution function, by package math's Erfc, undoes the quantile: over the joints at 0.075 and at exp(-25) too. An
// error e of z is an error of about e z^2 of the tail's probability.
func TestNormalQuantileInverse(t *testing.T) {
	d := sim.NewDraws(1, 0, 0, 4)
	for i := range uint64(20_000) {
		for _, p := range []float64{d.Uniform(i, 0) / 2, 0.075 + 1e-6*(d.Uniform(i, 1)-0.5), math.Exp(-25 + 1e-3*(d.Uniform(i, 2)-0.5)), math.Exp(-600*d.Uniform(i, 3)) / 2} {
			z := sim.NormalQuantile(p)
			if back := math.Erfc(-z/math.Sqrt2) / 2; math.Abs(back/p-1) > 1e-15*(2+z*z) {
				t.Errorf("found %v, expected %v", back, p)
			}
		}
	}
}

// The bits are pinned: every build on every processor must give these.
func TestNormalQuantilePinned(t *testing.T) {
	d := sim.NewDraws(1, 0, 0, 3)
	assert.Equal(t, uint64(0x8a011110a67d8788), digest(100_000, func(i int) float64 { return d.Normal(uint64(i), 0) }))
}
