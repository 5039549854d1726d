package rows

import "inwork/sim/table"

// Costs describes the accounts of an arm, line by line.
var Costs = table.Info{
	Name: "costs",
	Doc:  "one line of the account of participant, employer, exchequer or society: what an arm adds to it for each participant, against control, from randomisation to a horizon. A gain of the account's holder is above 0. An account is the sum of its lines, society that of the other three: what one pays another cancels",
	Sort: []string{"point", "replicate", "arm", "horizon_weeks", "schedule", "account", "line"},
}

// Cost is a row of the costs table.
type Cost struct {
	Point           int32    `parquet:"point" unit:"index" doc:"point of the sweep, as plan.json lists them; 0 without one"`
	Replicate       int32    `parquet:"replicate" unit:"index" doc:"replicate, that is one simulated trial"`
	Arm             string   `parquet:"arm,dict" unit:"slug" doc:"the arm, against control"`
	HorizonWeeks    int32    `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation over which amounts are added up; nothing is assumed of later ones"`
	Schedule        string   `parquet:"schedule,dict" unit:"category" doc:"how later amounts are discounted to the day of randomisation: none, or a named schedule, as inwork describe schedules lists them. What came between two horizons is taken to have come midway"`
	Account         string   `parquet:"account,dict" unit:"category" doc:"whose: participant (her benefit unit), employer, exchequer or society"`
	Line            string   `parquet:"line,dict" unit:"category" doc:"what moved. output: what employers have of it, taken to be worth the labour cost; gross_pay, income_tax, national_insurance (the employee's), employer_insurance; universal_credit: before sanctions; sanctions: what they took; childcare, travel: what going to work cost; coaches: their minutes at the cost of a minute; provision: its starts at their cost; total"`
	Unit            string   `parquet:"unit,dict" unit:"text" doc:"unit of estimate, errors, interval, control mean and truth"`
	Estimand        string   `parquet:"estimand,dict" unit:"category" doc:"what estimate is of: pilot, as in the estimates table"`
	Estimate        float64  `parquet:"estimate" unit:"see unit" doc:"the arm's mean less the control arm's, in the randomised world"`
	StdError        *float64 `parquet:"std_error,optional" unit:"see unit" doc:"heteroskedasticity-robust standard error (HC2): sampling error of one trial; null with fewer than two people in an arm"`
	ConfLow         *float64 `parquet:"conf_low,optional" unit:"see unit" doc:"lower end of the 95% interval; null where nothing varies"`
	ConfHigh        *float64 `parquet:"conf_high,optional" unit:"see unit" doc:"upper end of the 95% interval; null where nothing varies"`
	ControlMean     float64  `parquet:"control_mean" unit:"see unit" doc:"mean of the control arm"`
	TruthOf         string   `parquet:"truth_of,dict" unit:"category" doc:"estimand of truth: pilot where the study was split, otherwise rollout; empty when neither was simulated"`
	Truth           *float64 `parquet:"truth,optional" unit:"see unit" doc:"the true value, over all replicates; null when it was not simulated"`
	MonteCarloError *float64 `parquet:"monte_carlo_error,optional" unit:"see unit" doc:"standard error of truth over cells, as in the truth table; null with one cell"`
}
