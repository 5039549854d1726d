package evaluation

import (
	"slices"

	"inwork/progression/rows"
)

// Outcome is a number that arms are compared by.
type Outcome struct {
	Name    string // as in the estimates and truth tables
	Label   string // as people read it
	Unit    string // of its mean and of effects on it
	measure *rows.Measure
}

// Outcomes lists what is compared, in the order in which people read it. All are defined for everyone randomised, on Universal
// Credit or not and in work or not, so that no comparison selects on what an arm may change.
func Outcomes() (list []Outcome) {
	for _, m := range rows.Measures() {
		list = append(list, Outcome{m.Name, m.Label, m.Unit, &m})
	}
	return list
}

// of is the outcome in a row.
func (o *Outcome) of(row *rows.Outcome) float64 { return o.measure.Value(row) }

// At reports whether the outcome says something at a horizon: what must have lasted for some weeks does not before.
func (o *Outcome) At(weeks int) bool { return o.measure.At(weeks) }

// outcomeColumns are the columns of the outcomes table that some estimates are made from.
func outcomeColumns(of []Outcome) []string {
	columns := []string{"horizon_weeks", "assigned"}
	for _, o := range of {
		for _, c := range o.measure.Columns {
			if !slices.Contains(columns, c) {
				columns = append(columns, c)
			}
		}
	}
	return columns
}

const pencePerPound = 100

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// outcomesNamed are some of Outcomes.
func outcomesNamed(names ...string) []Outcome {
	return slices.DeleteFunc(Outcomes(), func(o Outcome) bool { return !slices.Contains(names, o.Name) })
}
