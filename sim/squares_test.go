package sim

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The rounds are those of the author: the first twenty outputs of his reference program (squaresrngv7.zip of squaresrng.wixsite.com)
// for the key of his examples, as quoted in the tests of the Rust crate that ports it.
func TestSquaresIsTheAuthors(t *testing.T) {
	want := []uint64{
		0x36d88366cee633a5, 0x944716e00e60dfaa, 0xc8a8f4e0678654bf, 0x35cc666aab11c80d, 0x7094eab1cbae8747,
		0xa2a1b6f56e92a96f, 0xd884957d48007552, 0xe61f37b97d593453, 0xe4d45c4762b10dad, 0xb0dbd071f201dd2a,
		0x4e25c6af4a5064a7, 0xd54d50af36134ceb, 0x7dab917950850951, 0xe43baa9306de9c8d, 0x18b032647cb30acf,
		0xeef7e3a14a148ca7, 0x1effa68839b30880, 0x42b59a95cab118b3, 0x1de1f790addcdcc8, 0xb405ccc03cdd7164,
	}
	d := Draws{key: 0x548c9decbce65297}
	for counter, w := range want {
		assert.Equal(t, w, d.Bits(0, uint32(counter)), "counter %d", counter)
	}
}

// The entity is the upper part of the counter, the index the lower: no two (entity, index) share a counter.
func TestSquaresCounter(t *testing.T) {
	d := Draws{key: 0x548c9decbce65297}
	counter := func(c uint64) uint64 { return d.Bits(c>>indexBits, uint32(c&(1<<indexBits-1))) }
	assert.Equal(t, counter(1<<24), d.Bits(1, 0))
	assert.Equal(t, counter(5<<24+7), d.Bits(5, 7))
	assert.Equal(t, counter(1<<64-1), d.Bits(1<<40-1, 1<<24-1))
}

// Every key is odd and irregular, and keys that differ in one word of their input differ.
func TestSquaresKeys(t *testing.T) {
	seen := make(map[uint64]bool)
	add := func(d Draws) {
		assert.Equal(t, uint64(1), d.key&1)
		assert.True(t, irregular(uint32(d.key)) && irregular(uint32(d.key>>32)), "%016x", d.key)
		seen[d.key] = true
	}
	const n = 3000
	for k := range uint32(n) {
		add(NewDraws(uint64(k), 0, 0, 0))
		add(NewDraws(0, k+1, 0, 0))
		add(NewDraws(0, 0, k+1, 0))
		add(NewDraws(0, 0, 0, Use(k+1)))
	}
	assert.Len(t, seen, 4*n)
}

// A hash that is too regular is hashed again rather than used: the ends of a bad hash's road are good keys.
func TestSquaresKeyOfARegularHash(t *testing.T) {
	for _, h := range []uint64{0, 1<<64 - 1, 1, 0xffffffff, 0xffffffff00000000} {
		key := squaresKey(h)
		assert.NotEqual(t, h|1, key)
		assert.True(t, irregular(uint32(key)) && irregular(uint32(key>>32)))
	}
	const fine = 0x548c9decbce65297
	assert.Equal(t, uint64(fine), squaresKey(fine))
}
