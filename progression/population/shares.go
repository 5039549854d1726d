package population

// shares is a discrete distribution as rising sums, the last of them 1.
type shares []float64

// newShares makes a distribution of weights that need not sum to 1.
func newShares(weights ...float64) shares {
	total := sum(weights)
	s := make(shares, len(weights))
	below := 0.0
	for k, w := range weights {
		if w < 0 || !(total > 0) {
			panic("population: weights must be 0 or more, and some above 0")
		}
		below += w
		s[k] = below / total
	}
	s[len(s)-1] = 1
	return s
}

// pick returns the level in which u falls and how far into it, from 0 to 1: given
// the level, the rest is again uniform.
func (s shares) pick(u float64) (k int, rest float64) {
	below := 0.0
	for k < len(s)-1 && u >= s[k] {
		below = s[k]
		k++
	}
	return k, (u - below) / (s[k] - below)
}

// share is the probability of level k.
func (s shares) share(k int) float64 {
	if k == 0 {
		return s[0]
	}
	return s[k] - s[k-1]
}

// below is the share below x where level k stands for the numbers from k to k+1,
// evenly.
func (s shares) below(x float64) float64 {
	k := int(x)
	share := s.share(k)
	return s[k] - share + float64(share*(x-float64(k)))
}

func sum(list []float64) (total float64) {
	for _, x := range list {
		total += x
	}
	return total
}
