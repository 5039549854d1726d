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
	StdError float64 // sampling error of that mean, from the trials' own standard errors
}

// Verdict is how a comparison ended.
type Verdict string

// The verdicts.
const (
	Hit         Verdict = "hit"
	Miss        Verdict = "miss"
	Undecided   Verdict = "undecided: the simulated trials are too few to say"
	NotCompared Verdict = Recalled // a figure from memory is shown and judges nothing
)

// theTrial is the published trial as this package knows it: DWP's in-work progression trial of 2015 to 2018.
const (
	theControl = "minimal"
	theHorizon = 52 // weeks
	theOutcome = "earnings_week"
)

var theTrial = []struct {
	target string   // id
	arms   []string // slugs that it speaks of
	sign   int      // the published direction; 0 when a size was published
}{
	{"A10", []string{"frequent"}, 0},
	{"A11", []string{"moderate"}, 0},
	{"A12", []string{"frequent", "moderate"}, +1},
}

// published is the figure to show beside an effect, nil when there is none.
func published(s *Study, outcome, arm string, horizonWeeks int) *Target {
	if s.Control != theControl || outcome != theOutcome || horizonWeeks != theHorizon {
		return nil
	}
	for _, p := range theTrial {
		if p.sign == 0 && slices.Contains(p.arms, arm) {
			return target(p.target)
		}
	}
	return nil
}

// compare sets a study that has the published trial's arms beside what was published of it.
func compare(e *Evaluation) []Comparison {
	if e.Study.Control != theControl {
		return nil
	}
	var list []Comparison
	for _, p := range theTrial {
		c := Comparison{Target: *target(p.target)}
		for _, arm := range p.arms {
			if f := e.Effect(theOutcome, arm, theHorizon); f != nil && len(f.Trials) > 0 {
				c.Simulated = append(c.Simulated, meanOfTrials(f))
			}
		}
		if len(c.Simulated) == len(p.arms) {
			c.Verdict = judge(&c, p.sign)
			list = append(list, c)
		}
	}
	return list
}

// meanOfTrials averages the estimates of independent trials.
func meanOfTrials(f *Effect) Simulated {
	var sum, variance float64
	for _, t := range f.Trials {
		sum += t.Estimate
		variance += t.StdError * t.StdError
	}
	n := float64(len(f.Trials))
	return Simulated{Arm: f.Arm, Mean: sum / n, StdError: math.Sqrt(variance) / n}
}

// judge compares directions: a hit when every arm's mean lies on the published side by two standard errors, a miss when one
// lies as far on the other.
func judge(c *Comparison, sign int) Verdict {
	if c.Target.Confidence == Memory {
		return NotCompared
	}
	verdict := Hit
	for _, s := range c.Simulated {
		switch z := float64(sign) * s.Mean / s.StdError; {
		case z <= -2:
			return Miss
		case z < 2:
			verdict = Undecided
		}
	}
	return verdict
}
