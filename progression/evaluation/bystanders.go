package evaluation

import (
	"context"
	"slices"

	"inwork/progression/rows"
)

// Bystanders are what an arm does to others than its participants: who gets the posts and the coaches' time, for every 100 participants, from
// the start of recruitment to the end of follow-up, with everyone in the arm (rollout) or with the trial as it was against everyone in control.
type Bystanders struct {
	Arm   string // slug; that of control for the trial as it was, of whose people those in other arms are counted
	Lines []BystanderLine
}

// BystanderLine is a difference between two live worlds for every 100 participants.
type BystanderLine struct {
	Name, Label     string
	Effect          float64
	MonteCarloError *float64 // over cells, as of truths; nil with one cell
	Control         float64  // in the control world
}

// bystanderLines are columns of districts.
var bystanderLines = []struct {
	name, label string
	of          func(*rows.District) float64
}{
	{"posts_to_participants", "Posts that participants got", func(d *rows.District) float64 { return float64(d.ByParticipants) }},
	{"posts_to_candidates", "Posts that other people got who were drawn and not randomised", func(d *rows.District) float64 { return float64(d.ByCandidates) }},
	{"posts_to_caseload", "Posts that the rest of the coaches’ caseload got, people out of work", func(d *rows.District) float64 { return float64(d.ByCaseload) }},
	{"posts_to_elsewhere", "Posts that jobseekers on no caseload got", func(d *rows.District) float64 { return float64(d.ByElsewhere) }},
	{"caseload_reviews", "Work search reviews that the rest of the caseload had", func(d *rows.District) float64 { return float64(d.Reviews) }},
	{"participant_hours", "Coaches’ hours for participants", func(d *rows.District) float64 { return float64(d.ParticipantMinutes) / 60 }},
	{"other_hours", "Coaches’ hours for others", func(d *rows.District) float64 { return float64(d.Used-d.ParticipantMinutes) / 60 }},
}

// readBystanders compares the arms' worlds, and the trial's, with the control world.
func readBystanders(ctx context.Context, e *Evaluation) error {
	s := &e.Study
	here, err := s.kept(rows.Districts.Name)
	if err != nil {
		return err
	}
	if !here || !s.rolloutWorlds() {
		return nil // as with the worlds, who gains is left out
	}
	for _, arm := range s.Arms {
		world, counts := everyoneIn(arm.Slug), func(string) bool { return true }
		if arm.Slug == s.Control {
			world, counts = randomised, func(assigned string) bool { return assigned != s.Control }
		}
		b, err := s.bystanders(ctx, world, counts)
		if err != nil {
			return err
		}
		b.Arm = arm.Slug
		e.Bystanders = append(e.Bystanders, b)
	}
	return nil
}

// rolloutWorlds says whether the worlds of every arm are there.
func (s *Study) rolloutWorlds() bool {
	for _, arm := range s.Treatments() {
		if !slices.Contains(s.Worlds, everyoneIn(arm.Slug)) {
			return false
		}
	}
	return slices.Contains(s.Worlds, controlWorld)
}

// bystanders compares a world with that of control, for every 100 of the people whose assignment counts.
func (s *Study) bystanders(ctx context.Context, world string, counts func(assigned string) bool) (b Bystanders, err error) {
	differ, control := make([]cells, len(bystanderLines)), make([]float64, len(bystanderLines))
	for k := range differ {
		differ[k] = cells{}
	}
	people := int64(0)
	for replicate := range s.Replicates {
		perDistrict := map[int32]int64{}
		for row, err := range eachRow[rows.Outcome](ctx, s.partsOf(rows.Outcomes.Name, randomised, replicate), "district", "assigned", "horizon_weeks") {
			if err != nil {
				return b, err
			}
			if int(row.HorizonWeeks) == s.Horizons[0] && counts(row.Assigned) {
				perDistrict[row.District]++
				people++
			}
		}
		for of, n := range perDistrict {
			for k := range differ {
				differ[k].add(s.cell(replicate, of), n, 0)
			}
		}
		for _, side := range []struct {
			world string
			sign  float64
		}{{controlWorld, -1}, {world, 1}} {
			for row, err := range eachRow[rows.District](ctx, s.partsOf(rows.Districts.Name, side.world, replicate)) {
				if err != nil {
					return b, err
				}
				for k := range bystanderLines {
					x := bystanderLines[k].of(row)
					differ[k].add(s.cell(replicate, row.District), 0, 100*side.sign*x)
					if side.sign < 0 {
						control[k] += 100 * x
					}
				}
			}
		}
	}
	for k, l := range bystanderLines {
		effect, monteCarlo := differ[k].mean()
		b.Lines = append(b.Lines, BystanderLine{Name: l.name, Label: l.label, Effect: effect, MonteCarloError: defined(monteCarlo), Control: control[k] / float64(people)})
	}
	return b, nil
}
