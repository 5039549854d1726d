package rows

import (
	"inwork/sim"
	"inwork/sim/table"
)

// Events describes the table of dated events in the lives of randomised people.
var Events = table.Info{
	Name: "events",
	Doc:  "one event in the life of a randomised person within follow-up",
	Sort: []string{"district", "claimant", "day"},
}

// Event is a row of the events table. EventKinds says what Detail counts for each kind.
type Event struct {
	District int32   `parquet:"district" unit:"index" doc:"Jobcentre district"`
	Claimant int64   `parquet:"claimant" unit:"id" doc:"the person"`
	Day      sim.Day `parquet:"day,date" unit:"date" doc:"first day of the week in which it happened"`
	Kind     string  `parquet:"kind,dict" unit:"category" doc:"what happened"`
	Detail   int64   `parquet:"detail" unit:"by kind" doc:"what it counts depends on the kind: see the event kinds in the dictionary"`
}
