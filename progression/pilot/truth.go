package pilot

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/study"
	"inwork/sim/table"
)

// sums are what a replicate's effects add up to over its districts.
type sums struct{ n, diff, control int64 }

// cause is what a true effect is of.
type cause struct {
	estimand, arm string
	horizon       int32
	outcome       string
}

// folder adds up effects, replicate by replicate, in the order of the plan.
type folder struct {
	causes     map[cause][]sums // by replicate
	replicates int
}

func newFolder(replicates int) *folder {
	return &folder{causes: map[cause][]sums{}, replicates: replicates}
}

func (f *folder) add(replicate int, effects []rows.Effect) {
	for _, e := range effects {
		c := cause{e.Estimand, e.Arm, e.HorizonWeeks, e.Outcome}
		s := f.causes[c]
		if s == nil {
			s = make([]sums, f.replicates)
			f.causes[c] = s
		}
		s[replicate].n += e.N
		s[replicate].diff += e.Sum
		s[replicate].control += e.SumControl
	}
}

// foldTruth reads the effects of all chunks, in plan order, and writes the truth.
// A study without worlds to compare has an empty one.
func foldTruth(st *study.Study, m study.Manifest) (table.File, error) {
	var b body
	if err := json.Unmarshal(st.Plan().Body, &b); err != nil {
		return table.File{}, fmt.Errorf("pilot: body of the plan: %w", err)
	}
	f := newFolder(b.Replicates)
	for _, c := range st.Plan().Chunks {
		for rows, err := range table.Read[rows.Effect](st.Path(c, rows.Effects.Name, "")) {
			if err != nil {
				return table.File{}, err
			}
			f.add(c.Replicate, rows)
		}
	}
	w, err := table.Create[rows.Truth](st.WholePath(rows.Truths.Name), rows.Truths, b.metadata(st.Plan().Model))
	if err != nil {
		return table.File{}, err
	}
	if err := w.Write(f.truths()); err != nil {
		w.Abort()
		return table.File{}, err
	}
	return w.Close()
}

// truths averages over replicates. The Monte Carlo error is that of the average:
// the standard deviation of the replicates' effects over the root of their number.
func (f *folder) truths() []rows.Truth {
	var out []rows.Truth
	for c, s := range f.causes {
		out = append(out, truth(c, s))
	}
	slices.SortFunc(out, func(a, b rows.Truth) int {
		return cmp.Or(cmp.Compare(a.Estimand, b.Estimand), cmp.Compare(a.Arm, b.Arm),
			cmp.Compare(a.HorizonWeeks, b.HorizonWeeks), cmp.Compare(a.Outcome, b.Outcome))
	})
	return out
}

func truth(c cause, replicates []sums) rows.Truth {
	m := measures[slices.IndexFunc(measures, func(m measure) bool { return m.name == c.outcome })]
	t := rows.Truth{Estimand: c.estimand, Arm: c.arm, HorizonWeeks: c.horizon, Outcome: c.outcome, Component: "total", Unit: m.display}
	var effects []float64
	for _, s := range replicates {
		if s.n == 0 {
			continue
		}
		per := float64(s.n) * float64(m.per)
		effects = append(effects, float64(s.diff)/per)
		t.ControlMean += float64(s.control) / per
		t.Persons += s.n
	}
	r := float64(len(effects))
	t.Replicates = int32(len(effects))
	if r == 0 {
		return t
	}
	t.ControlMean /= r
	for _, e := range effects {
		t.Effect += e
	}
	t.Effect /= r
	if len(effects) > 1 {
		squares := 0.0
		for _, e := range effects {
			squares += float64((e - t.Effect) * (e - t.Effect))
		}
		se := math.Sqrt(squares / (r - 1) / r)
		t.MonteCarloError = &se
	}
	return t
}
