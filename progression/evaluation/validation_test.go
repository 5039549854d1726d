package evaluation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
)

// Every figure that is known is in the table, once or for each of its numbers, with a number and a verdict or with the reason why not; and a
// figure from memory judges nothing.
func TestEvaluation_Validation(t *testing.T) {
	target := func(id string) evaluation.Target {
		for _, x := range evaluation.Targets() {
			if x.ID == id {
				return x
			}
		}
		t.Fatal(id)
		return evaluation.Target{}
	}
	e := &evaluation.Evaluation{
		Targets: []evaluation.Comparison{
			{Target: target("A10"), Verdict: evaluation.NotCompared, Simulated: []evaluation.Simulated{{Arm: "frequent", Mean: 2, StdError: 0.5}}},
			{Target: target("A12"), Verdict: evaluation.Miss, Simulated: []evaluation.Simulated{{Arm: "frequent", Mean: -2, StdError: 0.5}, {Arm: "moderate", Mean: 1, StdError: 0.5}}},
			{Target: target("A20"), Verdict: evaluation.Outside, Simulated: []evaluation.Simulated{{Arm: "frequent", Mean: 1, StdError: math.NaN()}}},
		},
		Britain: &evaluation.Britain{Gates: []evaluation.Gate{
			{Target: target("C30"), Of: "rises", Low: 18, High: 25, Simulated: 20, Rule: "r"}, {Target: target("C30"), Of: "falls", Low: -25, High: -18, Simulated: -30, Rule: "r"},
		}, NotComputed: []evaluation.NotModelled{{Target: target("A08"), Why: "a rule"}}},
	}
	list := e.Validation()
	lines := map[string][]evaluation.Validated{}
	for _, v := range list {
		lines[v.Target.ID] = append(lines[v.Target.ID], v)
		if v.Simulated == nil {
			assert.NotEmpty(t, v.Why, v.Target.ID)
			assert.Empty(t, v.Verdict)
			continue
		}
		assert.NotEmpty(t, v.Verdict)
		assert.NotEmpty(t, v.Of)
		if v.Target.Confidence == evaluation.Memory {
			assert.Equal(t, evaluation.NotCompared, v.Verdict)
			assert.Nil(t, v.Low)
		}
	}
	for _, x := range evaluation.Targets() {
		assert.NotEmpty(t, lines[x.ID], x.ID)
	}
	require.Len(t, lines["C30"], 2)
	assert.Equal(t, evaluation.Miss, lines["C30"][1].Verdict)
	require.Len(t, lines["A12"], 2)
	low, high, ok := lines["A12"][0].Interval()
	require.True(t, ok)
	assert.InDelta(t, -2.98, low, 1e-9)
	assert.InDelta(t, -1.02, high, 1e-9)
	assert.Equal(t, "a rule", lines["A08"][0].Why)
	assert.Equal(t, "of another programme, which this study does not simulate", lines["B01"][0].Why)
	assert.Equal(t, "speaks of one scenario, which this study is not of", lines["A11"][0].Why)

	figures := 0
	for _, c := range evaluation.Counts(list) {
		figures += c.Figures
		assert.Equal(t, c.Compared, c.Hits+c.Misses+c.Undecided+c.Recalled, c.Use)
		switch c.Use {
		case "calibrate":
			assert.Equal(t, []int{2, 1, 1}, []int{c.Compared, c.Hits, c.Misses})
		case "validate":
			assert.Equal(t, []int{1, 0, 1}, []int{c.Compared, c.Hits, c.Misses}, "two arms of one figure")
		case "await-verification":
			assert.Equal(t, []int{1, 1}, []int{c.Compared, c.Recalled})
		case "context":
			assert.Equal(t, []int{1, 1}, []int{c.Compared, c.Misses}, "outside its band")
		}
	}
	assert.Equal(t, len(evaluation.Targets())+1, figures, "C30 has two numbers")
}

// Without people no figure of them has a number, and says so.
func TestEvaluation_ValidationWithoutClaimants(t *testing.T) {
	for _, v := range (&evaluation.Evaluation{}).Validation() {
		assert.Nil(t, v.Simulated)
		if v.Target.Use == "calibrate" {
			assert.Equal(t, "the study kept no table of people", v.Why)
		}
	}
}
