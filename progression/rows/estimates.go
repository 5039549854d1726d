package rows

import "inwork/sim/table"

// Estimates describes what an evaluator of each simulated trial would report.
var Estimates = table.Info{
	Name: "estimates",
	Doc:  "one estimate from the randomised world of one replicate at a point of the sweep",
	Sort: []string{"point", "replicate", "arm", "horizon_weeks", "outcome"},
}

// Estimate is a row of the estimates table.
type Estimate struct {
	Point        int32    `parquet:"point" unit:"index" doc:"point of the sweep, as plan.json lists them; 0 without one"`
	Replicate    int32    `parquet:"replicate" unit:"index" doc:"replicate, that is one simulated trial"`
	Population   int64    `parquet:"population" unit:"index" doc:"whose people they are: replicates with the same number have the same people"`
	Luck         int64    `parquet:"luck" unit:"index" doc:"what befalls them, likewise"`
	Assignment   int64    `parquet:"assignment" unit:"index" doc:"who is in which arm, likewise"`
	Arm          string   `parquet:"arm,dict" unit:"slug" doc:"the arm, against control"`
	HorizonWeeks int32    `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation"`
	Outcome      string   `parquet:"outcome,dict" unit:"category" doc:"column of outcomes"`
	Unit         string   `parquet:"unit,dict" unit:"text" doc:"unit of estimate, errors, interval and control mean"`
	Role         string   `parquet:"role,dict" unit:"category" doc:"of the outcome, as declared in the scenario: primary, or secondary, at the horizon of the declaration; otherwise exploratory"`
	Estimator    string   `parquet:"estimator,dict" unit:"category" doc:"difference_in_means: arm minus control among all randomised"`
	Estimand     string   `parquet:"estimand,dict" unit:"category" doc:"what is estimated. pilot: being assigned to the arm rather than to control, whatever support followed (intention to treat), for one participant in the world that the trial met; no estimate is of single or rollout, as the truth table has them"`
	Scope        string   `parquet:"scope,dict" unit:"category" doc:"whom the estimand is of. finite_sample: the people of this trial; std_error is that of people drawn anew, which is no smaller"`
	Estimate     float64  `parquet:"estimate" unit:"see unit" doc:"the estimate"`
	StdError     float64  `parquet:"std_error" unit:"see unit" doc:"heteroskedasticity-robust standard error (HC2): sampling error of one trial"`
	Statistic    float64  `parquet:"statistic" unit:"ratio" doc:"estimate over its standard error"`
	PValue       float64  `parquet:"p_value" unit:"probability" doc:"two-sided"`
	PAdjusted    *float64 `parquet:"p_adjusted,optional" unit:"probability" doc:"p_value of a secondary outcome adjusted for all secondary outcomes and arms of the trial by Holm's method; null of others: the primary outcome is tested once for each arm, and the rest tests nothing"`
	ConfLow      float64  `parquet:"conf_low" unit:"see unit" doc:"lower end of the 95% interval"`
	ConfHigh     float64  `parquet:"conf_high" unit:"see unit" doc:"upper end of the 95% interval"`
	DF           float64  `parquet:"df" unit:"degrees of freedom" doc:"Welch-Satterthwaite"`
	N            int64    `parquet:"n" unit:"persons" doc:"people in both arms"`
	NTreated     int64    `parquet:"n_treated" unit:"persons" doc:"people in the arm"`
	ControlMean  float64  `parquet:"control_mean" unit:"see unit" doc:"mean in the control arm"`
	Warning      string   `parquet:"warning,dict" unit:"text" doc:"what weakens the estimate; empty when nothing does"`
}
