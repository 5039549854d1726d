package evaluation

import (
	"context"
	"slices"

	"inwork/progression/rows"
)

// Support is what the people of an arm were given between randomisation and the main horizon, over the trials of all
// replicates. Means are per person randomised; they are NaN in an arm without people.
type Support struct {
	Arm        string  // slug
	Persons    int64   // in all trials
	Meetings   float64 // meetings and calls attended: the arm's contacts and ordinary reviews
	Contacts   float64 // of these, the arm's
	Missed     float64 // appointments failed to attend
	Sanctioned float64 // share with at least one sanction
}

// supportColumns are the columns of the outcomes table that Support is made from.
var supportColumns = []string{"horizon_weeks", "assigned", "meetings", "contacts", "missed", "sanctions"}

// supportSums are the sums of one arm.
type supportSums struct{ persons, meetings, contacts, missed, sanctioned int64 }

// readSupport adds up what was delivered, and counts the first trial's people: an arm of one person has no estimate, and yet
// there is one person in it.
func readSupport(ctx context.Context, e *Evaluation) error {
	s := &e.Study
	e.Persons = make([]int64, len(s.Arms))
	byArm, main := make([]supportSums, len(s.Arms)), slices.Index(s.Horizons, s.MainHorizon())
	for replicate := range s.Replicates {
		err := eachOutcome(ctx, s, replicate, supportColumns, func(arm, horizon int, row *rows.Outcome) {
			if horizon != main {
				return
			}
			byArm[arm].add(row)
			if replicate == 0 {
				e.Persons[arm]++
			}
		})
		if err != nil {
			return err
		}
	}
	for a := range byArm {
		e.Support = append(e.Support, byArm[a].of(s.Arms[a].Slug))
	}
	return nil
}

func (s *supportSums) add(row *rows.Outcome) {
	s.persons++
	s.meetings += int64(row.Meetings)
	s.contacts += int64(row.Contacts)
	s.missed += int64(row.Missed)
	if row.Sanctions > 0 {
		s.sanctioned++
	}
}

func (s *supportSums) of(arm string) Support {
	mean := func(sum int64) float64 { return float64(sum) / float64(s.persons) } // 0/0 is NaN
	return Support{Arm: arm, Persons: s.persons, Meetings: mean(s.meetings), Contacts: mean(s.contacts),
		Missed: mean(s.missed), Sanctioned: mean(s.sanctioned)}
}
