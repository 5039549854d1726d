package pilot

import (
	"cmp"
	"context"
	"iter"
	"math"
	"slices"

	"inwork/progression/rows"
	"inwork/sim/study"
	"inwork/sim/table"
)

// foldTruth reads the effects of all chunks, in plan order, and writes the truth,
// point by point of the sweep: what it holds in memory does not grow with
// replicates. A study without worlds to compare has an empty truth.
func foldTruth(ctx context.Context, st *study.Study) (table.File, error) {
	b, err := bodyOf(st.Plan())
	if err != nil {
		return table.File{}, err
	}
	w, err := table.Create[rows.Truth](st.WholePath(rows.Truths.Name), rows.Truths, b.metadata(st.Plan().Model))
	if err != nil {
		return table.File{}, err
	}
	defer w.Abort()
	for point := range points(st.Plan().Chunks) {
		t, err := foldPoint(ctx, st, point, b.kinships())
		if err != nil {
			return table.File{}, err
		}
		if err := w.Write(t.truths(point[0].Point, b.Replicates, b.scope())); err != nil {
			return table.File{}, err
		}
	}
	return w.Close()
}

// points gives the chunks of each point in turn: a plan has them by point.
func points(chunks []study.Chunk) iter.Seq[[]study.Chunk] {
	return func(yield func([]study.Chunk) bool) {
		for len(chunks) > 0 {
			n := 1
			for n < len(chunks) && chunks[n].Point == chunks[0].Point {
				n++
			}
			if !yield(chunks[:n]) {
				return
			}
			chunks = chunks[n:]
		}
	}
}

// foldPoint reads the chunks of a point twice: the scatter of cells is taken about
// means that are known only when all cells were read.
func foldPoint(ctx context.Context, st *study.Study, chunks []study.Chunk, kinships []*kinship) (tallies, error) {
	all, families := tallies{}, families{}
	scatter := func(replicate int, e rows.Effect) {
		if of := kinships[replicate]; of == nil {
			all.scatter(e)
		} else if e.N > 0 {
			families.add(kin{*of, e.District}, causeOf(e), all.residual(e))
		}
	}
	for _, take := range []func(int, rows.Effect){func(_ int, e rows.Effect) { all.add(e) }, scatter} {
		for _, c := range chunks {
			if ctx.Err() != nil {
				return nil, context.Cause(ctx)
			}
			for batch, err := range table.Read[rows.Effect](st.Path(c, rows.Effects.Name, "")) {
				if err != nil {
					return nil, err
				}
				for _, e := range batch {
					take(c.Replicate, e)
				}
			}
		}
	}
	families.scatter(all)
	return all, nil
}

// cause is what a true effect is of.
type cause struct {
	estimand, component, arm string
	horizon                  int32
	outcome                  string
}

func causeOf(e rows.Effect) cause {
	return cause{e.Estimand, e.Component, e.Arm, e.HorizonWeeks, e.Outcome}
}

// tally adds up an effect over cells, each a district in a replicate.
type tally struct {
	n, diff, control int64   // people, and sums over them
	squares          float64 // of the cells' residuals, once all cells are in the sums
	cells            int64   // that have people
}

type tallies map[cause]*tally

// add takes a cell into the sums.
func (all tallies) add(e rows.Effect) {
	t := all[causeOf(e)]
	if t == nil {
		t = &tally{}
		all[causeOf(e)] = t
	}
	t.n, t.diff, t.control = t.n+e.N, t.diff+e.Sum, t.control+e.SumControl
}

// residual is how far a cell's sum is from what the mean of all cells makes of its people.
func (all tallies) residual(e rows.Effect) float64 {
	t := all[causeOf(e)]
	return float64(e.Sum) - float64(float64(e.N)*float64(t.diff)/float64(t.n))
}

// scatter takes a cell's distance from the mean, when all cells were added.
func (all tallies) scatter(e rows.Effect) {
	if e.N > 0 {
		all[causeOf(e)].takeResidual(all.residual(e))
	}
}

func (t *tally) takeResidual(d float64) {
	t.squares += float64(d * d)
	t.cells++
}

// truths are the means of the person-level differences, in the order of the table.
func (all tallies) truths(point, replicates int, scope string) []rows.Truth {
	var out []rows.Truth
	for c, t := range all {
		row := t.truth(c)
		row.Point, row.Replicates, row.Scope = int32(point), int32(replicates), scope
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b rows.Truth) int {
		return cmp.Or(cmp.Compare(a.Estimand, b.Estimand), cmp.Compare(a.Arm, b.Arm),
			cmp.Compare(a.HorizonWeeks, b.HorizonWeeks), cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Component, b.Component))
	})
	return out
}

// truth is the mean person-level difference with its Monte Carlo error. Cells share
// nothing but what kin do, so that they are, kin taken as one, the clusters of its standard error: the root of the sum of
// squares of d - effect x n over cells, over the number of people, with the factor
// C/(C-1) for C cells. Replicates of the same districts are too few for one.
func (t *tally) truth(c cause) rows.Truth {
	m := rows.MeasureOf(c.outcome)
	row := rows.Truth{Estimand: c.estimand, Arm: c.arm, HorizonWeeks: c.horizon, Outcome: c.outcome, Component: c.component, Unit: m.Unit}
	if row.Persons = t.n; t.n == 0 {
		return row
	}
	people, per := float64(t.n), float64(m.Per)
	row.Effect, row.ControlMean = float64(t.diff)/people/per, float64(t.control)/people/per
	if clusters := float64(t.cells); clusters > 1 {
		se := math.Sqrt(t.squares*clusters/(clusters-1)) / people / per
		row.MonteCarloError = &se
	}
	return row
}
