package population

import (
	"fmt"

	"inwork/progression/uc"
	"inwork/sim"
)

// People returns the first n people of a district (its index in [Districts]) as
// on the world's first day, start. Person i depends on seed, population,
// district and i, and on start and spread, but not on n. Claims that are not
// running on start begin in the spread weeks after it; 0 makes the stock of that
// day alone. It panics if there is no such district or a number is negative.
func (p *Pack) People(seed uint64, population uint32, district, n int, start sim.Day, spread int) []Person {
	if district < 0 || district >= len(districts()) || n < 0 || spread < 0 {
		panic(fmt.Sprintf("population: no %d people of district %d over %d weeks", n, district, spread))
	}
	m := p.newMaker(seed, population, district, start, spread)
	m.fit, m.aspects = p.fit(), p.aspects(start)
	people := make([]Person, n)
	for i := range people {
		m.person(&people[i], sim.ID(district, i))
	}
	return people
}

// maker makes the people of one district.
type maker struct {
	pack   *Pack
	draws  keyed
	wages  wages
	start  sim.Day
	spread int // weeks

	fit     *fit // nil to keep everybody
	aspects []aspect

	// Of the district.
	privateRent privateRent
	socialRent  float64 // over that outside London
	carePrice   float64 // over that of Great Britain
	noPlace     float64 // share of parents without a childcare place

	room []sim.Day // for children
}

func (p *Pack) newMaker(seed uint64, population uint32, district int, start sim.Day, spread int) *maker {
	d := districts()[district]
	m := &maker{
		pack:        p,
		draws:       newKeyed(seed, population),
		wages:       newWages(uc.Statute(), start),
		start:       start,
		spread:      spread,
		privateRent: p.homes.private[d.Region],
		socialRent:  1,
		carePrice:   p.childcare.price(d.Region),
		noPlace:     p.barriers.noPlace[d.Nation],
	}
	if d.Region == "London" {
		m.socialRent = p.homes.social.london
	}
	return m
}

// person draws a person until one is kept. The first try is the same whatever the fit.
func (m *maker) person(p *Person, id uint64) {
	room := m.room
	for m.draws.try = 0; ; m.draws.try++ {
		m.draw(p, id)
		if m.fit == nil || m.keeps(p, id) {
			return
		}
		*p, m.room = Person{}, room
	}
}

// draw draws a person, each step given those before it.
func (m *maker) draw(p *Person, id uint64) {
	p.ClaimWeeksBefore = m.pack.claims.weeksBefore(m.draws.uniform(useClaim, id), m.spread)
	p.PeriodDay = 1 + m.draws.below(usePeriodDay, id, 28)
	claim := claimDay(p, m.start)
	entry := max(claim, m.start)
	f := m.pack.families.draw(m.draws.uniform(useFamily, id), entry)
	youngest := m.adults(p, id, f, claim, entry)
	if p.Couple {
		m.partner(p, id)
	}
	m.home(p, id)
	m.barriers(p, id, youngest)
	hours := m.job(p, id)
	if youngest >= 0 {
		m.childcare(p, id, entry, youngest, hours)
	}
}

// claimDay is the first day of a person's claim.
func claimDay(p *Person, start sim.Day) sim.Day { return start - sim.Day(7*p.ClaimWeeksBefore) }
