package estimate

import "fmt"

// NoTest is the warning that a term has a number but no test or interval to judge it by: rows or clusters determine it exactly, or are too few.
type NoTest struct {
	Term     string
	StdError float64
	DF       float64
}

func (w *NoTest) Error() string {
	if w.StdError == 0 {
		return fmt.Sprintf("%s: the standard error is 0, which gives no test: the data fit exactly where they determine it", w.Term)
	}
	if finite(w.StdError) {
		return fmt.Sprintf("%s: %v degrees of freedom are too few for an interval", w.Term, w.DF)
	}
	return fmt.Sprintf("%s: the standard error is not defined: too few data determine it", w.Term)
}

// noTests warns of terms with an estimate and without a test.
func noTests(list []Coefficient) (warnings []error) {
	for _, c := range list {
		if finite(c.Estimate) && !(finite(c.PValue) && finite(c.ConfLow)) {
			warnings = append(warnings, &NoTest{Term: c.Term, StdError: c.StdError, DF: c.DF})
		}
	}
	return warnings
}

// UndefinedDraws is the warning that the statistic of a test is not defined in some draws, which count as far out as can be.
type UndefinedDraws struct{ Undefined, Draws int }

func (w *UndefinedDraws) Error() string {
	return fmt.Sprintf("in %d of %d draws the statistic is not defined; they count as far out as can be", w.Undefined, w.Draws)
}

// InfiniteStatistic is the warning that the statistic of a test is infinite on the data: nothing varies within arms.
type InfiniteStatistic struct{ Statistic float64 }

func (w *InfiniteStatistic) Error() string {
	return fmt.Sprintf("the statistic is %v: nothing varies within arms", w.Statistic)
}

// saysNoTest says whether a warning explains that no term has a test.
func saysNoTest(warnings []error) bool {
	for _, w := range warnings {
		switch w := w.(type) {
		case *PerfectFit, *NoDF:
			return true
		case *FewClusters:
			if w.Clusters < 2 {
				return true
			}
		}
	}
	return false
}
