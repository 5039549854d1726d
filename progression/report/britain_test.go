package report_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
	"inwork/progression/report"
)

// britain is the made-up trial with what made pay in two worlds, and three figures beside published ones: one within, one below
// and one above its interval.
func britain() *evaluation.Evaluation {
	e := trial2015()
	for _, world := range []string{"randomised", "control"} {
		for _, weeks := range e.Study.Horizons {
			e.PayPaths = append(e.PayPaths, evaluation.PayPath{World: world, Arm: "minimal", HorizonWeeks: weeks, Persons: 10237,
				Start:   evaluation.Line{Cause: "start", Label: "Pay when randomised", Mean: 150.25, StdError: 0.5},
				Changes: []evaluation.Line{{Cause: "wage_floor", Label: "Wage floors", Mean: 5.5, StdError: 0.1}, {Cause: "job_ended", Label: "Jobs ended", Mean: -20.25, StdError: 0.6}},
				Pay:     135.5})
		}
	}
	gate := func(id string, simulated float64) evaluation.Gate {
		p := published(id)
		return evaluation.Gate{Target: *p, Of: "something simulated", Differs: "of other times", Unit: "% a year", Published: 9, Low: 5.7, High: 10.9, Rule: "the published range", Simulated: simulated, StdError: 0.4}
	}
	e.Britain = &evaluation.Britain{
		Gates: []evaluation.Gate{gate("C36", 8.8), gate("C14", 4.7), gate("C15", 12)},
		Shown: []evaluation.Fact{{Of: "in the same job", Unit: "%", Value: 77.3, StdError: 0.4}},
		NotComputed: []evaluation.NotModelled{{Target: *published("C03"), Why: "of all claims"}, {Target: *published("C18"), Why: "it has none"},
			{Target: *published("C04"), Why: "of all claims"}},
	}
	return e
}

// The table on a terminal: lines that add up, a verdict and a gap for each figure, how many are within, and what is not compared.
func TestWriteText_Britain(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, report.WriteText(&b, britain()))
	for line := range strings.Lines(b.String()) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), 100, line)
	}
	text := strings.Join(strings.Fields(b.String()), " ")
	for _, want := range []string{
		"What made pay in Minimal, randomised world: mean pounds a week of 10,237 people weeks from randomisation 13 26 52 78 104",
		"What made pay in Minimal, control world",
		"Pay when randomised 150.25 150.25", "Jobs ended -20.25", "All changes -14.75", "Pay at the horizon 135.50",
		"1 of 3 within", "C36 8.80 0.40 9.00 5.70 to 10.9 hit % a year", "C14 4.70 0.40 9.00 5.70 to 10.9 miss -1.00", "C15 12.0 0.40 9.00 5.70 to 10.9 miss 1.10",
		"Shown, judged by nothing: 77.3%", "Not compared: C03 C04 (of all claims); C18 (it has none).",
	} {
		assert.Contains(t, text, want)
	}
}

// The page has the same, with each figure's source; without decomposition and claimants it has neither section.
func TestWrite_Britain(t *testing.T) {
	var with, without bytes.Buffer
	require.NoError(t, report.Write(&with, britain()))
	require.NoError(t, report.Write(&without, trial2015()))
	page := with.String()
	for _, want := range []string{"What made pay in the control arm", "Minimal, control world", `<strong>All changes</strong></th><td>-14.75</td>`,
		`Jobs ended</th><td>-20.25</td><td>-20.25</td><td>-20.25</td><td>-20.25</td><td>-20.25</td><td>0.60</td>`, "Validation beside published figures",
		"C36 simulated: something simulated; to lie within: the published range. The figure is of other times. Source: ONS Economic Review Apr 2019",
		`<td data-head="Simulated">4.70</td><td class="interval" data-head="95% interval">3.92 to 5.48</td><td class="left wrap" data-head="Verdict">miss</td><td data-head="Gap">-1.00</td>`,
		`data-head="To lie within">5.70 to 10.9</td>`, "Missed: C14, C15.", `of all claims</th><td class="left wrap">C03 C04</td>`, "Shown, judged by nothing: 77.3%"} {
		holds(t, page, want)
	}
	lacks(t, without.String(), "What made pay")
	lacks(t, without.String(), "C36 simulated")
}
