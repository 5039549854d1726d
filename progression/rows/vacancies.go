package rows

import (
	"inwork/progression/money"
	"inwork/sim"
	"inwork/sim/table"
)

// Vacancies describes the table of posts advertised.
var Vacancies = table.Info{
	Name: "vacancies",
	Doc:  "one advertised post for which a participant applied since randomisation, when it closed or at the end",
	Sort: []string{"district", "employer", "closed", "slot"},
}

// Vacancy is a row of the vacancies table.
type Vacancy struct {
	District     int32       `parquet:"district" unit:"index" doc:"Jobcentre district"`
	Employer     int32       `parquet:"employer" unit:"index" doc:"employer within the district"`
	Closed       sim.Day     `parquet:"closed,date" unit:"date" doc:"first day of the week in which the post was filled or withdrawn, or the world ended"`
	Slot         int32       `parquet:"slot" unit:"index" doc:"number of the post within the district"`
	Opened       sim.Day     `parquet:"opened,date" unit:"date" doc:"first day of the week in which the post was advertised"`
	How          string      `parquet:"how,dict" unit:"category" doc:"participant, caseload (another claimant), elsewhere (someone not on the caseload), withdrawn or open"`
	Claimant     *int64      `parquet:"claimant,optional" unit:"id" doc:"the participant who filled it; null otherwise"`
	Applicants   int32       `parquet:"applicants" unit:"claimants" doc:"claimants who applied while it was open"`
	Sector       string      `parquet:"sector,dict" unit:"category" doc:"sector of the employer"`
	HoursPerWeek float64     `parquet:"hours_per_week" unit:"hours a week" doc:"hours of the post"`
	Premium      float64     `parquet:"pay_premium" unit:"share" doc:"hourly pay over the wage floor, as a share of the floor"`
	Flexible     bool        `parquet:"flexible" unit:"true or false" doc:"open to flexible hours"`
	HourlyPay    money.Pence `parquet:"hourly_pay_pence" unit:"pence an hour" doc:"hourly pay of the post for an adult on the day it opened"`
}
