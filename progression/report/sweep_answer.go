package report

import (
	"cmp"
	"fmt"
	"slices"

	"inwork/progression/evaluation"
)

// answer gives, arm by arm, between what the points lie: their truths, or without any the means of their estimates.
func (s *sweep) answer() string {
	first := &s.points[0].Study
	var arms []string
	for _, arm := range first.Treatments() {
		if between := s.between(arm, trueEffect); between != "" {
			arms = append(arms, between)
		}
	}
	if len(arms) > 0 {
		return fmt.Sprintf("With everyone in the arm against everyone in %s, displacement included, the model’s true effect on weekly earnings %d weeks after randomisation lies %s.",
			first.Label(first.Control), first.MainHorizon(), list(arms))
	}
	for _, arm := range first.Treatments() {
		if between := s.between(arm, meanEstimate); between != "" {
			arms = append(arms, between)
		}
	}
	if len(arms) == 0 {
		return fmt.Sprintf("No point has an estimate of weekly earnings %d weeks after randomisation.", first.MainHorizon())
	}
	return fmt.Sprintf("Against %s, the mean of the simulated trials’ estimates of the effect on weekly earnings %d weeks after randomisation lies %s. The study holds no true effects to set beside it.",
		first.Label(first.Control), first.MainHorizon(), list(arms))
}

// An extreme is a number of a point, with the Monte Carlo error that it may have.
type extreme struct {
	value  float64
	within string
	point  int
}

// between says where an arm's numbers are lowest and highest; empty when no point has one.
func (s *sweep) between(arm evaluation.Arm, of func(*evaluation.Effect) (extreme, bool)) string {
	var all []extreme
	for _, at := range s.points {
		f := at.Effect(headline, arm.Slug, at.Study.MainHorizon())
		if f == nil {
			continue
		}
		if x, ok := of(f); ok {
			x.point = at.Study.Point
			all = append(all, x)
		}
	}
	if len(all) == 0 {
		return ""
	}
	byValue := func(a, b extreme) int { return cmp.Compare(a.value, b.value) }
	low, high := slices.MinFunc(all, byValue), slices.MaxFunc(all, byValue)
	return fmt.Sprintf("for %s between %s at point %d%s and %s at point %d%s", arm.Label,
		pounds(low.value), low.point, low.within, pounds(high.value), high.point, high.within)
}

func trueEffect(f *evaluation.Effect) (extreme, bool) {
	if f.Truth == nil {
		return extreme{}, false
	}
	x := extreme{value: f.Truth.Effect}
	if known(f.Truth.MonteCarloError) {
		x.within = fmt.Sprintf(" (Monte Carlo error %s)", pounds(*f.Truth.MonteCarloError))
	}
	return x, true
}

func meanEstimate(f *evaluation.Effect) (extreme, bool) {
	estimate, _ := f.Means()
	return extreme{value: estimate}, len(f.Trials) > 0
}
