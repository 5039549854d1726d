package pilot

import (
	"cmp"
	"slices"
)

// kinship is what cells of one district share that differ in assignment alone: people
// and luck. Most of what such cells say of an effect they say twice.
type kinship struct{ population, luck uint32 }

// kin is the cells of one district that share people and luck.
type kin struct {
	kinship
	district int32
}

// kinships gives each replicate what it shares with another; nil for a replicate that
// shares with none.
func (b *body) kinships() []*kinship {
	count := map[kinship]int{}
	for _, of := range b.Indices {
		count[kinship{of.Population, of.Luck}]++
	}
	list := make([]*kinship, len(b.Indices))
	for r, of := range b.Indices {
		if k := (kinship{of.Population, of.Luck}); count[k] > 1 {
			list[r] = &k
		}
	}
	return list
}

// families add up the residuals of kin, which are one cluster of the Monte Carlo error.
type families map[kin]map[cause]float64

func (f families) add(k kin, c cause, residual float64) {
	if f[k] == nil {
		f[k] = map[cause]float64{}
	}
	f[k][c] += residual
}

// scatter takes the families' distances from the mean, in an order of their own: sums of
// squares depend on it.
func (f families) scatter(all tallies) {
	var order []kin
	for k := range f {
		order = append(order, k)
	}
	slices.SortFunc(order, func(a, b kin) int {
		return cmp.Or(cmp.Compare(a.population, b.population), cmp.Compare(a.luck, b.luck), cmp.Compare(a.district, b.district))
	})
	for _, k := range order {
		for c, residual := range f[k] {
			all[c].takeResidual(residual)
		}
	}
}
