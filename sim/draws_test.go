package sim_test

// The streams pinned here are pinned for ever: a study is repeated from its seed. If a change of the engine moves one of these
// numbers, the change is wrong.

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/sim"
)

func ExampleDraws() {
	const winter sim.Use = 7 // in the model's list of uses
	draws := sim.NewDraws(2015, 0, 0, winter)
	anna, ben := sim.ID(3, 1), sim.ID(3, 2) // district 3

	fmt.Printf("%.4f %.4f\n", draws.Uniform(anna, 10), draws.Uniform(ben, 10)) // week 10
	fmt.Printf("%.4f\n", draws.Uniform(anna, 10))                              // asked again, in any order
	fmt.Printf("%.4f\n", sim.NewDraws(2015, 0, 1, winter).Uniform(anna, 10))   // in another luck
	// Output:
	// 0.4794 0.5392
	// 0.4794
	// 0.5352
}

func TestDrawsPinned(t *testing.T) {
	for _, p := range []struct {
		seed             uint64
		population, luck uint32
		use              sim.Use
		want             [4]uint64 // at (0, 0), (0, 1), (1, 0) and the last entity and index
	}{
		{0, 0, 0, 0, [4]uint64{0x0289fb2bf3654c95, 0x7988338fecfaa2d8, 0xaeb8e6addc0b69e7, 0xbb41392e68e2edd9}},
		{1, 0, 0, 0, [4]uint64{0xfd0ef8c0aee8389c, 0x6d17f7323ee35e87, 0x4f8b10717f1c38d0, 0xaebbf9fc9d7271ea}},
		{0, 1, 0, 0, [4]uint64{0x5a38b4f33a2527d7, 0x8077189347ad177f, 0x229276abb6195484, 0xf944aebdfdb9f39e}},
		{0, 0, 1, 0, [4]uint64{0xc6178079c5af8e26, 0xfd7e881c83940eed, 0x4fb5b7cd4563ee7b, 0x7478a955cac9cd0f}},
		{0, 0, 0, 1, [4]uint64{0xf0f64686531b52ab, 0xa59f57b592228c66, 0xaf7637afb6c4ec0d, 0x84b6533f6565af94}},
		{2015, 3, 7, 42, [4]uint64{0xfbc250e5d455780f, 0x0e94689d2a174971, 0x3ecaad55aadf817b, 0x89074c8e1e1631ba}},
		{1<<64 - 1, 1<<32 - 1, 1<<32 - 1, 1<<16 - 1, [4]uint64{0x461144e00014838c, 0x25ac059963a9ad2b, 0x06f7e5b45138cdd5, 0xb61a6c6e57fda4ca}},
	} {
		d := sim.NewDraws(p.seed, p.population, p.luck, p.use)
		got := [4]uint64{d.Bits(0, 0), d.Bits(0, 1), d.Bits(1, 0), d.Bits(1<<40-1, 1<<24-1)}
		assert.Equal(t, p.want, got, "%+v", p)
	}
	d := sim.NewDraws(2015, 3, 7, 42)
	assert.Equal(t, 0.7678166231979623, d.Uniform(0, 5))
	assert.Equal(t, 0.7316753363676677, d.Normal(0, 5))
	assert.Equal(t, 767, d.Below(0, 5, 1000))
}

// Uniform covers the open interval: 0 and 1 would be infinite as a normal or exponential number.
func TestUniformEnds(t *testing.T) {
	assert.Equal(t, 0x1p-53, sim.Uniform(0))
	assert.Equal(t, 1-0x1p-53, sim.Uniform(math.MaxUint64))
	assert.Equal(t, 0.5+0x1p-53, sim.Uniform(1<<63))
	assert.Equal(t, -sim.Normal(0), sim.Normal(math.MaxUint64), "the two tails mirror each other")
	assert.InDelta(t, -8.2095361516, sim.Normal(0), 1e-9) // the quantile of 2^-53
}

// Mean and variance of the transforms: 1/2 and 1/12; 0 and 1. The spread of a variance needs the fourth moment (1/80; 3).
func TestTransformsLaw(t *testing.T) {
	d := sim.NewDraws(1, 2, 3, 4)
	n := 200_000 * long()
	var u, u2, z, z2 float64
	below := make([]int, 7)
	for i := range uint64(n) {
		x, y := d.Uniform(i, 1)-0.5, d.Normal(i, 2)
		u, u2, z, z2 = u+x, u2+x*x, z+y, z2+y*y
		below[d.Below(i, 3, len(below))]++
	}
	assert.Less(t, math.Abs(zMean(u, n, 0, math.Sqrt(1./12))), zLimit)
	assert.Less(t, math.Abs(zMean(u2, n, 1./12, math.Sqrt(1./80-1./144))), zLimit)
	assert.Less(t, math.Abs(zMean(z, n, 0, 1)), zLimit)
	assert.Less(t, math.Abs(zMean(z2, n, 1, math.Sqrt2)), zLimit)
	assert.Less(t, math.Abs(zCells(below, n)), zLimit)
}

func TestBelow(t *testing.T) {
	d := sim.NewDraws(1, 2, 3, 4)
	for i := range uint64(100) {
		assert.Zero(t, d.Below(i, 0, 1))
		assert.Less(t, d.Below(i, 0, math.MaxInt), math.MaxInt)
	}
	assert.PanicsWithValue(t, "sim: Below needs a positive n", func() { d.Below(0, 0, 0) })
	assert.Panics(t, func() { d.Below(0, 0, -3) })
}

// A Source is the entity's draws in order, and nothing is shared between sources.
func TestSource(t *testing.T) {
	d := sim.NewDraws(1, 2, 3, 4)
	a, b := d.Source(9), d.Source(9)
	var _ rand.Source = a
	for i := range uint32(10) {
		assert.Equal(t, d.Bits(9, i), a.Uint64())
	}
	assert.Equal(t, d.Bits(9, 0), b.Uint64())
}

func TestID(t *testing.T) {
	assert.Equal(t, uint64(3)<<24|17, sim.ID(3, 17))
	assert.Equal(t, uint64(1)<<40-1, sim.ID(1<<16-1, 1<<24-1))
	for _, of := range [][2]int{{3, 17}, {0, 0}, {1<<16 - 1, 1<<24 - 1}} {
		district, ordinal := sim.SplitID(sim.ID(of[0], of[1]))
		assert.Equal(t, of, [2]int{district, ordinal})
	}
	assert.PanicsWithValue(t, "sim: no entity number for district 3, ordinal 16777216", func() { sim.ID(3, 1<<24) })
	for _, bad := range [][2]int{{-1, 0}, {0, -1}, {1 << 16, 0}} {
		assert.Panics(t, func() { sim.ID(bad[0], bad[1]) })
	}
}

func BenchmarkDraws(b *testing.B) {
	d := sim.NewDraws(1, 2, 3, 4)
	for _, c := range []struct {
		name string
		draw func(i uint64) float64
	}{
		{"Bits", func(i uint64) float64 { return float64(d.Bits(i, 8) >> 12) }},
		{"Uniform", func(i uint64) float64 { return d.Uniform(i, 8) }},
		{"Normal", func(i uint64) float64 { return d.Normal(i, 8) }},
		{"Below", func(i uint64) float64 { return float64(d.Below(i, 8, 100)) }},
		{"Exp", func(i uint64) float64 { return sim.Exp(float64(i&15) - 7.5) }},
		{"Log", func(i uint64) float64 { return sim.Log(float64(i + 1)) }},
		{"NewDraws", func(i uint64) float64 { return float64(sim.NewDraws(i, 2, 3, 4).Bits(0, 0) >> 12) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			i, sum := uint64(0), 0.0
			for b.Loop() {
				sum += c.draw(i)
				i++
			}
		})
	}
}
