package trial

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"inwork/sim"
)

// Complete deals arms to a list of units so that each arm gets its share exactly, or one unit more or less than it where shares do not
// divide: who gets the odd ones is drawn, and each unit has each arm with probability Share over the sum of shares. It returns
// the index of the arm of each unit, in the order of units.
//
// An exact share needs the whole list, so what a unit gets depends on who else is in it (though not on their order), and a unit that is
// added may move others. Where that must not be, use [Assign], or [Blocked] with blocks that do not grow.
//
// The error is a *Duplicate. Complete panics on arms as Assign does.
func Complete(draws sim.Draws, units []uint64, arms []Arm) ([]int, error) {
	return Blocked(draws, units, make([]uint64, len(units)), arms)
}

// Blocked is [Complete] within each block: blocks[i] is the entity number of the block of units[i], such as that of its office and
// stratum. What a unit gets depends on those of its block alone, so people added to one block move nobody in another.
//
// The error is a *Duplicate. Blocked panics on slices that differ in length and on arms as Assign does.
func Blocked(draws sim.Draws, units, blocks []uint64, arms []Arm) ([]int, error) {
	sameLength("units and blocks", len(units), len(blocks))
	if err := distinct(units); err != nil {
		return nil, err
	}
	return blocked(draws, "unit", units, blocks, arms), nil
}

// blocked deals arms within blocks to units in some role, each of which is there once.
func blocked(draws sim.Draws, role string, units, blocks []uint64, arms []Arm) []int {
	d, order := newDealer(draws, role, units), inKeyOrder(arms)
	for _, rows := range groups(blocks) {
		d.deal(blocks[rows[0]], rows, order, arms)
	}
	return d.assigned
}

// dealer deals arms to units in the order of their scores.
type dealer struct {
	draws    sim.Draws
	role     string // what the units are: a person and a cluster of one number have nothing in common
	units    []uint64
	scores   []uint64
	assigned []int // the arm of each
}

func newDealer(draws sim.Draws, role string, units []uint64) *dealer {
	d := &dealer{draws: draws, role: role, units: units, scores: make([]uint64, len(units)), assigned: make([]int, len(units))}
	h := hash(role)
	for i, unit := range units {
		d.scores[i] = bits(draws, unit, h)
	}
	return d
}

// deal gives arms, in the order given, to the units in some rows.
func (d *dealer) deal(block uint64, rows, order []int, arms []Arm) {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(i, j int) int {
		return cmp.Or(cmp.Compare(d.scores[i], d.scores[j]), cmp.Compare(d.units[i], d.units[j]))
	})
	u := sim.Uniform(bits(d.draws, block, hash("odd "+d.role)))
	for k, n := range quotas(len(rows), order, arms, u) {
		for _, i := range rows[:n] {
			d.assigned[i] = order[k]
		}
		rows = rows[n:]
	}
}

// quotas is how many of n units each arm gets, arms in the order given: the whole part of its share, and one of the odd units if a point
// of the grid u, u+1, u+2 ... falls on its fraction when these are laid end to end (systematic sampling, Madow 1949), which
// happens with a probability of just that fraction.
func quotas(n int, order []int, arms []Arm, u float64) []int {
	sum := 0.0
	for _, a := range order {
		sum += arms[a].Share
	}
	counts, fractions := make([]int, len(order)), make([]float64, len(order))
	odd := n
	for k, a := range order {
		share := float64(float64(n) * (arms[a].Share / sum))
		whole := math.Floor(share + 1e-9) // 0.1 of 30 is 3
		counts[k], fractions[k] = int(whole), max(0, share-whole)
		odd -= int(whole)
	}
	laid, next := 0.0, u
	for k := range order {
		laid += fractions[k]
		if odd > 0 && (next <= laid || k == len(order)-1) { // the last takes what rounding left over
			counts[k]++
			odd--
			next++
		}
	}
	return counts
}

// bits are the random bits of a unit in a role, whose hash moves the counter as that of an arm's key does in Assign.
func bits(draws sim.Draws, unit, role uint64) uint64 {
	return draws.Bits(unit^role>>24, uint32(role&(1<<24-1)))
}

// inKeyOrder is the arms by key, so that the order in which they are listed decides nothing.
func inKeyOrder(arms []Arm) []int {
	if len(arms) == 0 {
		panic("trial: no arms")
	}
	for a := range arms {
		refuse(arms[:a], arms[a])
	}
	order := indices(len(arms))
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(arms[a].Key, arms[b].Key) })
	return order
}

func indices(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// groups is the rows of each label, in the order of the labels.
func groups(labels []uint64) [][]int {
	order := indices(len(labels))
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(labels[i], labels[j]) })
	var all [][]int
	for k, i := range order {
		if k == 0 || labels[i] != labels[order[k-1]] {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], i)
	}
	return all
}

// Duplicate is the error of a list that has a unit twice.
type Duplicate struct {
	Unit       uint64
	Row, Other int // counted from 0
}

func (e *Duplicate) Error() string {
	return fmt.Sprintf("rows %d and %d: found unit %d twice, expected each unit once", e.Row, e.Other, e.Unit)
}

func distinct(units []uint64) error {
	sorted := slices.Clone(units)
	slices.Sort(sorted)
	if len(slices.Compact(sorted)) == len(units) { // all but always
		return nil
	}
	for _, rows := range groups(units) {
		if len(rows) > 1 {
			return &Duplicate{Unit: units[rows[0]], Row: rows[0], Other: rows[1]}
		}
	}
	return nil
}

func sameLength(what string, a, b int) {
	if a != b {
		panic(fmt.Sprintf("trial: %s differ in length: %d and %d", what, a, b))
	}
}
