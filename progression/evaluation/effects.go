package evaluation

import (
	"context"
	"fmt"
	"path/filepath"

	"inwork/progression/rows"
)

// The part of the truth that an effect shows.
const (
	rollout = "rollout"
	total   = "total"
)

// readEffects joins estimates, truth and published figures.
func (e *Evaluation) readEffects(ctx context.Context, dir string, estimates []rows.Estimate) error {
	truths, err := e.readTruths(ctx, dir)
	if err != nil {
		return err
	}
	type key struct {
		outcome, arm string
		horizon      int32
	}
	trials, truth := map[key][]rows.Estimate{}, map[key]*rows.Truth{}
	for _, r := range estimates {
		k := key{r.Outcome, r.Arm, r.HorizonWeeks}
		trials[k] = append(trials[k], r)
	}
	for i := range truths {
		truth[key{truths[i].Outcome, truths[i].Arm, truths[i].HorizonWeeks}] = &truths[i]
	}
	for _, o := range e.Outcomes {
		for _, arm := range e.Study.Treatments() {
			for _, h := range e.Study.Horizons {
				k := key{o.Name, arm.Slug, int32(h)}
				e.Effects = append(e.Effects, Effect{Outcome: o.Name, Arm: arm.Slug, HorizonWeeks: h,
					Trials: trials[k], Truth: truth[k], Published: published(&e.Study, o.Name, arm.Slug, h)})
			}
		}
	}
	e.leaveOutWeak()
	return nil
}

// readTruths reads the whole effects of everyone in an arm against everyone in control.
func (e *Evaluation) readTruths(ctx context.Context, dir string) ([]rows.Truth, error) {
	name := rows.Truths.Name
	if here, err := kept(dir, name); err != nil || !here {
		e.leaveOut("true effects", name)
		return nil, err
	}
	path := filepath.Join(dir, "tables", name)
	units := map[string]string{}
	for _, o := range e.Outcomes {
		units[o.Name] = o.Unit
	}
	var list []rows.Truth
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
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		e.LeftOut = append(e.LeftOut, LeftOut{What: "true effects", Why: "the study simulated no worlds to compare"})
	}
	return list, nil
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
