package population

import (
	"cmp"
	"math/bits"
	"slices"
)

// Apportion splits total into whole parts in proportion to weights by largest
// remainder: each part is its exact share rounded down or up, and the parts sum
// to total. Equal remainders go to the earlier index. It panics if total or a
// weight is negative, or if all weights are 0 and total is not.
func Apportion(total int, weights []int) []int {
	var whole uint64
	for _, w := range weights {
		if w < 0 {
			panic("population: negative weight")
		}
		whole += uint64(w)
	}
	if total < 0 || whole == 0 && total > 0 {
		panic("population: nothing to apportion to")
	}
	parts := make([]int, len(weights))
	if total == 0 {
		return parts
	}
	remainders := make([]uint64, len(weights))
	order := make([]int, len(weights))
	left := total
	for i, w := range weights {
		high, low := bits.Mul64(uint64(total), uint64(w))
		quotient, remainder := bits.Div64(high, low, whole)
		parts[i], remainders[i], order[i] = int(quotient), remainder, i
		left -= parts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainders[b], remainders[a]) })
	for _, i := range order[:left] {
		parts[i]++
	}
	return parts
}
