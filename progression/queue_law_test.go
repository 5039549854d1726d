package progression

import (
	"fmt"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The coaches' queues against the theory of slotted queues. Each week a batch of
// A comes due and then up to c of those who wait are seen, so the number left
// waiting follows Lindley's recursion Q' = max(Q + A - C, 0), with C = c, or 0 in
// a week of absence. With m = E[A] and v = E[A(A-1)]:
//
//   - c appointments a week, no absence (N. T. J. Bailey, "On queueing processes with
//     bulk service", J. R. Statist. Soc. B 16 (1954) 80-87; in slots, H. Bruneel and
//     B. G. Kim, Discrete-Time Models for Communication Systems Including ATM, 1993):
//     E[Q] = (v - c(c-1)) / (2(c-m)) + sum over r of 1/(1-z_r), where the z_r are the
//     c-1 roots of z^c = A(z) inside the unit circle, A the generating function;
//   - one appointment a week, absence with probability a: from
//     Q(z) (z - A(z)(az+1-a)) = constant (z-1), twice by l'Hopital at z = 1,
//     E[Q] = (v + 2am) / (2(1-a-m)), which is the first formula at a = 0.

// batches says how many come due in a coach's week: binomial, of n with probability p each.
type batches struct {
	n int
	p float64
}

func (b batches) mean() float64      { return float64(b.n) * b.p }
func (b batches) factorial() float64 { return float64(b.n*(b.n-1)) * b.p * b.p }

// waiting is the mean number left waiting after a week, by the formulas above.
func (b batches) waiting(t *testing.T, perWeek int, absence float64) float64 {
	c, m := float64(perWeek), b.mean()
	if perWeek == 1 {
		return (b.factorial() + 2*absence*m) / (2 * (1 - absence - m))
	}
	require.Zero(t, absence, "no formula here for absence of who sees several a week")
	q := (b.factorial() - c*(c-1)) / (2 * (c - m))
	for r := 1; r < perWeek; r++ { // each root is the fixed point of its branch of z = A(z)^(1/c)
		turn, z := cmplx.Rect(1, 2*math.Pi*float64(r)/c), complex(0, 0)
		for range 500 {
			z = turn * cmplx.Exp(complex(float64(b.n)/c, 0)*cmplx.Log(1+complex(b.p, 0)*(z-1)))
		}
		require.InDelta(t, 0, cmplx.Abs(cmplx.Pow(z, complex(c, 0))-cmplx.Pow(1+complex(b.p, 0)*(z-1), complex(float64(b.n), 0))), 1e-12)
		q += real(1 / (1 - z))
	}
	return q
}

// appointmentMinutes is how long each appointment takes here.
const appointmentMinutes = 15

// queues is a district of coaches and their caseload places alone: no candidate,
// no place due unless a test plans it, every appointment kept.
func queues(t testing.TB, coaches, places, minutes int, absence float64) *World {
	t.Helper()
	s := small()
	s.People, s.Assigned, s.Participants, s.Keep = nil, nil, 0, Records{}
	s.Coaches, s.Offices, s.VacanciesPerUnemployed = coaches, 1, 0
	for k := range s.Arms {
		s.Arms[k].Minutes, s.Arms[k].FirstMinutes = 5, 5
	}
	p := &s.Parameters
	p.CaseloadOccupied, p.MissFaceToFace, p.AbsenceShare = 0.5, 0, absence
	s.Caseload = float64(places) * p.CaseloadOccupied
	p.ReviewMinutes, p.InterviewMinutes = appointmentMinutes, float64(minutes)
	w := newWorld(district(t, s))
	require.Equal(t, coaches*places, w.places.n)
	for j := range w.places.n {
		w.place.taken[j] = true
		w.diary.cancel(j)
	}
	return w
}

// arrivals make a batch due in the coming week: the coach's next places in turn.
type arrivals struct {
	random *rand.Rand
	next   []int     // place of each coach, counted from her first
	up     []float64 // cumulated probabilities of 0, 1, 2 … arrivals
}

func (b batches) arrivals(seed uint64, coaches int) *arrivals {
	a := &arrivals{random: rand.New(rand.NewPCG(seed, 0)), next: make([]int, coaches)}
	p, sum := math.Pow(1-b.p, float64(b.n)), 0.0
	for k := range b.n {
		sum += p
		a.up = append(a.up, sum)
		p *= float64(b.n-k) / float64(k+1) * b.p / (1 - b.p)
	}
	return a
}

func (a *arrivals) come(t *testing.T, w *World) {
	places := w.places.n / w.Coaches
	for c := range a.next {
		u := a.random.Float64()
		for k := 0; k < len(a.up) && u >= a.up[k]; k++ {
			j := c*places + a.next[c]
			if w.diary.waiting[j] {
				require.Fail(t, "all places of a coach are waiting")
			}
			w.diary.plan(j, w.week)
			a.next[c] = (a.next[c] + 1) % places
		}
	}
}

// serve is the diaries' week. Who was seen does not come again by herself.
func serve(w *World) {
	q := &w.diary
	w.callIn()
	head := slices.Clone(q.head)
	w.appointments.meet(w)
	for c, h := range head {
		for size := q.from[c+1] - q.from[c]; h != q.head[c]; h = (h + 1) % size {
			q.cancel(int(q.queue[q.from[c]+h]))
		}
	}
}

// zLimit is how far a standard normal statistic may lie off: a true law does once
// in 37,000 times, as in the tests of package sim.
const zLimit = 4.2

// The mean queue is the analytic one: z over coaches, each a history of her own,
// in some thousand weeks but the first 100. Seeds are fixed. Power is shown: the same
// queues refuse the answer for arrivals 1% more and 1% fewer.
func TestMeet_QueuesFollowTheirLaw(t *testing.T) {
	const coaches, places, warm = 500, 128, 100
	for seed, c := range []struct {
		batches
		minutes int // of a coach's week
		absence float64
		weeks   int
	}{
		{batches{10, 0.08}, 15, 0, 4000},    // one at a time
		{batches{10, 0.07}, 29, 0.14, 4000}, // and weeks lost to absence; the minutes left are too few for another
		{batches{40, 0.11}, 75, 0, 1000},    // several at a time
	} {
		t.Run(fmt.Sprintf("%d at %v, %d minutes, absence %v", c.n, c.p, c.minutes, c.absence), func(t *testing.T) {
			w, a := queues(t, coaches, places, c.minutes, c.absence), c.arrivals(uint64(seed), coaches)
			mean := make([]float64, coaches)
			for w.week = range c.weeks {
				a.come(t, w)
				serve(w)
				if w.week >= warm {
					for k, n := range w.diary.count {
						mean[k] += float64(n) / float64(c.weeks-warm)
					}
				}
			}
			z := func(factor float64) float64 {
				return zMean(mean, batches{c.n, c.p * factor}.waiting(t, c.minutes/appointmentMinutes, c.absence))
			}
			t.Logf("z %.1f, and %.1f and %.1f against arrivals 1%% fewer and 1%% more", z(1), z(0.99), z(1.01))
			assert.Less(t, math.Abs(z(1)), zLimit)
			assert.Greater(t, z(0.99), zLimit, "power: 1% fewer arrivals")
			assert.Less(t, z(1.01), -zLimit, "power: 1% more arrivals")
		})
	}
}

// zMean is how many standard errors the mean of independent numbers lies above an answer.
func zMean(x []float64, answer float64) float64 {
	n, sum, squares := float64(len(x)), 0.0, 0.0
	for _, v := range x {
		sum += v
	}
	for _, v := range x {
		squares += (v - sum/n) * (v - sum/n)
	}
	return (sum/n - answer) / math.Sqrt(squares/(n-1)/n)
}
