package evaluation

import (
	"math"

	"inwork/progression/rows"
	"inwork/sim/estimate"
)

// appraised are the accounts with an appraisal, in the order of the table.
var appraised = []string{Exchequer, Participant, Society}

// appraisalRows are what an arm is worth at a horizon by a schedule.
func (a *appraising) appraisalRows(sums trialSums, t *costTruths, replicate, arm, h, schedule int) (list []rows.Appraisal, err error) {
	treated, control := &sums[arm][h][schedule], &sums[a.arm(a.Control)][h][schedule]
	pay := accountOf(Participant).line("gross_pay")
	cost, err := treated.less(control, &support)
	if err != nil {
		return nil, err
	}
	added, err := treated.less(control, pay)
	if err != nil {
		return nil, err
	}
	coaches, err := treated.less(control, accountOf(Exchequer).line("coaches"))
	if err != nil {
		return nil, err
	}
	trueCost, _ := t.mean(h, schedule, &support)
	truePay, _ := t.mean(h, schedule, pay)
	for _, name := range appraised {
		account := accountOf(name)
		total := account.line(TotalLine)
		npv, err := treated.less(control, total)
		if err != nil {
			return nil, err
		}
		row := rows.Appraisal{Point: int32(a.Point), Replicate: int32(replicate), Arm: a.Arms[arm].Slug, HorizonWeeks: int32(a.Horizons[h]), Schedule: Schedules()[schedule].Name,
			Account: name, TruthOf: t.of, NPV: npv.Estimate, StdError: defined(npv.StdError), ConfLow: defined(npv.ConfLow), ConfHigh: defined(npv.ConfHigh),
			ProbabilityPositive: defined(estimate.ProbabilityPositive(npv.Estimate, npv.StdError)), Support: cost.Estimate, AddedPay: added.Estimate}
		row.Truth, row.MonteCarloError = t.mean(h, schedule, total)
		row.CostOfPound, row.PoundLow, row.PoundHigh, row.PoundSet = ratioOf(treated.pairs[len(bearers)], control.pairs[len(bearers)])
		row.TrueCostOfPound = ratioOfTruths(trueCost, truePay)
		for k, bearer := range bearers {
			if bearer == name {
				of := benefit(account)
				trueBenefit, _ := t.mean(h, schedule, &of)
				row.Benefit = defined(npv.Estimate + cost.Estimate)
				row.BenefitCostRatio, row.RatioLow, row.RatioHigh, row.RatioSet = ratioOf(treated.pairs[k], control.pairs[k])
				row.TrueRatio = ratioOfTruths(trueBenefit, trueCost)
				if spent := -coaches.Estimate; spent > 0 {
					if hour := a.coachMinute * 60 / pencePerPound * (1 + npv.Estimate/spent); hour >= 0 {
						row.BreakEvenHour = &hour
					}
				}
			}
		}
		list = append(list, row)
	}
	return list, nil
}

// ratioOf is the ratio of two differences with Fieller's set; all nil where the second is 0.
func ratioOf(treated, control estimate.Comoments) (ratio, low, high *float64, set string) {
	r := estimate.RatioOfDifferences(treated, control)
	if ratio = defined(r.Ratio); ratio == nil || math.IsNaN(r.Low) {
		return ratio, nil, nil, ""
	}
	switch r.Set {
	case estimate.Between:
		set = "between"
	case estimate.Outside:
		set = "outside"
	default:
		set = "every"
	}
	return ratio, defined(r.Low), defined(r.High), set
}

func ratioOfTruths(x, y *float64) *float64 {
	if x == nil || y == nil {
		return nil
	}
	return defined(*x / *y)
}
