package population_test

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"inwork/progression/population"
)

// Parts sum to the total, each is its exact share rounded down or up, a larger
// weight never gets less, and no share of 0 gets anything.
func TestApportion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.OneOf(rapid.IntRange(0, 100), rapid.IntRange(0, 1<<62)).Draw(t, "total")
		weights := rapid.SliceOfN(rapid.IntRange(0, 1<<40), 1, 40).Draw(t, "weights")
		weights[0] = max(weights[0], 1)
		parts := population.Apportion(total, weights)
		require.Len(t, parts, len(weights))
		whole, left := new(big.Int), total
		for _, w := range weights {
			whole.Add(whole, big.NewInt(int64(w)))
		}
		for i, w := range weights {
			exact := new(big.Int).Mul(big.NewInt(int64(total)), big.NewInt(int64(w)))
			down := int(exact.Div(exact, whole).Int64())
			require.True(t, parts[i] == down || parts[i] == down+1 && w > 0, "part %d", i)
			left -= parts[i]
			for j := range i {
				if weights[j] > w {
					require.GreaterOrEqual(t, parts[j], parts[i])
				}
			}
		}
		require.Zero(t, left)
	})
}

// By hand: quotas 2.5, 2.5, 5 for a total of 10 leave one over for two equal
// remainders; the earlier index has it.
func TestApportion_Ties(t *testing.T) {
	assert.Equal(t, []int{3, 2, 5}, population.Apportion(10, []int{1, 1, 2}))
	assert.Equal(t, []int{1, 1, 0}, population.Apportion(2, []int{7, 7, 7}))
	assert.Equal(t, []int{0, 0}, population.Apportion(0, []int{0, 0}))
	assert.Empty(t, population.Apportion(0, nil))
}

func TestApportion_Panics(t *testing.T) {
	assert.Panics(t, func() { population.Apportion(-1, []int{1}) })
	assert.Panics(t, func() { population.Apportion(1, []int{2, -1}) })
	assert.Panics(t, func() { population.Apportion(1, []int{0, 0}) })
}
