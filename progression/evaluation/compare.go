package evaluation

import (
	"math"
	"slices"
)

// Comparison sets the mean of the simulated trials beside a published figure.
type Comparison struct {
	Target    Target
	Simulated []Simulated
	Verdict   Verdict
}

// Simulated is what the study's trials estimate on average: what the published trial, repeated, would.
type Simulated struct {
	Arm      string  // slug
	Mean     float64 // over trials, in the unit of the target
	StdError float64 // sampling error of that mean, from the trials' own standard errors; NaN of a standard error
}

// Verdict is how a comparison ended.
type Verdict string

// The verdicts.
const (
	Hit         Verdict = "hit"
	Miss        Verdict = "miss"
	Inside      Verdict = "inside the band"
	Outside     Verdict = "outside the band"
	Undecided   Verdict = "undecided: the simulated trials are too few to say"
	NotCompared Verdict = Recalled // a figure from memory is shown and judges nothing
)

// theTrial is the published trial as this package knows it: DWP's in-work progression trial of 2015 to 2018.
const (
	theTrialName = "trial-2015" // in plans
	theHorizon   = 52           // weeks
	theOutcome   = "earnings_week"
)

// A figureKind is what a published figure says of an effect.
type figureKind int

const (
	size     figureKind = iota
	increase            // of unknown size
	stdError            // standard error of one trial, with a band
)

var theTrial = []struct {
	target string   // id
	arms   []string // slugs that it speaks of
	kind   figureKind
}{
	{"A10", []string{"frequent"}, size},
	{"A11", []string{"moderate"}, size},
	{"A12", []string{"frequent", "moderate"}, increase},
	{"A20", []string{"frequent", "moderate"}, stdError},
}

// published is the figure to show beside an effect, nil when there is none.
func published(s *Study, outcome, arm string, horizonWeeks int) *Target {
	if !s.IsPublishedTrial() || outcome != theOutcome || horizonWeeks != theHorizon {
		return nil
	}
	for _, p := range theTrial {
		if p.kind == size && slices.Contains(p.arms, arm) {
			return target(p.target)
		}
	}
	return nil
}

// compare sets a study of the published trial beside what was published of it.
func compare(e *Evaluation) []Comparison {
	if !e.Study.IsPublishedTrial() {
		return nil
	}
	var list []Comparison
	for _, p := range theTrial {
		c := Comparison{Target: *target(p.target)}
		for _, arm := range p.arms {
			if f := e.Effect(theOutcome, arm, theHorizon); f != nil && len(f.Trials) > 0 {
				c.Simulated = append(c.Simulated, simulate(f, p.kind))
			}
		}
		if len(c.Simulated) == len(p.arms) {
			c.Verdict = judge(&c, p.kind)
			list = append(list, c)
		}
	}
	return list
}

func simulate(f *Effect, kind figureKind) Simulated {
	estimate, ofOne := f.Means()
	if kind == stdError {
		return Simulated{Arm: f.Arm, Mean: ofOne, StdError: math.NaN()}
	}
	return Simulated{Arm: f.Arm, Mean: estimate, StdError: errorOfMean(f)}
}

// errorOfMean is the sampling error of the mean of independent trials.
func errorOfMean(f *Effect) float64 {
	var variance float64
	for _, t := range f.Trials {
		variance += t.StdError * t.StdError
	}
	return math.Sqrt(variance) / float64(len(f.Trials))
}

// judge compares what the figure says; one from memory judges nothing. No published size is better than that, so that there is
// no rule for one.
func judge(c *Comparison, kind figureKind) Verdict {
	switch {
	case c.Target.Confidence == Memory:
		return NotCompared
	case kind == increase:
		return judgeIncrease(c)
	case kind == stdError:
		return judgeBand(c)
	}
	panic("evaluation: no rule to judge " + c.Target.ID)
}

// judgeBand says whether every arm's mean lies in the band.
func judgeBand(c *Comparison) Verdict {
	for _, s := range c.Simulated {
		if s.Mean < *c.Target.Low || s.Mean > *c.Target.High {
			return Outside
		}
	}
	return Inside
}

// judgeIncrease is a hit when every arm's mean lies above zero by two standard errors, a miss when one lies as far below.
func judgeIncrease(c *Comparison) Verdict {
	verdict := Hit
	for _, s := range c.Simulated {
		switch z := s.Mean / s.StdError; {
		case z <= -2:
			return Miss
		case z < 2:
			verdict = Undecided
		}
	}
	return verdict
}
