package rows

import "inwork/sim/table"

// Gains describes who gains and who loses.
var Gains = table.Info{
	Name: "gains",
	Doc:  "people of whom each is compared with herself in another world of the same luck, by what her benefit unit has of pay after tax and National Insurance, and of Universal Credit, less childcare and travel, over the whole follow-up",
	Sort: []string{"point", "arm", "estimand", "people"},
}

// Gain is a row of the gains table.
type Gain struct {
	Point           int32    `parquet:"point" unit:"index" doc:"point of the sweep, as plan.json lists them; 0 without one"`
	Arm             string   `parquet:"arm,dict" unit:"slug" doc:"the arm whose people, or in which everybody, is compared with control; of people who stay untreated, the control arm"`
	Estimand        string   `parquet:"estimand,dict" unit:"category" doc:"the worlds: pilot or rollout, as in the truth table; of people who stay untreated bystander: the randomised world less one in which everybody is in control"`
	People          string   `parquet:"people,dict" unit:"category" doc:"all; sanctioned: of them, those whom the arm had sanctioned more often than control would have; not_sanctioned: the others; untreated: those assigned to control, in the trial"`
	HorizonWeeks    int32    `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation over which income is added up"`
	Persons         int64    `parquet:"persons" unit:"persons" doc:"in all replicates"`
	Better          float64  `parquet:"better" unit:"share" doc:"who have a pound a week more, or above, on average over the weeks"`
	Worse           float64  `parquet:"worse" unit:"share" doc:"who have a pound a week less, or below; the others have about the same"`
	Mean            float64  `parquet:"mean" unit:"pounds a week" doc:"mean difference"`
	MonteCarloError *float64 `parquet:"monte_carlo_error,optional" unit:"pounds a week" doc:"standard error of mean over cells; null with one cell"`
	MeanBetter      *float64 `parquet:"mean_better,optional" unit:"pounds a week" doc:"mean difference of those who have more; null without any"`
	MeanWorse       *float64 `parquet:"mean_worse,optional" unit:"pounds a week" doc:"mean difference of those who have less; null without any"`
}
