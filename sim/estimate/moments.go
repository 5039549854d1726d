package estimate

import "math"

// Moments holds the count, mean and variance of a stream of numbers in constant memory. The zero value is an empty stream.
//
// It keeps the mean and the sum of squares about it (Welford 1962), never the sum of squares about zero, whose difference
// from n times the squared mean loses every digit when the mean is large beside the spread.
type Moments struct {
	n    int64
	mean float64
	m2   float64 // sum of squared deviations from mean
}

// Add takes one number. A NaN or an infinity makes the mean and the variance NaN for good.
func (m *Moments) Add(y float64) {
	m.n++
	delta := y - m.mean
	m.mean += delta / float64(m.n)
	m.m2 += float64(delta * (y - m.mean)) // the conversion keeps the product unfused: the same bits on every processor
}

// Merge takes all numbers of another stream (Chan, Golub and LeVeque 1983).
func (m *Moments) Merge(other Moments) {
	if other.n == 0 {
		return
	}
	n := m.n + other.n
	share := float64(other.n) / float64(n)
	delta := other.mean - m.mean
	m.m2 += other.m2 + float64(float64(delta*delta)*float64(float64(m.n)*share))
	m.mean += float64(delta * share)
	m.n = n
}

// N is how many numbers were taken.
func (m Moments) N() int64 { return m.n }

// Mean is their mean, NaN when there are none.
func (m Moments) Mean() float64 {
	if m.n == 0 {
		return math.NaN()
	}
	return m.mean
}

// Variance is the sample variance, with divisor n-1; NaN when there are fewer than two numbers.
func (m Moments) Variance() float64 {
	if m.n < 2 {
		return math.NaN()
	}
	return m.m2 / float64(m.n-1)
}

// StdError is the standard error of Mean for independent numbers, NaN when there are fewer than two.
func (m Moments) StdError() float64 { return math.Sqrt(m.varianceOfMean()) }

func (m Moments) varianceOfMean() float64 { return m.Variance() / float64(m.n) }
