package rows

import "inwork/sim/table"

// Appraisals describes what an arm is worth to each account.
var Appraisals = table.Info{
	Name: "appraisals",
	Doc:  "what an arm is worth, for each participant and against control: net present value, benefit-cost ratio, cost of a pound of pay, and the cost at which it would break even",
	Sort: []string{"point", "replicate", "arm", "horizon_weeks", "schedule", "account"},
}

// Appraisal is a row of the appraisals table. Support is coaches' minutes and provision.
type Appraisal struct {
	Point               int32    `parquet:"point" unit:"index" doc:"point of the sweep, as plan.json lists them; 0 without one"`
	Replicate           int32    `parquet:"replicate" unit:"index" doc:"replicate, that is one simulated trial"`
	Arm                 string   `parquet:"arm,dict" unit:"slug" doc:"the arm, against control"`
	HorizonWeeks        int32    `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation over which amounts are added up; nothing is assumed of later ones"`
	Schedule            string   `parquet:"schedule,dict" unit:"category" doc:"how later amounts are discounted, as in costs"`
	Account             string   `parquet:"account,dict" unit:"category" doc:"whose: participant, exchequer or society. Employers' is 0 by assumption: output is taken to be worth the labour cost"`
	NPV                 float64  `parquet:"npv" unit:"pounds" doc:"net present value: the account's total in costs"`
	StdError            *float64 `parquet:"std_error,optional" unit:"pounds" doc:"sampling error of npv; null with fewer than two people in an arm"`
	ConfLow             *float64 `parquet:"conf_low,optional" unit:"pounds" doc:"lower end of the 95% interval"`
	ConfHigh            *float64 `parquet:"conf_high,optional" unit:"pounds" doc:"upper end of the 95% interval"`
	ProbabilityPositive *float64 `parquet:"probability_positive,optional" unit:"probability" doc:"that npv is above 0, by its sampling error alone and with nothing else known of it: unit costs and the model are taken as they are"`
	Support             float64  `parquet:"support" unit:"pounds" doc:"what support cost: coaches and provision"`
	Benefit             *float64 `parquet:"benefit,optional" unit:"pounds" doc:"npv and support together: what the account has but for the cost of support, and so the cost of support at which npv would be 0; null of participants, who do not bear it"`
	BenefitCostRatio    *float64 `parquet:"benefit_cost_ratio,optional" unit:"ratio" doc:"benefit over support; null of participants and without a difference in support"`
	RatioLow            *float64 `parquet:"ratio_low,optional" unit:"ratio" doc:"end of Fieller's 95% set of it"`
	RatioHigh           *float64 `parquet:"ratio_high,optional" unit:"ratio" doc:"end of Fieller's 95% set of it"`
	RatioSet            string   `parquet:"ratio_set,dict" unit:"category" doc:"which ratios the set holds: between its ends, outside of them, or every ratio, when support may be 0; empty without a ratio"`
	BreakEvenHour       *float64 `parquet:"break_even_coach_hour,optional" unit:"pounds an hour" doc:"cost of an hour of appointments at which npv would be 0, all else as it is; null of participants, where the arm takes no more of coaches than control, and where coaches for nothing would not do"`
	AddedPay            float64  `parquet:"added_pay" unit:"pounds" doc:"gross pay that the arm adds"`
	CostOfPound         *float64 `parquet:"cost_of_pound,optional" unit:"pounds" doc:"support over added_pay: what a pound of gross pay cost; null without a difference in pay"`
	PoundLow            *float64 `parquet:"pound_low,optional" unit:"pounds" doc:"end of Fieller's 95% set of it"`
	PoundHigh           *float64 `parquet:"pound_high,optional" unit:"pounds" doc:"end of Fieller's 95% set of it"`
	PoundSet            string   `parquet:"pound_set,dict" unit:"category" doc:"as ratio_set, when added pay may be 0"`
	TruthOf             string   `parquet:"truth_of,dict" unit:"category" doc:"estimand of the truths: pilot where the study was split, otherwise rollout; empty when neither was simulated"`
	Truth               *float64 `parquet:"truth,optional" unit:"pounds" doc:"the true net present value, over all replicates; null when it was not simulated"`
	MonteCarloError     *float64 `parquet:"monte_carlo_error,optional" unit:"pounds" doc:"standard error of truth over cells; null with one cell"`
	TrueRatio           *float64 `parquet:"true_benefit_cost_ratio,optional" unit:"ratio" doc:"benefit_cost_ratio of the truths"`
	TrueCostOfPound     *float64 `parquet:"true_cost_of_pound,optional" unit:"pounds" doc:"cost_of_pound of the truths"`
}
