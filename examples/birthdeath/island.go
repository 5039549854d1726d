package main

import (
	"fmt"

	"inwork/sim"
)

// An island is one cell in one world: birds as columns, by place (see family.go). Nothing in it is shared with another island.
type island struct {
	setting
	number  int
	death   float64   // a week, under this island's policy
	landing sim.Draws // whether a bird comes

	stage       []stage // of each bird
	laid        []uint8 // eggs so far
	from, until []int16 // week in which it came or hatched, and died; -1: not yet
	tally       Count   // what happened so far

	risks  *sim.Risks[*island]
	coming *sim.Calendar // whose next stage is due
	full   error         // a family outgrew its places
}

// A stage is where a bird stands in its life.
type stage uint8

const (
	unborn stage = iota
	egg
	young
	grown
	dead
)

// What can befall a bird in a week, and at most one of it: the competing risks. A share is a fixed part of the weekly deal that
// bounds the rate and that no policy changes; the rate is the probability, exactly, and may depend on all that the island knows now.
const (
	deathShare  = 0.04
	layingShare = 0.02
)

var risks = []sim.Risk[*island]{
	{Name: "death", Share: deathShare, Rate: (*island).deathRate, Happen: (*island).die},
	{Name: "laying", Share: layingShare, Rate: (*island).layingRate, Happen: (*island).lay},
}

func newIsland(s setting, replicate, number int, p policy) (*island, error) {
	families := s.Founders + s.Weeks
	n := families * familySize
	w := &island{
		setting: s, number: number, death: s.death(p), landing: s.luck(replicate, useLanding),
		stage: make([]stage, n), laid: make([]uint8, n), from: make([]int16, n), until: make([]int16, n),
		coming: sim.NewCalendar(n, s.EggWeeks+s.ChickWeeks),
	}
	var err error
	w.risks, err = sim.NewRisks(s.luck(replicate, useLane), s.luck(replicate, useCard), sim.ID(number, 0), n, risks...)
	if err != nil {
		return nil, err
	}
	for i := range n {
		w.from[i], w.until[i] = -1, -1
		w.risks.Ceiling(i, 0) // nothing befalls who is not there, and so costs nothing
	}
	for founder := range s.Founders {
		w.appear(founder*familySize, grown, 0)
	}
	return w, nil
}

// week is the order of events in a week.
func (w *island) week(week int) error {
	w.land(week)
	w.grow(week)
	if err := w.risks.Week(w, week); err != nil {
		return fmt.Errorf("island %d: %w", w.number, err)
	}
	return w.full
}

// land brings a grown bird in some weeks. The draw is keyed by island and week, and so is the bird's place: who lands does not depend
// on who lives.
func (w *island) land(week int) {
	if w.landing.Uniform(sim.ID(w.number, 0), uint32(week)) < w.Landing {
		w.tally.Landed++
		w.appear((w.Founders+week)*familySize, grown, week)
	}
}

// grow gives those who are due their next stage, and costs what those few cost.
func (w *island) grow(week int) {
	for i := range w.coming.Due(week) {
		switch w.stage[i] {
		case egg:
			w.tally.Hatched++
			w.appear(i, young, week)
			w.coming.Set(i, week+w.ChickWeeks)
		case young: // and not dead
			w.stage[i] = grown
		}
	}
}

// appear lets a bird live from this week on.
func (w *island) appear(i int, s stage, week int) {
	w.stage[i], w.from[i] = s, int16(week)
	w.tally.Birds++
	w.risks.Ceiling(i, max(w.death/deathShare, w.Laying/layingShare))
}

func (w *island) deathRate(i int) float64 {
	if w.stage[i] == young || w.stage[i] == grown {
		return w.death
	}
	return 0
}

func (w *island) die(i, week int) {
	w.stage[i], w.until[i] = dead, int16(week)
	w.tally.Birds--
	w.tally.Died++
	w.risks.Ceiling(i, 0)
}

func (w *island) layingRate(i int) float64 {
	if w.stage[i] == grown {
		return w.Laying
	}
	return 0
}

// lay makes an egg, out of harm's way until it hatches.
func (w *island) lay(i, week int) {
	place, ok := chick(i, int(w.laid[i]))
	if !ok {
		w.full = fmt.Errorf("island %d: a family has no room for chick %d of bird %d: raise familyBits, or lay less", w.number, w.laid[i], w.id(i))
		return
	}
	w.laid[i]++
	w.stage[place] = egg
	w.coming.Set(place, week+w.EggWeeks)
}

// id is the number of the bird in a place, on all islands: the entity of its draws.
func (w *island) id(place int) int64 { return int64(sim.ID(w.number, place)) }
