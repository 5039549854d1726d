package population

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"inwork/sim"
)

// The formula's error bound, against the complementary error function.
func TestNormalShare(t *testing.T) {
	for z := -8.0; z <= 8; z += 0.01 {
		require.InDelta(t, math.Erfc(-z/math.Sqrt2)/2, normalShare(z), 1e-7, "z %v", z)
	}
}

// both is the probability that two standard normal variables of that correlation
// are both among their top shares, by Simpson's rule on the conditional tail.
func both(correlation, first, second float64) float64 {
	const steps = 4000
	a, b := -sim.NormalQuantile(first), -sim.NormalQuantile(second)
	f := func(x float64) float64 {
		tail := math.Erfc((b-correlation*x)/math.Sqrt(1-correlation*correlation)/math.Sqrt2) / 2
		return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) * tail
	}
	h := (a + 10 - a) / steps
	total := f(a) + f(a+10)
	for i := 1; i < steps; i++ {
		total += f(a+float64(i)*h) * float64(2+2*(i%2))
	}
	return total * h / 3
}

func TestBoth_Independent(t *testing.T) {
	assert.InDelta(t, 0.27*0.3, both(0, 0.27, 0.3), 1e-9)
	assert.InDelta(t, 0.25+math.Asin(0.5)/(2*math.Pi), both(0.5, 0.5, 0.5), 1e-9, "Sheppard's formula")
}

// The copula's correlations are recovered: the share of people with both of two
// barriers is that of a bivariate normal, and neither that of independence nor
// of a correlation off by 0.03. 400,000 people, or the parents among them; seed 3.
func TestBarriers_Dependence(t *testing.T) {
	const n = 400_000
	pack := Pack2015()
	start := sim.Date(2018, time.November, 1)
	people := pack.People(3, 0, 4, n, start, 0)
	under5 := func(p *Person) bool { return years(p.Children[len(p.Children)-1], start) < 5 }
	under12 := func(p *Person) bool {
		return len(p.Children) > 0 && years(p.Children[len(p.Children)-1], start) < 12
	}
	barrier := func(b Barrier) func(*Person) bool {
		return func(p *Person) bool { return p.Barriers[b] > 0 }
	}
	limited := func(p *Person) bool { return p.Barriers[Health] > 0 || p.Barriers[MentalHealth] > 0 }
	everyone := func(*Person) bool { return true }
	young := pack.youngest.below(5) / pack.youngest.below(12)
	for _, c := range []struct {
		name          string
		among         func(*Person) bool
		first, second func(*Person) bool
		p, q          float64
		correlation   float64
	}{
		{"qualifications and health", everyone, barrier(Qualifications), limited, 0.35, 0.27, 0.15},
		{"qualifications and confidence", everyone, barrier(Qualifications), barrier(Confidence), 0.35, 0.3, 0.15},
		{"skills and confidence", everyone, barrier(Skills), barrier(Confidence), 0.25, 0.3, 0.15},
		{"motivation and debt", everyone, barrier(Motivation), barrier(Debt), 0.2, 0.25, 0.15},
		{"digital skills and health", everyone, barrier(Digital), limited, 0.1, 0.27, 0.15},
		{"transport and caring", everyone, barrier(Transport), barrier(Caring), 0.19, 0.15, 0},
		{"English and confidence", everyone, barrier(English), barrier(Confidence), 0.21, 0.3, 0},
		{"health and confidence", everyone, limited, barrier(Confidence), 0.27, 0.3, 0.15},
		{"child under 5 and childcare", under12, under5, barrier(Childcare), young, 0.55, 0.3},
		{"childcare and health", under12, barrier(Childcare), limited, 0.55, 0.27, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			count, joint := 0.0, 0.0
			for i := range people {
				if p := &people[i]; c.among(p) {
					count++
					if c.first(p) && c.second(p) {
						joint++
					}
				}
			}
			want := both(c.correlation, c.p, c.q)
			se := math.Sqrt(want * (1 - want) / count)
			assert.InDelta(t, want, joint/count, 4*se)
			off := both(c.correlation+0.04, c.p, c.q) - want
			require.Greater(t, off, 5*se, "a correlation off by 0.04 would pass")
		})
	}
}

// Severity is even between 0 and 1 among those who have the barrier, and rises
// with the score.
func TestSeverity(t *testing.T) {
	const share = 0.27
	for _, c := range []struct{ u, want float64 }{{0.1, 0}, {0.729, 0}, {0.865, 0.5}, {0.973, 0.9}} {
		assert.InDelta(t, c.want, severity(sim.NormalQuantile(c.u), share), 1e-6)
	}
}

// The weights of a mix keep the variance at 1.
func TestWeight(t *testing.T) {
	for _, r := range []float64{0, 0.15, 0.3, 1} {
		w := newWeight(r)
		assert.InDelta(t, 1, w.mix(w.shared, w.own), 1e-15)
	}
}
