package evaluation

import (
	"slices"

	"inwork/progression/rows"
)

// Outcome is a number that arms are compared by.
type Outcome struct {
	Name  string // as in the estimates and truth tables
	Label string // as people read it
	Unit  string // of its mean and of effects on it
	of    func(*rows.Outcome) float64
}

// Outcomes lists what is compared, in the order in which people read it. All are defined for everyone randomised, on Universal
// Credit or not and in work or not, so that no comparison selects on what an arm may change.
func Outcomes() []Outcome {
	return []Outcome{
		{"earnings_week", "Weekly earnings", "pounds a week",
			func(o *rows.Outcome) float64 { return float64(o.GrossFourWeeks) / (4 * pencePerPound) }},
		{"earnings_cumulated", "Earnings since randomisation", "pounds",
			func(o *rows.Outcome) float64 { return float64(o.GrossCumulated) / pencePerPound }},
		{"employed", "In work", "share", func(o *rows.Outcome) float64 { return indicator(o.Employed) }},
		{"hours_per_week", "Hours", "hours a week", func(o *rows.Outcome) float64 { return o.HoursPerWeek }},
		{"on_uc", "On Universal Credit", "share", func(o *rows.Outcome) float64 { return indicator(o.OnUC) }},
	}
}

// outcomeColumns are the columns of the outcomes table that estimates are made from.
var outcomeColumns = []string{"horizon_weeks", "assigned", "gross_four_weeks_pence", "gross_cumulated_pence", "employed",
	"hours_per_week", "on_uc"}

const pencePerPound = 100

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// outcomesNamed are some of Outcomes.
func outcomesNamed(names []string) []Outcome {
	return slices.DeleteFunc(Outcomes(), func(o Outcome) bool { return !slices.Contains(names, o.Name) })
}
