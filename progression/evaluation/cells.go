package evaluation

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// A cell is a district in a life of its people: replicates that differ in assignment alone are one, as in the truth table.
type cell struct {
	population, luck int64
	district         int32
}

// cells add up person-level differences between worlds.
type cells map[cell]*cellSum

type cellSum struct {
	n   int64
	sum float64
}

func (c cells) add(of cell, n int64, sum float64) {
	s := c[of]
	if s == nil {
		s = &cellSum{}
		c[of] = s
	}
	s.n += n
	s.sum += sum
}

// persons are the people in all cells.
func (c cells) persons() (n int64) {
	for _, s := range c {
		n += s.n
	}
	return n
}

// mean is the mean difference with its Monte Carlo error, cells as clusters: that of the truth table. NaN without people, and an error of
// one cell.
func (c cells) mean() (effect, monteCarloError float64) {
	list := sortedCells(c)
	var n, sum, squares float64
	for _, s := range list {
		n += float64(s.n)
		sum += s.sum
	}
	effect = sum / n
	for _, s := range list {
		d := s.sum - float64(effect*float64(s.n))
		squares += float64(d * d)
	}
	clusters := float64(len(list))
	if clusters < 2 {
		return effect, math.NaN()
	}
	return effect, math.Sqrt(squares*clusters/(clusters-1)) / n
}

// sortedCells are the sums of cells that have people, in an order that does not depend on how they were kept.
func sortedCells(c cells) []*cellSum {
	keys := slices.SortedFunc(maps.Keys(c), func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.population, b.population), cmp.Compare(a.luck, b.luck), cmp.Compare(a.district, b.district))
	})
	var list []*cellSum
	for _, k := range keys {
		if c[k].n > 0 {
			list = append(list, c[k])
		}
	}
	return list
}

// cell is that of a district in a replicate.
func (s *Study) cell(replicate int, district int32) cell {
	of := s.Indices[replicate]
	return cell{of.Population, of.Luck, district}
}

// twoWorlds are compared, and what their difference is the truth of.
type twoWorlds struct{ estimand, treated, control string }

// trueWorlds are the worlds of an arm and of control whose difference is the truth that stands beside a trial's estimates: those of
// pilot where the study was split, otherwise those of rollout; not known when neither was simulated.
func (s *Study) trueWorlds(arm string) (w twoWorlds, ok bool) {
	for _, w := range []twoWorlds{{pilot, "pilot-" + arm, "pilot-" + s.Control}, {rollout, everyoneIn(arm), controlWorld}} {
		if slices.Contains(s.Worlds, w.treated) && slices.Contains(s.Worlds, w.control) {
			return w, true
		}
	}
	return twoWorlds{}, false
}
