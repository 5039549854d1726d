package pilot

import (
	"cmp"
	"fmt"
	"slices"

	"inwork/progression/rows"
)

// measures are in the order of their names, as the table of effects has them.
var measures = slices.SortedFunc(slices.Values(rows.Measures()), func(a, b rows.Measure) int { return cmp.Compare(a.Name, b.Name) })

// effects sums a contrast over a district's participants. All worlds hold the same
// people and horizons in the same order.
func effects(x contrast, horizons []int, outcomes map[string][]rows.Outcome) []rows.Effect {
	base := outcomes[x.control]
	for _, slug := range slices.Concat(x.plus, x.minus) {
		if len(outcomes[slug]) != len(base) {
			panic(fmt.Sprintf("pilot: %d outcomes of %s and %d of %s", len(outcomes[slug]), slug, len(base), x.control))
		}
	}
	var out []rows.Effect
	for k, h := range horizons {
		for i := range measures {
			m := &measures[i]
			if !m.At(h) {
				continue
			}
			e := rows.Effect{Arm: x.arm, HorizonWeeks: int32(h), Outcome: m.Name, Estimand: x.estimand, Component: x.component, Unit: m.Counted}
			for j := k; j < len(base); j += len(horizons) {
				diff := x.differ(m, outcomes, j)
				e.N++
				e.Sum += diff
				e.SumSquares += diff * diff
				e.SumControl += m.Of(&base[j])
			}
			out = append(out, e)
		}
	}
	return out
}

// differ is the contrast of the j-th outcomes.
func (x *contrast) differ(m *rows.Measure, outcomes map[string][]rows.Outcome, j int) (diff int64) {
	c := &outcomes[x.control][j]
	term := func(slug string) int64 {
		t := &outcomes[slug][j]
		if t.Claimant != c.Claimant || t.HorizonWeeks != c.HorizonWeeks {
			panic(fmt.Sprintf("pilot: worlds differ in who is followed: %d at %d weeks and %d at %d", t.Claimant, t.HorizonWeeks, c.Claimant, c.HorizonWeeks))
		}
		return m.Of(t)
	}
	for _, slug := range x.plus {
		diff += term(slug)
	}
	for _, slug := range x.minus {
		diff -= term(slug)
	}
	return diff
}
