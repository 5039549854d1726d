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

// sums are what one cell, a district in a replicate, adds to an effect.
type sums struct{ n, diff, control int64 }

// cause is what a true effect is of.
type cause struct {
	estimand, arm string
	horizon       int32
	outcome       string
}

// folder collects the effects of cells, in the order of the plan.
type folder struct {
	cells      map[cause][]sums
	replicates int
}

func newFolder(replicates int) *folder {
	return &folder{cells: map[cause][]sums{}, replicates: replicates}
}

func (f *folder) add(effects []rows.Effect) {
	for _, e := range effects {
		c := cause{e.Estimand, e.Arm, e.HorizonWeeks, e.Outcome}
		f.cells[c] = append(f.cells[c], sums{e.N, e.Sum, e.SumControl})
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
			f.add(rows)
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

// truths averages the person-level differences of all cells.
func (f *folder) truths() []rows.Truth {
	var out []rows.Truth
	for c, cells := range f.cells {
		t := truth(c, cells)
		t.Replicates = int32(f.replicates)
		out = append(out, t)
	}
	slices.SortFunc(out, func(a, b rows.Truth) int {
		return cmp.Or(cmp.Compare(a.Estimand, b.Estimand), cmp.Compare(a.Arm, b.Arm),
			cmp.Compare(a.HorizonWeeks, b.HorizonWeeks), cmp.Compare(a.Outcome, b.Outcome))
	})
	return out
}

// truth is the mean person-level difference with its Monte Carlo error. Cells share
// nothing, so they are the clusters of its standard error: the root of the sum of
// squares of d - effect x n over cells, over the number of people, with the factor
// C/(C-1) for C cells. Replicates of the same districts are too few for one.
func truth(c cause, cells []sums) rows.Truth {
	m := measures[slices.IndexFunc(measures, func(m measure) bool { return m.name == c.outcome })]
	t := rows.Truth{Estimand: c.estimand, Arm: c.arm, HorizonWeeks: c.horizon, Outcome: c.outcome, Component: "total", Unit: m.display}
	var all sums
	for _, s := range cells {
		all.n, all.diff, all.control = all.n+s.n, all.diff+s.diff, all.control+s.control
	}
	if t.Persons = all.n; all.n == 0 {
		return t
	}
	people, per := float64(all.n), float64(m.per)
	t.Effect, t.ControlMean = float64(all.diff)/people/per, float64(all.control)/people/per
	squares, clusters := 0.0, 0.0
	for _, s := range cells {
		if s.n > 0 {
			d := float64(s.diff) - float64(float64(s.n)*float64(all.diff)/people)
			squares += float64(d * d)
			clusters++
		}
	}
	if clusters > 1 {
		se := math.Sqrt(squares*clusters/(clusters-1)) / people / per
		t.MonteCarloError = &se
	}
	return t
}
