package trial

import (
	"fmt"

	"inwork/sim"
)

// Saturation is how many of a cluster are treated, in a design that measures what treatment does to others nearby.
type Saturation struct {
	Key     string  // as an arm's
	Share   float64 // weight of the clusters that have it
	Treated float64 // share of the cluster's units, 0 to 1
}

// TwoStage draws a saturation for each cluster, as [Clustered], and then treats that share of its units, as [Complete] (Hudgens and
// Halloran, Journal of the American Statistical Association 103 (2008) 832-842; Baird and others, Review of Economics and Statistics
// 100 (2018) 844-860). It returns the index of the saturation of each row's cluster, and whether the row is treated.
//
// Within a cluster a unit's treatment depends on its own cluster's list and saturation alone. As in Complete, a cluster that is added may move
// the saturation of others.
//
// The error is a *Duplicate. It panics on slices that differ in length, on saturations as Assign does on arms, and on a treated share outside 0
// to 1.
func TwoStage(draws sim.Draws, units, clusters []uint64, saturations []Saturation) (level []int, treated []bool, err error) {
	sameLength("units and clusters", len(units), len(clusters))
	if err := distinct(units); err != nil {
		return nil, nil, err
	}
	arms := make([]Arm, len(saturations))
	for s, of := range saturations {
		if !(of.Treated >= 0 && of.Treated <= 1) {
			panic(fmt.Sprintf("trial: saturation %q treats a share of %v, expected 0 to 1", of.Key, of.Treated))
		}
		arms[s] = Arm{Key: of.Key, Share: of.Share}
	}
	level, treated = Clustered(draws, clusters, arms), make([]bool, len(units))
	d := newDealer(draws, "unit", units)
	for _, rows := range groups(clusters) {
		d.treat(clusters[rows[0]], rows, saturations[level[rows[0]]].Treated, treated)
	}
	return level, treated, nil
}

// treat treats a share of some rows.
func (d *dealer) treat(cluster uint64, rows []int, share float64, treated []bool) {
	if share > 0 && share < 1 {
		d.deal(cluster, rows, []int{0, 1}, []Arm{{Key: "control", Share: 1 - share}, {Key: "treated", Share: share}})
	}
	for _, i := range rows {
		treated[i] = share == 1 || d.assigned[i] == 1
	}
}
