package evaluation

import (
	"context"
	"slices"

	"inwork/progression/rows"
)

// Dose is the support delivered to the people of an arm beside what the arm means to give, from randomisation to the main
// horizon: sums over the trials of all replicates. What was not kept has a reason, and the reasons add up:
//
//	Intended = Kept + OutOfBand + NoTime + FailedToAttend + StillDue - MadeUp
type Dose struct {
	Arm            string // slug
	Persons        int64
	Weeks          int64 // of follow-up, over persons
	WeeksInBand    int64 // of these, on Universal Credit with earnings between the two thresholds
	Intended       int64 // appointments that the arm means to give
	Kept           int64 // of the arm's appointments
	Missed         int64 // of those booked
	OutOfBand      int64 // slots lost because the person was off Universal Credit or not in the arm's support by her earnings
	NoTime         int64 // slots lost to the queue for the coach
	FailedToAttend int64 // slots lost to appointments missed
	StillDue       int64 // slots cut by the horizon with the appointment to come
	MadeUp         int64 // kept in no slot of their own
	Minutes        int64 // of coaches for these people
	ContactMinutes int64 // of these, for what the arm offers
}

// Booked is appointments of the arm that a coach gave time to, kept or missed.
func (d *Dose) Booked() int64 { return d.Kept + d.Missed }

// Gap is what is missing of the intended.
func (d *Dose) Gap() int64 { return d.Intended - d.Kept }

// PerPersonYear is a sum as an average per person and year of 52 weeks; NaN without people.
func (d *Dose) PerPersonYear(sum int64) float64 { return 52 * float64(sum) / float64(d.Weeks) }

// ShareInBand is the share of follow-up in the band; NaN without people.
func (d *Dose) ShareInBand() float64 { return float64(d.WeeksInBand) / float64(d.Weeks) }

var doseColumns = []string{"horizon_weeks", "assigned", "contacts", "contacts_missed", "contacts_intended", "lost_out_of_band",
	"lost_no_time", "lost_failed_to_attend", "contacts_still_due", "contacts_made_up", "weeks_in_band", "coach_minutes", "contact_minutes"}

// readDose adds up the trials' outcomes at the main horizon.
func readDose(ctx context.Context, e *Evaluation) error {
	s := &e.Study
	all, main := make([]Dose, len(s.Arms)), slices.Index(s.Horizons, s.MainHorizon())
	for replicate := range s.Replicates {
		err := eachOutcome(ctx, s, replicate, doseColumns, func(arm, horizon int, row *rows.Outcome) {
			if horizon == main {
				all[arm].add(row)
			}
		})
		if err != nil {
			return err
		}
	}
	for a := range all {
		all[a].Arm = s.Arms[a].Slug
	}
	e.Dose = all
	return nil
}

func (d *Dose) add(row *rows.Outcome) {
	d.Persons++
	for _, sum := range []struct {
		into *int64
		n    int32
	}{
		{&d.Weeks, row.HorizonWeeks}, {&d.WeeksInBand, row.WeeksInBand}, {&d.Intended, row.ContactsIntended}, {&d.Kept, row.Contacts},
		{&d.Missed, row.ContactsMissed}, {&d.OutOfBand, row.LostOutOfBand}, {&d.NoTime, row.LostNoTime}, {&d.FailedToAttend, row.LostAway},
		{&d.StillDue, row.StillDue}, {&d.MadeUp, row.MadeUp}, {&d.Minutes, row.Minutes}, {&d.ContactMinutes, row.ContactMinutes},
	} {
		*sum.into += int64(sum.n)
	}
}
