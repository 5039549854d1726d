package population

import (
	"math"

	"inwork/sim"
)

// weight mixes two independent standard normal numbers into one whose
// correlation with the first is known.
type weight struct{ shared, own float64 }

func newWeight(correlation float64) weight {
	return weight{correlation, math.Sqrt(1 - float64(correlation*correlation))}
}

func (w weight) mix(shared, own float64) float64 {
	return float64(w.shared*shared) + float64(w.own*own)
}

// normalShare is the probability that a standard normal variable lies below z,
// with an error below 1e-7: formula 26.2.17 of Abramowitz and Stegun, Handbook
// of Mathematical Functions (1964). Package math has a finer one, but its bits
// differ between processors.
func normalShare(z float64) float64 {
	const (
		p  = 0.2316419
		b1 = 0.319381530
		b2 = -0.356563782
		b3 = 1.781477937
		b4 = -1.821255978
		b5 = 1.330274429

		rootTwoPi = 2.50662827463100050242
	)
	x := math.Abs(z)
	t := 1 / (1 + float64(p*x))
	s := b4 + float64(b5*t)
	s = b3 + float64(s*t)
	s = b2 + float64(s*t)
	s = b1 + float64(s*t)
	upper := float64(sim.Exp(-float64(x*x)/2) / rootTwoPi * s * t)
	if z < 0 {
		return upper
	}
	return 1 - upper
}
