package population

import (
	"math"

	"inwork/sim"
)

// barriers is what barriers and the qualification are drawn from. Each barrier
// has a normal score; people whose score is in the top share have the barrier,
// with a severity that is even between 0 and 1 among them.
type barriers struct {
	common        weight // of most barriers with what they share
	childcare     weight // of childcare with the youth of the youngest child
	qualification shares // from degree down
	health        float64
	mental        float64 // share of the conditions that limit which are mental
	share         [NBarriers]float64
	needed        int     // age of the youngest in years from which no childcare is needed
	youth         float64 // share of parents whose youngest is below it
	noPlace       map[string]float64
}

// scored are the barriers that a share of people have, whoever they are. Those
// that are common go with health and qualification; the others are as often among
// all.
var scored = []struct {
	barrier Barrier
	use     sim.Use
	common  bool
}{
	{Skills, useTransferable, true},
	{Confidence, useConfidence, true},
	{Motivation, useMotivation, true},
	{Transport, useTransport, false},
	{Caring, useCaring, false},
	{English, useEnglish, false},
	{Digital, useDigital, true},
	{Debt, useDebt, true},
}

func newBarriers(m *margins, youngest shares) barriers {
	b := barriers{
		common:    newWeight(math.Sqrt(m.value("copula_common", "health, skills, confidence"))),
		childcare: newWeight(m.value("copula_childcare", "age of youngest, childcare")),
		health:    m.value("barrier_health", "health"),
		mental:    m.value("barrier_mental", "mental"),
		needed:    int(m.value("childcare_needed_below", "age of youngest")),
		noPlace:   map[string]float64{},
	}
	for _, s := range scored {
		b.share[s.barrier] = m.value("barrier_"+s.barrier.String(), s.barrier.String())
	}
	var weights [Degree + 1]float64
	for _, r := range m.group("qualification") {
		weights[Degree-qualificationNamed(r.Level)] = r.Value
	}
	b.qualification = newShares(weights[:]...)
	b.youth = youngest[b.needed-1]
	for _, r := range m.group("childcare_places") {
		b.noPlace[r.Level] = 1 - r.Value
	}
	b.noPlace["Wales"] = b.noPlace["England"] // no figure found
	return b
}

func qualificationNamed(name string) Qualification {
	for q, n := range qualificationNames {
		if n == name {
			return Qualification(q)
		}
	}
	panic("population: no qualification " + name)
}

// severity is that of a barrier which a share of people have: those with the
// highest scores.
func severity(score, share float64) float64 {
	return max(0, 1-(1-normalShare(score))/share)
}

// barriers draws the qualification and the barriers of a person whose youngest
// child has that age in years; -1 without children. No qualification at GCSE
// level is a barrier of its own; a condition that limits is physical or mental.
func (m *maker) barriers(p *Person, id uint64, youngest float64) {
	b := &m.pack.barriers
	common := m.draws.normal(useCommon, id)
	learned := normalShare(b.common.mix(common, m.draws.normal(useSkills, id)))
	k, rest := b.qualification.pick(learned)
	p.Qualification = Degree - Qualification(k)
	if p.Qualification == BelowGCSE {
		p.Barriers[Qualifications] = rest
	}
	p.Barriers[m.condition(id)] = severity(b.common.mix(common, m.draws.normal(useHealth, id)), b.health)
	for _, s := range scored {
		score := m.draws.normal(s.use, id)
		if s.common {
			score = b.common.mix(common, score)
		}
		p.Barriers[s.barrier] = severity(score, b.share[s.barrier])
	}
	if youngest >= 0 && youngest < float64(b.needed) {
		youth := sim.NormalQuantile(1 - m.pack.youngest.below(youngest)/b.youth)
		p.Barriers[Childcare] = severity(b.childcare.mix(youth, m.draws.normal(useChildcare, id)), m.noPlace)
	}
}

// condition is the kind of a person's condition, should she have one that limits her.
func (m *maker) condition(id uint64) Barrier {
	if m.draws.uniform(useHealthKind, id) < m.pack.barriers.mental {
		return MentalHealth
	}
	return Health
}
