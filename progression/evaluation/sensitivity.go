package evaluation

import "inwork/progression/rows"

// Sensitivity is how an arm's net present value hangs on one unit cost: what it is at the ends of the cost's range, all else as it is, over the
// whole follow-up and discounted as GreenBook has it. It is the true value where that is known, otherwise the first trial's estimate.
type Sensitivity struct {
	Cost          UnitCost
	Arm           string // slug
	Account       string // Exchequer or Society
	Truth         bool   // Value is the true one
	Value         float64
	AtLow, AtHigh float64
}

// Sensitivities are by arm, unit cost and bearer of the cost; empty without costs. No person and no coach does anything else for it: what
// support costs moves no one in the model.
func (e *Evaluation) Sensitivities() (list []Sensitivity) {
	if len(e.Costs) == 0 {
		return nil
	}
	hour := e.UnitCosts.CoachHour(e.Study.AppointmentHours)
	for _, arm := range e.Study.Treatments() {
		for _, cost := range e.UnitCosts {
			for _, account := range bearers {
				npv := e.Cost(arm.Slug, GreenBook, account, TotalLine)
				coaches, provision := e.Cost(arm.Slug, GreenBook, account, "coaches"), e.Cost(arm.Slug, GreenBook, account, "provision")
				if npv == nil {
					continue
				}
				best := func(c *rows.Cost) float64 { return TruthOr(c.Truth, c.Estimate) }
				worth := func(value float64) float64 {
					other := e.UnitCosts.with(cost.Name, value)
					sum := best(npv) + float64(best(coaches)*(other.CoachHour(e.Study.AppointmentHours)/hour-1))
					if base := e.UnitCosts.Value(ProvisionCost); base > 0 {
						sum += float64(best(provision) * (other.Value(ProvisionCost)/base - 1))
					}
					return sum
				}
				list = append(list, Sensitivity{cost, arm.Slug, account, npv.Truth != nil, best(npv), worth(cost.Low), worth(cost.High)})
			}
		}
	}
	return list
}

// TruthOr is the truth where it is known, otherwise the estimate.
func TruthOr(truth *float64, estimate float64) float64 {
	if truth != nil {
		return *truth
	}
	return estimate
}

// Cost finds a line of the first trial's accounts over the whole follow-up; nil when there is none.
func (e *Evaluation) Cost(arm, schedule, account, line string) *rows.Cost {
	for k := range e.Costs {
		if c := &e.Costs[k]; c.Arm == arm && int(c.HorizonWeeks) == e.Study.LastHorizon() && c.Schedule == schedule && c.Account == account && c.Line == line {
			return c
		}
	}
	return nil
}

// Appraisal finds what an arm is worth to an account over the whole follow-up, in the first trial; nil when there is none.
func (e *Evaluation) Appraisal(arm, schedule, account string) *rows.Appraisal {
	for k := range e.Appraisals {
		if a := &e.Appraisals[k]; a.Arm == arm && int(a.HorizonWeeks) == e.Study.LastHorizon() && a.Schedule == schedule && a.Account == account {
			return a
		}
	}
	return nil
}
