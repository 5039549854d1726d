package evaluation

import (
	"cmp"
	"fmt"
	"slices"

	"inwork/progression/rows"
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
func (e *Evaluation) addEffects(trials map[cause][]rows.Estimate, all map[cause]*truths) {
	s, told := &e.Study, false
	for _, o := range e.Outcomes {
		for _, arm := range s.Treatments() {
			for _, h := range s.Horizons {
				if !o.At(h) {
					continue
				}
				k := cause{int32(s.Point), o.Name, arm.Slug, int32(h)}
				f := Effect{Outcome: o.Name, Arm: arm.Slug, HorizonWeeks: h, Trials: trials[k], Published: published(s, o.Name, arm.Slug, h)}
				if t := all[k]; t != nil {
					f.Truth, f.Pilot, f.Parts = t.rollout, t.pilot, t.decomposition()
					told = true
				}
				f.Bias = biasOf(s, &f)
				e.Effects = append(e.Effects, f)
			}
		}
	}
	switch {
	case all == nil:
		e.leaveOut("true effects", rows.Truths.Name)
	case !told:
		e.LeftOut = append(e.LeftOut, LeftOut{What: "true effects", Why: "the study simulated no worlds to compare"})
	}
	e.leaveOutWeak()
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
