package report

import (
	"fmt"
	"strings"

	"inwork/progression/evaluation"
)

// textCosts prints what each arm costs and is worth; nothing without costs.
func textCosts(b *strings.Builder, e *evaluation.Evaluation) {
	if len(e.Appraisals) == 0 {
		return
	}
	line := columns(b, "%-20s%-13s%10s%10s%11s%13s%11s%11s")
	b.WriteString("\n" + wrap(fmt.Sprintf("Costs and benefits: net present value over %d weeks, pounds a participant more than under %s (%s)", e.Study.LastHorizon(), e.Study.Label(e.Study.Control), evaluation.GreenBook), textWidth))
	truth, monteCarlo := "", ""
	if withTruth(e) {
		truth, monteCarlo = "truth", "Monte Carlo"
	}
	line("", "to", "estimate", "standard", truth, monteCarlo, "support", "a pound of")
	if withTruth(e) {
		truth, monteCarlo = "("+besideIs(e)+")", "error"
	}
	line("", "", "(trial)", "error", truth, monteCarlo, "costs", "pay costs")
	for _, arm := range e.Study.Treatments() {
		label := cut(arm.Label, 18)
		for _, account := range evaluation.Accounts() {
			a := e.Appraisal(arm.Slug, evaluation.GreenBook, account.Name)
			if a == nil {
				continue
			}
			cells := []any{label, account.Name, number(a.NPV, 2), optional(a.StdError, 1, 2), "", "", "", ""}
			if withTruth(e) {
				cells[4], cells[5] = optional(a.Truth, 1, 2), optional(a.MonteCarloError, 1, 2)
			}
			if label != "" {
				cells[6], cells[7] = number(supportOf(e, arm.Slug), 2), poundOf(a.CostOfPound, a.TrueCostOfPound)
			}
			line(cells...)
			label = ""
		}
	}
}

// supportOf is what support costs, in truth where that is known, otherwise by the first trial, as what a pound of pay costs is.
func supportOf(e *evaluation.Evaluation, arm string) (sum float64) {
	for _, line := range []string{"coaches", "provision"} {
		if c := e.Cost(arm, evaluation.GreenBook, evaluation.Society, line); c != nil {
			sum -= evaluation.TruthOr(c.Truth, c.Estimate)
		}
	}
	return sum
}

// poundOf is the true cost of a pound of pay where it is known, otherwise the estimate; none where an arm adds no pay.
func poundOf(estimate, truth *float64) string {
	if truth != nil {
		estimate = truth
	}
	if estimate == nil || *estimate < 0 {
		return none
	}
	return number(*estimate, 2)
}

const textCostsNote = `costs           coaches' minutes and provision; employers have 0, as output is taken to be worth the
                labour cost. A pound of pay: support over the gross pay that the arm adds; both in truth
                where that is known
`
