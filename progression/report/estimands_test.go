package report_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
)

// split2015 is trial2015 with what the trials estimate, a pound below rollout, and the parts of rollout.
func split2015() *evaluation.Evaluation {
	e := trial2015()
	truth := func(of *rows.Truth, effect, monteCarlo float64) rows.Truth {
		t := *of
		t.Effect, t.MonteCarloError = effect, &monteCarlo
		return t
	}
	for i := range e.Effects {
		f := &e.Effects[i]
		f.Published = nil
		pilot := truth(f.Truth, f.Truth.Effect-1, 0.11)
		f.Pilot = &pilot
		f.Bias = &evaluation.Bias{Trials: 3, Estimate: f.Truth.Effect + 0.23, Bias: 1.23, StdError: 1.04, Z: 1.23 / 1.04, Covered: 2}
		f.Parts = &evaluation.Decomposition{
			Single: truth(f.Truth, f.Truth.Effect+2.5, 0.31), QueueFirst: truth(f.Truth, -2, 0.32), MarketSecond: truth(f.Truth, -0.5, 0.33),
			MarketFirst: truth(f.Truth, -0.75, 0.34), QueueSecond: truth(f.Truth, -1.75, 0.35), Interaction: truth(f.Truth, 0.25, 0.36),
		}
	}
	e.Study.Published, e.Targets = "", nil
	return e
}

// A trial stands beside what it estimates, which is named, and rollout comes in its parts: each line names its estimand and
// has its own Monte Carlo error.
func TestWrite_Split(t *testing.T) {
	text, page := textOf(t, split2015()), string(pageOf(t, split2015()))
	assert.Regexp(t, `\(trial\) +error +\(pilot\) +error`, text)
	assert.Regexp(t, `\n +52 +5\.22 +1\.80 +3\.72 +0\.11\n`, text, "truth is pilot, with its own error")
	assert.Regexp(t, `\n +52 +4\.95 +3\.72 +1\.23 +1\.04 +1\.2 +2 of 3\n`, text)
	for _, line := range []string{
		`Frequent: rollout at 52 weeks = single \+ queue \+ market`,
		`rollout: single +7\.22 +0\.31 +7\.22 +0\.31`, `rollout: queue +-2\.00 +0\.32 +-1\.75 +0\.35`,
		`rollout: market +-0\.50 +0\.33 +-0\.75 +0\.34`, `rollout: total +4\.72 +0\.18 +4\.72 +0\.18`,
		`rollout: interaction +0\.25 +0\.36 +0\.25 +0\.36`,
	} {
		assert.Regexp(t, line, text)
	}
	for line := range strings.Lines(text) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 100, line)
	}
	holds(t, page, "The truth here is pilot:")
	holds(t, page, "The trial beside what it estimates")
	holds(t, page, `Frequent</th><td>52</td><td>4.95</td><td>3.72</td><td>0.11</td><td>1.23</td><td>1.04</td><td>1.2</td><td>2 of 3</td>`)
	holds(t, page, `rollout: queue</th><td>-2.00</td><td>0.32</td><td>-1.75</td><td>0.35</td>`)
	holds(t, page, "and the truth: pilot, of ")
	holds(t, page, "The true effect that such a trial estimates, on its own participants as takers of what they met, is £3.72 for Frequent (Monte Carlo error £0.11)")
	holds(t, page, "; with everyone in the arm against everyone in Minimal, displacement included, the model’s true effect is £4.72 for Frequent")
	lacks(t, page, "Judging the bias")
}

// Without what a trial estimates there is no bias, and the truth that is there says that it is another estimand.
func TestWrite_RolloutIsNoPilot(t *testing.T) {
	text, page := textOf(t, trial2015()), string(pageOf(t, trial2015()))
	assert.Contains(t, text, "It is not the estimand of the trial")
	assert.NotContains(t, text, "bias")
	holds(t, page, "It is not the estimand of the trial")
	holds(t, page, "Judging the bias")
	for _, gone := range []string{"The trial beside what it estimates", "From one person to everybody", "The truth here is pilot"} {
		lacks(t, page, gone)
	}
}
