package pilot

// contrast is a true effect: a sum and difference of worlds, person by person.
type contrast struct {
	estimand, component, arm string
	plus, minus              []string // worlds
	control                  string   // whose mean stands beside
}

// The estimands. A trial estimates pilot: its participants are few and change
// nothing of what each other meets. Rollout has displacement and queues in it.
const (
	pilotEstimand = "pilot"
	single        = "single"
	rollout       = "rollout"
)

// contrasts lists the effects of each arm but control that the study's worlds give,
// in the order of the table.
//
// From one person treated alone to everybody, the queue (coaches' time, places of
// provision) and the market (vacancies, employers) are released one after the
// other, in both orders: each order adds up to rollout, and their difference is the
// interaction.
func (d *design) contrasts() (list []contrast) {
	arms := d.Arms
	control := arms[d.control].Slug
	for k := range arms {
		a := arms[k].Slug
		if k == d.control || d.Truth.Worlds == "none" {
			continue
		}
		everyone, alone, queue, market := everyoneIn(a), singleOf(a), queueReleased(a), marketReleased(a)
		add := func(estimand, component string, plus, minus []string, base string) {
			list = append(list, contrast{estimand, component, a, plus, minus, base})
		}
		if d.splits() {
			add(pilotEstimand, "total", []string{pilotOf(a)}, []string{pilotOf(control)}, pilotOf(control))
			add(rollout, "interaction", []string{everyone, alone}, []string{queue, market}, controlWorld)
			add(rollout, "market_first", []string{market}, []string{alone}, controlWorld)
			add(rollout, "market_second", []string{everyone}, []string{queue}, controlWorld)
			add(rollout, "queue_first", []string{queue}, []string{alone}, controlWorld)
			add(rollout, "queue_second", []string{everyone}, []string{market}, controlWorld)
			add(rollout, single, []string{alone}, []string{controlWorld}, controlWorld)
		}
		add(rollout, "total", []string{everyone}, []string{controlWorld}, controlWorld)
		if d.splits() {
			add(single, "total", []string{alone}, []string{controlWorld}, controlWorld)
		}
	}
	return list
}
