package trial

import (
	"fmt"
	"math"

	"inwork/sim"
)

// Arm is one arm of a trial as assignment sees it.
type Arm struct {
	Key   string  // decides who gets it; labels may change, keys do not
	Share float64 // weight above 0: arms with shares 2 and 1 get two thirds and one third
}

// Assign returns the index of the unit's arm by weighted rendezvous hashing: each arm draws a score for the unit from its key alone,
// -Share/ln(u) with u uniform, and the highest score wins, which it does with probability Share over the sum of shares. So the
// order of arms decides nothing, an arm that is added or grows takes units only to itself, one that is removed or shrinks gives
// up only its own, and a new label changes nothing.
//
// The unit is a person, benefit unit or cluster below 1<<40 ([sim.ID]); draws is a use of its own. Assign panics without arms,
// on a share that is not finite and above 0, and on a key used twice.
func Assign(draws sim.Draws, unit uint64, arms []Arm) int {
	if len(arms) == 0 {
		panic("trial: no arms")
	}
	best, highest := -1, 0.0
	for a, arm := range arms {
		refuse(arms[:a], arm)
		s := score(draws, unit, arm)
		if best < 0 || s > highest || s == highest && arm.Key < arms[best].Key {
			best, highest = a, s
		}
	}
	return best
}

// score keys the draw by unit and arm: all 64 bits of the key's hash move the counter.
func score(draws sim.Draws, unit uint64, arm Arm) float64 {
	h := hash(arm.Key)
	return -arm.Share / sim.Log(draws.Uniform(unit^h>>24, uint32(h&(1<<24-1))))
}

// hash is FNV-1a (Fowler, Noll and Vo).
func hash(key string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	return h
}

func refuse(before []Arm, arm Arm) {
	if !(arm.Share > 0 && arm.Share <= math.MaxFloat64) {
		panic(fmt.Sprintf("trial: arm %q has share %v, expected a finite one above 0", arm.Key, arm.Share))
	}
	for _, b := range before {
		if b.Key == arm.Key {
			panic(fmt.Sprintf("trial: key %q is used twice", arm.Key))
		}
	}
}
