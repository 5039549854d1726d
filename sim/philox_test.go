package sim_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// philox is Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011): the second
// opinion. What the engine's statistics say of Squares they must say of a generator that the field has tested for longer.
func philox(counter [4]uint32, key [2]uint32) [4]uint32 {
	for range 10 {
		p0, p1 := uint64(0xD2511F53)*uint64(counter[0]), uint64(0xCD9E8D57)*uint64(counter[2])
		counter = [4]uint32{uint32(p1>>32) ^ counter[1] ^ key[0], uint32(p1), uint32(p0>>32) ^ counter[3] ^ key[1], uint32(p0)}
		key[0] += 0x9E3779B9
		key[1] += 0xBB67AE85
	}
	return counter
}

// The known answers are those of the Random123 distribution, tests/kat_vectors.
func TestPhiloxKnownAnswers(t *testing.T) {
	const ones = 0xffffffff
	assert.Equal(t, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, philox([4]uint32{}, [2]uint32{}))
	assert.Equal(t, [4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, philox([4]uint32{ones, ones, ones, ones}, [2]uint32{ones, ones}))
	assert.Equal(t, [4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
		philox([4]uint32{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, [2]uint32{0xa4093822, 0x299f31d0})) // digits of pi
}
