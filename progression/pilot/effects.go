package pilot

import (
	"fmt"
	"slices"

	"inwork/progression/rows"
)

// measure is an outcome that is differenced between worlds: an exact integer, and
// what one unit of it is in the units of the truth.
type measure struct {
	name    string
	of      func(*rows.Outcome) int64
	unit    string // of the integer
	per     int64  // integers in one unit of the truth
	display string // unit of the truth
}

// measures are in the order of their names.
var measures = []measure{
	{"earnings_cumulated", func(o *rows.Outcome) int64 { return int64(o.GrossCumulated) }, "pence", 100, "pounds"},
	{"earnings_week", func(o *rows.Outcome) int64 { return int64(o.GrossFourWeeks) }, "pence in four weeks", 400, "pounds a week"},
	{"employed", func(o *rows.Outcome) int64 { return one(o.Employed) }, "persons", 1, "share"},
	{"hours_per_week", func(o *rows.Outcome) int64 { return int64(float64(o.HoursPerWeek*10) + 0.5) }, "tenths of an hour a week", 10, "hours a week"},
	{"on_uc", func(o *rows.Outcome) int64 { return one(o.OnUC) }, "persons", 1, "share"},
}

func one(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

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
		for _, m := range measures {
			e := rows.Effect{Arm: x.arm, HorizonWeeks: int32(h), Outcome: m.name, Estimand: x.estimand, Component: x.component, Unit: m.unit}
			for j := k; j < len(base); j += len(horizons) {
				diff := x.differ(m, outcomes, j)
				e.N++
				e.Sum += diff
				e.SumSquares += diff * diff
				e.SumControl += m.of(&base[j])
			}
			out = append(out, e)
		}
	}
	return out
}

// differ is the contrast of the j-th outcomes.
func (x *contrast) differ(m measure, outcomes map[string][]rows.Outcome, j int) (diff int64) {
	c := &outcomes[x.control][j]
	term := func(slug string) int64 {
		t := &outcomes[slug][j]
		if t.Claimant != c.Claimant || t.HorizonWeeks != c.HorizonWeeks {
			panic(fmt.Sprintf("pilot: worlds differ in who is followed: %d at %d weeks and %d at %d", t.Claimant, t.HorizonWeeks, c.Claimant, c.HorizonWeeks))
		}
		return m.of(t)
	}
	for _, slug := range x.plus {
		diff += term(slug)
	}
	for _, slug := range x.minus {
		diff -= term(slug)
	}
	return diff
}
