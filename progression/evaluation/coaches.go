package evaluation

import (
	"context"

	"inwork/progression/rows"
	"inwork/sim"
)

// CoachTime is the time of all work coaches over four weeks, summed over the simulated trials.
//
// Contracted = Used + Unused + Absent.
type CoachTime struct {
	From         sim.Day // first day
	CoachWeeks   int64   // weeks of one coach in the sums
	Contracted   int64   // interview minutes of the posts
	Absent       int64   // minutes of leave and sickness
	Used         int64   // minutes of appointments, kept or missed
	Participants int64   // of the used minutes, those for people in the trial
	Unused       int64   // minutes left over
	Waiting      int64   // claimants due and not seen, summed over weeks' ends
}

// PerCoach turns one of the sums into an average per coach and week.
func (c *CoachTime) PerCoach(sum int64) float64 { return float64(sum) / float64(c.CoachWeeks) }

// coachDays is the width of a CoachTime.
const coachDays = 28

// readCoachTime adds up coaches' weeks from the start of recruitment.
func readCoachTime(ctx context.Context, e *Evaluation) error {
	if here, err := e.Study.kept(rows.CoachWeeks.Name); err != nil || !here {
		e.leaveOut("coaches' time", rows.CoachWeeks.Name)
		return err
	}
	var all []CoachTime
	for replicate := range e.Study.Replicates {
		for batch, err := range readTrial[rows.CoachWeek](ctx, &e.Study, rows.CoachWeeks.Name, replicate) {
			if err != nil {
				return err
			}
			for i := range batch {
				all = addWeek(all, e.Study.Start, &batch[i])
			}
		}
	}
	for _, c := range all {
		if c.CoachWeeks > 0 {
			e.Coaches = append(e.Coaches, c)
		}
	}
	return nil
}

// addWeek adds a row to its four weeks; what was before the start of recruitment is not counted.
func addWeek(all []CoachTime, start sim.Day, row *rows.CoachWeek) []CoachTime {
	if row.Week < start {
		return all
	}
	at := int(row.Week-start) / coachDays
	for len(all) <= at {
		all = append(all, CoachTime{From: start + sim.Day(len(all)*coachDays)})
	}
	c := &all[at]
	c.CoachWeeks++
	c.Contracted += int64(row.Contracted)
	c.Absent += int64(row.Absent)
	c.Used += int64(row.Used)
	c.Participants += int64(row.Participants)
	c.Unused += int64(row.Unused)
	c.Waiting += int64(row.Waiting)
	return all
}
