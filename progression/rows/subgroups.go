package rows

import "slices"

// A Subgroup splits people by what they were when they were randomised, so that no arm can have changed who is in which part.
type Subgroup struct {
	Name    string              // in a scenario
	Label   string              // as people read it
	Parts   []string            // as people read them
	Columns []string            // of claimants that it is read off
	Of      func(*Claimant) int // place in Parts
}

// Subgroups lists those that a scenario may declare.
func Subgroups() []Subgroup { return slices.Clone(subgroups) }

// SubgroupNames are the names of Subgroups.
func SubgroupNames() []string {
	names := make([]string, len(subgroups))
	for i := range subgroups {
		names[i] = subgroups[i].Name
	}
	return names
}

var subgroups = []Subgroup{
	{"sex", "Sex", []string{"Men", "Women"}, []string{"female"}, func(c *Claimant) int { return int(one(c.Female)) }},
	{"children", "Dependent children", []string{"No children", "Children"}, []string{"children"}, func(c *Claimant) int { return int(one(c.Children > 0)) }},
	{"limiting_health", "Health", []string{"No health barrier", "Health or mental health barrier"}, []string{"barrier_health", "barrier_mental_health"},
		func(c *Claimant) int { return int(one(c.HealthBarrier > 0 || c.MentalHealthBarrier > 0)) }},
	{"age_band", "Age", []string{"Under 25", "25 to 34", "35 to 49", "50 and over"}, []string{"age_years"},
		func(c *Claimant) int { return band(float64(c.AgeYears), 25, 35, 50) }},
	{"couple", "Partner", []string{"Single", "In a couple"}, []string{"couple"}, func(c *Claimant) int { return int(one(c.Couple)) }},
	{"employed_at_start", "Work", []string{"Out of work", "In work"}, []string{"hours_per_week"}, func(c *Claimant) int { return int(one(c.HoursPerWeek > 0)) }},
	{"hours_band", "Hours", []string{"Under 16 hours", "16 to under 30 hours", "30 hours and more"}, []string{"hours_per_week"},
		func(c *Claimant) int { return band(c.HoursPerWeek, 16, 30) }},
	{"wants_more_hours", "Hours wanted", []string{"Content with hours", "Wants more hours"}, []string{"wants_more_hours"},
		func(c *Claimant) int { return int(one(c.WantsMoreHours)) }},
}

// band is how many limits a number has reached.
func band(x float64, limits ...float64) (n int) {
	for _, limit := range limits {
		if x >= limit {
			n++
		}
	}
	return n
}
