package main

// What theory says. Birds are independent of each other, so an island is a branching process (Harris, The Theory of Branching
// Processes, 1963, chapter II) with types: a bird's type is the weeks since its egg was laid, up to grown. Mean and variance of the
// number of birds alive follow from the last week back to the first: with one week more to go, a bird of type x becomes the members
// of one of its outcomes, and
//
//	mean'(x) = sum over outcomes of p * (sum over members of mean)
//	var'(x)  = sum over outcomes of p * (sum over members of var + (sum over members of mean)^2) - mean'(x)^2
//
// The difference between two worlds that share their luck is a branching process too. A death rate of d in control and of d' < d when
// fenced means that whoever dies fenced dies in control too; so a bird lives in both worlds, or in the fenced one only.

// A moment is the mean and variance of a number.
type moment struct{ mean, variance float64 }

// An outcome is what becomes of a bird in a week, and with what probability.
type outcome struct {
	p       float64
	members []int // types
}

// expect returns the moments of the birds alive on an island after all weeks, in each world and of the difference.
func expect(s setting) map[string]moment {
	types := s.EggWeeks + s.ChickWeeks + 1
	alive := func(x int) float64 {
		if x < s.EggWeeks {
			return 0
		}
		return 1
	}
	one := func(p policy) moment {
		return s.line(types-1, types, alive, func(x int) []outcome { return s.fates(x, 0, s.death(p)) })
	}
	// Below `types` is who lives in the fenced world only, and from there on who lives in both: no difference yet.
	unlike := func(x int) float64 {
		if x < types {
			return alive(x)
		}
		return 0
	}
	pair := func(x int) []outcome {
		if x < types {
			return s.fates(x, 0, s.death(fenced))
		}
		list := s.fates(x-types, types, s.death(control))
		if next := min(x-types+1, types-1); next >= s.EggWeeks {
			list = append(list, outcome{s.death(control) - s.death(fenced), []int{next}}) // dies in control only
		}
		return list
	}
	return map[string]moment{
		control.slug: one(control),
		fenced.slug:  one(fenced),
		difference:   s.line(2*types-1, 2*types, unlike, pair),
	}
}

// fates is the outcomes of a bird of type x at death rate d, other than dying. The types of its members are raised by base.
func (s *setting) fates(x, base int, d float64) []outcome {
	last := s.EggWeeks + s.ChickWeeks
	next := min(x+1, last)
	switch {
	case next < s.EggWeeks: // an egg is out of harm's way
		return []outcome{{1, []int{base + next}}}
	case next < last:
		return []outcome{{1 - d, []int{base + next}}}
	}
	return []outcome{{1 - d - s.Laying, []int{base + next}}, {s.Laying, []int{base + next, base}}}
}

// line adds up founders and those who land, each of whom begins a line of the given type.
func (s *setting) line(begins, types int, value func(int) float64, fates func(int) []outcome) moment {
	mean, variance := make([]float64, types), make([]float64, types)
	for x := range mean {
		mean[x] = value(x)
	}
	var sum moment
	for range s.Weeks { // the last week first
		mean, variance = before(mean, variance, fates)
		m, v, p := mean[begins], variance[begins], s.Landing
		sum.mean += p * m // lands, or not, with so many weeks to go
		sum.variance += p*v + p*(1-p)*m*m
	}
	sum.mean += float64(s.Founders) * mean[begins]
	sum.variance += float64(s.Founders) * variance[begins]
	return sum
}

// before is the moments with a week more to go.
func before(mean, variance []float64, fates func(int) []outcome) (m, v []float64) {
	m, v = make([]float64, len(mean)), make([]float64, len(mean))
	for x := range m {
		square := 0.0
		for _, o := range fates(x) {
			sum := 0.0
			for _, member := range o.members {
				sum += mean[member]
				v[x] += o.p * variance[member]
			}
			m[x] += o.p * sum
			square += o.p * sum * sum
		}
		v[x] += square - m[x]*m[x]
	}
	return m, v
}
