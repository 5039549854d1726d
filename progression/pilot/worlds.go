package pilot

import "inwork/progression"

// Names of the worlds that every study may have.
const (
	controlWorld    = "control"
	randomisedWorld = "randomised"
)

// world is a world of a cell, and the world whose record it takes.
type world struct {
	progression.Kind
	against string
}

// possible lists the worlds that a cell may have, in the order in which they are
// run: a world whose record others take comes before them.
func (d *design) possible() []world {
	list := []world{
		{Kind: progression.Kind{Slug: controlWorld, Arm: d.control, Recorded: d.splits()}},
		{Kind: progression.Kind{Slug: randomisedWorld, Randomised: true, Recorded: d.splits()}},
	}
	for k, a := range d.Arms {
		if k != d.control {
			list = append(list, world{Kind: progression.Kind{Slug: everyoneIn(a.Slug), Arm: k}})
		}
	}
	for k, a := range d.Arms {
		taker := func(slug string, frozen progression.Freeze, against string) {
			list = append(list, world{progression.Kind{Slug: slug, Arm: k, Frozen: frozen}, against})
		}
		taker(pilotOf(a.Slug), progression.Everything, randomisedWorld)
		if k == d.control {
			continue // single-CONTROL, whatever is released, is the control world
		}
		taker(singleOf(a.Slug), progression.Everything, controlWorld)
		taker(queueReleased(a.Slug), progression.TheMarket, controlWorld)
		taker(marketReleased(a.Slug), progression.TheQueue, controlWorld)
	}
	return list
}

func everyoneIn(arm string) string     { return "everyone-" + arm }
func pilotOf(arm string) string        { return "pilot-" + arm }
func singleOf(arm string) string       { return "single-" + arm }
func queueReleased(arm string) string  { return "queue-released-" + arm }
func marketReleased(arm string) string { return "market-released-" + arm }

// splits says whether the true effect is split into what one person alone, the
// queue and the market make of it.
func (d *design) splits() bool { return d.Truth.Worlds == "split" }

// simulated lists the worlds of a cell in the order in which they are run: control
// first, since it decides who is enrolled, whatever else is asked for.
func (d *design) simulated() []world {
	switch d.Truth.Worlds {
	case "none":
		return d.possible()[:2]
	case "everyone":
		return d.possible()[:1+len(d.Arms)]
	}
	return d.possible()
}

// worlds lists the worlds whose tables are kept, in the same order.
func (d *design) worlds() []world {
	list := d.simulated()
	if d.Truth.Worlds == "none" {
		return list[1:]
	}
	return list
}
