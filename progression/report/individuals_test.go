package report_test

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"inwork/progression/evaluation"
)

// What differs between people stands beside the noise that was taken out of it; a share that is not known is a dash.
func TestWrite_Individuals(t *testing.T) {
	e := trial2015()
	e.Individuals = []evaluation.Heterogeneity{
		{Arm: "frequent", Outcome: "earnings_week", Unit: "pounds a week", HorizonWeeks: 52, Persons: 1234, Lucks: 31.25, Mean: 4.75, SpreadOfMeans: 9.5, Noise: 8.25, SD: 4.71, Reliability: 0.25, Positive: math.NaN()},
		{Arm: "frequent", Outcome: "employed", Unit: "share", HorizonWeeks: 52, Persons: 1234, Lucks: 31.25, Mean: 0.0125, SpreadOfMeans: 0.1, Noise: 0.01, SD: 0.0995, Reliability: 0.99, Positive: 0.625},
	}
	text, page := textOf(t, e), string(pageOf(t, e))
	assert.Regexp(t, `\nWeekly earnings, £ a week\n  Frequent +1,234 +31\.2 +4\.75 +9\.50 +8\.25 +4\.71 +–\n`, text)
	assert.Regexp(t, `\nIn work, percentage points\n  Frequent +1,234 +31\.2 +1\.25 +10\.00 +1\.00 +9\.95 +62\.5\n`, text)
	for line := range strings.Lines(text) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 100, line)
	}
	holds(t, page, `Weekly earnings, £ a week</th><td class="left">Frequent</td><td>1,234</td><td>31.2</td><td>4.75</td><td>9.50</td><td>8.25</td><td>4.71</td><td>–</td>`)
	lacks(t, string(pageOf(t, trial2015())), "How people differ")
	assert.NotContains(t, textOf(t, trial2015()), "single people")
}
