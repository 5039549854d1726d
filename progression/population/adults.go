package population

import "inwork/sim"

// partners is what partners are drawn from.
type partners struct {
	gap         float64 // years of age either way
	working     float64
	correlation float64 // of the normal scores of the partners' hours
}

func newPartners(m *margins) partners {
	return partners{
		gap:         m.value("partner_age_gap", "most"),
		working:     m.value("partner_working", "working"),
		correlation: m.value("partner_correlation", "hours"),
	}
}

// adults draws age, sex and children of somebody who claims on one day and is in
// the population from another. It returns the age of the youngest child in
// years, or -1.
func (m *maker) adults(p *Person, id uint64, f family, claim, entry sim.Day) (youngest float64) {
	a := &m.pack.ages
	b, rest := a.of[f].pick(m.draws.uniform(useAge, id))
	age, youngest := a.bands(f)[b], -1.0
	if f.children() {
		var eldest float64
		youngest, eldest = m.children(p, id, f, b, entry)
		age.from = max(age.from, eldest+m.pack.households[f].firstBirth)
	}
	at := claim
	if a.stock {
		at = entry
	}
	p.Born = min(bornAt(at, age.from+float64(rest*(age.to-age.from))), m.wages.adultBorn)
	if a.stock { // nobody claimed as a child; a day less for those born on 29 February
		p.ClaimWeeksBefore = min(p.ClaimWeeksBefore, int(m.start-p.Born.AddMonths(12*adult)-1)/7)
	}
	p.Female = m.draws.uniform(useSex, id) < m.pack.sexes[f]
	p.Couple = f.couple()
	return youngest
}

// partner draws a partner's age and work. A working partner has a job as
// candidates have, in the wide group of other sectors.
func (m *maker) partner(p *Person, id uint64) {
	q, j := &m.pack.partners, &m.pack.jobs
	years := q.gap * (float64(2*m.draws.uniform(usePartnerAge, id)) - 1)
	p.PartnerBorn = min(p.Born+sim.Day(years*daysPerYear), m.wages.adultBorn)
	if m.draws.uniform(usePartnerWork, id) >= q.working {
		return
	}
	score := m.pack.withPartner.mix(m.draws.normal(useHours, id), m.draws.normal(usePartnerHours, id))
	hours := j.hours.at(normalShare(score))
	hourly := j.hourly(m.wages.floor(p.PartnerBorn), OtherSector,
		m.draws.uniform(usePartnerFloor, id), m.draws.normal(usePartnerPay, id))
	p.PartnerGrossMonth = roundPence(float64(hourly) * hours * weeksPerMonth)
}
