package rows

import (
	"inwork/sim"
	"inwork/sim/table"
)

// Districts describes what happens to others than participants.
var Districts = table.Info{
	Name: "districts",
	Doc:  "one district in one month of a world in which coaches and vacancies are live, from the start of recruitment: who gets posts and coaches' time, participants and others; a week counts in the month of its first day",
	Sort: []string{"district", "month"},
}

// District is a row of the districts table. posts_advertised is posts filled and withdrawn, and what posts_open has grown by.
type District struct {
	District           int32   `parquet:"district" unit:"index" doc:"Jobcentre district"`
	Month              sim.Day `parquet:"month,date" unit:"date" doc:"first day of the month"`
	Weeks              int32   `parquet:"weeks" unit:"weeks" doc:"weeks that begin in the month"`
	Randomised         int32   `parquet:"randomised" unit:"persons" doc:"people randomised in it"`
	Advertised         int32   `parquet:"posts_advertised" unit:"posts" doc:"posts that opened"`
	ByParticipants     int32   `parquet:"posts_to_participants" unit:"posts" doc:"posts filled by people who were randomised, also after their follow-up"`
	ByCandidates       int32   `parquet:"posts_to_candidates" unit:"posts" doc:"posts filled by people drawn as they are and not randomised, or not yet"`
	ByCaseload         int32   `parquet:"posts_to_caseload" unit:"posts" doc:"posts filled by the rest of the coaches' caseload, which is out of work"`
	ByElsewhere        int32   `parquet:"posts_to_elsewhere" unit:"posts" doc:"posts filled by jobseekers who are on no caseload"`
	Withdrawn          int32   `parquet:"posts_withdrawn" unit:"posts" doc:"posts withdrawn unfilled"`
	Open               int32   `parquet:"posts_open" unit:"posts" doc:"posts that stand open at the end of the month"`
	Contracted         int64   `parquet:"contracted_minutes" unit:"minutes" doc:"coaches' time for appointments, as in coach_weeks"`
	Absent             int64   `parquet:"absent_minutes" unit:"minutes" doc:"lost to leave and sickness"`
	Used               int64   `parquet:"used_minutes" unit:"minutes" doc:"spent on appointments"`
	ParticipantMinutes int64   `parquet:"participant_minutes" unit:"minutes" doc:"of these, for people who were randomised"`
	Reviews            int32   `parquet:"caseload_reviews" unit:"meetings" doc:"reviews kept by the rest of the caseload"`
}
