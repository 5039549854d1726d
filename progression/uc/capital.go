package uc

import "inwork/progression/money"

// capitalRules turn savings into income, and end entitlement above a limit (regs 18 and 72).
type capitalRules struct{ free, limit, step, incomePerStep money.Pence }

func readCapitalRules(r reading) capitalRules {
	return capitalRules{
		free:          r.pence("uc.capital.lower_limit"),
		limit:         r.pence("uc.capital.upper_limit"),
		step:          r.pence("uc.capital.tariff_step"),
		incomePerStep: r.pence("uc.capital.tariff_income_per_step"),
	}
}

// tariffIncome is 4.35 a month for each 250, or part of it, above 6,000.
func (c *capitalRules) tariffIncome(capital money.Pence) money.Pence {
	if capital <= c.free || c.step == 0 { // a reform may do without steps
		return 0
	}
	steps := (capital - c.free + c.step - 1) / c.step
	return steps * c.incomePerStep
}
