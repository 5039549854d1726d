package population

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Bands together make the margin exactly, and none of them goes above its limit.
func TestAllocate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		margin := rapid.SliceOfN(rapid.Float64Range(0.5, 1), 6, 16).Draw(t, "margin")
		bands := newShares(rapid.SliceOfN(rapid.Float64Range(0.2, 0.3), 3, 5).Draw(t, "bands")...)
		first := len(margin) - 2 // without the last level; the rest, 0.71 or more, hold the first band, 0.43 or less
		list := allocate(margin, bands, func(b int) int {
			if b == 0 {
				return first
			}
			return len(margin) - 1
		})
		whole := newShares(margin...)
		for k := range margin {
			made := 0.0
			for b := range bands {
				if b == 0 && k > first {
					require.Len(t, list[0], first+1)
					continue
				}
				made += bands.share(b) * list[b].share(k)
			}
			require.InDelta(t, whole.share(k), made, 1e-12, "level %d", k)
		}
	})
}

// A band of half the parents cannot be filled by a tenth of the children.
func TestAllocate_Panics(t *testing.T) {
	assert.PanicsWithValue(t, "population: a band holds more people than its levels", func() {
		allocate([]float64{1, 9}, newShares(1, 1), func(b int) int { return b })
	})
}

// The rest within a level is uniform again, and the cumulated share inverts it.
func TestShares_Pick(t *testing.T) {
	s := newShares(1, 0, 3)
	for _, c := range []struct {
		u    float64
		k    int
		rest float64
	}{{0, 0, 0}, {0.125, 0, 0.5}, {0.25, 2, 0}, {0.625, 2, 0.5}, {1, 2, 1}} {
		k, rest := s.pick(c.u)
		assert.Equal(t, c.k, k, "u %v", c.u)
		assert.InDelta(t, c.rest, rest, 1e-15, "u %v", c.u)
		assert.InDelta(t, c.u, s.below(float64(k)+min(rest, 1-1e-12)), 1e-11)
	}
	assert.Panics(t, func() { newShares(1, -1) })
	assert.Panics(t, func() { newShares(0, 0) })
}
