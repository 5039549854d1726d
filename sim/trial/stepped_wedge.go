package trial

import (
	"fmt"

	"inwork/sim"
)

// SteppedWedge returns the step, 1 to steps, at which the cluster of each row starts treatment and does not leave it again (Hussey and
// Hughes, Contemporary Clinical Trials 28 (2007) 182-191): as many clusters a step as divide, the odd ones drawn. With period 0
// the one before the first step, a row is treated in a period if its step is at or before it. As in [Complete], a cluster that
// is added may move others.
//
// The error is a *TooFewClusters: a step would have none. It panics unless there is a step.
func SteppedWedge(draws sim.Draws, clusters []uint64, steps int) ([]int, error) {
	if steps < 1 {
		panic("trial: SteppedWedge needs a step")
	}
	if n := len(groups(clusters)); n < steps {
		return nil, &TooFewClusters{Clusters: n, Steps: steps}
	}
	sequences := make([]Arm, steps)
	for s := range sequences {
		sequences[s] = Arm{Key: fmt.Sprintf("step %06d", s+1), Share: 1}
	}
	assigned := Clustered(draws, clusters, sequences)
	for i := range assigned {
		assigned[i]++
	}
	return assigned, nil
}

// TooFewClusters is the error of a stepped wedge with more steps than clusters.
type TooFewClusters struct{ Clusters, Steps int }

func (e *TooFewClusters) Error() string {
	return fmt.Sprintf("stepped wedge: found %d clusters, expected at least %d, one a step", e.Clusters, e.Steps)
}
