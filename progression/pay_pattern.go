package progression

import "inwork/sim"

// payPattern says how a job's pay varies from month to month at the same usual hours.
type payPattern uint8

const (
	steadyPay     payPattern = iota // the same every month
	occasionalPay                   // overtime or short weeks now and then
	irregularPay                    // differs most months; all variable-hours contracts are
)

// pattern is the pay pattern of a job, for a uniform draw.
func (p *Parameters) pattern(u float64, variable bool) payPattern {
	switch {
	case variable || u < p.PayIrregular:
		return irregularPay
	case u < p.PayIrregular+p.PaySteady:
		return steadyPay
	}
	return occasionalPay
}

// usualShock is a month of usual hours, in thousandths of them.
const usualShock = 1000

// maxShock bounds hours worked in a month, in thousandths of usual hours.
const maxShock = 5000

// shock is hours worked over usual hours in thousandths, from the draw of an
// assessment period. Its mean is that of usual hours. A normal number leaves the
// lowest twelve bits of a draw free: they say whether an occasional month differs.
func (p *Parameters) shock(bits uint64, pattern payPattern) int16 {
	differs := pattern == irregularPay || pattern == occasionalPay && float64(bits&0xfff)*0x1p-12 < p.PayOccasional
	if !differs {
		return usualShock
	}
	sd := p.PaySpread
	return int16(min(float64(usualShock*sim.Exp(float64(sd*sim.Normal(bits))-float64(sd*sd/2))), maxShock) + 0.5)
}
