package population

import (
	"inwork/progression/money"
	"inwork/sim"
)

// Job is a main job. The zero value is out of work.
type Job struct {
	Sector       Sector
	HoursPerWeek float64     // usual paid hours
	HourlyPence  money.Pence // gross pay an hour, never below the wage floor for the person's age
	Variable     bool        // variable-hours (zero-hours) contract
}

// Sector is a low-paid part of the economy.
type Sector uint8

// The sectors. NSectors counts them with NoSector, so that it sizes an array
// indexed by sector.
const (
	NoSector Sector = iota // out of work
	Retail
	Hospitality
	Care // adult social care and childcare
	Cleaning
	OtherSector
	NSectors = iota
)

var sectorNames = [NSectors]string{"none", "retail", "hospitality", "care", "cleaning", "other"}

// String returns the sector's name in lower case.
func (s Sector) String() string { return sectorNames[s] }

// jobs is what jobs are drawn from.
type jobs struct {
	inWork   float64
	sectors  shares // of Retail to OtherSector
	hours    curve
	atFloor  [NSectors]float64
	median   float64 // of the premium above the floor
	spread   float64 // of its logarithm
	cap      float64
	variable [NSectors]float64
	partTime float64 // hours below which a job is part-time
	wants    struct{ variable, partTime, fullTime, outOfWork float64 }
}

func newJobs(m *margins) (j jobs) {
	j.inWork = m.value("candidate_in_work", "in work")
	var weights [NSectors]float64
	for _, r := range m.group("sector") {
		weights[sectorNamed(r.Level)] += r.Value // care has two rows
	}
	j.sectors = newShares(weights[Retail:]...)
	j.hours = newHours(m)
	for _, r := range m.group("floor_mass") {
		j.atFloor[sectorNamed(r.Level)] = r.Value
	}
	j.median = m.value("premium", "median")
	j.spread = m.value("premium", "spread")
	j.cap = m.value("premium", "cap")
	j.setVariable(m, weights[Care]/sum(weights[:]))
	j.setWants(m)
	return j
}

// setVariable gives care its published share of variable-hours contracts and all
// other sectors the one that makes the overall share.
func (j *jobs) setVariable(m *margins, careJobs float64) {
	care := m.value("variable_hours", "care")
	other := (m.value("variable_hours", "all") - float64(careJobs*care)) / (1 - careJobs)
	for s := Retail; s < NSectors; s++ {
		j.variable[s] = other
	}
	j.variable[Care] = care
}

// sinceSplit is all underemployed workers of the era over those of the year of
// the split by hours.
func sinceSplit(m *margins) float64 {
	return m.value("underemployed", "era") / m.value("underemployed", "split by hours")
}

// setWants brings the split by hours to the era by the change in all
// underemployed workers.
func (j *jobs) setWants(m *margins) {
	since := sinceSplit(m)
	j.partTime = m.value("part_time_below", "part-time")
	j.wants.variable = m.value("want_hours", "zero hours")
	j.wants.partTime = m.value("want_hours", "part-time") * since
	j.wants.fullTime = m.value("want_hours", "full-time") * since
	j.wants.outOfWork = m.value("want_hours", "out of work")
}

func sectorNamed(name string) Sector {
	for s := Retail; s < NSectors; s++ {
		if s.String() == name {
			return s
		}
	}
	panic("population: no sector " + name)
}

// hourly is the pay of an hour: the floor, or the floor and a log-normal premium.
// The uniform decides whether the job pays the floor, the normal the premium.
func (j *jobs) hourly(floor money.Pence, s Sector, u, z float64) money.Pence {
	if u < j.atFloor[s] {
		return floor
	}
	premium := min(j.cap, j.median*sim.Exp(float64(j.spread*z)))
	return roundPence(float64(floor) * (1 + premium))
}

// wish is the probability of wanting more hours.
func (j *jobs) wish(job *Job) float64 {
	switch {
	case job.HoursPerWeek == 0:
		return j.wants.outOfWork
	case job.Variable:
		return j.wants.variable
	case job.HoursPerWeek < j.partTime:
		return j.wants.partTime
	}
	return j.wants.fullTime
}

// job makes a person's job, and says whether she wants more hours. Hours are
// drawn for people out of work too: they are those of the childcare she would
// need.
func (m *maker) job(p *Person, id uint64) (hours float64) {
	j := &m.pack.jobs
	hours = j.hours.at(m.draws.uniform(useHours, id))
	if m.draws.uniform(useWork, id) < j.inWork {
		k, _ := j.sectors.pick(m.draws.uniform(useSector, id))
		s := Retail + Sector(k)
		p.Job = Job{
			Sector:       s,
			HoursPerWeek: hours,
			HourlyPence:  j.hourly(m.wages.floor(p.Born), s, m.draws.uniform(useFloor, id), m.draws.normal(usePremium, id)),
			Variable:     m.draws.uniform(useVariable, id) < j.variable[s],
		}
	}
	p.WantsMoreHours = m.draws.uniform(useWants, id) < j.wish(&p.Job)
	return hours
}
