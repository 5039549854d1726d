package sim

import (
	"fmt"
	"math/bits"
)

// Use says what a draw is for. A model names its uses in one append-only list: a number given once is never given again.
type Use uint16

// Draws is the random numbers of one use: a pure function of (entity, index), keyed by seed, population, luck and use.
// The entity is below 1<<40 (see [ID]) and the index below 1<<24; neither is checked, for this is the innermost loop.
// The index is a week or a stable ordinal, never a count of earlier events and never a place in a queue, so that a life which
// changes disturbs no other draw. The zero value is not usable.
type Draws struct{ key uint64 }

// NewDraws returns the draws of one use. Studies differ in seed, replicates in population (who lives there) and luck (what befalls
// them). Each is keyed separately: the same population may run under other luck.
func NewDraws(seed uint64, population, luck uint32, use Use) Draws {
	h := mix(seed + golden)
	h = mix((h ^ uint64(population)) + golden)
	h = mix((h ^ uint64(luck)) + golden)
	h = mix((h ^ uint64(use)) + golden)
	return Draws{squaresKey(h)}
}

const golden = 0x9E3779B97F4A7C15 // 2^64 divided by the golden ratio, as in SplitMix64

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, variant 13 of Stafford): a bijection in which each bit of z moves
// about half of the result.
func mix(z uint64) uint64 {
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

// squaresKey makes a key from a hash: odd, and irregular as Widynski asks, with 10 to 22 ones in each half (a hash in 25 is hashed
// again). Note: his own schedule, of distinct hexadecimal digits, warns of keys that agree in their low 36 bits. Of 25,000 keys two
// agree so in one study of six with that schedule and in one of 100 with this one.
func squaresKey(h uint64) uint64 {
	for {
		key := h | 1
		if irregular(uint32(key)) && irregular(uint32(key>>32)) {
			return key
		}
		h = mix(h + golden)
	}
}

func irregular(half uint32) bool {
	ones := bits.OnesCount32(half)
	return 10 <= ones && ones <= 22
}

// Bits returns the 64 bits of (entity, index): Squares64 of Widynski, "Squares: a fast counter-based RNG", arXiv:2004.06278,
// on the counter entity<<24 | index.
func (d Draws) Bits(entity uint64, index uint32) uint64 {
	y := (entity<<indexBits | uint64(index)) * d.key
	z := y + d.key
	x := bits.RotateLeft64(y*y+y, 32)
	x = bits.RotateLeft64(x*x+z, 32)
	x = bits.RotateLeft64(x*x+y, 32)
	t := x*x + z
	x = bits.RotateLeft64(t, 32)
	return t ^ ((x*x + y) >> 32)
}

// Uniform returns a number between 0 and 1, neither of them included.
func (d Draws) Uniform(entity uint64, index uint32) float64 { return Uniform(d.Bits(entity, index)) }

// Normal returns a standard normal number by the inverse transform of one draw: larger bits, larger number.
func (d Draws) Normal(entity uint64, index uint32) float64 { return Normal(d.Bits(entity, index)) }

// Below returns a whole number from 0 to n-1, each as likely as the others to within n/2^64. It panics if n is not positive.
func (d Draws) Below(entity uint64, index uint32, n int) int {
	if n <= 0 {
		panic("sim: Below needs a positive n")
	}
	high, _ := bits.Mul64(d.Bits(entity, index), uint64(n))
	return int(high)
}

// Uniform turns 64 random bits into a number between 0 and 1, neither of them included: the middle of one of 2^52 equal cells.
// (With 53 bits the last cell's middle would round to 1.)
func Uniform(bits uint64) float64 { return (float64(bits>>12) + 0.5) * 0x1p-52 }

// Normal turns 64 random bits into a standard normal number: NormalQuantile(Uniform(bits)).
func Normal(bits uint64) float64 { return NormalQuantile(Uniform(bits)) }

// Source deals the draws of one entity one after another, as a [math/rand/v2.Source]. Use it where the number of draws is not
// known beforehand and only within one moment of one entity's life. It is not safe for use by several goroutines.
type Source struct {
	draws  Draws
	entity uint64
	next   uint32
}

// Source returns the draws of the entity at index 0, 1, 2 and so on.
func (d Draws) Source(entity uint64) *Source { return &Source{draws: d, entity: entity} }

// Uint64 returns the next draw. It panics after 1<<24 of them.
func (s *Source) Uint64() uint64 {
	if s.next >= 1<<indexBits {
		panic("sim: a Source holds 1<<24 draws")
	}
	s.next++
	return s.draws.Bits(s.entity, s.next-1)
}

const (
	indexBits    = 24
	ordinalBits  = 24
	districtBits = 16
)

// ID returns the entity number of the ordinal-th entity of a district: district<<24 | ordinal. It panics unless
// 0 <= district < 1<<16 and 0 <= ordinal < 1<<24.
func ID(district, ordinal int) uint64 {
	if district < 0 || district >= 1<<districtBits || ordinal < 0 || ordinal >= 1<<ordinalBits {
		panic(fmt.Sprintf("sim: no entity number for district %d, ordinal %d", district, ordinal))
	}
	return uint64(district)<<ordinalBits | uint64(ordinal)
}

// SplitID returns what ID was given.
func SplitID(entity uint64) (district, ordinal int) {
	return int(entity >> ordinalBits), int(entity & (1<<ordinalBits - 1))
}
