// Package rows is the output contract: one struct a table, one field a column,
// and what may be read off their rows: see [Measures].
//
// The parquet tag names the column, the unit tag says in what it is counted and
// the doc tag what it means; package sim/table writes all three into each file.
// Money is integer pence, days are DATE, categories are strings with a
// dictionary, and an absent value is null. World, point and replicate stand in
// the path of a file, not in its rows; truth, estimates and what else evaluation makes, each one
// file of the whole study, have columns for them.
//
// Schema is raised with any change of a column's name, type, unit or meaning.
package rows

import "inwork/sim/table"

// Schema is the version of this contract, written into each file.
const Schema = "6"

// Tables lists the tables in the order in which they are documented.
var Tables = []table.Info{
	Claimants, Outcomes, Decompositions, Months, Events, CoachWeeks, Vacancies, Districts, Effects, Truths, Estimates, Individuals, Costs, Appraisals, Gains, Diagnoses,
}

// Evaluated says whether a table is made by evaluating or diagnosing a study: one file of it all in DIR/estimates, beside the tables of the run.
func Evaluated(name string) bool {
	for _, t := range []table.Info{Estimates, Individuals, Costs, Appraisals, Gains, Diagnoses} {
		if t.Name == name {
			return true
		}
	}
	return false
}
