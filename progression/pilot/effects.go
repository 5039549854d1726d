package pilot

import (
	"fmt"

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

// rollout is the estimand that worlds with everyone in an arm give: displacement
// and queues are in it.
const rollout = "rollout"

// effects sums, over a district's participants, what everyone in an arm changes
// against everyone in control. The two slices hold the same people and horizons
// in the same order.
func effects(arm string, horizons []int, treated, control []rows.Outcome) []rows.Effect {
	if len(treated) != len(control) {
		panic(fmt.Sprintf("pilot: %d outcomes of everyone-%s and %d of control", len(treated), arm, len(control)))
	}
	var out []rows.Effect
	for k, h := range horizons {
		for _, m := range measures {
			e := rows.Effect{Arm: arm, HorizonWeeks: int32(h), Outcome: m.name, Estimand: rollout, Unit: m.unit}
			for j := k; j < len(treated); j += len(horizons) {
				t, c := &treated[j], &control[j]
				if t.Claimant != c.Claimant || t.HorizonWeeks != c.HorizonWeeks {
					panic(fmt.Sprintf("pilot: worlds differ in who is followed: %d at %d weeks and %d at %d", t.Claimant, t.HorizonWeeks, c.Claimant, c.HorizonWeeks))
				}
				y0 := m.of(c)
				diff := m.of(t) - y0
				e.N++
				e.Sum += diff
				e.SumSquares += diff * diff
				e.SumControl += y0
			}
			out = append(out, e)
		}
	}
	return out
}
