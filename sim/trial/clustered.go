package trial

import (
	"fmt"

	"inwork/sim"
)

// Clustered is [Complete] over clusters: clusters[i] is the entity number of the cluster of row i, and all its rows get its arm. For
// clusters assigned one by one, call [Assign] with the cluster as the unit. It panics on arms as Assign does.
func Clustered(draws sim.Draws, clusters []uint64, arms []Arm) []int {
	all := representatives(clusters)
	return spread(clusters, blocked(draws, "cluster", all, make([]uint64, len(all)), arms))
}

// BlockedClusters is [Clustered] within each block: clusters added to one block move none in another.
//
// The error is a *Straddles: a cluster with rows in two blocks. It panics on slices that differ in length and on arms as Assign does.
func BlockedClusters(draws sim.Draws, clusters, blocks []uint64, arms []Arm) ([]int, error) {
	sameLength("clusters and blocks", len(clusters), len(blocks))
	var of []uint64
	for _, rows := range groups(clusters) {
		for _, i := range rows {
			if blocks[i] != blocks[rows[0]] {
				return nil, &Straddles{Cluster: clusters[i], Row: rows[0], Other: i}
			}
		}
		of = append(of, blocks[rows[0]])
	}
	return spread(clusters, blocked(draws, "cluster", representatives(clusters), of, arms)), nil
}

// representatives is the distinct clusters in order.
func representatives(clusters []uint64) (all []uint64) {
	for _, rows := range groups(clusters) {
		all = append(all, clusters[rows[0]])
	}
	return all
}

// spread gives each row what its cluster was given.
func spread(clusters []uint64, given []int) []int {
	all := make([]int, len(clusters))
	for g, rows := range groups(clusters) {
		for _, i := range rows {
			all[i] = given[g]
		}
	}
	return all
}

// Straddles is the error of a cluster that lies in two blocks.
type Straddles struct {
	Cluster    uint64
	Row, Other int // counted from 0: two of its rows
}

func (e *Straddles) Error() string {
	return fmt.Sprintf("rows %d and %d: found cluster %d in two blocks, expected each cluster in one", e.Row, e.Other, e.Cluster)
}

// MatchedPairs tosses one coin a pair: pairs[i] is the entity number of the pair of units[i]. To pair clusters, list each cluster once. A
// pair's toss depends on nobody outside it.
//
// The error is a *Duplicate or a *NotAPair. It panics on slices that differ in length, and unless there are two arms of one share.
func MatchedPairs(draws sim.Draws, units, pairs []uint64, arms []Arm) ([]int, error) {
	sameLength("units and pairs", len(units), len(pairs))
	if len(arms) != 2 || arms[0].Share != arms[1].Share {
		panic("trial: MatchedPairs needs two arms of one share")
	}
	for _, rows := range groups(pairs) {
		if len(rows) != 2 {
			return nil, &NotAPair{Pair: pairs[rows[0]], Units: len(rows)}
		}
	}
	return Blocked(draws, units, pairs, arms)
}

// NotAPair is the error of a pair that is not two units.
type NotAPair struct {
	Pair  uint64
	Units int
}

func (e *NotAPair) Error() string {
	return fmt.Sprintf("pair %d: found %d units, expected 2", e.Pair, e.Units)
}
