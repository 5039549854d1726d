package pilot

import (
	"cmp"

	"inwork/sim"
	"inwork/sim/trial"
)

// useAssign is the use of the draws that assign people to arms. They are keyed by
// the replicate's assignment and by the arms' keys, not by luck.
const useAssign sim.Use = 1

// assign allots each candidate of a district an arm, whether she will be enrolled
// or not: like the last digits of a National Insurance number.
func (d *design) assign(assignment uint32, district, candidates int) []uint8 {
	var arms []trial.Arm
	var index []uint8
	for k, a := range d.Arms {
		if a.Share > 0 {
			arms = append(arms, trial.Arm{Key: cmp.Or(a.Key, a.Slug), Share: a.Share})
			index = append(index, uint8(k))
		}
	}
	draws := sim.NewDraws(d.Seed, assignment, 0, useAssign)
	out := make([]uint8, candidates)
	for i := range out {
		out[i] = index[trial.Assign(draws, sim.ID(district, i), arms)]
	}
	return out
}
