package rows

import (
	"inwork/progression/money"
	"inwork/sim/table"
)

// Decompositions describes the table of what made people's pay.
var Decompositions = table.Info{
	Name: "decomposition",
	Doc:  "what made gross pay, as sums over the randomised people of one district and arm: pay of the four weeks that end at randomisation, and each cause that changed it since; the rows of an arm and horizon add up to gross_four_weeks_pence of outcomes, to the penny",
	Sort: []string{"district", "arm", "horizon_weeks", "cause"},
}

// Decomposition is a row of the decomposition table. Sums are integers, so that adding them over districts and replicates is exact.
type Decomposition struct {
	District     int32       `parquet:"district" unit:"index" doc:"Jobcentre district"`
	Arm          string      `parquet:"arm,dict" unit:"slug" doc:"arm in which this world treats the people"`
	HorizonWeeks int32       `parquet:"horizon_weeks" unit:"weeks" doc:"weeks from randomisation to the end of the outcome window"`
	Cause        string      `parquet:"cause,dict" unit:"category" doc:"start: pay of the four weeks that end at randomisation; otherwise what changed it. wage_floor: statutory floors, beyond settlements; settlement: pay settlements of April; volatility: hours worked in a month at the same usual hours, which is regression to the mean of people chosen for one month's pay; job_ended: out of work; job_started: a job from out of work; more_hours, fewer_hours: usual hours in the same job; rise: hourly pay in the same job; job_changed: from one job straight into another"`
	N            int64       `parquet:"n" unit:"persons" doc:"people in the sums"`
	Sum          money.Pence `parquet:"sum_pence" unit:"pence in four weeks" doc:"sum over people"`
	SumSquares   int64       `parquet:"sum_squares" unit:"square of pence in four weeks" doc:"sum of their squares"`
}
