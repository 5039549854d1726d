package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"inwork/progression/rows"
)

// The part of the truth that an effect shows.
const (
	rollout = "rollout"
	total   = "total"
)

// cause is what an effect is of.
type cause struct {
	point        int32
	outcome, arm string
	horizon      int32
}

// trialsOf gives each effect its estimates by replicate: parts of the list, which it sorts anew.
func trialsOf(list []rows.Estimate) map[cause][]rows.Estimate {
	slices.SortFunc(list, func(a, b rows.Estimate) int {
		return cmp.Or(cmp.Compare(a.Point, b.Point), cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Arm, b.Arm),
			cmp.Compare(a.HorizonWeeks, b.HorizonWeeks), cmp.Compare(a.Replicate, b.Replicate))
	})
	all := map[cause][]rows.Estimate{}
	for len(list) > 0 {
		first := causeOf(&list[0])
		n := 1
		for n < len(list) && causeOf(&list[n]) == first {
			n++
		}
		all[first], list = list[:n:n], list[n:]
	}
	return all
}

func causeOf(r *rows.Estimate) cause { return cause{r.Point, r.Outcome, r.Arm, r.HorizonWeeks} }

// addEffects joins estimates, truth and published figures at the study's point.
func (e *Evaluation) addEffects(trials map[cause][]rows.Estimate, truths map[cause]*rows.Truth) {
	s, told := &e.Study, false
	for _, o := range e.Outcomes {
		for _, arm := range s.Treatments() {
			for _, h := range s.Horizons {
				k := cause{int32(s.Point), o.Name, arm.Slug, int32(h)}
				e.Effects = append(e.Effects, Effect{Outcome: o.Name, Arm: arm.Slug, HorizonWeeks: h,
					Trials: trials[k], Truth: truths[k], Published: published(s, o.Name, arm.Slug, h)})
				told = told || truths[k] != nil
			}
		}
	}
	switch {
	case truths == nil:
		e.leaveOut("true effects", rows.Truths.Name)
	case !told:
		e.LeftOut = append(e.LeftOut, LeftOut{What: "true effects", Why: "the study simulated no worlds to compare"})
	}
	e.leaveOutWeak()
}

// readTruths reads the whole effects of everyone in an arm against everyone in control, at all points; nil when they were not
// kept.
func readTruths(ctx context.Context, s *Study) (map[cause]*rows.Truth, error) {
	name := rows.Truths.Name
	if here, err := s.kept(name); err != nil || !here {
		return nil, err
	}
	path := filepath.Join(s.Dir, "tables", name)
	units := map[string]string{}
	for _, o := range Outcomes() {
		units[o.Name] = o.Unit
	}
	all := map[cause]*rows.Truth{}
	for batch, err := range readAll[rows.Truth](ctx, path) {
		if err != nil {
			return nil, err
		}
		for _, t := range batch {
			unit, known := units[t.Outcome]
			if !known || t.Estimand != rollout || t.Component != total {
				continue
			}
			if t.Unit != unit {
				return nil, fmt.Errorf("%s: %s: found unit %q, expected %q", path, t.Outcome, t.Unit, unit)
			}
			all[cause{t.Point, t.Outcome, t.Arm, t.HorizonWeeks}] = &t
		}
	}
	return all, nil
}

// leaveOutWeak names the effects that have no estimate in some trial.
func (e *Evaluation) leaveOutWeak() {
	for _, arm := range e.Study.Treatments() {
		missing := 0
		for i := range e.Effects {
			if f := &e.Effects[i]; f.Arm == arm.Slug {
				missing += e.Study.Replicates - len(f.Trials)
			}
		}
		if missing > 0 {
			e.LeftOut = append(e.LeftOut, LeftOut{
				What: fmt.Sprintf("%d of the estimates for %s", missing, arm.Label),
				Why:  "without a standard error: fewer than two people in an arm, or an outcome that is the same for all",
			})
		}
	}
}
