package report

import (
	"fmt"

	"inwork/progression/evaluation"
	"inwork/progression/rows"
)

// diagnosisSection is how trials of this design do, as it was found last.
func diagnosisSection(e *evaluation.Evaluation) *section {
	s := &section{Title: "How a trial of this design does"}
	if len(e.Diagnosed) == 0 {
		s.Lead = []string{"The design was not diagnosed: inwork diagnose runs its trial again and again for bias, coverage, power and the least detectable effect, and a page made after it has them here."}
		return s
	}
	first := &e.Diagnosed[0]
	m := measureOf(first.Unit)
	what := "each a replicate"
	if first.Replicate != nil {
		what = fmt.Sprintf("replicate %d assigned again, its people, their luck and what all others do held", *first.Replicate)
	}
	s.Lead = []string{fmt.Sprintf("%s trials, %s. %s at %d weeks, %s. In brackets is the Monte Carlo error of the diagnosis.", count(int64(first.Runs)), what, labelOf(e, first.Outcome), first.HorizonWeeks, m.effectUnit)}
	largest := first.Persons
	for _, d := range e.Diagnosed {
		largest = max(largest, d.Persons)
	}
	s.Table = some(diagnosisTable(e, m, largest), powerTable(e, m, largest))
	for _, d := range e.Diagnosed {
		if d.FirstProblem != "" {
			s.List = append(s.List, fmt.Sprintf("%s, %s, %s, %s people: %d of %d trials without an estimate, %d with a warning; the first: %s.",
				e.Study.Label(d.Arm), d.Estimand, estimatorText(d.Estimator), count(int64(d.Persons)), d.Failed, d.Runs, d.Warned, d.FirstProblem))
		}
	}
	return s
}

func estimatorText(name string) string {
	switch name {
	case "difference_in_means":
		return "difference in means"
	case "lin":
		return "adjusted (Lin)"
	}
	return name
}

// diagnosisTable is by what estimates are held against.
func diagnosisTable(e *evaluation.Evaluation, m measure, persons int32) *table {
	t := &table{Caption: "Against each estimand. Errors claimed are the root mean square of the trials’ standard errors over the standard deviation of their estimates: below 1 they claim too much. Adjusted is for characteristics at randomisation (Lin 2013). Found are tests at 5% that find an effect; against no effect they should find 5%.",
		Columns: append([]column{{"Arm", words}, {"Estimator", words}}, columnsOf("", "Truth", "Bias", "RMSE", "Errors claimed", "95% intervals hold it, %", "Found, %")[1:]...)}
	for _, of := range estimandTitles {
		var list []row
		for _, d := range e.Diagnosed {
			if d.Estimand == of.estimand && d.Persons == persons {
				list = append(list, row{Head: e.Study.Label(d.Arm), Cells: []string{estimatorText(d.Estimator), optional(d.Truth, m.scale, m.effect), measuredOf(d.Bias, d.BiasError, m.scale, m.effect),
					measuredOf(d.RMSE, d.RMSEError, m.scale, m.effect), claimed(&d), measuredOf(d.Coverage, d.CoverageError, 100, 1), measuredOf(d.Power, d.PowerError, 100, 1)}})
			}
		}
		if len(list) > 0 {
			t.Groups = append(t.Groups, rowGroup{Title: of.title, Rows: list})
		}
	}
	return t
}

// powerTable is what who plans a trial asks for, by size.
func powerTable(e *evaluation.Evaluation, m measure, persons int32) *table {
	t := &table{Caption: "Power against pilot by size of the trial, difference in means; sizes below the whole are so many people drawn from those of the trial. The least effect is that found with the right sign in 80% of trials. Of trials that find one, some have the wrong sign, and their mean is so many times the truth; of few such trials their Monte Carlo errors say little.",
		Columns: columnsOf("Arm", "People", "Power, %", "By formula, %", "Least effect found in 80%", "Trials that find one", "Wrong sign, %", "Times the truth")}
	var list []row
	for _, d := range e.Diagnosed {
		if d.Estimand == "pilot" && d.Estimator == "difference_in_means" {
			list = append(list, row{Head: e.Study.Label(d.Arm), Cells: []string{count(int64(d.Persons)), measuredOf(d.Power, d.PowerError, 100, 1), optional(d.AnalyticPower, 100, 1),
				optional(d.LeastDetectable, m.scale, m.effect), count(int64(d.Significant)), measuredOf(d.TypeS, d.TypeSError, 100, 1), measuredOf(d.TypeM, d.TypeMError, 1, 2)}})
		}
	}
	if list == nil {
		return nil
	}
	t.Groups = rowsOf(list)
	return t
}

func claimed(d *rows.Diagnosis) string {
	if d.StdError == nil || d.SD == nil || *d.SD == 0 {
		return none
	}
	return number(*d.StdError / *d.SD, 2)
}

// measuredOf is a number with its Monte Carlo error in brackets.
func measuredOf(x, monteCarlo *float64, scale float64, decimals int) string {
	text := optional(x, scale, decimals)
	if x == nil || monteCarlo == nil {
		return text
	}
	return text + " (" + number(*monteCarlo*scale, decimals) + ")"
}
