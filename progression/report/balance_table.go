package report

import (
	"fmt"
	"math"

	"inwork/progression/evaluation"
)

// A balanceTable compares arms before treatment.
type balanceTable struct {
	Arms       []fact   // all: label and people
	Treatments []string // those that have a difference
	Rows       []balanceRow
	Omnibus    string // a sentence on all differences at once; empty when there is none
}

type balanceRow struct {
	Name        string // column of claimants
	Label, Unit string
	Means       []string
	Differences []string
}

func balance(e *evaluation.Evaluation) *balanceTable {
	if len(e.Baseline) == 0 {
		return nil
	}
	t, n, largest := &balanceTable{}, 0, 0.0
	for a, arm := range e.Study.Arms {
		t.Arms = append(t.Arms, fact{arm.Label, count(e.Baseline[0].Arms[a].Persons)})
	}
	for _, arm := range e.Study.Treatments() {
		t.Treatments = append(t.Treatments, arm.Label)
	}
	for _, b := range e.Baseline {
		m := measureOf(b.Unit)
		row := balanceRow{Name: b.Name, Label: b.Label, Unit: m.unit}
		for a, arm := range e.Study.Arms {
			row.Means = append(row.Means, m.showLevel(b.Arms[a].Mean))
			if arm.Slug != e.Study.Control {
				row.Differences = append(row.Differences, number(b.Arms[a].Standardised, 3))
				if size := math.Abs(b.Arms[a].Standardised); !math.IsNaN(size) {
					n, largest = n+1, math.Max(largest, size)
				}
			}
		}
		t.Rows = append(t.Rows, row)
	}
	t.Omnibus = omnibus(n, largest, chance(e))
	return t
}

// omnibus sets the largest of n differences beside what the largest of n would be by luck: one difference in twenty is beyond
// two standard errors, and of forty the largest nearly always is.
func omnibus(n int, largest, stdError float64) string {
	switch n {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("The one difference is %s in size; by the luck of the draw alone it would be about %s.",
			number(largest, 3), number(stdError*largestByLuck(n), 3))
	}
	return fmt.Sprintf("The largest of the %d differences is %s in size; by the luck of the draw alone the largest of so many would be about %s.",
		n, number(largest, 3), number(stdError*largestByLuck(n), 3))
}

// largestByLuck is the median of the largest size of n independent standard normals: P(all within x) = erf(x/sqrt 2)^n = 1/2.
// Characteristics that go together, and arms that share a control, make it a little too large.
func largestByLuck(n int) float64 { return math.Sqrt2 * math.Erfinv(math.Pow(0.5, 1/float64(n))) }

// chance is the standard error of standardised differences when arms are drawn from the same people: sqrt(1/n1 + 1/n0), the
// largest over arms.
func chance(e *evaluation.Evaluation) float64 {
	var worst, control float64
	for a, arm := range e.Study.Arms {
		of := 1 / float64(e.Baseline[0].Arms[a].Persons)
		if arm.Slug == e.Study.Control {
			control = of
		} else if !math.IsInf(of, 0) {
			worst = math.Max(worst, of)
		}
	}
	return math.Sqrt(worst + control)
}
