package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// The median of the largest of n sizes: with one, half of a standard normal lies within 0.6745; with 30, each must lie within
// its quantile of 2^(-1/30), which tables of the normal give as 2.2768.
func TestLargestByLuck(t *testing.T) {
	assert.InDelta(t, 0.67449, largestByLuck(1), 1e-5)
	assert.InDelta(t, 2.2768, largestByLuck(30), 2e-3)
	for n := range 100 {
		assert.Greater(t, largestByLuck(n+2), largestByLuck(n+1))
	}
}

// One sentence gives the number of differences, the largest, and what luck alone makes of so many.
func TestOmnibus(t *testing.T) {
	assert.Empty(t, omnibus(0, 0, 0.1))
	assert.Equal(t, "The one difference is 0.200 in size; by the luck of the draw alone it would be about 0.067.", omnibus(1, 0.2, 0.1))
	assert.Equal(t, "The largest of the 30 differences is 0.200 in size; by the luck of the draw alone the largest of so many would be about 0.228.",
		omnibus(30, 0.2, 0.1))
}
