package report

import (
	"fmt"
	"strings"

	"inwork/progression/evaluation"
)

// An individualRow says how far true effects differ between people.
type individualRow struct {
	Outcome, Arm, Persons, Lucks, Mean, Known, Noise, SD, Positive string
}

func individuals(e *evaluation.Evaluation) (list []individualRow) {
	for i := range e.Individuals {
		h := &e.Individuals[i]
		m := measureOf(h.Unit)
		list = append(list, individualRow{Outcome: labelOf(e, h.Outcome) + ", " + m.effectUnit, Arm: e.Study.Label(h.Arm), Persons: count(h.Persons), Lucks: number(h.Lucks, 1),
			Mean: m.showEffect(h.Mean), Known: m.showEffect(h.SpreadOfMeans), Noise: m.showEffect(h.Noise), SD: m.showEffect(h.SD), Positive: number(100*h.Positive, 1)})
	}
	return list
}

// labelOf is what people read for an outcome.
func labelOf(e *evaluation.Evaluation, name string) string {
	for _, o := range e.Outcomes {
		if o.Name == name {
			return o.Label
		}
	}
	return name
}

// textIndividuals prints how people differ; nothing when that is not known.
func textIndividuals(b *strings.Builder, e *evaluation.Evaluation) {
	list := individuals(e)
	if len(list) == 0 {
		return
	}
	b.WriteString("\n" + wrap(fmt.Sprintf("True effects (rollout) on single people at %d weeks, each a mean over at least %d lucks", e.Study.MainHorizon(), evaluation.MinLucks), textWidth))
	line := columns(b, "%-20s%9s%7s%9s%12s%12s%12s%12s")
	line("", "people", "lucks", "mean", "SD of the", "Monte Carlo", "SD less", "above 0, %")
	line("", "", "", "effect", "means", "noise", "noise", "")
	outcome := ""
	for _, r := range list {
		if r.Outcome != outcome {
			outcome = r.Outcome
			b.WriteString(outcome + "\n")
		}
		line("  "+cut(r.Arm, 16), r.Persons, r.Lucks, r.Mean, r.Known, r.Noise, r.SD, r.Positive)
	}
}

const textIndividualsNote = `SD less noise   standard deviation of true effects: variance of the people's means less the mean of
                their squared Monte Carlo errors. The share above 0 is given where noise is less
                than a tenth of that variance: else it carries people across zero
`
