package pilot

import "inwork/progression/rows"

// scope says whom the study's true effects are of: where replicates share their people, their scatter is of luck and assignment, and
// says nothing of other people.
func (b *body) scope() string {
	seen := map[uint32]bool{}
	for _, of := range b.Indices {
		if seen[of.Population] {
			return rows.FiniteSample
		}
		seen[of.Population] = true
	}
	return rows.Population
}
