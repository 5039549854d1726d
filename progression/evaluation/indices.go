package evaluation

import "fmt"

// Indices say what a replicate has of its own: replicates with the same number share it.
type Indices struct {
	Population int64 // who lives there
	Luck       int64 // what befalls them
	Assignment int64 // who is in which arm
}

// Varies says in what the replicates of the study differ.
func (s *Study) Varies() (population, luck, assignment bool) {
	for _, of := range s.Indices {
		first := s.Indices[0]
		population = population || of.Population != first.Population
		luck = luck || of.Luck != first.Luck
		assignment = assignment || of.Assignment != first.Assignment
	}
	return
}

// indicesOf are the indices of each replicate. Without them in the plan each replicate has all three of its own.
func indicesOf(planned []Indices, replicates int) ([]Indices, error) {
	if planned == nil {
		for r := range int64(replicates) {
			planned = append(planned, Indices{r, r, r})
		}
	}
	if len(planned) != replicates {
		return nil, fmt.Errorf("indices: found those of %d replicates, expected %d", len(planned), replicates)
	}
	return planned, nil
}
