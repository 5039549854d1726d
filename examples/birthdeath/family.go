package main

import "math/bits"

// A bird's number must not depend on what happens to birds outside its own line of mothers: were birds numbered as they come, one
// death would hand the luck of all later chicks to others, and the worlds would soon have nothing in common.
//
// So each founder, and each week in which a bird may land, has a family: places for the bird and its descendants. These first birds
// are exogenous, that is, the same in every world. The first bird has rank 0, and the k-th chick of the bird of rank r (k from 0) has
// rank (2r+1) 2^k. Every whole number above 0 is an odd number times a power of 2 in exactly one way, so each rank is one bird's,
// and no family needs a list. That a chick is its mother's k-th is a count of earlier events, but of its mother's alone.
const (
	familyBits = 7
	familySize = 1 << familyBits
)

// chick returns the place of the k-th chick of the bird in a place; false if the family has no room for it: when it takes more than
// familyBits eggs, elder sisters' and mothers' included, from the first bird to this chick.
func chick(mother, k int) (place int, ok bool) {
	family, rank := mother>>familyBits, mother&(familySize-1)
	rank = (2*rank + 1) << k
	return family<<familyBits | rank, k <= familyBits && rank < familySize
}

// motherOf is the inverse: the mother's place, and which of her chicks this one is. The first bird of a family has none.
func motherOf(place int) (mother, k int, ok bool) {
	family, rank := place>>familyBits, place&(familySize-1)
	if rank == 0 {
		return 0, 0, false
	}
	k = bits.TrailingZeros(uint(rank))
	return family<<familyBits | rank>>(k+1), k, true
}
