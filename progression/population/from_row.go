package population

import (
	"slices"

	"inwork/progression/uc"
	"inwork/sim"
)

// fromRow makes a person of a row. Each step is the pack's, given what was made
// before; then what the row says takes the place of what was drawn.
func (m *maker) fromRow(p *Person, id uint64, r *Row, known Facts) {
	knows := func(fact Facts) bool { return known&fact != 0 }
	p.Born = m.aged(r.AgeYears, m.draws.uniform(useAge, id))
	p.ClaimWeeksBefore = m.pack.claims.weeksBefore(m.draws.uniform(useClaim, id), m.spread)
	if knows(TimeOnUC) {
		p.ClaimWeeksBefore = r.WeeksOnUC
	}
	p.ClaimWeeksBefore = min(p.ClaimWeeksBefore, int(m.start-p.Born.AddMonths(12*adult)-1)/7) // nobody claimed as a child
	p.PeriodDay = 1 + m.draws.below(usePeriodDay, id, 28)
	p.Female, p.Couple, p.Savings = r.Female, r.Couple, r.Savings
	entry := max(claimDay(p, m.start), m.start)
	youngest := m.childrenOf(p, id, r, entry)
	if p.Couple {
		m.partner(p, id)
		if knows(PartnerAge) {
			p.PartnerBorn = m.aged(r.PartnerAgeYears, m.draws.uniform(usePartnerAge, id))
		}
		if knows(PartnerPay) {
			p.PartnerGrossMonth = r.PartnerGrossMonth
		}
	}
	m.homeOf(p, id, r, known)
	m.barriers(p, id, youngest)
	m.barriersOf(p, id, r, known)
	hours := m.jobOf(p, id, r, known)
	p.WantsMoreHours = m.draws.uniform(useWants, id) < m.pack.jobs.wish(&p.Job)
	if knows(MoreHoursWanted) {
		p.WantsMoreHours = r.WantsMoreHours
	}
	if youngest >= 0 {
		m.childcare(p, id, entry, youngest, hours)
	}
}

// aged is a day of birth, each as likely as the others, of an adult of so many
// completed years on the world's first day.
func (m *maker) aged(years int, u float64) sim.Day {
	return min(born(m.start, years, u), m.wages.adultBorn)
}

func born(on sim.Day, years int, u float64) sim.Day {
	first, last := on.AddMonths(-12*(years+1))+1, on.AddMonths(-12*years)
	return first + sim.Day(u*float64(last-first+1))
}

// childrenOf makes the children of a row, all born before the first day, and
// returns the age of the youngest on the day of entry in years, or -1.
func (m *maker) childrenOf(p *Person, id uint64, r *Row, entry sim.Day) (youngest float64) {
	n := len(r.ChildrenBorn) + len(r.ChildrenAges)
	if n == 0 {
		return -1
	}
	p.Children = m.births(n)
	for i, day := range r.ChildrenBorn {
		p.Children[i] = min(day, m.start-1)
	}
	for i, age := range r.ChildrenAges {
		p.Children[len(r.ChildrenBorn)+i] = min(born(m.start, age, m.draws.nth(useGap, id, i)), m.start-1)
	}
	slices.Sort(p.Children)
	return years(p.Children[n-1], entry)
}

func (m *maker) homeOf(p *Person, id uint64, r *Row, known Facts) {
	if known&HomeTenure == 0 {
		m.home(p, id)
		return
	}
	p.Tenure = r.Tenure
	if known&HomeRent == 0 {
		m.rent(p, id)
	} else if p.Tenure != uc.NoHousingCosts {
		p.RentMonth = r.RentMonth
	}
}

// barriersOf puts what a row says of qualification, health and barriers in the
// place of what was drawn. A severity that it does not say is even between 0 and
// 1 among those who have the barrier, as among the pack's.
func (m *maker) barriersOf(p *Person, id uint64, r *Row, known Facts) {
	if known&HighestQualification != 0 {
		p.Qualification, p.Barriers[Qualifications] = r.Qualification, 0
		if r.Qualification == BelowGCSE {
			p.Barriers[Qualifications] = m.draws.uniform(useSkills, id)
		}
	}
	if known&HealthLimits != 0 {
		p.Barriers[Health], p.Barriers[MentalHealth] = 0, 0
		if r.Limited {
			p.Barriers[m.condition(id)] = m.draws.uniform(useHealth, id)
		}
	}
	for barrier, severity := range r.Severity {
		if known&SeverityOf(Barrier(barrier)) != 0 {
			p.Barriers[barrier] = severity
		}
	}
}

// jobOf makes the job of a row. Pay below the wage floor of the first day is
// raised to it, as employers must. Hours are drawn for people out of work: those
// of the childcare they would need.
func (m *maker) jobOf(p *Person, id uint64, r *Row, known Facts) (hours float64) {
	j := &m.pack.jobs
	if r.HoursPerWeek == 0 {
		return j.hours.at(m.draws.uniform(useHours, id))
	}
	k, _ := j.sectors.pick(m.draws.uniform(useSector, id))
	sector := Retail + Sector(k)
	if known&JobSector != 0 {
		sector = r.Sector
	}
	variable := m.draws.uniform(useVariable, id) < j.variable[sector]
	if known&JobContract != 0 {
		variable = r.Variable
	}
	p.Job = Job{Sector: sector, HoursPerWeek: r.HoursPerWeek, HourlyPence: max(r.HourlyPence, m.wages.floor(p.Born)), Variable: variable}
	return r.HoursPerWeek
}
