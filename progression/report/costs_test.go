package report_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"inwork/progression/evaluation"
	"inwork/progression/report"
	"inwork/progression/rows"
)

// withCosts gives an evaluation accounts: each line of frequent's is its place in the account, and half of that in truth.
func withCosts(e *evaluation.Evaluation) *evaluation.Evaluation {
	x := func(v float64) *float64 { return &v }
	last := int32(e.Study.Horizons[len(e.Study.Horizons)-1])
	e.UnitCosts, e.Study.AppointmentHours = evaluation.TheUnitCosts(), 1000
	for _, s := range evaluation.Schedules() {
		for _, account := range evaluation.Accounts() {
			for k, l := range account.Lines {
				c := rows.Cost{Arm: "frequent", HorizonWeeks: last, Schedule: s.Name, Account: account.Name, Line: l.Name, Unit: "pounds", Estimand: "pilot",
					Estimate: float64(k + 1), StdError: x(0.25), ConfLow: x(float64(k) + 0.5), ConfHigh: x(float64(k) + 1.5), TruthOf: "pilot", Truth: x(float64(k+1) / 2), MonteCarloError: x(0.125)}
				if l.Name == "coaches" || l.Name == "provision" {
					c.Estimate, c.Truth = -100, x(-50)
				}
				e.Costs = append(e.Costs, c)
			}
			a := rows.Appraisal{Arm: "frequent", HorizonWeeks: last, Schedule: s.Name, Account: account.Name, NPV: -12.5, StdError: x(6.25), ConfLow: x(-24.75), ConfHigh: x(-0.25),
				ProbabilityPositive: x(0.0228), Support: 200, AddedPay: 40, CostOfPound: x(5), PoundLow: x(-3), PoundHigh: x(2), PoundSet: "outside",
				TruthOf: "pilot", Truth: x(-20), MonteCarloError: x(1.5), TrueCostOfPound: x(4)}
			switch account.Name {
			case "employer":
				continue
			case "society", "exchequer":
				a.Benefit, a.BenefitCostRatio, a.RatioLow, a.RatioHigh, a.RatioSet, a.TrueRatio, a.BreakEvenHour = x(187.5), x(0.9375), x(0.5), x(1.25), "between", x(0.75), x(42.5)
			}
			e.Appraisals = append(e.Appraisals, a)
		}
	}
	e.Gains = []rows.Gain{
		{Arm: "frequent", Estimand: "pilot", People: "all", HorizonWeeks: last, Persons: 3000, Better: 0.125, Worse: 0.375, Mean: -1.5, MonteCarloError: x(0.25), MeanBetter: x(16), MeanWorse: x(-6)},
		{Arm: "frequent", Estimand: "pilot", People: "sanctioned", HorizonWeeks: last, Persons: 1000, Worse: 1, Mean: -6, MeanWorse: x(-6)},
		{Arm: "minimal", Estimand: "bystander", People: "untreated", HorizonWeeks: last, Persons: 1000, Mean: 0.0625, MonteCarloError: x(0.5)},
	}
	e.Bystanders = []evaluation.Bystanders{{Arm: "frequent", Lines: []evaluation.BystanderLine{{Name: "posts_to_caseload", Label: "Posts", Effect: -1.5, MonteCarloError: x(0.25), Control: 2000}}},
		{Arm: "minimal", Lines: []evaluation.BystanderLine{{Name: "posts_to_caseload", Label: "Posts", Effect: -0.5}}}}
	return e
}

// Accounts, worth, ratios and their sets stand on the page as the tables have them, and what an arm costs in words.
func TestWrite_Costs(t *testing.T) {
	page := string(pageOf(t, withCosts(full2015())))
	for _, want := range []string{
		"Frequent costs £200.00 more a participant than Minimal over 104 weeks, coaches and provision; to participants, employers and the exchequer together it is worth −£12.50 net (standard error 6.25), in truth (pilot) −£20.00 (Monte Carlo error 1.50) at a cost of £100.00. Amounts are discounted by HM Treasury Green Book since 2003",
		`Society</th><td>-12.50</td><td>6.25</td><td class="interval">-24.75 to -0.25</td><td>0.023</td><td>-20.00</td><td>1.50</td><td>187.50</td><td>0.938</td><td class="interval">0.500 to 1.250</td><td>0.750</td><td>42.50</td>`,
		`Participant</th><td>-12.50</td><td>6.25</td><td class="interval">-24.75 to -0.25</td><td>0.023</td><td>-20.00</td><td>1.50</td><td>–</td><td>–</td><td class="interval">–</td><td>–</td><td>–</td>`,
		`Frequent</th><td>200.00</td><td>40.00</td><td>5.00</td><td class="interval">up to -3.00, from 2.00</td><td>4.00</td>`,
		`Employer’s National Insurance</th><td>3.00</td><td>0.25</td><td class="interval">2.50 to 3.50</td><td>1.50</td><td>0.12</td>`,
		"An hour of appointments costs £48.75:", "over the 1,000 hours of appointments",
		// a coach's hour at the ends of the range of overheads, 32.50 and 65.975, is 2/3 and 1.3533 of 48.75: of 50 that is 16.67 less and 17.67 more
		`coach_overheads</th><td>0</td><td>1.03</td><td>20.67</td><td>-13.67</td>`,
		"Nothing is assumed of the time after follow-up",
	} {
		holds(t, page, want)
	}
	lacks(t, page, "fewer do, and get more of them each") // of pilot
	holds(t, string(pageOf(t, withCosts(trial2015()))), "fewer do, and get more of them each")
	page = string(pageOf(t, full2015()))
	lacks(t, page, "Costs and benefits")
	lacks(t, page, "Who gains and who loses")
}

// What becomes of a pound of pay, and who has more or less: the truth where it is known.
func TestWrite_Gains(t *testing.T) {
	page := string(pageOf(t, withCosts(full2015())))
	for _, want := range []string{
		"the truth (pilot), £ a participant, not discounted",
		`Gross pay</th><td>0.50</td><td>1.00</td>`, `Universal Credit before sanctions</th><td>2.00</td><td>4.00</td>`, "Left to the benefit unit",
		`All participants</th><td>3,000</td><td>12.5</td><td>37.5</td><td>-1.50</td><td>0.25</td><td>16.00</td><td>-6.00</td>`,
		`Sanctioned more often than under control</th><td>1,000</td><td>0.0</td><td>100.0</td><td>-6.00</td><td>–</td><td>–</td><td>-6.00</td>`,
		"In the trial, against a world in which everybody is in Minimal", "Those who stay in control while others are treated",
		"Everyone in Frequent (rollout)", `Posts</th><td>-1.50</td><td>0.25</td><td>2,000.00</td>`, "for every 100 people in other arms than Minimal", `Posts</th><td>-0.50</td><td>–</td><td>0.00</td>`,
	} {
		holds(t, page, want)
	}
	e := withCosts(full2015())
	for k := range e.Costs {
		e.Costs[k].Truth = nil
	}
	holds(t, string(pageOf(t, e)), "the first trial’s estimate of pilot, £ a participant, not discounted")
	for k := range e.Costs {
		e.Costs[k].Estimate = -1
	}
	holds(t, string(pageOf(t, e)), `Gross pay</th><td>-1.00</td><td>–</td>`)
}

// The text has a line an account, what support costs once an arm, and no cost of a pound that was lost.
func TestWriteText_Costs(t *testing.T) {
	text := func(e *evaluation.Evaluation) string {
		var b strings.Builder
		assert.NoError(t, report.WriteText(&b, e))
		return b.String()
	}
	of := text(withCosts(full2015()))
	holds(t, of, "Frequent            participant      -12.50      6.25     -20.00         1.50     100.00       4.00\n")
	holds(t, of, "                    society          -12.50      6.25     -20.00         1.50\n")
	e := withCosts(full2015())
	for k := range e.Appraisals {
		*e.Appraisals[k].TrueCostOfPound = -4
	}
	holds(t, text(e), "     100.00          –\n")
	lacks(t, text(full2015()), "Costs and benefits")
}
