package rows

import (
	"inwork/sim"
	"inwork/sim/table"
)

// CoachWeeks describes the table of work coaches' time.
var CoachWeeks = table.Info{
	Name: "coach_weeks",
	Doc:  "one work coach in one week from the start of recruitment: contracted = used + unused + absent minutes",
	Sort: []string{"district", "coach", "week"},
}

// CoachWeek is a row of the coach_weeks table.
type CoachWeek struct {
	District     int32   `parquet:"district" unit:"index" doc:"Jobcentre district"`
	Coach        int32   `parquet:"coach" unit:"index" doc:"work coach within the district"`
	Week         sim.Day `parquet:"week,date" unit:"date" doc:"first day of the week"`
	Office       int32   `parquet:"office" unit:"number" doc:"jobcentre within the district, 1 to as many as it has"`
	Contracted   int32   `parquet:"contracted_minutes" unit:"minutes" doc:"interview minutes of the post"`
	Absent       int32   `parquet:"absent_minutes" unit:"minutes" doc:"lost to leave and sickness"`
	Used         int32   `parquet:"used_minutes" unit:"minutes" doc:"spent on appointments, kept or missed"`
	Unused       int32   `parquet:"unused_minutes" unit:"minutes" doc:"left over"`
	Participants int32   `parquet:"participant_minutes" unit:"minutes" doc:"of the used minutes, those for people in the trial"`
	Appointments int32   `parquet:"appointments" unit:"appointments" doc:"appointments given, kept or missed"`
	Missed       int32   `parquet:"missed" unit:"appointments" doc:"appointments that the claimant failed to attend"`
	Waiting      int32   `parquet:"waiting" unit:"claimants" doc:"claimants due and not seen by the end of the week"`
}
