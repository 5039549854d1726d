package main

import "inwork/sim"

// One line a random use: what it decides, its entity and its index. The list only grows: a number, once used, keeps its meaning,
// so that a new use disturbs no result of the others.
const (
	useLane    sim.Use = 1 // risks: bird, block of weeks
	useCard    sim.Use = 2 // risks: bird, week
	useLanding sim.Use = 3 // whether a bird comes to the island: island, week
)

// luck returns the draws of a use in a replicate. Policy, worker and shard are not in the key, and so both worlds have the same luck.
// Nothing about who lives there is drawn: the population is 0 throughout.
func (s *setting) luck(replicate int, use sim.Use) sim.Draws {
	return sim.NewDraws(s.Seed, 0, uint32(replicate), use)
}
