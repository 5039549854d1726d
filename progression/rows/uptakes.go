package rows

import "slices"

// An Uptake is what of an arm's offer a person took by a horizon. An effect of taking it up rests on the claim that the offer does
// nothing to whoever does not: no table can prove that.
type Uptake struct {
	Name    string   // in a scenario
	Label   string   // as people read it
	Columns []string // of outcomes that it is read off
	Of      func(*Outcome) bool
}

// Uptakes lists those that a scenario may declare.
func Uptakes() []Uptake { return slices.Clone(uptakes) }

// UptakeNames are the names of Uptakes.
func UptakeNames() []string {
	names := make([]string, len(uptakes))
	for i := range uptakes {
		names[i] = uptakes[i].Name
	}
	return names
}

var uptakes = []Uptake{
	{"attended_any", "kept an appointment of the arm", []string{"contacts"}, func(o *Outcome) bool { return o.Contacts > 0 }},
	{"met_any", "attended any meeting or call", []string{"meetings"}, func(o *Outcome) bool { return o.Meetings > 0 }},
	{"course_started", "started provision that costs", []string{"provision_cost_pence"}, func(o *Outcome) bool { return o.ProvisionCost > 0 }},
}
