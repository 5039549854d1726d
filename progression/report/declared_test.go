package report_test

import (
	"errors"
	"math"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/progression/evaluation"
)

// declaring is the made-up trial with all that follows from a declaration, one part of a subgroup without an estimate.
func declaring() *evaluation.Evaluation {
	e := trial2015()
	e.Study.Declared = evaluation.Declared{Primary: "earnings_week", At: 52, Secondary: []string{"employed", "on_uc"}, Uptake: "attended_any"}
	adjusted := 0.4321
	for i := range e.Effects {
		for k := range e.Effects[i].Trials {
			t := &e.Effects[i].Trials[k]
			if t.Role = e.Study.Declared.Role(t.Outcome, int(t.HorizonWeeks)); t.Role == evaluation.Secondary {
				t.PAdjusted = &adjusted
			}
		}
	}
	nan, truth, monteCarlo := math.NaN(), 3.75, 0.5
	for _, arm := range []string{"frequent", "moderate"} {
		e.Splits = append(e.Splits, evaluation.Split{Arm: arm, HorizonWeeks: 52, Effect: 4.5, StdError: 1.25,
			Parts:   [3]evaluation.SplitPart{{Name: "employment", Label: "Employment", Estimate: 2.5, StdError: 0.75, ConfLow: 1.03, ConfHigh: 3.97}, {Name: "hours", Label: "Hours of those in work", Estimate: 1.25, StdError: 0.5, ConfLow: 0.27, ConfHigh: 2.23}, {Name: "hourly_pay", Label: "Pay per hour of those in work", Estimate: 0.75, StdError: 0.25, ConfLow: 0.26, ConfHigh: 1.24}},
			Treated: evaluation.SplitFactors{Persons: 10236, Working: 8400, Share: 0.8206, Hours: 24.5, Pay: 8.25}, Control: evaluation.SplitFactors{Persons: 10237, Working: 8300, Share: 0.8108, Hours: 24.25, Pay: 8.125},
			Truth: &[3]float64{2.25, 1.5, 0.5}})
		e.PayRoutes = append(e.PayRoutes, evaluation.PayRoutes{Arm: arm, HorizonWeeks: 52, Effect: 4.5, Lines: []evaluation.RouteLine{
			{Route: evaluation.RouteHours, Cause: "more_hours", Label: "More hours in the same job", Estimate: 3.25, StdError: 0.5, ConfLow: 2.27, ConfHigh: 4.23, Truth: &truth, MonteCarloError: &monteCarlo},
			{Route: evaluation.RouteStart, Cause: "start", Label: "Pay when randomised", Estimate: 1.25, StdError: 1, ConfLow: -0.71, ConfHigh: 3.21, Truth: new(float64)},
		}})
		e.Subgroups = append(e.Subgroups, evaluation.SubgroupEffects{Name: "sex", Label: "Sex", Arm: arm, Outcome: "earnings_week", Unit: "pounds a week", HorizonWeeks: 52,
			Parts: []evaluation.SubgroupPart{
				{Label: "Men", Persons: 9000, Estimate: 2.125, StdError: 1, ConfLow: 0.165, ConfHigh: 4.085, PValue: 0.034, PAdjusted: 0.068, Truth: &truth, MonteCarloError: &monteCarlo},
				{Label: "Women", Persons: 1, Estimate: nan, StdError: nan, ConfLow: nan, ConfHigh: nan, PValue: nan, PAdjusted: nan, ControlMean: nan},
			}, Interaction: evaluation.SubgroupTest{Statistic: 1.5, DF: 1, PValue: 0.221, PAdjusted: 0.442}})
		e.TakeUps = append(e.TakeUps, evaluation.TakeUp{Arm: arm, Uptake: "attended_any", Label: "kept an appointment of the arm", Outcome: "earnings_week", Unit: "pounds a week", HorizonWeeks: 52,
			Persons: 20473, Treated: 0.9, Control: 0.85, FirstStageF: 6.5, Estimate: 90, StdError: 40, ConfLow: 11.6, ConfHigh: 168.4, Warnings: []error{errors.New("a weak instrument")}})
	}
	return e
}

// What was declared stands on the page with its role, p-values side by side; exploratory outcomes are not among them.
func TestWrite_Declared(t *testing.T) {
	page := string(pageOf(t, declaring()))
	holds(t, page, "adjusted together for 4 tests, over all arms")
	assert.Regexp(t, `Weekly earnings, £ a week</th><td class="left">primary</td><td class="left">Frequent</td><td>160.00</td><td>5\.22</td><td class="interval">[^<]+</td><td>0\.004</td><td>–</td><td>4\.72</td>`, page)
	assert.Regexp(t, `In work, percentage points</th><td class="left">secondary</td>.*<td>0\.432</td>`, page)
	table := page[strings.Index(page, "Judged by what was declared"):]
	lacks(t, table[:strings.Index(table, "</section>")], "Hours, hours a week")
	lacks(t, string(pageOf(t, trial2015())), "Judged by what was declared")
}

// The parts stand over their sum, and how many have no hours is said.
func TestWrite_SplitAndRoutes(t *testing.T) {
	page := string(pageOf(t, declaring()))
	holds(t, page, "8,400 of 10,236 people in Frequent and 8,300 of 10,237 in Minimal are in work")
	holds(t, page, `Employment</th><td>81.1%</td><td>82.1%</td><td>2.50</td><td>0.75</td><td class="interval">1.03 to 3.97</td><td>2.25</td>`)
	holds(t, page, `<strong>Effect on weekly earnings</strong></th><td>159.75</td><td>165.86</td><td>4.50</td><td>1.25</td><td class="interval">–</td><td>4.25</td>`)
	holds(t, page, `<strong>More hours in the same job</strong></th><td>3.25</td><td>–</td><td class="interval">–</td><td>3.75</td>`)
	holds(t, page, `Pay when randomised</th><td>1.25</td><td>1.00</td><td class="interval">-0.71 to 3.21</td><td>0.00</td><td>–</td>`)
}

// A part without people in an arm is a dash in the table and no mark in the plot, which is well-formed and named in both formats.
func TestWrite_Subgroups(t *testing.T) {
	page := string(pageOf(t, declaring()))
	holds(t, page, "Sex: interaction p 0.221, adjusted 0.442")
	holds(t, page, `Men</th><td>9,000</td><td>2.12</td><td>1.00</td><td class="interval">0.17 to 4.08</td><td>0.034</td><td>0.068</td><td>3.75</td><td>0.50</td>`)
	holds(t, page, `Women</th><td>1</td><td>–</td><td>–</td><td class="interval">–</td><td>–</td><td>–</td><td>–</td><td>–</td>`)
	pictures := regexp.MustCompile(`(?s)<svg viewBox="[^"]*" width="[^"]*" height="[^"]*" role="img" aria-labelledby="forest-.*?</svg>`).FindAllString(page, -1)
	require.Len(t, pictures, 2)
	for _, picture := range pictures {
		assert.NotContains(t, picture, "NaN")
		assert.Equal(t, 2, strings.Count(picture, "<circle"), "one part an arm has an estimate")
		assert.Equal(t, 2, strings.Count(picture, `class="truth"`))
		assert.Contains(t, picture, "Men 2.12. Women –.")
	}
	lacks(t, string(pageOf(t, trial2015())), "For whom")
}

// The number of who takes up is never seen without what it rests on, on the page or in the text, and only where it was declared.
func TestWrite_TakeUp(t *testing.T) {
	page, text := string(pageOf(t, declaring())), textOf(t, declaring())
	holds(t, page, "Warning: "+evaluation.Exclusion+".")
	holds(t, page, `<td>90.0</td><td>85.0</td><td>6.5</td><td class="left">Weekly earnings, £ a week</td><td>90.00</td><td>40.00</td><td class="interval">11.60 to 168.40</td>`)
	holds(t, page, "Warning: a weak instrument")
	joined := strings.Join(strings.Fields(text), " ")
	assert.Contains(t, joined, "Warning: "+evaluation.Exclusion+".")
	assert.Contains(t, joined, "First-stage F 6.5. a weak instrument")
	for line := range strings.Lines(text) {
		assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")), 100, line)
	}
	lacks(t, string(pageOf(t, trial2015())), "taking up the offer")
	assert.NotContains(t, textOf(t, trial2015()), "taking up the offer")
}
