package population

import (
	"fmt"
	"math"
)

// newHours makes the distribution of weekly hours: steps of density below 18
// hours, with a spike inside the last of them, then a straight fall to 35. The
// steps come from the numbers of people whom three rises of the Administrative
// Earnings Threshold moved, each divided by its band.
func newHours(m *margins) curve {
	var c curve
	last := 0.0 // density of the last step
	spike := m.group("hours_spike")[0]
	at := number(spike.Level)
	for _, r := range m.group("hours_density") {
		from, to := bounds(r.Level)
		last = r.Value
		if at <= from || at >= to {
			c = c.step(from, to, last)
			continue
		}
		thin := last * (1 - spike.Value)
		c = c.step(from, at, thin).mass(at, last*(to-from)*spike.Value).step(at, to, thin)
	}
	tail := m.group("hours_tail")[0]
	from, to := bounds(tail.Level)
	return c.slope(from, to, last, last*tail.Value)
}

// curve is a distribution on a line, in pieces of linear density drawn by
// inversion, so that a larger uniform gives a larger number. Weights need not
// sum to 1.
type curve struct {
	pieces []piece
	shares shares
}

type piece struct{ from, to, start, end, weight float64 }

func (c curve) step(from, to, density float64) curve { return c.slope(from, to, density, density) }

func (c curve) mass(at, weight float64) curve { return c.add(piece{at, at, 1, 1, weight}) }

func (c curve) slope(from, to, start, end float64) curve {
	// The conversions keep the processor from fusing a caller's product with the sum.
	return c.add(piece{from, to, start, end, (to - from) * (float64(start) + float64(end)) / 2})
}

func (c curve) add(p piece) curve {
	if n := len(c.pieces); n > 0 && p.from < c.pieces[n-1].to {
		panic("population: pieces of a curve overlap")
	}
	pieces := append(c.pieces, p)
	weights := make([]float64, len(pieces))
	for i, q := range pieces {
		weights[i] = q.weight
	}
	return curve{pieces, newShares(weights...)}
}

// at returns the number below which a share u of the distribution lies.
func (c curve) at(u float64) float64 {
	k, rest := c.shares.pick(u)
	p := c.pieces[k]
	if p.start != p.end { // solve start t + (end-start) t^2 / 2 = rest (start+end) / 2
		root := math.Sqrt(float64(p.start*p.start) + float64(rest*(float64(p.end*p.end)-float64(p.start*p.start))))
		rest = (root - p.start) / (p.end - p.start)
	}
	return p.from + float64(rest*(p.to-p.from))
}

// bounds reads a level such as 8.6-12.
func bounds(level string) (from, to float64) {
	if n, err := fmt.Sscanf(level, "%g-%g", &from, &to); n != 2 || err != nil || from >= to {
		panic(fmt.Sprintf("population: level %q is no range", level))
	}
	return from, to
}

// number reads a level such as 16.
func number(level string) (x float64) {
	if n, err := fmt.Sscanf(level, "%g", &x); n != 1 || err != nil {
		panic(fmt.Sprintf("population: level %q is no number", level))
	}
	return x
}
