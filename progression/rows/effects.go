package rows

import "inwork/sim/table"

// Effects describes the sums that a cell leaves for the truth: they add over districts and replicates.
var Effects = table.Info{
	Name: "effects",
	Doc:  "sums over the randomised people of one district of the difference between two worlds with shared luck",
	Sort: []string{"district", "arm", "estimand", "component", "horizon_weeks", "outcome"},
}

// Effect is a row of the effects table. Sums are integers in the outcome's unit, so that adding them is exact.
type Effect struct {
	District     int32  `parquet:"district" unit:"index" doc:"Jobcentre district"`
	Arm          string `parquet:"arm,dict" unit:"slug" doc:"the arm, against the control arm"`
	HorizonWeeks int32  `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation"`
	Outcome      string `parquet:"outcome,dict" unit:"category" doc:"column of outcomes that is differenced"`
	Estimand     string `parquet:"estimand,dict" unit:"category" doc:"pilot: one participant treated as a taker of what the randomised world recorded; single: of what the control world recorded; rollout: everyone in the arm minus everyone in control, both in live worlds"`
	Component    string `parquet:"component,dict" unit:"category" doc:"total: the whole; of rollout also single, queue_first and market_second, market_first and queue_second, interaction"`
	Unit         string `parquet:"unit,dict" unit:"text" doc:"unit of the sums"`
	N            int64  `parquet:"n" unit:"persons" doc:"people in the sums"`
	Sum          int64  `parquet:"sum" unit:"see unit" doc:"sum of the person-level differences"`
	SumSquares   int64  `parquet:"sum_squares" unit:"square of unit" doc:"sum of their squares"`
	SumControl   int64  `parquet:"sum_control" unit:"see unit" doc:"sum of the outcome in the control world"`
}

// Truths describes the table of true effects.
var Truths = table.Info{
	Name: "truth",
	Doc:  "one true effect: an estimand, arm, horizon and outcome at a point of the sweep, averaged over replicates",
	Sort: []string{"point", "estimand", "arm", "horizon_weeks", "outcome", "component"},
}

// Truth is a row of the truth table, folded from effects in plan order.
type Truth struct {
	Point           int32    `parquet:"point" unit:"index" doc:"point of the sweep, as plan.json lists them; 0 without one"`
	Estimand        string   `parquet:"estimand,dict" unit:"category" doc:"pilot: one participant treated as a taker of what the randomised world recorded, which is what a trial estimates; single: of what the control world recorded; rollout: everyone in the arm minus everyone in control, both in live worlds"`
	Scope           string   `parquet:"scope,dict" unit:"category" doc:"whom the effect and its error are of. population: people as the scenario draws them; finite_sample: the people of the study, who are the same in several replicates: other people would move it by more than its error"`
	Arm             string   `parquet:"arm,dict" unit:"slug" doc:"the arm, against control"`
	HorizonWeeks    int32    `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation"`
	Outcome         string   `parquet:"outcome,dict" unit:"category" doc:"column of outcomes"`
	Component       string   `parquet:"component,dict" unit:"category" doc:"total: the whole of the effect; rollout is also single + queue_first + market_second, and single + market_first + queue_second, as coaches' time and provision (the queue) or vacancies and employers (the market) are released first; interaction: market_second less market_first"`
	Unit            string   `parquet:"unit,dict" unit:"text" doc:"unit of effect, error and control mean"`
	Effect          float64  `parquet:"effect" unit:"see unit" doc:"mean person-level difference over the people of all replicates"`
	MonteCarloError *float64 `parquet:"monte_carlo_error,optional" unit:"see unit" doc:"standard error of effect over cells, each a district in a replicate; cells that differ in assignment alone count as one; null with one cell. Where replicates share their people it is the error of the effect on these people"`
	ControlMean     float64  `parquet:"control_mean" unit:"see unit" doc:"mean of the outcome in the control arm: of pilot as a taker of the randomised world's record, otherwise in the control world"`
	Replicates      int32    `parquet:"replicates" unit:"replicates" doc:"replicates averaged"`
	Persons         int64    `parquet:"persons" unit:"persons" doc:"person-level differences in all replicates"`
}
