package progression

import "inwork/progression/population"

// severities are a person's barriers, each in 65535ths of full severity: two bytes
// each, because a person has a dozen of them and there are a million people.
type severities [population.NBarriers]uint16

// full is severity 1.
const full = 65535

// in65535ths is a severity as it is kept.
func in65535ths(severity float64) uint16 { return uint16(float64(full*severity) + 0.5) }

// barrier is a person's severity of a barrier, 0 to 1.
func (p *people) barrier(b population.Barrier, i int) float64 {
	return float64(p.severity[i][b]) / full
}

// setBarrier changes it.
func (p *people) setBarrier(b population.Barrier, i int, severity float64) {
	p.severity[i][b] = in65535ths(severity)
}

// health is the severity of the condition that limits a person most, of body or mind.
func (p *people) health(i int) float64 {
	return max(p.barrier(population.Health, i), p.barrier(population.MentalHealth, i))
}

// gate is how much of a chance a barrier takes at severity 1.
type gate struct {
	barrier population.Barrier
	weight  float64
}

// past is the share of a chance that a person's barriers leave.
func (p *people) past(i int, gates ...gate) float64 {
	left := 1.0
	for _, g := range gates {
		left *= 1 - float64(g.weight*p.barrier(g.barrier, i))
	}
	return left
}
