package rows

import "inwork/sim/table"

// Individuals describes the effects on single people, which evaluation makes of replicates that share their people.
var Individuals = table.Info{
	Name: "individuals",
	Doc:  "one person's true effect of everyone in an arm against everyone in control (rollout), averaged over the lucks in which she was randomised; made when replicates vary in luck and not in population",
	Sort: []string{"point", "population", "arm", "district", "claimant", "horizon_weeks", "outcome"},
}

// Individual is a row of the individuals table.
type Individual struct {
	Point           int32   `parquet:"point" unit:"index" doc:"point of the sweep, as plan.json lists them; 0 without one"`
	Population      int64   `parquet:"population" unit:"index" doc:"whose people they are, as plan.json lists it for each replicate"`
	Arm             string  `parquet:"arm,dict" unit:"slug" doc:"the arm, against control"`
	District        int32   `parquet:"district" unit:"index" doc:"Jobcentre district"`
	Claimant        int64   `parquet:"claimant" unit:"id" doc:"the person, the same in all lucks"`
	HorizonWeeks    int32   `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation, whose day differs between lucks"`
	Outcome         string  `parquet:"outcome,dict" unit:"category" doc:"earnings_week, employed or hours_per_week"`
	Unit            string  `parquet:"unit,dict" unit:"text" doc:"unit of effect, error and control mean"`
	Lucks           int32   `parquet:"lucks" unit:"lucks" doc:"lucks in which she was randomised, 20 at least"`
	Effect          float64 `parquet:"effect" unit:"see unit" doc:"mean over them of the outcome with everyone in the arm less the outcome with everyone in control"`
	MonteCarloError float64 `parquet:"monte_carlo_error" unit:"see unit" doc:"standard error of effect over lucks"`
	ControlMean     float64 `parquet:"control_mean" unit:"see unit" doc:"mean over them of the outcome with everyone in control"`
}
